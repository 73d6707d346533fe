import type { KindModel } from '../types.ts'

/** Which of the objects have models that look at signals, at who answers for them, or at papers of a sort. */
export function lookedAt(objects: readonly { id: string; kind: string }[], models: ReadonlyMap<string, KindModel>) {
  const byKind = Map.groupBy(objects, ({ kind }) => kind)
  const idsOf = (kind: string): string[] => byKind.get(kind)!.map(({ id }) => id)
  const there = [...byKind.keys()].map((kind) => models.get(kind)!)
  return {
    signals: there.flatMap((model) => (model.signals ? idsOf(model.kind) : [])),
    charges: there.flatMap((model) => (model.charges ? idsOf(model.kind) : [])),
    papers: there.flatMap((model) => model.papers.map((paper) => ({ ...paper, objects: idsOf(model.kind) }))),
  }
}
