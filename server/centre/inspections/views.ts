import type { DueRow, ObjectInspections } from '../../../contract/inspection-desk.ts'
import { isFaulty } from '../../city/inspection/rules/take-inspection.ts'
import type { Answer, Plan } from '../../city/inspection/types.ts'
import type { StandingLine } from './store.ts'

/** How one object stands with one inspection, in its wire shape. */
export const dueRow = ({ inspection }: Plan, line: StandingLine): DueRow => ({
  ...{ object: line.id, code: line.code, name: line.name, kind: line.kind, areaName: line.area_name },
  ...{ address: line.address, lon: line.lon, lat: line.lat },
  ...{ plan: inspection.id, planName: inspection.name, state: line.state },
  ...{ from: line.from?.toISOString() ?? null, by: line.by?.toISOString() ?? null, last: line.last?.toISOString() ?? null },
})

/** What was faulty in an inspection, with what was said and measured. */
export function foundOf({ inspection }: Plan, answers: readonly Answer[]): ObjectInspections['rows'][number]['found'] {
  return inspection.items.flatMap((item) => {
    const answer = answers.find((one) => one.item === item.id)
    if (!isFaulty(item, answer) || (item.kind !== 'check' && item.kind !== 'reading')) return []
    return [
      {
        name: item.fault?.name ?? item.name,
        text: answer?.text || null,
        value: answer?.value ?? null,
        unit: item.kind === 'reading' ? item.unit : null,
      },
    ]
  })
}

/** What was said not to apply in an inspection, and why; those of before said no word of it. */
export const absentOf = ({ inspection }: Plan, answers: readonly Answer[]): ObjectInspections['rows'][number]['absent'] =>
  inspection.items.flatMap(({ id, name }) =>
    answers.flatMap((one) => (one.item === id && one.answer === 'none' ? [{ name, text: one.text || null }] : [])),
  )
