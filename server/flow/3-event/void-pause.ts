import type { Tx } from '../../kernel/spine.ts'
import { changeEvent } from './store.ts'
import type { EventRecord } from './types.ts'

/** What was asked for and never granted ends with what it was asked about; whoever asked is told why. Nothing to do without such an asking. */
export async function voidPause(tx: Tx, event: EventRecord, reason: string): Promise<void> {
  const { pause } = event
  if (!pause || pause.granted) return
  await changeEvent(tx, event.id, { pause: null })
  await tx.record({
    kind: 'event.pause-voided',
    subject: event.id,
    area: event.area,
    body: { event: event.id, verb: pause.verb, askedBy: pause.askedBy, reason },
  })
}
