import type { Packs } from '../../city/pack/packs.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { isOver, openEvent, titleOf } from './open.ts'
import { titleWords, vitalWords } from './rules/vital-words.ts'
import { lockAttending } from './store-again.ts'
import { insertSignal } from './store-signals.ts'
import { type AboutVital, joinVital, keepPeriod, newestAboutVital, placeOfVital, tieToVital } from './store-vitals.ts'
import type { EventRecord } from './types.ts'

type Outside = RecordedFact<'vital.outside'>

/** A vital outside its range opens the event it names, one for a vital and area until that is over, or joins the one its object has; what is told meanwhile stands in its timeline, once a period and where it turns. */
export function vitalHandlers({ packs, zone }: { packs: Packs; zone: string }) {
  async function onVitalOutside(fact: Outside, tx: Tx): Promise<void> {
    const { vital, of: area, first, period } = fact.body
    const newest = await newestAboutVital(tx, { vital, area })
    if (newest && isOpen(newest)) return told(tx, newest, fact)
    // What still comes of the period a case ended in says nothing new.
    if (newest && !first && (newest.period === period || isDecided(newest))) return
    await open(tx, fact)
  }

  async function onVitalBack(fact: RecordedFact<'vital.back'>, tx: Tx): Promise<void> {
    const newest = await newestAboutVital(tx, { vital: fact.body.vital, area: fact.body.of })
    if (newest && isOpen(newest)) await told(tx, newest, fact)
  }

  /** The number people read in the case is another one now, whether or not that turns anything. */
  async function onVitalWithdrawn({ body }: RecordedFact<'vital.withdrawn'>, tx: Tx): Promise<void> {
    const { vital, of, name, areaName, period } = body
    const newest = await newestAboutVital(tx, { vital, area: of })
    if (!newest || isOver({ state: newest.state as EventRecord['state'] })) return
    await tx.record({
      ...{ kind: 'event.vital-withdrawn', subject: newest.id, area: newest.area },
      body: { event: newest.id, name, areaName, period },
    })
  }

  async function open(tx: Tx, fact: Outside): Promise<void> {
    const { area: path, body } = fact
    const found = packs.typeOf(body.type)
    const place = path ? await placeOfVital(tx, { path, area: body.of, kind: body.objectKind }) : null
    // A pack that is off, an area without a place: nothing can be opened, and the vital still says that it is outside.
    if (!found || !path || !place) return
    const { type } = found
    const { object, lon, lat, address, demo } = place
    // People are at it already: another number of the same thing belongs to their case.
    const attending = object && type.family ? await lockAttending(tx, object, type.family) : null
    if (attending) {
      await joinVital(tx, attending.id, { vital: body.vital, area: body.of, period: body.period })
      return told(tx, attending, fact)
    }
    const title = titleOf(type.title.zh, titleWords(type.title.zh, place.name, body))
    const shown = {
      ...{ type: type.id, title, area: place.area ?? path, lon, lat, address, content: vitalWords(body), object, demo },
      ...({ grade: type.grade, source: 'vital', alarm: null } as const),
    }
    const event = await openEvent(tx, packs, zone, { ...shown, mode: 'auto', severity: null, lead: null })
    await tieToVital(tx, event.id, { vital: body.vital, area: body.of, period: body.period })
    await tx.record({ kind: 'event.vital-opened', subject: event.id, area: shown.area, body: openingOf(event.id, body) })
    await insertSignal(tx, { id: tx.newId(), ...shown, state: 'auto', report: null, event: event.id })
  }
  return { onVitalOutside, onVitalBack, onVitalWithdrawn }
}

const isOpen = ({ state }: AboutVital): boolean => !isOver({ state: state as EventRecord['state'] })

/**
 * People said of the case a vital opened that there is nothing: so it is until the vital was back. Closed as done while the next period stands outside too, it is
 * not done; and of a number that only joined a case nobody has said anything.
 */
const isDecided = ({ state, joined }: AboutVital): boolean => state !== 'closed' && !joined

/** The number an event was opened by, as it was judged: it may be another one later, by what is told late or by another version. */
function openingOf(event: string, body: Outside['body']) {
  const { name, areaName, period, value, unit, least, most, hold, n, due, version, withdrawn } = body
  return { event, name, areaName, period, value, unit, least, most, hold, n, due, version, withdrawn }
}

async function told(
  tx: Tx,
  event: { id: string; area: string; keeps?: string },
  { kind, body }: Outside | RecordedFact<'vital.back'>,
): Promise<void> {
  const { vital, of, name, areaName, period, value, unit, withdrawn } = body
  await keepPeriod(tx, event.keeps ?? event.id, { vital, area: of, period })
  await tx.record({
    ...{ kind: kind === 'vital.back' ? 'event.vital-back' : 'event.vital-outside', subject: event.id, area: event.area },
    body: { event: event.id, name, areaName, period, ...(value === null ? { withdrawn } : { value: String(value) }), unit },
  })
}
