import { type DemoHauler, demoHaulers } from '../contract/demo-haulers.ts'
import type { FleetModel } from '../contract/pack-model.ts'
import { durationMs } from '../contract/time.ts'
import type { CityClock } from './city-clock.ts'
import { playAgain } from './field.ts'
import { type Seen, terminalOf } from './field-truck.ts'
import type { Gate, GateTicket } from './gate.ts'
import type { GateBefore } from './inventory.ts'
import { chance } from './model/chance.ts'
import { type Hauled, placeAt, type Turn, turnNumber, turnOf } from './model/haul.ts'
import { truthsOf } from './model/haul-truth.ts'
import { moved, wayThrough } from './model/way.ts'
import type { Play } from './plays.ts'
import { isoOf, type Truth } from './truth.ts'

type Playing = {
  play: Play<'rounds'>
  host: string
  port: number | undefined
  seed: string
  clock: CityClock
  stop: AbortSignal
  truth: Truth
  gate: Gate
  before: GateBefore
  /** devices of vehicles the city knows: in an older demo these trucks have none */
  terminals: readonly string[]
}

const everyMs = 20_000
/** However fast the city's clock goes, a terminal sends no more than one position in so many seconds of the wall. */
const leastWallMs = 4_000
/** Turns looked back at: as long as a ticket may stand open. */
const turnsBack = 4

/** The fleet: a terminal each, tickets of what they carry, and what is truly wrong with it. */
export async function playHaulers({ play, host, port, terminals, ...of }: Playing): Promise<void> {
  const { load, fleet } = play.model
  if (!fleet || !port) return
  const { clock, stop, seed } = of
  const drivers = demoHaulers.filter(({ id }) => terminals.includes(id)).map((hauler) => createDriver(hauler, { seed, fleet }))
  const told = Math.max(durationMs(fleet.tells), leastWallMs * clock.rate())
  await Promise.all([
    ...drivers.map(async (driver, n) => {
      // Not all at once: a fleet does not turn its keys in one moment.
      await clock.wait((n / drivers.length) * told, stop)
      await playAgain(() => terminalOf(driver.hauler, tells(driver, { seed, fleet })), { host, port, clock, stop, everyMs: told })
    }),
    keepTold(drivers, { ...of, fleet, load }),
  ])
}

type Driver = {
  hauler: DemoHauler
  hauled: Hauled
  now(nowMs: number): number
  /** one of the newest, kept; and any, planned each time */
  turn(number: number): Turn | null
  plan(number: number): Turn | null
}
type Model = { seed: string; fleet: FleetModel }

/** A truck and its turns, each planned once. */
function createDriver(hauler: DemoHauler, { seed, fleet: model }: Model): Driver {
  const hauled = hauledOf(hauler)
  const turns = new Map<number, Turn | null>()
  const plan = (number: number): Turn | null => turnOf(hauled, { seed, model }, number)
  return {
    ...{ hauler, hauled, plan },
    now: (nowMs) => turnNumber(model, hauled.id, nowMs).number,
    turn(number) {
      if (!turns.has(number)) turns.set(number, plan(number))
      for (const old of turns.keys()) if (old < number - turnsBack) turns.delete(old)
      return turns.get(number) ?? null
    },
  }
}

/** How a truck of the demo drives: it rests beside its site, in a row with the others. */
export function hauledOf({ id, site, route, hours, permit }: DemoHauler): Hauled {
  const n = Number(id.slice(-2))
  return {
    ...{ id, site, way: wayThrough(route), hours: permit === 'valid' ? hours : null },
    yard: moved(site, ((n % 8) - 3.5) * 50, (Math.floor(n / 8) - 2.5) * 50),
  }
}

/** What its terminal tells: where it is, by some metres; at rest only now and then. */
function tells({ hauled, turn, now }: Driver, { seed, fleet }: Model): (nowMs: number) => Seen | null {
  let lastMs = 0
  return (nowMs) => {
    const { isDriving, lon, lat, ...seen } = placeAt(turn(now(nowMs)), hauled.yard, nowMs)
    if (!isDriving && nowMs - lastMs < durationMs(fleet.rests)) return null
    lastMs = nowMs
    const dice = chance(`${seed}:${hauled.id}:gps:${Math.floor(nowMs / 1_000)}`)
    return { ...seen, ...moved({ lon, lat }, normal(dice) * fleet.errsM, normal(dice) * fleet.errsM) }
  }
}

/** Twelve throws of even chance together are nearly a bell curve, σ 1. */
function normal(dice: { next(): number }): number {
  let sum = -6
  for (let n = 0; n < 12; n++) sum += dice.next()
  return sum
}

type Keeping = Pick<Playing, 'seed' | 'clock' | 'stop' | 'truth' | 'gate' | 'before'> & { fleet: FleetModel; load: number }

/** Tickets of the newest turns as they come to stand, and the truth of them. */
async function keepTold(drivers: readonly Driver[], keeping: Keeping): Promise<void> {
  const { clock, stop, gate, before } = keeping
  const beganMs = clock.nowMs()
  await gate.tell(leftOpen(drivers, before, beganMs))
  while (!stop.aborted) {
    const nowMs = clock.nowMs()
    const turns = drivers.flatMap((driver) => newestOf(driver, nowMs))
    await gate.tell(turns.flatMap(({ driver, turn }) => ticketOf(driver, turn, { ...keeping, nowMs }) ?? []))
    for (const one of turns) tellTruth(one, { ...keeping, beganMs, nowMs })
    await clock.wait(everyMs, stop)
  }
}

type Driven = { driver: Driver; turn: Turn }
function newestOf(driver: Driver, nowMs: number): Driven[] {
  const number = driver.now(nowMs)
  return Array.from({ length: turnsBack }, (_, back) => driver.turn(number - back)).flatMap((turn) =>
    turn ? [{ driver, turn }] : [],
  )
}

const noOf = ({ hauler }: Driver, number: number): string => `LD-${hauler.id.slice(3)}-${number}`

/** The ticket of a turn as it stands now; null: it has none, or none yet. */
function ticketOf(
  driver: Driver,
  turn: Turn,
  { fleet, load, nowMs }: Pick<Keeping, 'fleet' | 'load'> & { nowMs: number },
): GateTicket | null {
  const { site, tip, plate } = driver.hauler
  if (turn.wrong === 'no-ticket' || nowMs < turn.leftMs) return null
  // Over and never told: the gates were off then.
  if (nowMs - turn.beganMs > durationMs(fleet.takes) + 10 * everyMs) return null
  const closes = turn.wrong !== 'open-ticket' && turn.atTipMs !== null && nowMs >= turn.emptyMs
  return {
    ...{ no: noOf(driver, turn.number), from: site.code, to: tip.code, plate, load, openedMs: turn.leftMs },
    ...{ washed: seesWash(turn, { no: noOf(driver, turn.number), fleet }), closedMs: closes ? turn.emptyMs : null },
  }
}

/** What the gate makes of a turn: a wash it did not see now and then, never one that was not. */
const seesWash = ({ wrong }: Turn, { no, fleet }: { no: string; fleet: FleetModel }): boolean =>
  wrong !== 'unwashed' && chance(`${no}:wash`).next() >= (fleet.gate?.errs ?? 0)

/** What the run before left open is closed by whoever comes back to the gate, but what nobody ever closes. */
function leftOpen(drivers: readonly Driver[], { tickets }: GateBefore, nowMs: number): GateTicket[] {
  const byNo = new Map(drivers.map((driver) => [noOf(driver, 0).replace(/0$/, ''), driver]))
  return tickets.flatMap(({ no, isOpen, openedAt, ...ticket }): GateTicket[] => {
    const [, begin = '', number = ''] = /^(.*-)(\d+)$/.exec(no) ?? []
    const openedMs = Date.parse(openedAt)
    if (!isOpen || nowMs - openedMs < 3 * 3_600_000) return []
    const wrong = byNo.get(begin)?.plan(Number(number))?.wrong
    if (wrong === 'open-ticket' || wrong === 'dump') return []
    return [{ ...ticket, no, openedMs, washed: null, closedMs: openedMs + 50 * 60_000 }]
  })
}

type Telling = Pick<Keeping, 'truth' | 'gate' | 'fleet'> & { beganMs: number; nowMs: number }

function tellTruth({ driver, turn }: Driven, { truth, gate, fleet, beganMs, nowMs }: Telling): void {
  const no = noOf(driver, turn.number)
  for (const { check, fromMs, dueMs, untilMs } of truthsOf(turn, driver.hauled, fleet)) {
    // Nobody can find a ticket open that was never opened: the gates were off.
    if (fromMs > nowMs || (check === 'open-ticket' && !gate.knows(no))) continue
    // What began before the city did was seen in part only: not to find it is no miss.
    const due = fromMs < beganMs ? null : isoOf(dueMs)
    const until = untilMs === null || untilMs > nowMs ? null : isoOf(untilMs)
    const about = { pack: 'spoil-truck', matter: `spoil-truck.${check}`, of: driver.hauler.object, cause: check }
    truth.tell({ id: `${no} ${check} ${fromMs}`, ...about, from: isoOf(fromMs), due, until })
  }
}
