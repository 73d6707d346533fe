import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { backstopFor } from './store-route.ts'
import { tell } from './tell.ts'

/** The desk over an area hears that an answer the hotline waits for is soon due, or was. */
export async function onHotlineDue(
  fact: RecordedFact<'hotline.due-soon'> | RecordedFact<'hotline.overdue'>,
  tx: Tx,
): Promise<void> {
  const kind = fact.kind === 'hotline.overdue' ? 'overdue' : 'due-soon'
  const why = kind === 'overdue' ? 'hotline-overdue' : 'hotline-due-soon'
  const desk = await backstopFor(tx, fact.area!, tx.now)
  await tell(tx, desk, { event: null, order: null, area: fact.area, kind, why, urgent: false })
}
