import type { Handler, RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { ticksOf } from './rules/ticks-of.ts'
import { addTicks, findAcceptBy } from './store.ts'

/** Counting, after commit: the worker removes the fact's claim in the same transaction, so each fact counts exactly once. */
export function evaluateHandlers({ zone }: { zone: string }): { onCounted: Handler } {
  async function onCounted(fact: RecordedFact, tx: Tx): Promise<void> {
    const body = fact.body as { order?: string; event?: string; byDevice?: boolean }
    const acceptBy = fact.kind === 'work-order.accepted' ? await findAcceptBy(tx, String(body.event), String(body.order)) : null
    await addTicks(
      tx,
      ticksOf(
        { kind: fact.kind, area: fact.area, recordedAt: fact.recordedAt, byDevice: body.byDevice === true, acceptBy },
        zone,
      ),
    )
  }
  return { onCounted }
}
