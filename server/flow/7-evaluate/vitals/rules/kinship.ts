import type { TreeRead } from '../types.ts'
import { parentIn, type Span } from './spans.ts'

/** An area and one that took its place, whole or in part. */
export type Successor = { area: string; successor: string }

/** Which areas came of which: a town that moved under another code is the same town, and what is joined or told apart goes by this. */
export function kinship(
  successors: readonly Successor[],
  spans: ReadonlyMap<string, Span>,
): Pick<TreeRead, 'asOf' | 'before' | 'after' | 'lifeOf'> {
  const [before, after] = [new Map<string, string[]>(), new Map<string, string[]>()]
  const note = (to: Map<string, string[]>, key: string, code: string) => to.set(key, [...(to.get(key) ?? []), code])
  for (const { area, successor } of successors) {
    note(before, successor, area)
    note(after, area, successor)
  }
  const follow = (
    code: string,
    from: number,
    until: number | undefined,
    way: ReadonlyMap<string, string[]>,
  ): string | undefined => {
    if (parentIn(spans.get(code), from, until) !== undefined) return code
    for (const next of way.get(code) ?? []) {
      const found = follow(next, from, until, way)
      if (found !== undefined) return found
    }
    return undefined
  }
  return {
    lifeOf: (code) => spans.get(code),
    before: (code) => before.get(code) ?? [],
    after: (code) => after.get(code) ?? [],
    asOf: (code, from, until) => follow(code, from, until, (spans.get(code)?.from ?? 0) > from ? before : after),
  }
}
