import type { BoardStand, KeptRegistry, KeptVital, Sheet } from '../../stands/types.ts'
import { formulaOf } from '../formula-part.ts'
import { type Adding, boardOf } from './add-up.ts'
import { leavesOf } from './leaves-of.ts'
import type { Verdict } from './verdict.ts'

/** Vitals that are counted together, and what their numbers hang on: `leaves` by number, `timed`: one of all that are told alike. */
export type Tallied = {
  vitals: readonly KeptVital[]
  leaves: readonly number[]
  timed: readonly KeptVital[]
  /** does a closed period hold any of them to what it was? */
  held: boolean
}

/** The vitals of a registry by track: what one of them was told lets the others stand as they were counted. */
export function talliedOf({ vitals, byCode, former }: KeptRegistry): Tallied[] {
  const tracks = Map.groupBy(vitals, ({ definition: { board, track } }) => `${board} ${track}`)
  const then = former.map((definition) => ({ id: -1, definition }))
  return [...tracks.values()].map((some) => {
    const formulas = new Set(some.filter(({ definition }) => formulaOf(definition)).map(({ code }) => code))
    const alike = new Map(some.map((vital) => [`${vital.definition.cadence} ${vital.definition.dueMinutes}`, vital]))
    return {
      vitals: some,
      leaves: [...leavesOf([...some, ...then.filter(({ definition }) => formulas.has(definition.code))], byCode)],
      timed: [...alike.values()],
      held: former.length > 0 && formulas.size > 0,
    }
  })
}

/**
 * What a tally is counted from, in an order: two of the same vitals and places with the same sources are the same. `sheets`: of the parents of its places;
 * a list of lines is never changed, so one that is the same says the same. `held`: what closed periods hold formulas to.
 */
export function sourcesOf(
  tallied: Tallied,
  { sheets, due, held }: { sheets: readonly Sheet[]; due: (vital: KeptVital) => number; held: unknown },
): unknown[] {
  const sources: unknown[] = tallied.timed.map(due)
  for (const sheet of sheets) for (const leaf of tallied.leaves) sources.push(sheet.get(leaf))
  if (tallied.held) sources.push(held)
  return sources
}

export const isCountedFrom = (before: readonly unknown[], sources: readonly unknown[]): boolean =>
  before.length === sources.length && sources.every((source, i) => source === before[i])

/** What some vitals say, by place, and of the first place each by itself; null: nothing that counts. */
export type Tally = { boards: readonly Adding[]; own: ReadonlyMap<KeptVital, Verdict | null> }

/** The boards of some places over all tallies, as new ones. A city has 3,000 of them to add up: field by field, for a copy of each would take longer than its sums. */
export function boardsOf(tallies: readonly Tally[], places: number): Adding[] {
  return Array.from({ length: places }, (_, place) => {
    const sum: Adding = new Map()
    for (const { boards } of tallies) for (const [id, board] of boards[place]!) addBoard(boardOf(sum, id), board)
    return sum
  })
}

function addBoard(sum: BoardStand, { normal, outside, unknown, unconnected, because, told }: BoardStand): void {
  sum.normal += normal
  sum.outside += outside
  sum.unknown += unknown
  sum.unconnected += unconnected
  sum.because.silent += because.silent
  sum.because['nothing-due'] += because['nothing-due']
  sum.because.few += because.few
  sum.because.small += because.small
  sum.because['no-range'] += because['no-range']
  if (told !== null && (sum.told === null || told > sum.told)) sum.told = told
}
