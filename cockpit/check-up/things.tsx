import { type ReactNode, useMemo } from 'react'
import { type CheckUpThing, checkUpThings } from '../../contract/check-up-kinds.ts'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import { useNow } from '../../ui/clock.ts'
import { ago, NONE, number } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape, RiskShape } from '../../ui/risk-shape.tsx'
import { comma, lang } from '../../ui/t.ts'
import { vitalWords } from '../overview/vital-words.ts'
import { useFitting } from '../panel/fitting.ts'
import { PanelHead } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { Opens } from '../rows/opens.tsx'
import { calledWords } from '../rows/row.tsx'
import { t } from '../t.ts'
import { boardName } from './board-name.ts'
import { noCell, Standing } from './standing.tsx'
import { useAllotted } from './use-allotted.ts'

type Thing = NonNullable<CheckUpWall['things']>[number]
const say = (words: { zh: string; en: string }): string => (lang() === 'en' ? words.en : words.zh)

function Mark({ thing: { kind, grade } }: { thing: Thing }): ReactNode {
  if (grade) return <GradeShape grade={grade} size={30} label={gradeWords(grade)} />
  if (kind === 'object') return <RiskShape risk="red" size={30} label={t('check-up.red-object')} />
  const cell = { ...noCell, outside: 1, standing: 'abnormal' as const }
  return <Standing cell={cell} size={28} label={t('check-up.outside-one')} />
}

const whoWords = (who: Thing['who']): (string | null)[] => (who ? [who.unitName, who.postName, who.name] : [])

/** Whom to call: the post in charge with its masked number, or who was called last and when; nobody named is said. */
function Who({ who, unread }: Pick<Thing, 'who'> & { unread: boolean }): ReactNode {
  // When it is too long the unit is cut, never the person; beside when they were called their post has the room of the unit.
  const [unit, ...rest] = (who?.calledAt ? [[who.postName, who.unitName].join(' · '), who.name] : whoWords(who)).filter(Boolean)
  return (
    <span className="m">
      <span>
        <span className="el">{unread ? t('check-up.unread.who') : (unit ?? t('check-up.nobody'))}</span>
        {rest.length > 0 && <span className="nw">{`· ${rest.join(' · ')}`}</span>}
      </span>
      <b className="nw">
        {who && calledWords(who)}
        {who?.phone ?? NONE}
      </b>
    </span>
  )
}

/** A name takes a second line. The title of a case is "place, trouble": when it is longer still the place is cut, never the trouble. */
function Named({ thing: { kind, name } }: { thing: Thing }): ReactNode {
  const words = say(name)
  const cut = kind === 'event' ? words.lastIndexOf(' ') : -1
  if (cut < 1) return <span className="nm2">{words}</span>
  return (
    <span className="nm">
      <span className="nm2">{words.slice(0, cut)}</span>
      <span className="nw">{words.slice(cut + 1)}</span>
    </span>
  )
}

/** An event leads to its picture, a vital to its page, an object to its cases and who answers for it. */
function Way({ thing: { kind, id, name }, area, children }: { thing: Thing; area: string; children: ReactNode }): ReactNode {
  if (kind === 'event') return <a href={hrefOf({ event: id })}>{children}</a>
  if (kind === 'vital') return <a href={hrefOf({ screen: 'vital', vital: id, area })}>{children}</a>
  return (
    <Opens figure="object" object={id} title={say(name)}>
      {children}
    </Opens>
  )
}

type RowProps = { thing: Thing; board: string; area: string; now: number; unread: boolean }

function Row({ thing, board, area, now, unread }: RowProps): ReactNode {
  const body = (
    <>
      <Mark thing={thing} />
      <span className="et">
        <Named thing={thing} />
        <span className="t2 nw">
          {board}
          {thing.since && ` · ${ago(thing.since, now, lang(), true)}`}
        </span>
      </span>
      {thing.vital && <span className="w el">{vitalWords(thing.vital).words}</span>}
      <Who who={thing.who} unread={unread} />
    </>
  )
  return (
    <li>
      <Way thing={thing} area={area}>
        {body}
      </Way>
    </li>
  )
}

type KindProps = { wall: CheckUpWall; kind: CheckUpThing; things: readonly Thing[]; n: number }

/** What is abnormal of one kind: how many there are, those that fit by name, and how many more there are. */
function OfKind({ wall: { boards, area, unread }, kind, things, n }: KindProps): ReactNode {
  const now = useNow()
  const own = useMemo(() => things.filter((thing) => thing.kind === kind), [things, kind])
  const [list, fitting] = useFitting(own)
  const more = n - (fitting ?? own.length)
  const nameOf = (id: string): string => {
    const board = boards.find((one) => one.id === id)
    return board ? boardName(board) : ''
  }
  return (
    <section aria-label={t(`check-up.kind.${kind}`)}>
      <h3>
        {t(`check-up.kind.${kind}`)} <b>{number(n)}</b>
        {more > 0 && <small>{t('check-up.more', { n: number(more) })}</small>}
      </h3>
      <ul className="nw8 w10 th whole" ref={list}>
        {own.map((thing) => (
          <Row
            key={thing.id}
            thing={thing}
            board={nameOf(thing.board)}
            area={area.path ?? area.code}
            now={now}
            unread={unread.includes('who')}
          />
        ))}
      </ul>
    </section>
  )
}

/** What is abnormal here by name, and who answers for it: of each kind some. */
export function Things({ wall, things }: { wall: CheckUpWall; things: readonly Thing[] }): ReactNode {
  const { counts, unread } = wall
  const box = useAllotted(things)
  return (
    <section className="wp new">
      <PanelHead title={t('check-up.things')} note={t('check-up.whom')} />
      {unread.length > 0 && (
        <p className="off">{t('check-up.unread', { what: unread.map((one) => t(`check-up.unread.${one}`)).join(comma()) })}</p>
      )}
      {things.length === 0 && unread.length === 0 && <p className="t2">{t('check-up.no-things')}</p>}
      <div className="tk" ref={box}>
        {checkUpThings.map((kind) => {
          const n = counts[kind]
          return n ? <OfKind key={kind} wall={wall} kind={kind} things={things} n={n} /> : null
        })}
      </div>
    </section>
  )
}
