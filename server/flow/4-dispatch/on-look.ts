import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { known, lastCalled, telling } from './case.ts'
import { acceptedBy, holdersFor, pauseAskedBy } from './store.ts'
import { backstopFor } from './store-route.ts'
import { type Telling, tell } from './tell.ts'
import type { Holder } from './types.ts'

/** Short messages to the hub that must look next. */
export const tellHub =
  (kind: Telling['kind'], why: string) =>
  async (fact: RecordedFact, tx: Tx): Promise<void> => {
    const event = await known(tx, String((fact.body as { event: string }).event))
    const hub =
      kind === 'check' && event.tier === 'town'
        ? await holdersFor(tx, { postKind: 'town-duty', tier: 'town' }, event.area, tx.now)
        : await backstopFor(tx, event.area, tx.now)
    await tell(tx, hub, { ...telling(event, null, kind, why), urgent: kind === 'stuck' })
  }
/** The same to whoever holds the order. */
export const tellHolder =
  (kind: Telling['kind'], why: string) =>
  async (fact: RecordedFact, tx: Tx): Promise<void> => {
    const body = fact.body as { event: string; order: string }
    const event = await known(tx, body.event)
    await tell(tx, await answererOf(tx, body.order), telling(event, body.order, kind, why))
  }
/** Whoever accepted, else the last rung called. */
export const answererOf = async (tx: Tx, order: string): Promise<Holder[]> => {
  const accepted = await acceptedBy(tx, order)
  return accepted ? [accepted] : lastCalled(tx, order)
}

/** Whoever asked for a standstill that is void hears it, and why. */
export async function onPauseVoided({ body }: RecordedFact<'event.pause-voided'>, tx: Tx): Promise<void> {
  const asker = await pauseAskedBy(tx, body.event)
  if (asker)
    await tell(tx, [asker], { ...telling(await known(tx, body.event), null, 'pause-voided', body.reason), urgent: false })
}
