import type { PartWhy } from '../../../../../contract/part-rule.ts'

/** Somewhere a case concerns: a path of an area, its operating district, the name of the place, and what says so. `at`: when that was so. */
export type Spot = { area: string; district: string; place: string; ref: string; named: string | null; at: Date }
export type Part = Spot & { why: PartWhy }
/** What a rule of the pack named, in the order of the rules; several spots: it named several. */
export type Named = { why: PartWhy; spots: readonly Spot[] }

/**
 * The parts a finding brings: where it happened (or was seen, by each camera), and what the rules name. Of the rules of one reason the first
 * counts that names one district and no more: who might be meant is not told of a case that may be none of theirs.
 */
export function partsOf(happened: readonly Part[], named: readonly Named[]): Part[] {
  const parts = [...happened]
  const told = new Set<PartWhy>()
  for (const { why, spots } of named) {
    const [first] = spots
    if (!first || told.has(why) || new Set(spots.map(({ district }) => district)).size > 1) continue
    told.add(why)
    parts.push({ ...first, why })
  }
  const seen = new Set<string>()
  return parts.filter(({ why, area, ref }) => {
    const key = `${why} ${area} ${ref}`
    return !seen.has(key) && seen.add(key)
  })
}

/** Something that happened in a case: of which type, in which district, when. */
export type Happening = { type: string; district: string; at: Date }

/**
 * The district that should lead: where the first of the types that lead happened (an illegal dump: where it was dumped), else where the first
 * of all happened. Null: nothing is known to have happened anywhere.
 */
export function leadingDistrict(happenings: readonly Happening[], leads: readonly string[]): string | null {
  const inOrder = happenings.toSorted((a, b) => a.at.getTime() - b.at.getTime())
  const first = inOrder.find(({ type }) => leads.includes(type)) ?? inOrder[0]
  return first?.district ?? null
}
