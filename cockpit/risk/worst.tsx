import type { ReactNode } from 'react'
import type { RiskWall } from '../../contract/object-risk.ts'
import { useNow } from '../../ui/clock.ts'
import { duration } from '../../ui/format.ts'
import { riskWord } from '../../ui/risk-badge.tsx'
import { RiskShape } from '../../ui/risk-shape.tsx'
import { comma, lang, t as ui } from '../../ui/t.ts'
import { PanelHead } from '../panel/panel.tsx'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'

type Line = NonNullable<RiskWall['worst']>[number]

/** Nobody has to read the district's own name on each row of its wall. */
const placeOf = (name: string, within: string): string => (name.startsWith(`${within} `) ? name.slice(within.length + 1) : name)
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

function Row({ row, within, now }: { row: Line; within: string; now: number }): ReactNode {
  const body = (
    <>
      <RiskShape risk={row.level} size={32} label={riskWord(row.level)} />
      <span className="et">
        <span className="el">{row.name}</span>
      </span>
      <span className="m">
        <span>
          <span className="el">{placeOf(row.areaName, within)}</span>
          <span className="nw">
            · {t('risk.since', { time: duration(wholeDays(now - Date.parse(row.since)), lang(), 60_000) })}
          </span>
        </span>
        <Doing doing={row.doing} />
      </span>
      <span className="w el">{whyOf(row)}</span>
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

/** The ten worst objects, why they are, and what is being done about each. */
export function Worst({ rows, within }: { rows: readonly Line[]; within: string }): ReactNode {
  const now = useNow()
  return (
    <section className="wp new">
      <PanelHead title={t('risk.worst')} note={t('risk.doing')} />
      <ul className="nw8 w10 whole">
        {rows.map((row) => (
          <Row key={row.id} row={row} within={within} now={now} />
        ))}
      </ul>
    </section>
  )
}
