import type { ReactNode } from 'react'
import type { AreaLoad } from '../../contract/cockpit.ts'
import { isRest } from '../../contract/rest-parts.ts'
import { number } from '../../ui/format.ts'
import { gradeWords } from '../../ui/grade-badge.tsx'
import { GradeShape } from '../../ui/risk-shape.tsx'
import { PanelHead } from '../panel/panel.tsx'
import { hrefOf } from '../route.ts'
import { Opens } from '../rows/opens.tsx'
import { t } from '../t.ts'

/** What the map shows as a list, the gravest first, in the order of the map where they are alike. */
const byWeight = (a: AreaLoad, b: AreaLoad): number => b.redOrange - a.redOrange || b.open - a.open

/** The way to an area's own wall; what stands in none of them opens its rows. */
export function ToArea({ load: { code, path, name }, children }: { load: AreaLoad; children: ReactNode }): ReactNode {
  if (isRest(code))
    return (
      <Opens figure="open" part={code} title={name}>
        {children}
      </Opens>
    )
  return <a href={hrefOf({ area: path ?? code })}>{children}</a>
}

/** Open events of each area below: the map as a list. */
export function AreaList({ rows }: { rows: readonly AreaLoad[] }): ReactNode {
  return (
    <section className="wp new">
      <PanelHead title={t('areas.title')} note={t('areas.note')} />
      {rows.length === 0 && <p className="t2">{t('areas.none')}</p>}
      <ul className="al whole">
        {rows.toSorted(byWeight).map((load) => (
          <li key={load.code}>
            <ToArea load={load}>
              {load.worst ? <GradeShape grade={load.worst} size={26} label={gradeWords(load.worst)} /> : <span className="dot" />}
              <span className="el">{load.name}</span>
              <b>{number(load.open)}</b>
              <span className="t2">{number(load.redOrange)}</span>
            </ToArea>
          </li>
        ))}
      </ul>
    </section>
  )
}
