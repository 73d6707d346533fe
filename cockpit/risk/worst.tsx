import type { ReactNode } from 'react'
import type { RiskWall } from '../../contract/object-risk.ts'
import { useNow } from '../../ui/clock.ts'
import { duration } from '../../ui/format.ts'
import { riskWord } from '../../ui/risk-badge.tsx'
import { RiskShape } from '../../ui/risk-shape.tsx'
import { comma, lang, t as ui } from '../../ui/t.ts'
import { placeWithin } from '../map/marker.tsx'
import { useFitting } from '../panel/fitting.ts'
import { PanelHead } from '../panel/panel.tsx'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'
import { useWide } from '../use-wide.ts'
import './risk.css'

type Line = NonNullable<RiskWall['worst']>[number]

const whyOf = ({ why }: Line): string => why.map(({ zh, en }) => (lang() === 'en' ? en : zh)).join(comma())

const dayMs = 86_400_000
/** Beyond a day nobody counts hours, and the place beside them needs the room. */
const wholeDays = (ms: number): number => (ms < dayMs ? ms : Math.floor(ms / dayMs) * dayMs)

/** What is being done: the case, who holds it; a case nobody holds and an object without a case stand out. */
function Doing({ doing }: Pick<Line, 'doing'>): ReactNode {
  if (!doing) return <b className="soon">{t('risk.nothing-done')}</b>
  const who = doing.holder ?? t('risk.nobody')
  const words = [ui(`state.${doing.state}`), who, doing.overdue ? t('now.overdue') : ''].filter(Boolean).join(' ')
  return <b className={doing.holder && !doing.overdue ? '' : 'soon'}>{words}</b>
}

type RowProps = { row: Line; within: string; now: number; wide: boolean }

/** Where it is, since when, and why: one text, so that no part of it keeps room another needs. The wide wall says since when beside the name. */
function Row({ row, within, now, wide }: RowProps): ReactNode {
  const since = t('risk.since', { time: duration(wholeDays(now - Date.parse(row.since)), lang(), 60_000) })
  const body = (
    <>
      <RiskShape risk={row.level} size={28} label={riskWord(row.level)} />
      <span className="et">
        <span className="nm2">{row.name}</span>
        {wide && <span className="t2 nw">{since}</span>}
      </span>
      <Doing doing={row.doing} />
      <span className="w">{[placeWithin(row.areaName, within), wide ? '' : since, whyOf(row)].filter(Boolean).join(' · ')}</span>
    </>
  )
  // Its cases and who answers for it stand behind it, whether anything is done or not.
  return (
    <li>
      <Opens figure="object" object={row.id} title={row.name}>
        {body}
      </Opens>
    </li>
  )
}

/** The ten worst objects, why they are, what is being done about each, and how many of them have no room. */
export function Worst({ rows, within }: { rows: readonly Line[]; within: string }): ReactNode {
  const now = useNow()
  const wide = useWide()
  const [list, fitting] = useFitting(rows)
  const more = rows.length - (fitting ?? rows.length)
  const notes = [more > 0 ? t('risk.more', { n: more }) : '', t('risk.doing')]
  return (
    <section className="wp new">
      <PanelHead title={t('risk.worst')} note={notes.filter(Boolean).join(' · ')} />
      <ul className="nw8 wr whole" ref={list}>
        {rows.map((row) => (
          <Row key={row.id} row={row} within={within} now={now} wide={wide} />
        ))}
      </ul>
    </section>
  )
}
