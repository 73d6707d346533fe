import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { TreeNode } from '../types.ts'

/** Under whom an area stands, from and to when (ms, `to` is the first moment it no longer does). */
export type Span = { parent: string | null; from: number; to: number }

/** Neighbours mostly stand under the same parent for the same time: one object for all of them. The tree is kept in memory. */
export function sharedSpans(): (span: Span) => Span {
  const known = new Map<string, Span>()
  return (span) => {
    const key = `${span.parent} ${span.from} ${span.to}`
    const kept = known.get(key) ?? span
    known.set(key, kept)
    return kept
  }
}

/**
 * The parent of an area that was there at some moment from `at` to `until` (left out: at `at` itself); undefined: at none. A month in which a
 * town moves has both its codes, each under its own district with what was of its days.
 */
export const parentIn = (span: Span | undefined, at: number, until = at + 1): string | null | undefined =>
  span && at < span.to && span.from < until ? span.parent : undefined

type Nodes = ReadonlyMap<string, TreeNode>
type Moved = { tier: VitalTier; living: boolean; span: Span }
type MovedUnder = {
  more(code: string, tier: VitalTier, at: number, until?: number): number
  changes(code: string, from: number, until: number): number[]
}

/**
 * What came and went under each node since the tree began; most were there then and still are, only the others are kept. `more`: by how much
 * the areas of a tier were more, or fewer, in a stretch of time than they are now. `changes`: the moments (ms) after `from` and before `until`
 * at which some came or went, the first one first.
 */
export function movedUnder(nodes: Nodes, ended: Nodes, spans: ReadonlyMap<string, Span>): MovedUnder {
  const begins = spans.get([...nodes.values()].find(({ tier }) => tier === 'city')?.code ?? '')?.from ?? 0
  const under = new Map<string, Moved[]>()
  for (const [living, some] of [[true, nodes] as const, [false, ended] as const])
    for (const { code, tier } of some.values()) {
      const span = spans.get(code)!
      if (living && span.from <= begins) continue
      for (let at: string | null = code; at !== null; at = (nodes.get(at) ?? ended.get(at))?.parent ?? null) {
        const list = under.get(at) ?? []
        list.push({ tier, living, span })
        under.set(at, list)
      }
    }
  return {
    more(code, tier, at, until) {
      let more = 0
      for (const { tier: of, living, span } of under.get(code) ?? []) {
        const there = parentIn(span, at, until) !== undefined
        if (of === tier && living !== there) more += there ? 1 : -1
      }
      return more
    },
    changes(code, from, until) {
      const at = (under.get(code) ?? []).flatMap(({ span }) => [span.from, span.to])
      return [...new Set(at)].filter((moment) => moment > from && moment < until && moment > begins).sort((a, b) => a - b)
    },
  }
}
