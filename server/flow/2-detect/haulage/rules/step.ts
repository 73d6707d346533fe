import type { Haulage, HaulCheck } from '../../../../../contract/haulage.ts'
import { durationMs } from '../../../../../contract/time.ts'
import { distanceM } from '../../../../kernel/geo.ts'
import type { Finding, HaulContext, HaulPermit, HaulState, Place, Told } from '../types.ts'
import { metresFromLine } from './metres-from-line.ts'

/** As for the place of a vehicle on the map: two minutes, a tunnel's length. */
const unheardMs = 120_000

export const fresh: HaulState = { trip: null, since: {}, found: [] }

/** Day and time of day in the city of a moment: `2026-04-10`, `23:05`. */
export type CityTime = (at: Date) => { day: string; time: string }

/** What a moment is held against. */
export type Ground = { haulage: Haulage; cityTime: CityTime; context: HaulContext }

type Look = { haulage: Haulage; context: HaulContext; told: Told; day: string; time: string }

/**
 * One moment of a carrier held against registers, permits and tickets. A trip begins with the first moment it is loaded and ends when it has been
 * empty for as long as the pack's check of dumping waits, where it was empty first; each check finds once a trip. What the device does not tell proves nothing: a check that needs it begins anew.
 */
export function stepHaul(
  { haulage, cityTime, context }: Ground,
  before: HaulState,
  told: Told,
): { state: HaulState; findings: Finding[] } {
  const look: Look = { haulage, context, told, ...cityTime(told.at) }
  const { load } = told
  const isLoaded = load !== null && load >= haulage.load.atLeast
  const isEmpty = load !== null && load <= haulage.load.atMost
  const now = told.at.getTime()
  const begins = before.trip === null && isLoaded
  const state: HaulState = begins
    ? { trip: now, since: {}, found: [], ...beganIn(context, told) }
    : { ...before, since: { ...before.since }, found: [...before.found] }
  const gone = isEmpty && state.trip !== null ? emptiedAt(look, state) : null
  if (load !== null && !isEmpty) {
    delete state.emptied
    state.full = { at: now, lon: told.lon, lat: told.lat }
  }
  const findings: Finding[] = []
  for (const check of haulage.checks) {
    const found = check.kind === 'dump' ? gone && dumped(look, state, check, gone) : held(look, state, check, isLoaded)
    if (!found || state.found.includes(check.id)) continue
    state.found.push(check.id)
    findings.push(found)
  }
  return gone ? { state: { ...fresh, since: {}, found: [] }, findings } : { state, findings }
}

function beganIn({ from }: HaulContext, told: Told): Pick<HaulState, 'from'> {
  const place = within(from, told, 0)
  return place ? { from: place.code } : {}
}

/** Where its load was gone first, once it has been gone for as long as the check of dumping waits; null: not for so long yet. */
function emptiedAt({ haulage, told }: Look, state: HaulState): Told | null {
  const check = haulage.checks.find((one) => one.kind === 'dump')
  state.emptied ??= { ...told, at: told.at.getTime() }
  const { at, ...first } = state.emptied
  return told.at.getTime() - at >= durationMs(check?.hold ?? '0s') ? { ...first, at: new Date(at) } : null
}

/** A check that must hold for a while. Of one that does not hold any more the time begins anew. */
function held(look: Look, state: HaulState, check: HaulCheck, isLoaded: boolean): Finding | null {
  if (!('hold' in check)) return null
  const { told } = look
  const extra = check.kind === 'speed' ? tooFast(look, check) : isLoaded ? onTheWay(look, check) : null
  if (extra === null) {
    delete state.since[check.id]
    return null
  }
  const now = told.at.getTime()
  const since = state.since[check.id] ?? now
  state.since[check.id] = since
  if (now - since < durationMs(check.hold)) return null
  const from = check.kind === 'no-ticket' && state.from !== undefined ? { from: state.from } : {}
  return { check, evidence: evidenceOf(told, since, { ...extra, ...from }) }
}

type Extra = Partial<Finding['evidence']>

function tooFast({ told }: Look, check: Extract<HaulCheck, { kind: 'speed' }>): Extra | null {
  const most = check.limit * (1 + check.overPercent / 100)
  return told.speed !== null && told.speed > most ? { limit: check.limit } : null
}

/** What is wrong with a loaded carrier at this moment; null: nothing, or nothing that can be said. */
function onTheWay(look: Look, check: HaulCheck): Extra | null {
  const { context, haulage, told, day, time } = look
  // Within its site it is being loaded, and no ticket or hour counts yet.
  if (within(context.from, told, 0)) return null
  const valid = context.permits.filter(({ validFrom, validUntil }) => validFrom <= day && day <= validUntil)
  const isMoving = told.speed !== null && told.speed >= haulage.speed.moving
  switch (check.kind) {
    case 'no-ticket': {
      const open = context.tickets.some(
        ({ openedAt, closedAt }) => openedAt <= told.at && (closedAt === null || closedAt > told.at),
      )
      return open ? null : lastTicket(context, told)
    }
    case 'no-permit':
      return valid.length > 0 ? null : lastPermit(context)
    case 'hours': {
      if (!isMoving || valid.length === 0 || valid.some((permit) => inHours(permit, time))) return null
      return { permit: valid[0]!.code }
    }
    case 'route':
      return offRoute(valid, told, check.offM)
    default:
      return null
  }
}

function lastTicket({ tickets }: HaulContext, { at }: Told): Extra {
  const last = tickets.filter(({ openedAt }) => openedAt <= at).at(-1)
  return last ? { ticket: last.no } : {}
}

/** The permit that ran out last, or begins first. */
const lastPermit = ({ permits }: HaulContext): Extra => {
  const last = permits.toSorted((a, b) => (a.validUntil < b.validUntil ? -1 : 1)).at(-1)
  return last ? { permit: last.code } : {}
}

/** Past midnight where `from` is later than `to`; the whole day when they are equal. */
export function inHours({ hours }: Pick<HaulPermit, 'hours'>, time: string): boolean {
  if (!hours || hours.from === hours.to) return true
  const { from, to } = hours
  return from < to ? from <= time && time < to : time >= from || time < to
}

function offRoute(valid: readonly HaulPermit[], told: Told, offM: number): Extra | null {
  const routes = valid.filter(({ route }) => route.length > 1)
  // One permit without a route allows every way.
  if (routes.length === 0 || routes.length < valid.length) return null
  const off = routes.map(({ code, route }) => ({ code, metres: metresFromLine(route, told) }))
  const best = off.toSorted((a, b) => a.metres - b.metres)[0]!
  return best.metres > offM ? { permit: best.code, metres: Math.round(best.metres), limit: offM } : null
}

/**
 * Its load is gone: was it within a place where it may be unloaded? One place thrown far off proves nothing: it was, if it stood in one when it last was
 * full, when it was empty first, or is there still.
 */
function dumped(
  { context, told }: Look,
  state: HaulState,
  check: Extract<HaulCheck, { kind: 'dump' }>,
  gone: Told,
): Finding | null {
  const { trip, full } = state
  // Unheard for longer than through a tunnel while its load went: nobody knows where that was, and it may well have been at the tip.
  if (full && gone.at.getTime() - full.at > unheardMs) return null
  const stood = [gone, told, ...(full ? [full] : [])]
  if (trip === null || stood.some((place) => within(context.to, place, check.marginM))) return null
  const near = nearest(context.to, gone)
  const extra = near ? { place: near.place.name, metres: near.metres } : {}
  return { check, evidence: evidenceOf(gone, trip, extra) }
}

/** A degree of latitude, and a bit: what is further north or south than this is not within. */
const metresPerDegree = 111_000

/** The place somebody is within, the nearest of several; asked of every position and every check, so most are told apart by their latitude alone. */
function within(places: readonly Place[], told: Pick<Told, 'lon' | 'lat'>, marginM: number): Place | null {
  let best: { place: Place; metres: number } | null = null
  for (const place of places) {
    const reachM = place.radiusM + marginM
    if (Math.abs(place.lat - told.lat) * metresPerDegree > reachM + 1) continue
    const metres = distanceM(place, told)
    if (metres <= reachM && (best === null || metres < best.metres)) best = { place, metres }
  }
  return best?.place ?? null
}

/** The place that is nearest, wherever it is. */
function nearest(places: readonly Place[], told: Pick<Told, 'lon' | 'lat'>): { place: Place; metres: number } | null {
  let best: { place: Place; metres: number } | null = null
  for (const place of places) {
    const metres = distanceM(place, told)
    if (best === null || metres < best.metres) best = { place, metres }
  }
  return best
}

const evidenceOf = ({ at, lon, lat, speed, load }: Told, since: number, extra: Extra): Finding['evidence'] => ({
  ...{ since: new Date(since).toISOString(), at: at.toISOString(), lon, lat, speed, load },
  ...extra,
})
