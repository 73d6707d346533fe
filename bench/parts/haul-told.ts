import { type Chance, chance } from '../../simulator/model/chance.ts'
import { placeAt, type Turn } from '../../simulator/model/haul.ts'
import { moved, type Place } from '../../simulator/model/way.ts'

/** What stands between what is so and what the platform is told. Ours, made up where nothing stands beside it; shares of positions, turns, trucks or days. */
export const errors = {
  /** σ of a place in metres, each terminal its own; an error lasts: the next keeps so much of it */
  gpsM: [5, 15] as const,
  keeps: 0.8,
  /** a wall throws some places far off, for one to three positions */
  thrown: { share: 0.003, m: [150, 600] as const },
  /** single positions lost; and in some turns a hole of minutes (what a terminal sends later is not looked at) */
  lost: 0.03,
  hole: { share: 0.15, minutes: [2, 10] as const },
  everyS: 20,
  speedKmh: 1.5,
  /** terminals whose clock is off, by up to so many seconds; the others know the time from the sky */
  clock: { share: 0.03, s: 120 },
  /** positions that say empty while the truck is full; truck-days on which the sensor always says empty */
  load: { flickers: 0.0005, stuck: 0.01 },
  /** from the sensor to the rule: radio, gateway, the watch that looks every ten seconds */
  reachesS: [2, 14] as const,
  gate: {
    /** its clock, σ in seconds, each gate its own; a ticket is told after so many seconds */
    clockS: 30,
    tellsS: [3, 40] as const,
    /** off for so many minutes once in so many days: what it wrote meanwhile is told when it is back */
    off: { days: 10, minutes: [20, 90] as const },
    /** of what left washed it says unwashed, of what left unwashed it says washed */
    wash: { wrong: 0.002, missed: 0.04 },
    /** a scale is off by σ, and each weighing by σ */
    scale: { bias: 0.02, each: 0.04 },
  },
}

/** Twelve throws of even chance together are nearly a bell curve, σ 1. */
export function normal(dice: Chance): number {
  let sum = -6
  for (let n = 0; n < 12; n++) sum += dice.next()
  return sum
}

/** A position as it reaches the rule: by the terminal's clock, and when it is looked at. */
export type Position = Place & { atMs: number; lookedMs: number; speed: number; load: number }

/** What the terminal of a truck tells of a turn, errors and all. */
export function positionsOf(turn: Turn, { id, yard }: { id: string; yard: Place }, seed: string): Position[] {
  const own = chance(`${seed}:${id}:terminal`)
  const sigma = own.between(...errors.gpsM)
  const offMs = own.next() < errors.clock.share ? own.between(-1, 1) * errors.clock.s * 1_000 : own.between(-500, 500)
  const dice = chance(`${seed}:${id}:${turn.number}:told`)
  const day = Math.floor(turn.beganMs / 86_400_000)
  const isStuck = chance(`${seed}:${id}:${day}:load`).next() < errors.load.stuck
  const endMs = turn.steps.at(-1)!.atMs
  const hole = holeIn(turn, dice)
  const told: Position[] = []
  let [east, north, thrown, farM, way] = [0, 0, 0, 0, 0]
  for (let ms = turn.beganMs; ms <= endMs; ms += errors.everyS * 1_000) {
    const nowMs = ms + dice.between(-1_000, 1_000)
    const fresh = Math.sqrt(1 - errors.keeps ** 2) * sigma
    ;[east, north] = [east * errors.keeps + normal(dice) * fresh, north * errors.keeps + normal(dice) * fresh]
    if (thrown > 0) thrown--
    else if (dice.next() < errors.thrown.share)
      [thrown, farM, way] = [dice.whole(1, 3), dice.between(...errors.thrown.m), dice.between(0, 6.3)]
    const isLost = dice.next() < errors.lost || (hole !== null && ms >= hole.fromMs && ms < hole.untilMs)
    const { lon, lat, speedKmh, load: full } = placeAt(turn, yard, nowMs)
    const far = thrown > 0 ? farM : 0
    const load = isStuck || (full > 0 && dice.next() < errors.load.flickers) ? 0 : full
    const speed = speedKmh === 0 ? 0 : Math.max(0, speedKmh + normal(dice) * errors.speedKmh)
    const lookedMs = nowMs + dice.between(...errors.reachesS) * 1_000
    if (isLost) continue
    const place = moved({ lon, lat }, east + far * Math.sin(way), north + far * Math.cos(way))
    told.push({ ...place, atMs: nowMs + offMs, lookedMs, speed, load })
  }
  return told
}

function holeIn(turn: Turn, dice: Chance): { fromMs: number; untilMs: number } | null {
  if (dice.next() >= errors.hole.share) return null
  const fromMs = turn.beganMs + dice.between(0, 1) * (turn.steps.at(-1)!.atMs - turn.beganMs)
  return { fromMs, untilMs: fromMs + dice.between(...errors.hole.minutes) * 60_000 }
}

/** A ticket as it reaches the platform: what it says, and when its beginning and its end are told. Null end: nobody ever closes it. */
export type ToldTicket = {
  no: string
  openedMs: number
  openToldMs: number
  closedMs: number | null
  closeToldMs: number | null
  washed: boolean
  load: number
  /** as the scale of the tip weighed it; null: it never came */
  closedLoad: number | null
}

/** What the gates at both ends make of a turn; null: it left without a ticket. `m3`: what it truly carries. */
export function ticketOf(
  turn: Turn,
  { id, gate, tip, m3 }: { id: string; gate: string; tip: string; m3: number },
  seed: string,
): ToldTicket | null {
  if (turn.wrong === 'no-ticket') return null
  const { wash, scale, tellsS, clockS } = errors.gate
  const [own, dice] = [chance(`${seed}:${gate}:gate`), chance(`${seed}:${id}:${turn.number}:ticket`)]
  const [clockMs, bias] = [normal(own) * clockS * 1_000, 1 + normal(own) * scale.bias]
  const [there, weighed] = [chance(`${seed}:${tip}:scale`), chance(`${seed}:${id}:${turn.number}:weighed`)]
  const came = m3 * (1 + normal(there) * scale.bias) * (1 + normal(weighed) * scale.each)
  const openToldMs = tellMs(gate, turn.leftMs + dice.between(...tellsS) * 1_000, seed)
  const isClosed = turn.wrong !== 'open-ticket' && turn.atTipMs !== null
  const closeToldMs = isClosed ? Math.max(openToldMs, tellMs(tip, turn.emptyMs + dice.between(...tellsS) * 1_000, seed)) : null
  return {
    ...{ no: `${id}-${turn.number}`, openedMs: turn.leftMs + clockMs, openToldMs },
    ...{ closedMs: isClosed ? turn.emptyMs : null, closeToldMs },
    washed: turn.wrong === 'unwashed' ? dice.next() < wash.missed : dice.next() >= wash.wrong,
    load: m3 * bias * (1 + normal(dice) * scale.each),
    closedLoad: isClosed ? came : null,
  }
}

/** When a gate that is off at a moment tells what it wrote then. */
function tellMs(gate: string, ms: number, seed: string): number {
  const { days, minutes } = errors.gate.off
  const span = days * 86_400_000
  const number = Math.floor(ms / span)
  const dice = chance(`${seed}:${gate}:off:${number}`)
  const fromMs = (number + dice.next()) * span
  const untilMs = fromMs + dice.between(...minutes) * 60_000
  return ms >= fromMs && ms < untilMs ? untilMs : ms
}
