import type { Pack } from '../../../../contract/pack.ts'
import type { PartRule } from '../../../../contract/part-rule.ts'
import { detailsOf, type ObjectRow, objectById } from '../../../city/object/store.ts'
import { liveByCode } from '../../../city/object/store-named.ts'
import type { Db } from '../../../kernel/spine.ts'
import { sightingPlaces, suspicionById } from '../../1-ingest/cameras/store.ts'
import { ticketsOfCarrier } from '../../1-ingest/tickets/store.ts'
import { entriesNaming, findingById } from '../../2-detect/haulage/store.ts'
import { placeName } from '../open.ts'
import { type Named, type Part, partsOf, type Spot } from './rules/parts-of.ts'
import { districtAt } from './store.ts'

/** A ticket older than a day says nothing about a trip of today (as in `2-detect/haulage`). */
const ticketMs = 24 * 3_600_000

/** What comes to a case: a signal or, where it opened by itself, the event. `day`: of the city, `2026-04-10`. */
export type Coming = { id: string; object: string | null; area: string; at: Date }
type Asking = { pack: Pack; day: (at: Date) => string }
type About = { object: ObjectRow; at: Date }

/** The parts that come with a signal (or with an event that opened by itself). A place outside every district is nobody's part. */
export async function gatherParts(db: Db, asking: Asking, coming: Coming): Promise<Part[]> {
  const { happened, object: id, at } = await happenedOf(db, coming)
  const object = id ? await objectById(db, id) : null
  const named: Named[] = []
  for (const rule of object ? (asking.pack.parts?.rules ?? []) : [])
    if (rule.of === object!.kind) named.push({ why: rule.why, spots: await spotsOf(db, asking, rule, { object: object!, at }) })
  return partsOf(happened, named)
}

/** Where it happened: at the finding, at each camera that saw it, else where the signal lies. */
async function happenedOf(db: Db, coming: Coming): Promise<{ happened: Part[]; object: string | null; at: Date }> {
  const suspicion = await suspicionById(db, coming.id)
  if (suspicion) {
    const seen = await sightingPlaces(db, suspicion.id)
    const own = { camera: suspicion.camera, name: suspicion.camera_name, area: suspicion.area, at: suspicion.first_at }
    const happened: Part[] = []
    for (const { camera, name, area, at } of seen.length > 0 ? seen : [own])
      happened.push(
        ...(await spot(db, { area, place: name ?? camera, ref: `camera ${camera}`, named: suspicion.thing, at }, 'sighting')),
      )
    return { happened, object: suspicion.thing_object ?? suspicion.object, at: suspicion.first_at }
  }
  const finding = await findingById(db, coming.id)
  const { area, at, object } = finding ?? coming
  const name = object ? ((await objectById(db, object))?.name ?? null) : null
  const ref = `${finding ? 'finding' : 'signal'} ${coming.id}`
  return { happened: await spot(db, { area, place: await placeName(db, area), ref, named: name, at }, 'place'), object, at }
}

const spot = async (db: Db, given: Omit<Spot, 'district'>, why: Part['why']): Promise<Part[]> => {
  const district = await districtAt(db, given.area)
  return district ? [{ ...given, district, why }] : []
}

/** The places a rule names. */
async function spotsOf(db: Db, asking: Asking, rule: PartRule, about: About): Promise<Spot[]> {
  const spots: Spot[] = []
  for (const { code, kind, named } of await namedBy(db, asking, rule, about))
    for (const { id, name, area } of await liveByCode(db, kind, code))
      spots.push(...(await spot(db, { area, place: name, ref: `object ${id}`, named, at: about.at }, rule.why)))
  return spots
}

type NamedObject = { code: string; kind: string; named: string }

async function namedBy(db: Db, { pack, day }: Asking, rule: PartRule, { object, at }: About): Promise<NamedObject[]> {
  const { by } = rule
  if (by.kind === 'detail') {
    const [kind, code] = [kindNamedIn(pack, object.kind, by.detail), (await detailsOf(db, object.id))?.[by.detail]]
    return kind && typeof code === 'string' && code ? [{ code, kind, named: object.name }] : []
  }
  if (by.kind === 'ticket') {
    const tickets = await ticketsOfCarrier(db, pack.id, object.id, new Date(at.getTime() - ticketMs))
    const open = tickets.findLast((one) => one.void_at === null && one.opened_at <= at && (!one.closed_at || one.closed_at > at))
    return open && pack.haulage
      ? [{ code: open.from_code, kind: pack.haulage.from.kind, named: `${object.name} ${open.no}` }]
      : []
  }
  const kind = kindNamedIn(pack, by.of, by.detail)
  const papers = kind ? await entriesNaming(db, by.of, by.names, object.code) : []
  const today = day(at)
  return papers.flatMap(({ code: paper, details }) => {
    const [from, until] = [by.from, by.until].map((detail) => (detail ? details[detail] : null))
    const holds = (typeof from !== 'string' || from <= today) && (typeof until !== 'string' || today <= until)
    const code = details[by.detail]
    return holds && typeof code === 'string' && code ? [{ code, kind: kind!, named: `${object.name} ${paper}` }] : []
  })
}

/** The kind of objects a detail names; null: it names none. */
function kindNamedIn(pack: Pack, kind: string, detail: string): string | null {
  const found = pack.objects.find((one) => one.kind === kind)?.details[detail]
  return found?.kind === 'object' ? found.of : null
}
