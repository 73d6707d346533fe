import type { Flow, Handler, RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { countedKinds, ticksOf } from './rules/ticks-of.ts'
import { addTicks, counting, findAcceptBy, isExercise } from './store.ts'

/** Counting, after commit: the worker removes the fact's claim in the same transaction, so each fact counts exactly once. */
export function countHandlers({ zone }: { zone: string }): { onCounted: Handler; after: Flow['after'] } {
  const onCounted: Handler = async (fact: RecordedFact, tx: Tx): Promise<void> => {
    const body = fact.body as { order?: string; event?: string; byDevice?: boolean }
    // A drill is practice: nothing of it counts.
    if (body.event && (await isExercise(tx, body.event))) return
    const acceptBy = fact.kind === 'work-order.accepted' ? await findAcceptBy(tx, String(body.event), String(body.order)) : null
    await addTicks(
      tx,
      ticksOf(
        { kind: fact.kind, area: fact.area, recordedAt: fact.recordedAt, byDevice: body.byDevice === true, acceptBy },
        zone,
      ),
    )
  }
  return { onCounted, after: Object.fromEntries(countedKinds.map((kind) => [kind, { [counting]: onCounted }])) as Flow['after'] }
}
