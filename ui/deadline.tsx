import type { ReactNode } from 'react'
import { useNow } from './clock.ts'
import { type DeadlineState, deadlineState, limitAt } from './deadline-rule.ts'
import { clockLeft, dateTime, dueBy, duration, rungLeft, shortTime } from './format.ts'
import { lang, t } from './t.ts'
import { Tag } from './tag.tsx'

export type ClockName = 'accept' | 'arrive' | 'finish' | 'check'

/** A running clock as in the contract (`RunningClock`), with what a screen may add: when it was met, an earlier clock already met. */
export type DeadlineClock = {
  clock: ClockName
  from: string
  due: string
  firstDue?: string
  paused?: boolean
  provisional?: boolean
  /** when the clock was met; the bar is then full and grey and the time taken is written */
  doneAt?: string | null
  /** an earlier clock met at this time: a white tick on the bar */
  metAt?: string | null
  /** words in place of the clock's name ("挂账，已批准", "09:39 派遣") */
  label?: string
}

type Props = { clock: DeadlineClock; layout?: 'bar' | 'row' | 'tag' | 'head' | 'card' }

type Told = { state: DeadlineState; share: number; left: string; right: string; tick: number | null }

/**
 * The header splits the words: what runs stands small above ("签收 还剩"), the length alone is large. `narrow`: it stands beside, so how late it is alone is
 * said, and what is left of a later rung's limit elsewhere.
 */
function headline(clock: DeadlineClock, state: DeadlineState, now: number, narrow: boolean): { small: string; big: string } {
  const name = clock.label ?? t(`clock.${clock.clock}`)
  const { limit: due, late, rung } = limitAt(clock, now)
  if (state === 'done') {
    const took = Date.parse(clock.doneAt ?? clock.due) - Date.parse(clock.from)
    return { small: t('deadline.head-took', { clock: name }), big: duration(took, lang()) }
  }
  if (state === 'pause') return { small: t('deadline.paused', { clock: name }), big: dueBy(due, now, lang()) }
  const length = duration(late, lang(), 60_000)
  if (rung && !narrow) return { small: t('deadline.head-rung', { clock: name, length }), big: duration(due - now, lang()) }
  if (state === 'over') return { small: t('deadline.head-over', { clock: name }), big: length }
  return { small: t('deadline.head-left', { clock: name }), big: duration(due - now, lang()) }
}

function tell({ clock, layout }: Props, now: number): Told {
  const { limit: due, late } = limitAt(clock, now)
  const from = Date.parse(clock.from)
  const doneAt = clock.doneAt ? Date.parse(clock.doneAt) : null
  // Beside the limit of a later rung it is over all the same.
  const { state, share } = deadlineState({ from, due: late > 0 ? now - late : due, paused: clock.paused ?? false, doneAt }, now)
  const name = clock.label ?? t(`clock.${clock.clock}`)
  const short = layout === 'row'
  const right =
    state === 'done'
      ? t('deadline.took', { length: duration((doneAt ?? now) - from, lang()) })
      : state === 'pause'
        ? dueBy(due, now, lang())
        : clockLeft(clock, now, lang(), short)
  const full =
    state === 'pause' ? t('deadline.paused', { clock: name }) : state === 'done' ? name : `${name} ${dueBy(due, now, lang())}`
  const left = short ? name : clock.provisional ? `${full} · ${t('deadline.provisional')}` : full
  const tick = clock.metAt && due > from ? (Date.parse(clock.metAt) - from) / (due - from) : null
  return { state, share, left, right, tick: tick !== null && tick > 0 && tick < share ? tick : null }
}

const classes: Readonly<Record<DeadlineState, string>> = {
  plenty: 'dl',
  soon: 'dl soon',
  over: 'dl over',
  pause: 'dl pause',
  done: 'dl done',
}

function Bar({ told }: { told: Told }): ReactNode {
  return (
    <span className="bar" role="img" aria-label={`${told.left} ${told.right}`} style={{ display: 'block' }}>
      <i style={{ width: `${(told.share * 100).toFixed(1)}%` }} />
      {told.tick !== null && <u style={{ left: `${(told.tick * 100).toFixed(1)}%` }} />}
    </span>
  )
}

function Head({ clock, told, now, narrow }: { clock: DeadlineClock; told: Told; now: number; narrow: boolean }): ReactNode {
  const { small, big } = headline(clock, told.state, now, narrow)
  const { limit, rung } = limitAt(clock, now)
  return (
    <div className="clk" title={dateTime(limit, now, lang(), true)}>
      <div className="big">
        <small>{small}</small>
        {big}
      </div>
      <div className={classes[told.state]}>
        <Bar told={told} />
        <div className="cap">
          <span>{t('deadline.from', { time: shortTime(clock.from, now, lang()) })}</span>
          <b>{narrow && rung ? rungLeft(limit, now, lang()) : dueBy(limit, now, lang())}</b>
        </div>
      </div>
    </div>
  )
}

/**
 * Time limit: bar and words, in grey and ink only (time pressure is never a risk colour). Counts down by itself, in server time.
 * `bar` = bar over caption (cards) · `row` = bar beside short words (tables) · `tag` = words only · `head` = large, for the event header · `card` = large in little room.
 */
export function Deadline(props: Props): ReactNode {
  const now = useNow()
  const told = tell(props, now)
  const title = dateTime(limitAt(props.clock, now).limit, now, lang(), true)
  const layout = props.layout ?? 'bar'
  if (layout === 'tag')
    return <Tag kind={told.state === 'over' ? 'ink' : told.state === 'soon' ? 'strong' : 'plain'}>{told.right}</Tag>
  if (layout === 'row') {
    const words =
      told.state === 'over' ? (
        <Tag kind="ink">{told.right}</Tag>
      ) : told.state === 'soon' ? (
        <b className="b">{told.right}</b>
      ) : (
        told.right
      )
    return (
      <span className="dl-row" title={title}>
        <span className={classes[told.state]}>
          <Bar told={told} />
        </span>
        <span className="el">
          <span className="t2">{told.left}</span> {words}
        </span>
      </span>
    )
  }
  if (layout === 'head' || layout === 'card') return <Head clock={props.clock} told={told} now={now} narrow={layout === 'card'} />
  return (
    <div className={classes[told.state]} title={title}>
      <Bar told={told} />
      <div className="cap">
        <span className="el">{told.left}</span>
        <b>{told.right}</b>
      </div>
    </div>
  )
}
