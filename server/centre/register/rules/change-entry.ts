import type { Details, DetailValue, DetailValues } from '../../../../contract/detail.ts'
import { readDetails } from '../../../../contract/read-detail.ts'
import type { Details as Given, ReasonCode } from '../../../../contract/refusal-reasons.ts'
import type { Entry } from '../types.ts'

/** A change as it is asked for: what is left out stays, a detail of null is not known any more. */
export type Wish = {
  [K in Exclude<keyof Entry, 'details'>]?: Entry[K] | undefined
} & { details?: Readonly<Record<string, DetailValue | null>> | undefined }
/** One field that is another now; a detail stands under `details/<id>`. */
export type Change = { field: string; personal: boolean; from: DetailValue | null; to: DetailValue | null }
export type Fault = { field: string; reason: ReasonCode; given: Given }
export type Changed = { ok: true; entry: Entry; changes: Change[] } | { ok: false; faults: Fault[] }

const plainFields = ['code', 'name', 'lon', 'lat', 'address', 'owner', 'ownerKind', 'dutyUnit', 'maintainerUnit'] as const

/**
 * An entry as it is after a change, and what is another than before, field by field. A value that does not fit its detail, a detail
 * the kind does not know, a required one that is missing, and a day of the past (`past`) later than `today` (the city's, `2026-04-10`) are
 * faults; all of them are told. What the pack knew once and knows no more stays as it is, and so does an old day nobody touches.
 */
export function changeEntry(details: Details, before: Entry, wish: Wish, today: string): Changed {
  const merged = { ...ofPack(details, before.details), ...wish.details }
  const { values, faults } = readDetails(details, merged)
  if (faults.length > 0)
    return { ok: false, faults: faults.map(({ detail, ...fault }) => ({ field: `details/${detail}`, ...fault })) }
  const ahead = daysAhead(details, { before: before.details, after: values }, today)
  if (ahead.length > 0) return { ok: false, faults: ahead }
  const { details: _, ...plain } = wish
  const given = Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined))
  const entry: Entry = { ...before, ...given, details: { ...withoutPack(details, before.details), ...values } }
  return { ok: true, entry, changes: [...plainChanges(before, entry), ...detailChanges(details, before, entry)] }
}

/** An entry of which nothing was known but what is said of it now. */
export const newEntry = (details: Details, plain: Omit<Entry, 'details'>, wish: Wish, today: string): Changed =>
  changeEntry(details, { ...plain, details: {} }, wish, today)

const daysAhead = (details: Details, { before, after }: { before: DetailValues; after: DetailValues }, day: string): Fault[] =>
  Object.entries(details).flatMap(([id, detail]) => {
    const value = after[id]
    const isAhead = detail.kind === 'date' && detail.past && typeof value === 'string' && value !== before[id] && value > day
    return isAhead ? [{ field: `details/${id}`, reason: 'value.future' as const, given: { day } }] : []
  })

const pick = (values: DetailValues, take: (id: string) => boolean): DetailValues =>
  Object.fromEntries(Object.entries(values).filter(([id]) => take(id)))
const ofPack = (details: Details, values: DetailValues) => pick(values, (id) => Object.hasOwn(details, id))
const withoutPack = (details: Details, values: DetailValues) => pick(values, (id) => !Object.hasOwn(details, id))

const plainChanges = (before: Entry, after: Entry): Change[] =>
  plainFields
    .filter((field) => before[field] !== after[field])
    .map((field) => ({ field, personal: false, from: before[field], to: after[field] }))

function detailChanges(details: Details, { details: before }: Entry, { details: after }: Entry): Change[] {
  return Object.entries(details)
    .filter(([id]) => before[id] !== after[id])
    .map(([id, detail]) => {
      const personal = detail.kind === 'text' && detail.personal === true
      const kept = (value: DetailValue | undefined) => (personal ? null : (value ?? null))
      return { field: `details/${id}`, personal, from: kept(before[id]), to: kept(after[id]) }
    })
}
