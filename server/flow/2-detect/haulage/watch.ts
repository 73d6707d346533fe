import { system } from '../../../../contract/actor.ts'
import type { Haulage, HaulCheck } from '../../../../contract/haulage.ts'
import type { Pack } from '../../../../contract/pack.ts'
import { durationMs } from '../../../../contract/time.ts'
import { areaAt } from '../../../city/area/places.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { isSample } from '../../../kernel/sample.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { type TicketRow, takenFrom, ticketsOfCarrier, unclosedTickets, unwashedTickets } from '../../1-ingest/tickets/store.ts'
import { timeIn } from './rules/city-time.ts'
import { lateFound, type PaperFinding, type Ticket, unwashedFound, volumeFound } from './rules/paper-findings.ts'
import { sourceOf, ticketOf } from './rules/read-papers.ts'
import { readPermit } from './rules/read-permit.ts'
import { placesOf } from './rules/read-places.ts'
import { type CityTime, fresh, stepHaul } from './rules/step.ts'
import { washedByPlaces } from './rules/stood-at.ts'
import {
  type CarrierDevice,
  carriersToLook,
  type Entry,
  entriesByCode,
  entriesNaming,
  entriesOf,
  type FindingRow,
  insertFinding,
  readTold,
  saveState,
} from './store.ts'
import type { Place } from './types.ts'
import { stoodOf } from './washes.ts'

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
      // Where and when it was so first told: a load is gone where it was gone first, not where the truck is by now.
      const { lon, lat } = evidence
      const at = new Date(evidence.at)
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
    await keepOfTickets(tx, looking, unclosed, { foundOf: (ticket, site) => lateFound(check, ticket, site, tx.now) })
  }
}

type OfTicket = (ticket: Ticket, site: Entry) => PaperFinding | null
/** What is to be asked of the database for a finding's evidence; `id`: of the finding. */
type More = (row: TicketRow, site: Entry, id: string) => Promise<FindingRow['evidence']>

/** What was found of tickets, each at the site it was loaded at. */
async function keepOfTickets(
  tx: Tx,
  { pack, haulage }: Looking,
  rows: readonly TicketRow[],
  { foundOf, more }: { foundOf: OfTicket; more?: More },
): Promise<void> {
  if (rows.length === 0) return
  const codes = [...new Set(rows.map(({ from_code }) => from_code))]
  const sites = new Map((await entriesByCode(tx, haulage.from.kind, codes)).map((entry) => [entry.code, entry]))
  for (const row of rows) {
    const site = sites.get(row.from_code)
    const found = site ? foundOf(ticketOf(row), site) : null
    if (!site || !found) continue
    const { area, carrier, demo } = row
    const own = rowOf(tx, pack, found)
    const evidence = { ...own.evidence, ...(await more?.(row, site, own.id)) }
    await keep(tx, { ...own, evidence, object: carrier ?? site.id, area, lon: site.lon, lat: site.lat, demo })
  }
}

const rowOf = (tx: Tx, pack: string, { key, check, at, evidence }: PaperFinding) => ({
  ...{ id: tx.newId(), pack, key, check: check.id, type: check.type, at, evidence },
})

/** Trucks whose gate saw no wash when they left, each ticket once, by what the district of the site asks. */
async function lookAtWashes(tx: Tx, looking: Looking): Promise<void> {
  for (const { haulage, ...ground } of looking.grounds) await lookAtWashesOf(tx, { ...looking, haulage }, ground)
}

async function lookAtWashesOf(tx: Tx, looking: Looking, ground: Where): Promise<void> {
  for (const check of checksOf(looking.haulage, 'unwashed')) {
    const since = new Date(tx.now.getTime() - durationMs(check.within))
    const left = await unwashedTickets(tx, { pack: looking.pack, since, ...ground }, most.tickets)
    const foundOf: OfTicket = (ticket, site) => unwashedFound(check, ticket, site, tx.now)
    const more: More = async (row, site, id) =>
      washedByPlaces(check, await stoodOf(tx, { haulage: looking.haulage, check }, row, site), isSample(id, check.sample))
    await keepOfTickets(tx, looking, left, { foundOf, more })
  }
}

/** Places whose tickets do not match what they may give, each once a month. */
async function lookAtVolumes(tx: Tx, looking: Looking): Promise<void> {
  const { haulage, pack, cityTime } = looking
  const { day } = cityTime(tx.now)
  const asked = looking.grounds.some((ground) => checksOf(ground.haulage, 'volume').length > 0)
  const taken = new Map((asked ? await takenFrom(tx, pack) : []).map((one) => [one.from_code, one]))
  for (const entry of asked ? await entriesOf(tx, haulage.from.kind) : []) {
    const { id, area, lon, lat, demo } = entry
    for (const check of checksOf(looking.at(area), 'volume')) {
      const found = volumeFound(check, sourceOf(haulage, entry), taken.get(entry.code) ?? null, { now: tx.now, day })
      if (found) await keep(tx, { ...rowOf(tx, pack, found), object: id, area, lon, lat, demo })
    }
  }
}
