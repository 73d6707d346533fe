import { system } from '../../../../contract/actor.ts'
import type { Haulage, HaulCheck } from '../../../../contract/haulage.ts'
import type { Pack } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import { areaAt } from '../../../city/area/places.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { offsetMs } from '../../../kernel/calendar.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { takenFrom, ticketsOfCarrier, unclosedTickets, unwashedTickets } from '../../1-ingest/tickets/store.ts'
import { readPermit } from './rules/read-permit.ts'
import { type CityTime, fresh, stepHaul } from './rules/step.ts'
import { unbalanced } from './rules/volume.ts'
import {
  type CarrierDevice,
  carriersToLook,
  type Entry,
  entriesNaming,
  entriesOf,
  type FindingRow,
  insertFinding,
  readTold,
  saveState,
} from './store.ts'
import type { Place } from './types.ts'

/** A carrier first heard of is looked at from so long before on. */
const firstMs = 10 * 60_000
/** Tickets older than a day say nothing about a trip of today. */
const ticketMs = 24 * 3_600_000
const most = { carriers: 100, told: 500, tickets: 200 }

type Asked = { spine: Spine; packs: Packs; zone: string }
/** `at`: the same with what the district of a place set for itself. */
type Looking = {
  pack: string
  haulage: Haulage
  at: (area: string) => Haulage
  isTuned: boolean
  grounds: Ground[]
  cityTime: CityTime
}

/** Holds what carriers told since last time, tickets and volumes against registers. Answers whether there may be more. */
export async function watchHaulage({ spine, packs, zone }: Asked): Promise<boolean> {
  let more = false
  for (const { id, haulage } of packs.all()) {
    if (!haulage) continue
    const looking = lookingOf(packs, { pack: id, haulage, cityTime: timeIn(zone) })
    more = (await lookAtCarriers(spine, looking)) || more
    await spine.transaction(system, (tx) => lookAtTickets(tx, looking))
    await spine.transaction(system, (tx) => lookAtWashes(tx, looking))
    await spine.transaction(system, (tx) => lookAtVolumes(tx, looking))
  }
  return more
}

/** What is asked of a pack's carriers, in the city and in the districts that set something for themselves. */
function lookingOf(packs: Packs, looking: Pick<Looking, 'pack' | 'haulage' | 'cityTime'>): Looking {
  const of = (there: readonly Pack[]): Haulage => there.find(({ id }) => id === looking.pack)!.haulage!
  const grounds = packs.grounds().map(({ packs: there, ...ground }) => ({ ...ground, haulage: of(there) }))
  return { ...looking, grounds, at: (area) => of(packs.allAt(area)), isTuned: grounds.length > 1 }
}

const timeIn =
  (zone: string): CityTime =>
  (at) => {
    const local = new Date(at.getTime() + offsetMs(at, zone)).toISOString()
    return { day: local.slice(0, 10), time: local.slice(11, 16) }
  }

async function lookAtCarriers(spine: Spine, looking: Looking): Promise<boolean> {
  const { haulage } = looking
  const waiting = await carriersToLook(spine, haulage.carrier.kind, most.carriers)
  if (waiting.length === 0) return false
  const places = {
    from: placesOf(await entriesOf(spine, haulage.from.kind), haulage.from.radius),
    to: placesOf(await entriesOf(spine, haulage.to.kind), haulage.to.radius),
  }
  for (const one of waiting) await spine.transaction(system, (tx) => lookAtCarrier(tx, looking, one, places))
  return waiting.length === most.carriers
}

const placesOf = (entries: readonly Entry[], radius: string): Place[] =>
  entries.flatMap(({ code, name, lon, lat, details }) => {
    const radiusM = details[radius]
    return typeof radiusM === 'number' ? [{ code, name, lon, lat, radiusM }] : []
  })

async function lookAtCarrier(tx: Tx, looking: Looking, one: CarrierDevice, places: Places): Promise<void> {
  const { pack, haulage, cityTime } = looking
  const after = one.from ?? new Date(tx.now.getTime() - firstMs)
  const told = await readTold(tx, one.device, haulage, { after, limit: most.told })
  const context = { ...places, ...(await papersOf(tx, looking, one, after)) }
  let state = one.state ?? fresh
  const found: FindingRow[] = []
  for (const moment of told) {
    const before = state.trip
    // Where it is, not where it is registered: the limits are those of the district it drives through.
    const own = looking.isTuned ? looking.at(areaAt(moment.lon, moment.lat)?.path ?? one.area) : haulage
    const done = stepHaul({ haulage: own, cityTime, context }, state, moment)
    state = done.state
    const trip = state.trip ?? before ?? moment.at.getTime()
    for (const { check, evidence } of done.findings) {
      const key = `${check.id}:${one.object}:${trip}`
      const { lon, lat, at } = moment
      const { object, demo } = one
      // Where it happened, not where the carrier is registered: that district is asked first.
      const area = areaAt(lon, lat)?.path ?? one.area
      found.push({ id: tx.newId(), pack, key, check: check.id, type: check.type, object, area, lon, lat, at, evidence, demo })
    }
  }
  // What has no place is passed over: it will not be asked for again.
  const at = told.at(-1)?.at ?? tx.now
  if (!(await saveState(tx, one.device, one.from, { at, state }))) return
  for (const finding of found) await keep(tx, finding)
}

type Where = { area: string; except: readonly string[] }
type Ground = Where & { haulage: Haulage }

type Places = { from: Place[]; to: Place[] }

/** The permits and tickets of a carrier. */
async function papersOf(tx: Tx, { pack, haulage }: Looking, { code, object }: CarrierDevice, after: Date) {
  const { permit } = haulage
  const named = await entriesNaming(tx, permit.kind, permit.carrier, code)
  const tickets = await ticketsOfCarrier(tx, pack, object, new Date(after.getTime() - ticketMs))
  return {
    permits: named.flatMap((one) => readPermit(permit, one.code, one.details) ?? []),
    tickets: tickets
      .filter(({ void_at }) => void_at === null)
      .map(({ no, opened_at: openedAt, closed_at: closedAt }) => ({ no, openedAt, closedAt })),
  }
}

async function keep(tx: Tx, finding: FindingRow): Promise<void> {
  if (!(await insertFinding(tx, finding))) return
  const { id, check, type, object, pack, area, at } = finding
  await tx.record({ kind: 'haul.found', subject: id, area, occurredAt: at, body: { finding: id, check, type, object, pack } })
}

const checksOf = <K extends HaulCheck['kind']>(haulage: Haulage, kind: K) =>
  haulage.checks.filter((check): check is Extract<HaulCheck, { kind: K }> => check.kind === kind)

/** Tickets nobody closed in time, each once. */
async function lookAtTickets(tx: Tx, looking: Looking): Promise<void> {
  for (const { haulage, ...ground } of looking.grounds) await lookAtTicketsOf(tx, { ...looking, haulage }, ground)
}

async function lookAtTicketsOf(tx: Tx, looking: Looking, ground: Where): Promise<void> {
  for (const check of checksOf(looking.haulage, 'open-ticket')) {
    const before = new Date(tx.now.getTime() - durationMs(check.within))
    const unclosed = await unclosedTickets(tx, { pack: looking.pack, before, ...ground }, most.tickets)
    if (unclosed.length === 0) continue
    const sites = new Map((await entriesOf(tx, looking.haulage.from.kind)).map((entry) => [entry.code, entry]))
    for (const { no, from_code, carrier, area, opened_at, load, demo } of unclosed) {
      const site = sites.get(from_code)
      if (!site) continue
      const evidence = { since: opened_at.toISOString(), at: tx.now.toISOString(), ticket: no, place: site.name, taken: load }
      const row = { id: tx.newId(), pack: looking.pack, key: `ticket:${no}`, check: check.id, type: check.type }
      await keep(tx, { ...row, object: carrier ?? site.id, area, lon: site.lon, lat: site.lat, at: tx.now, evidence, demo })
    }
  }
}

/** Trucks whose gate saw no wash when they left, each ticket once, by what the district of the site asks. */
async function lookAtWashes(tx: Tx, looking: Looking): Promise<void> {
  for (const { haulage, ...ground } of looking.grounds) await lookAtWashesOf(tx, { ...looking, haulage }, ground)
}

async function lookAtWashesOf(tx: Tx, { pack, haulage }: Looking, ground: Where): Promise<void> {
  for (const check of checksOf(haulage, 'unwashed')) {
    const since = new Date(tx.now.getTime() - durationMs(check.within))
    const left = await unwashedTickets(tx, { pack, since, ...ground }, most.tickets)
    if (left.length === 0) continue
    const sites = new Map((await entriesOf(tx, haulage.from.kind)).map((entry) => [entry.code, entry]))
    for (const { no, from_code, carrier, area, opened_at: at, demo } of left) {
      const site = sites.get(from_code)
      if (!site) continue
      const evidence = { since: at.toISOString(), ticket: no, place: site.name, washed: false }
      const row = { id: tx.newId(), pack, key: `wash:${no}`, check: check.id, type: check.type }
      await keep(tx, { ...row, object: carrier ?? site.id, area, lon: site.lon, lat: site.lat, at, evidence, demo })
    }
  }
}

/** Places whose tickets do not match what they may give, each once a month. */
async function lookAtVolumes(tx: Tx, looking: Looking): Promise<void> {
  const { haulage, pack, cityTime } = looking
  const { day } = cityTime(tx.now)
  const asked = looking.grounds.some((ground) => checksOf(ground.haulage, 'volume').length > 0)
  const taken = new Map((asked ? await takenFrom(tx, pack) : []).map((one) => [one.from_code, one]))
  for (const { id, code, name, area, lon, lat, details, demo } of asked ? await entriesOf(tx, haulage.from.kind) : []) {
    for (const check of checksOf(looking.at(area), 'volume')) {
      const [permitted, until, of] = [details[haulage.from.volume], details[haulage.from.until], taken.get(code)]
      // Without one ticket nobody knows whether the gates tell anything at all.
      if (typeof permitted !== 'number' || !of) continue
      const volume = { taken: of.taken, permitted, until: typeof until === 'string' ? until : null }
      const way = unbalanced(volume, check.percent, day)
      if (!way) continue
      const evidence = { since: day, at: tx.now.toISOString(), place: name, taken: of.taken, permitted, limit: check.percent }
      const row = { id: tx.newId(), pack, key: `${check.id}:${code}:${day.slice(0, 7)}`, check: check.id, type: check.type }
      await keep(tx, { ...row, object: id, area, lon, lat, at: tx.now, evidence, demo })
    }
  }
}
