import type { Packs } from '../../../city/pack/packs.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import type { RecordedFact } from '../../../kernel/facts.ts'
import type { Tx } from '../../../kernel/spine.ts'
import { eventById, eventsUnder } from '../store.ts'
import { signalById } from '../store-signals.ts'
import type { EventRecord } from '../types.ts'
import { type Coming, gatherParts } from './gather.ts'
import { bringPartsHome, districtAt, dropPartsOf, hasParts, insertParts, moveParts } from './store.ts'

/** Which areas an event concerns: written in the transaction that opens, merges or splits it, for packs that say so (`Pack.parts`). */
export function partHandlers({ packs, zone }: { packs: Packs; zone: string }) {
  const day = (at: Date): string => cityDay(at, zone)

  /** A signal became an event, or part of one. */
  async function onSignalIn({ body }: RecordedFact<'signal.opened'> | RecordedFact<'signal.merged'>, tx: Tx): Promise<void> {
    const event = await eventById(tx, body.event)
    const signal = await signalById(tx, body.signal)
    if (event && signal) await add(tx, event, { ...signal, at: signal.received_at }, signal.id)
  }

  /** An event that opened by itself has no signal that waited. */
  async function onOpened({ body }: RecordedFact<'event.opened'>, tx: Tx): Promise<void> {
    // Its signal may have waited before: then that brought them.
    if (body.mode !== 'auto' || body.exercise || (await hasParts(tx, body.event))) return
    const event = await eventById(tx, body.event)
    if (event) await add(tx, event, { ...event, at: event.opened_at }, null)
  }

  async function add(tx: Tx, event: EventRecord, coming: Coming, signal: string | null): Promise<void> {
    const pack = packs.typeOf(event.type)?.pack
    if (!pack?.parts || event.exercise) return
    const parts = await gatherParts(tx, { pack, day }, coming)
    const home = await districtAt(tx, event.area)
    for (const { why, area, district, place, named } of await insertParts(tx, { event: event.id, signal }, parts)) {
      if (district === home) continue
      const says = [place, named].filter(Boolean).join(' ')
      await tx.record({
        kind: 'event.part-added',
        subject: event.id,
        area,
        body: { event: event.id, why, district, says },
      })
    }
  }

  const onSignalSplit = ({ body }: RecordedFact<'signal.split'>, tx: Tx): Promise<void> => dropPartsOf(tx, body.signal)
  const onMerged = ({ body }: RecordedFact<'event.merged'>, tx: Tx): Promise<void> => moveParts(tx, body.event, body.into)
  const onSplit = async ({ body }: RecordedFact<'event.split'>, tx: Tx): Promise<void> =>
    bringPartsHome(tx, await eventsUnder(tx, body.event), body.event)

  return { onSignalIn, onOpened, onSignalSplit, onMerged, onSplit }
}
