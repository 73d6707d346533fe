import type { Haulage, HaulCheck } from '../../contract/haulage.ts'
import type { FleetModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import type { TruthLine } from '../../contract/truth.ts'
import type { Found } from '../../server/centre/truth/score.ts'
import { type CityTime, fresh, stepHaul } from '../../server/flow/2-detect/haulage/rules/step.ts'
import { leavingMs, stoodAt, washedByPlaces } from '../../server/flow/2-detect/haulage/rules/stood-at.ts'
import { unbalanced } from '../../server/flow/2-detect/haulage/rules/volume.ts'
import type { OpenTime } from '../../server/flow/2-detect/haulage/types.ts'
import { offOf } from '../../server/flow/3-event/rules/off-of.ts'
import { chance } from '../../simulator/model/chance.ts'
import { type Turn, turnNumber, turnOf } from '../../simulator/model/haul.ts'
import { truthsOf } from '../../simulator/model/haul-truth.ts'
import { isoOf } from '../../simulator/truth.ts'
import { type BenchTruck, type HaulCity, haulCity } from './haul-city.ts'
import { positionsOf, type ToldTicket, ticketOf } from './haul-told.ts'

/** `answeredAt`: when a ticket told late took it back, or its own places did at once; null: nothing ever did. */
export type PlayedFound = Found & { answeredAt: Date | null }
export type Played = { lines: TruthLine[]; found: PlayedFound[]; turns: number; positions: number }
type Asked = { seed: string; days: number; fleet: FleetModel; haulage: Haulage; m3: number }
type Size = Parameters<typeof haulCity>[1]

const beganMs = Date.parse('2026-06-01T00:00:00Z')
const pack = 'spoil-truck'
const cityTime: CityTime = (at) => {
  const local = new Date(at.getTime() + 8 * 3_600_000).toISOString()
  return { day: local.slice(0, 10), time: local.slice(11, 16) }
}
const checkOf = <K extends HaulCheck['kind']>(haulage: Haulage, kind: K) =>
  haulage.checks.find((one): one is Extract<HaulCheck, { kind: K }> => one.kind === kind)!

/** `untold`: when loads that left without a ticket were found. */
type Site = { truly: number; told: { atMs: number; left: number; came: number }[]; untold: number[] }

/** Days of a seed: what is so, and what the shipped checks find of what they are told. */
export function playHaul(asked: Asked, size: Size): Played {
  const city = haulCity(asked.seed, size)
  const out: Played = { lines: [], found: [], turns: 0, positions: 0 }
  const sites = city.sites.map((): Site => ({ truly: 0, told: [], untold: [] }))
  for (const truck of city.trucks) playTruck(asked, { city, truck, site: sites[truck.site]! }, out)
  for (const [n, site] of sites.entries()) playVolume(asked, { code: city.sites[n]!.code, site }, out)
  return out
}

type Playing = { city: HaulCity; truck: BenchTruck; site: Site }
type Driven = { turn: Turn; ticket: ToldTicket | null }

function playTruck(asked: Asked, playing: Playing, out: Played): void {
  const { seed, days, fleet, m3 } = asked
  const { hauled } = playing.truck
  const first = turnNumber(fleet, hauled.id, beganMs).number + 1
  const count = Math.floor((days * 86_400_000) / durationMs(fleet.takes))
  const gates = { gate: `gate-${playing.truck.site}`, tip: `gate-${playing.truck.tip}` }
  const driven = Array.from({ length: count }, (_, n) => turnOf(hauled, { seed, model: fleet }, first + n)).flatMap(
    (turn): Driven[] => (turn ? [{ turn, ticket: ticketOf(turn, { id: hauled.id, ...gates, m3 }, seed) }] : []),
  )
  out.turns += driven.length
  for (const { turn, ticket } of driven) {
    playing.site.truly += m3
    if (ticket) playing.site.told.push({ atMs: ticket.openToldMs, left: ticket.load, came: ticket.closedLoad ?? ticket.load })
    for (const { check, fromMs, dueMs, untilMs } of truthsOf(turn, hauled, fleet)) {
      const about = { pack, matter: check, of: hauled.id, cause: check }
      const times = { from: isoOf(fromMs), due: isoOf(dueMs), until: untilMs === null ? null : isoOf(untilMs) }
      out.lines.push({ id: `${hauled.id} ${turn.number} ${check} ${fromMs}`, ...about, ...times })
    }
    if (ticket) findByTicket(asked, playing, { turn, ticket }, out)
  }
  findOnTheWay(asked, playing, driven, out)
}

/** Unclosed and unwashed: what the server asks its table of tickets. */
function findByTicket(asked: Asked, { truck }: Playing, { turn, ticket }: { turn: Turn; ticket: ToldTicket }, out: Played): void {
  const { openedMs, openToldMs, closeToldMs, washed } = ticket
  const { haulage } = asked
  const find = (matter: string, ms: number, isAnswered = false): void => {
    const at = new Date(ms + 5_000)
    out.found.push({ pack, matter, of: truck.hauled.id, at, answeredAt: isAnswered ? at : null })
  }
  const lateMs = Math.max(openToldMs, openedMs + durationMs(checkOf(haulage, 'open-ticket').within))
  if (closeToldMs === null || closeToldMs > lateMs) find('open-ticket', lateMs)
  const check = checkOf(haulage, 'unwashed')
  if (washed || openToldMs - openedMs >= durationMs(check.within)) return
  const isSampled = chance(`${asked.seed}:${ticket.no}:sample`).next() < 1 / check.sample
  const { stood, sampled } = washedByPlaces(check, stoodThere(asked, truck, { turn, ticket }), isSampled)
  find('unwashed', openToldMs, stood !== undefined && !sampled)
}

/** How long its own places say it stood at the wash, as far as they are told when the server looks (`2-detect/haulage/washes`). */
function stoodThere(
  { seed, haulage }: Asked,
  { hauled, wash }: BenchTruck,
  { turn, ticket }: { turn: Turn; ticket: ToldTicket },
): number {
  const told = positionsOf(turn, hauled, seed).flatMap(({ atMs, lookedMs, ...place }) => {
    const isAsked = atMs >= ticket.openedMs - leavingMs.before && atMs <= ticket.openedMs + leavingMs.after
    return isAsked && lookedMs <= ticket.openToldMs + 5_000 ? [{ ...place, at: new Date(atMs) }] : []
  })
  return stoodAt(told, { places: wash, nearM: checkOf(haulage, 'unwashed').nearM, haulage })
}

/** Position after position as they are looked at, with the tickets known then. */
function findOnTheWay({ seed, haulage }: Asked, { city, truck, site }: Playing, driven: readonly Driven[], out: Played): void {
  const { hauled, permits, near } = truck
  let state = fresh
  for (const [i, { turn }] of driven.entries()) {
    const tickets = driven.slice(Math.max(0, i - 3), i + 1).flatMap(({ ticket }) => ticket ?? [])
    for (const { atMs, lookedMs, lon, lat, speed, load } of positionsOf(turn, hauled, seed)) {
      out.positions++
      const context = { from: near, to: city.tips, permits, tickets: tickets.flatMap((ticket) => knownAt(ticket, lookedMs)) }
      const done = stepHaul({ haulage, cityTime, context }, state, { at: new Date(atMs), lon, lat, speed, load })
      state = done.state
      for (const { check, evidence } of done.findings) {
        const answeredAt = check.kind === 'no-ticket' ? toldLate(tickets, atMs) : null
        out.found.push({ pack, matter: check.id, of: hauled.id, at: new Date(lookedMs), answeredAt })
        if (check.kind === 'no-ticket' && answeredAt === null && evidence.from) site.untold.push(lookedMs)
      }
    }
  }
}

/** When a ticket that was open at a moment, but not told yet, is told: what the server asks when one comes (`3-event/late-ticket`). */
function toldLate(tickets: readonly ToldTicket[], atMs: number): Date | null {
  const open = tickets.filter(({ openedMs, closedMs }) => openedMs <= atMs && (closedMs === null || closedMs > atMs))
  return open.length === 0 ? null : new Date(Math.min(...open.map(({ openToldMs }) => openToldMs)))
}

function knownAt({ no, openedMs, openToldMs, closedMs, closeToldMs }: ToldTicket, ms: number): OpenTime[] {
  if (openToldMs > ms) return []
  const isClosed = closedMs !== null && closeToldMs !== null && closeToldMs <= ms
  return [{ no, openedAt: new Date(openedMs), closedAt: isClosed ? new Date(closedMs) : null }]
}

/**
 * A site over the month. Most give what they may, a sixth more, a tenth less than their tickets should say because they load without; what truly
 * left is set against what is permitted, what the gate weighed is what the check knows.
 */
function playVolume({ seed, days, haulage }: Asked, { code, site }: { code: string; site: Site }, out: Played): void {
  const dice = chance(`${seed}:${code}:volume`)
  const [kind, exact] = [dice.next(), dice.next()]
  const ratio = kind < 0.16 ? 1.15 + 0.35 * exact : kind < 0.26 ? 0.6 + 0.25 * exact : 0.93 + 0.13 * exact
  const permitted = site.truly / ratio
  const { percent } = checkOf(haulage, 'volume')
  const [endMs, until] = [beganMs + days * 86_400_000, cityTime(new Date(beganMs + (days - 1) * 86_400_000)).day]
  const truly = (share: number): number => beganMs + share * (endMs - beganMs)
  const about = { pack, matter: 'volume', of: code, cause: 'volume' }
  // Loads leave evenly: it is over when so much of the month has gone by; less is so once its days are over.
  const fromMs = ratio > 1 + percent / 100 ? truly((1 + percent / 100) / ratio) : ratio < 1 - percent / 100 ? endMs : null
  if (fromMs !== null)
    out.lines.push({ id: `${code} volume`, ...about, from: isoOf(fromMs - 86_400_000), due: isoOf(fromMs), until: null })
  findVolumes({ code, site, permitted, check: checkOf(haulage, 'volume') }, { endMs, until }, out)
}

type Balance = { code: string; site: Site; permitted: number; check: Extract<HaulCheck, { kind: 'volume' }> }
/** What the check says of a site month by month and at its end, and what of it is put off (`3-event/rules/off-of`). */
function findVolumes(
  { code, site, permitted, check }: Balance,
  { endMs, until }: { endMs: number; until: string },
  out: Played,
): void {
  const { percent } = check
  const after = cityTime(new Date(endMs)).day
  const taken = { left: 0, came: 0 }
  const months = new Set<string>()
  let before: number | null = null
  const find = (atMs: number, side: 'over' | 'under'): void => {
    const month = cityTime(new Date(atMs)).day.slice(0, 7)
    if (months.has(month)) return
    months.add(month)
    const at = new Date(side === 'over' ? atMs : endMs + 60_000)
    const each = taken.came / Math.max(1, site.told.length)
    const evidence = { taken: taken.came, permitted, limit: percent }
    const off = offOf(check, evidence, { untold: site.untold.filter((ms) => ms <= at.getTime()).length, each, before })
    if (!off) before = taken.came
    out.found.push({ pack, matter: 'volume', of: code, at, answeredAt: off ? at : null })
  }
  for (const { atMs, left, came } of site.told.toSorted((a, b) => a.atMs - b.atMs)) {
    taken.left += left
    taken.came += came
    if (unbalanced({ taken, permitted, until: null }, percent, after)) find(atMs, 'over')
  }
  if (unbalanced({ taken, permitted, until }, percent, after) === 'under') find(endMs, 'under')
}
