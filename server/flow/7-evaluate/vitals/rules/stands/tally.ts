import type { KeptRegistry, KeptVital, Sheet } from '../../stands/types.ts'
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

/** The boards of some places over all tallies, as new ones. */
export function boardsOf(tallies: readonly Tally[], places: number): Adding[] {
  return Array.from({ length: places }, (_, place) => {
    const sum: Adding = new Map()
    for (const { boards } of tallies)
      for (const [id, { because, told, ...counts }] of boards[place]!) {
        const board = boardOf(sum, id)
        for (const key of ['normal', 'outside', 'unknown', 'unconnected'] as const) board[key] += counts[key]
        for (const why of ['silent', 'nothing-due', 'few', 'small', 'no-range'] as const) board.because[why] += because[why]
        if (told !== null) board.told = Math.max(board.told ?? 0, told)
      }
    return sum
  })
}
