import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { known, telling } from './case.ts'
import { holdersFor } from './store.ts'
import { toldOfPart } from './store-lead.ts'
import { tell } from './tell.ts'

/**
 * A case of another district concerns this one from now on: its duty post hears of it once, however many reasons there are. Nobody else does,
 * and nothing of the case opens by it.
 */
export async function onPartAdded({ body, area }: RecordedFact<'event.part-added'>, tx: Tx): Promise<void> {
  if (!area) return
  const hub = await holdersFor(tx, { postKind: 'district-duty', tier: 'district' }, area, tx.now)
  const posts = hub.map(({ post }) => post)
  if (await toldOfPart(tx, body.event, posts)) return
  const event = await known(tx, body.event)
  await tell(tx, hub, { ...telling(event, null, 'concern', `part-${body.why}`), area, urgent: false })
}
