import type { DetailValue } from '../../../../contract/detail.ts'

/** A change at a desk: its rated fields, and what inspections have told of them by now (field: did it say the same). */
export type Unseen = { at: Date; rated: readonly string[]; told: Readonly<Record<string, boolean>> }
/** What somebody found on the spot, when, and what the register said then. */
export type Look = {
  at: Date
  found: readonly { field: string; value: DetailValue }[]
  said: Readonly<Record<string, DetailValue>>
}
/** `over`: nothing of the change is left that only a desk says; `same`: each time it was found as it was written down. */
export type ToldOf = { told: Record<string, boolean>; over: boolean; same: boolean }

/**
 * What a look on the spot tells of a change at a desk. Null: nothing, also where somebody looked before the change was made (a phone tells later).
 * A field no inspection asks of stays a desk's word for good.
 */
export function toldOf({ at, rated, told }: Unseen, look: Look): ToldOf | null {
  if (look.at <= at) return null
  const found = look.found.filter(({ field }) => rated.includes(field))
  if (found.length === 0) return null
  const saidNow = (field: string): DetailValue | undefined => look.said[field.replace(/^details\//, '')]
  const all = { ...told, ...Object.fromEntries(found.map(({ field, value }) => [field, saidNow(field) === value])) }
  return { told: all, over: rated.every((field) => field in all), same: Object.values(all).every(Boolean) }
}
