import { type CSSProperties, Fragment, type ReactNode, useState } from 'react'
import type { PlanRehearsal, RehearsalLane, RehearsalMark } from '../../../contract/plan-preview.ts'
import { Button } from '../../../ui/button.tsx'
import { clockTime } from '../../../ui/format.ts'
import { t, tell } from '../../messages.ts'
import { a } from './answer-words.ts'
import { foldMarks, type Often, oftenOf } from './fold-marks.ts'
import { again } from './fold-words.ts'
import { stackMarks } from './stack-marks.ts'
import { stateAt } from './state-at.ts'

/** Early minutes are wider than late ones: most happens in them. */
const placeOf = (s: number, all: number): number => (Math.max(0, Math.min(s, all)) / all) ** 0.55 * 100
const ticks = [0, 1, 3, 5, 10, 15, 30, 60, 90, 120, 180, 240]

/** Who is reached when, a lane for each post; the slider is the clock. */
export function Timeline({ played }: { played: PlanRehearsal }): ReactNode {
  // What was not played has no place on the clock.
  const all = Math.max(60, played.cutS ?? played.minutes * 60)
  const [s, setS] = useState(0)
  const step = (by: number) => setS((now) => Math.max(0, Math.min(all, now + by)))
  const now = stateAt(played, s)
  return (
    <>
      <div className="rh" style={{ '--now': `${placeOf(s, all)}%` } as CSSProperties}>
        <div className="rh-clock-axis" aria-hidden="true">
          {ticks
            .filter((minute) => minute * 60 <= all)
            .map((minute) => (
              <span key={minute} style={{ left: `${placeOf(minute * 60, all)}%` }}>
                {minute}
              </span>
            ))}
        </div>
        <ul>
          {played.lanes.map((lane) => (
            <Lane key={lane.post} lane={lane} played={played} s={s} all={all} />
          ))}
        </ul>
      </div>
      <div className="row rh-clock-slide">
        <Button small label={t('plans.minute-back')} onPress={() => step(-60)}>
          −
        </Button>
        <input
          type="range"
          className="grow"
          aria-label={t('plans.clock')}
          aria-valuetext={t('plans.minute', { n: minutesOf(s) })}
          min={0}
          max={1000}
          value={Math.round(placeOf(s, all) * 10)}
          onChange={(e) => setS(roundTo((Number(e.target.value) / 1000) ** (1 / 0.55) * all))}
          onKeyDown={(e) => {
            const by =
              e.key === 'ArrowRight' || e.key === 'ArrowUp' ? 60 : e.key === 'ArrowLeft' || e.key === 'ArrowDown' ? -60 : 0
            if (by === 0) return
            e.preventDefault()
            step(by)
          }}
        />
        <Button small label={t('plans.minute-on')} onPress={() => step(60)}>
          +
        </Button>
        <b className="rh-clock-clock b">{t('plans.minute', { n: minutesOf(s) })}</b>
      </div>
      <p className="sim-say" role="status">
        <b className="b">{t('plans.until', { n: minutesOf(s) })}</b> {t('plans.told', { n: now.told })}
        {now.holds && t('plans.holds', { who: now.accepted ? a('holds-accepted', { who: now.holds }) : now.holds })}
        {now.gaps.length > 0 && <b className="gap-words">{t('plans.gaps', { who: now.gaps.join(t('list.and')) })}</b>}
        {now.next ? t('plans.next', { n: minutesOf(now.next.s), who: now.next.who }) : t('plans.no-next')}
      </p>
      <p className="meta sim-say">{t('plans.legend')}</p>
    </>
  )
}

const roundTo = (s: number): number => Math.round(s / 30) * 30
const minutesOf = (s: number): string => String(Math.round((s / 60) * 10) / 10)

type LaneProps = { lane: RehearsalLane; played: PlanRehearsal; s: number; all: number }

function Lane({ lane, played, s, all }: LaneProps): ReactNode {
  const folded = foldMarks(lane.marks)
  const said = played.answers.filter(({ post, problem }) => post === lane.post && problem === null)
  const first = lane.marks[0]?.s ?? lane.gap ?? 0
  const reached = s >= first
  const from = placeOf(first, all)
  const lines = stackMarks([...folded.map(({ mark }) => mark.s), ...said.map((one) => one.s)].map((at) => placeOf(at, all)))
  const at = (moment: number, sign: number): CSSProperties =>
    ({ left: `${placeOf(moment, all)}%`, '--line': lines[sign] }) as CSSProperties
  return (
    <li className={lane.gap !== null ? 'rh-lane gap' : reached ? 'rh-lane' : 'rh-lane later'}>
      <span className="rh-who">
        <b>{lane.gap === null ? (lane.personName ?? lane.postName) : t('plans.nobody-there')}</b>
        <small title={`${lane.unitName} ${lane.postName}`}>
          {t(`plans.role.${lane.role}`)} · {shortUnit(lane)}
        </small>
      </span>
      <span className="rh-track" style={{ '--lines': Math.max(0, ...lines) + 1 } as CSSProperties}>
        {reached && <i style={{ left: `${from}%`, width: `${Math.max(0, placeOf(s, all) - from)}%` }} />}
        {folded.map(({ mark, untilS }, i) => (
          <Fragment key={i}>
            {untilS > mark.s && (
              <em
                className={s >= mark.s ? 'rh-again reached' : 'rh-again'}
                style={{ ...at(mark.s, i), width: `${placeOf(untilS, all) - placeOf(mark.s, all)}%` }}
              />
            )}
            <Mark mark={mark} reached={s >= mark.s} at={at(mark.s, i)} />
          </Fragment>
        ))}
        {said.map((one, i) => (
          <abbr
            key={`${one.s} ${one.does}`}
            className={s >= one.s ? 'mark mark-said reached' : 'mark mark-said'}
            style={at(one.s, folded.length + i)}
            title={`${t('plans.minute', { n: minutesOf(one.s) })} · ${a(one.does)}`}
          >
            {a(`sign.${one.does}`)}
          </abbr>
        ))}
      </span>
      {oftenOf(folded).map((one) => (
        <small key={one.kinds.join(' ')} className="rh-often">
          {oftenWords(one, played.at)}
        </small>
      ))}
    </li>
  )
}

/** What comes over and over in words: 短信、电话 每 2 分钟一次，各 38 次，至 14:32. */
function oftenWords({ kinds, times, everyS, untilS }: Often, at: string): string {
  const until = clockTime(new Date(Date.parse(at) + untilS * 1000))
  const what = kinds.map((kind) => t(`plans.mark.${kind}`)).join(t('list.and'))
  return again(kinds.length > 1 ? 'every-each' : 'every', { what, n: minutesOf(everyS), times, until })
}

const shortUnit = ({ unitName, postName }: RehearsalLane): string =>
  unitName.includes(postName) ? unitName : `${unitName} ${postName}`

/** Why it comes, that it fails at once, and who stood in. */
const noteOf = (mark: RehearsalMark): string[] =>
  [
    tell(`plans.why.${mark.why}`) ?? '',
    mark.failed ? t('plans.no-way') : '',
    mark.deputy === null ? '' : t('plans.stands-in', { name: mark.deputy }),
  ].filter(Boolean)

function Mark({ mark, reached, at }: { mark: RehearsalMark; reached: boolean; at: CSSProperties }): ReactNode {
  const words = [t('plans.minute', { n: minutesOf(mark.s) }), t(`plans.mark.${mark.kind}`), ...noteOf(mark)]
  return (
    <abbr
      className={`mark mark-${mark.kind}${reached ? ' reached' : ''}${mark.failed ? ' failed' : ''}`}
      style={at}
      title={words.join(' · ')}
    >
      {t(`plans.sign.${mark.kind}`)}
    </abbr>
  )
}
