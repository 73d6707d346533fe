import type { Detail, DetailValue } from '../../../contract/detail.ts'
import type { Inspection, InspectionItem } from '../../../contract/inspection.ts'
import type { ObjectKind } from '../../../contract/object-kind.ts'
import type { Pack } from '../../../contract/pack.ts'

type Say = (path: string, what: string) => void
type Details = ObjectKind['details']

/** Everything that is wrong with the inspections of packs, as `pack kind inspections.place: what`; a pack with a fault does not load. */
export function inspectionFaults(packs: readonly Pack[]): string[] {
  const faults: string[] = []
  for (const { id, objects, types } of packs)
    for (const { kind, details, inspections } of objects) {
      const say: Say = (path, what) => void faults.push(`${id} ${kind} inspections.${path}: ${what}`)
      checkOnce(inspections, '', say)
      for (const one of inspections) {
        const hazard = types.find((type) => type.id === one.hazard)
        if (!hazard) say(`${one.id}.hazard`, `the pack has no event type ${one.hazard}`)
        else if (!hazard.hazard) say(`${one.id}.hazard`, `${one.hazard} is no hazard`)
        else checkGrades(one, Object.keys(hazard.plan.clocks), say)
        checkOne(one, details, say)
      }
    }
  return faults
}

function checkOne({ id, every, items }: Inspection, details: Details, say: Say): void {
  checkOnce(items, `${id}.items.`, say)
  for (const item of items) checkItem(item, `${id}.items.${item.id}`, details, say)
  if (every.kind !== 'cycle') return
  const wanted = [
    [every.months.detail, 'number', 'months'],
    [every.last, 'date', 'last'],
  ] as const
  for (const [detail, kind, place] of wanted)
    if (detail !== undefined && details[detail]?.kind !== kind)
      say(`${id}.every.${place}`, `there is no ${kind} detail ${detail}`)
}

function checkItem(item: InspectionItem, path: string, details: Details, say: Say): void {
  if (item.kind !== 'check' && item.kind !== 'reading') return
  if (item.kind === 'reading' && item.between && item.between[0] > item.between[1])
    say(`${path}.between`, 'the lower bound comes first')
  if (!item.sets) return
  const detail = Object.hasOwn(details, item.sets.detail) ? details[item.sets.detail] : undefined
  if (!detail) say(`${path}.sets`, `there is no detail ${item.sets.detail}`)
  else
    for (const value of [item.sets.fine, item.sets.fault])
      if (value !== undefined && !fits(detail, value)) say(`${path}.sets`, `${value} is no value of ${item.sets.detail}`)
}

function fits(detail: Detail, value: DetailValue): boolean {
  switch (detail.kind) {
    case 'choice':
      return typeof value === 'string' && Object.hasOwn(detail.choices, value)
    case 'number':
      return typeof value === 'number' && value >= detail.min && value <= detail.max
    case 'yes':
      return typeof value === 'boolean'
    case 'date':
      return typeof value === 'string' && /^\d{4}-\d\d-\d\d$/.test(value)
    case 'text':
      return typeof value === 'string' && value.length <= detail.max
    case 'object':
      return typeof value === 'string'
  }
}

/** A fault opens an event at once: its type must have clocks for how grave it is. */
function checkGrades({ id, items }: Inspection, grades: readonly string[], say: Say): void {
  for (const item of items)
    if ('fault' in item && item.fault && !grades.includes(item.fault.grade))
      say(`${id}.items.${item.id}.fault`, `its event type has no clocks for ${item.fault.grade}`)
}

/** An id stands once: what is kept is kept by it. */
function checkOnce(all: readonly { id: string }[], path: string, say: Say): void {
  for (const [i, { id }] of all.entries())
    if (all.findIndex((other) => other.id === id) !== i) say(`${path}${id}`, 'the id stands twice')
}
