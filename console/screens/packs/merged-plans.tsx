import type { ReactNode } from 'react'
import type { PackBrings } from '../../../contract/packs.ts'
import { t as frame, say, tell } from '../../messages.ts'
import { DifferenceLine, planRowName, valueWords } from '../plans/plan-differences.tsx'
import { type Choosing, MergeHead } from './merge-head.tsx'
import { t } from './words.ts'

type Line = PackBrings['plans'][number]
const sides = ['base', 'ours', 'theirs'] as const

/** Plans changed here, row by row on three sides: what the publisher had, what stands here, what the publisher has now. */
export function MergedPlans({ lines, choosing }: { lines: readonly Line[]; choosing: Choosing | null }): ReactNode {
  if (lines.length === 0) return null
  return (
    <section>
      <h3>{t('packs.merge-plans')}</h3>
      <ul className="pack-merge">
        {lines.map((line) => (
          <li key={line.id}>
            <MergeHead
              id={line.id}
              name={`${say(line.typeName)} · ${frame(`plans.part.${line.part}`)} · ${planRowName(line, [])}`}
              line={line}
              choosing={choosing}
            />
            <Sides line={line} />
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Only the columns that are not the same on all three sides; a row that is not there says so. */
function Sides({ line }: { line: Line }): ReactNode {
  const fields = [...new Set(sides.flatMap((side) => Object.keys(line[side] ?? {})))].filter(
    (field) => new Set(sides.map((side) => line[side]?.[field] ?? null)).size > 1 || sides.some((side) => line[side] === null),
  )
  return (
    <div className="sideways">
      <table className="tb pack-sides">
        <thead>
          <tr>
            <th scope="col">{t('packs.column')}</th>
            {sides.map((side) => (
              <th scope="col" key={side}>
                {t(`packs.${side}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {fields
            .filter((field) => sides.some((side) => line[side]?.[field]))
            .map((field) => (
              <tr key={field}>
                <th scope="row">{tell(`plans.field.${field}`) ?? field}</th>
                {sides.map((side) => (
                  <td key={side} className="wrap-any">
                    {line[side] ? valueWords(field, line[side][field] ?? null, []) : t('packs.not-there')}
                  </td>
                ))}
              </tr>
            ))}
        </tbody>
      </table>
    </div>
  )
}

/** What becomes of the plans in force, in plain words; events that run keep theirs. */
export function PlanChanges({ changes }: { changes: PackBrings['planChanges'] }): ReactNode {
  if (changes.length === 0) return null
  return (
    <section>
      <h3>{t('packs.plan-changes')}</h3>
      {changes.map(({ type, typeName, differences }) => (
        <div key={type}>
          <p className="b">{say(typeName)}</p>
          <ul className="shifts">
            {differences.map((one) => (
              <DifferenceLine key={JSON.stringify(one)} one={one} posts={[]} />
            ))}
          </ul>
        </div>
      ))}
      <p className="meta">{t('packs.plan-running')}</p>
    </section>
  )
}
