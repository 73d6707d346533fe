import type { FactsHandler, RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { toldOf } from './rules/told-of.ts'
import { type SavedTold, saveTold, unseenEdits } from './store-told.ts'

type Done = RecordedFact<'inspection.done'>

/**
 * What inspections found of changes at a desk that made a level better: from then on it is no desk's word. The inspection is recorded before the
 * register takes what it found, so the register still says what the desk wrote.
 */
async function confirmEdits(tx: Tx, facts: readonly Done[]): Promise<void> {
  const telling = facts.filter(({ body }) => (body.told?.length ?? 0) > 0)
  if (telling.length === 0) return
  const unseen = await unseenEdits(
    tx,
    telling.map(({ body }) => body.object),
  )
  const saved = unseen.flatMap(({ object, at, fact, rated, told, said }): SavedTold[] => {
    let state: { told: Record<string, boolean>; by: Done | null; same: boolean | null } = { told, by: null, same: null }
    for (const look of telling.filter(({ body }) => body.object === object)) {
      const got = state.by
        ? null
        : toldOf({ at, rated, told: state.told }, { at: look.occurredAt, found: look.body.told ?? [], said })
      if (got) state = { told: got.told, by: got.over ? look : null, same: got.over ? got.same : null }
    }
    if (state.told === told) return []
    return [
      { object, at, fact, told: state.told, by: state.by && { at: state.by.recordedAt, fact: state.by.id }, same: state.same },
    ]
  })
  await saveTold(tx, saved)
}

export const onInspected: FactsHandler<'inspection.done'> = { atOnce: (facts, tx) => confirmEdits(tx, facts) }
