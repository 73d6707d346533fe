import type { FleetModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import { type Chance, chance, chanceOf } from './chance.ts'
import { moved, type Place, type Way } from './way.ts'

/** A truck as its papers have it: from where to where, by which way, when; and where it rests. */
export type Hauled = {
  id: string
  yard: Place
  site: Place & { radius: number }
  way: Way
  /** local hours of its permits, past midnight where they turn round; null: it has no valid permit */
  hours: readonly (readonly [from: string, to: string])[] | null
}

/** What may be wrong with a turn; several things may follow from one (who tips beside the road never closes a ticket). */
export type Wrong = 'no-ticket' | 'open-ticket' | 'unwashed' | 'dump' | 'route' | 'speed'
/** Where a truck truly is at the end of each ten seconds of a turn. */
export type Step = Place & { atMs: number; speedKmh: number; direction: number; load: 0 | 50 | 100 }
export type Turn = {
  number: number
  beganMs: number
  wrong: Wrong | null
  steps: readonly Step[]
  /** it leaves its site full; it is empty again; it came to the tip, if it did */
  leftMs: number
  emptyMs: number
  atTipMs: number | null
}

export const stepMs = 10_000
const stepS = stepMs / 1_000
const chinaMs = 8 * 3_600_000

const clockOf = (ms: number): string => new Date(ms + chinaMs).toISOString().slice(11, 16)
/** Whether hours of a permit allow a moment. */
export const allows = (hours: Hauled['hours'], ms: number): boolean => {
  const time = clockOf(ms)
  return (hours ?? []).some(([from, to]) => (from < to ? from <= time && time < to : time >= from || time < to))
}

/** Which turn of a truck it is, and when that began: trucks begin theirs at moments of their own. */
export function turnNumber({ takes }: Pick<FleetModel, 'takes'>, id: string, nowMs: number): { number: number; beganMs: number } {
  const turnMs = durationMs(takes)
  const phaseMs = Math.round((chanceOf(`${id}:turns`) * turnMs) / stepMs) * stepMs
  const number = Math.floor((nowMs + phaseMs) / turnMs)
  return { number, beganMs: number * turnMs - phaseMs }
}

type Dice = { seed: string; model: FleetModel }

/** A turn as it is driven; null: the truck rests in its yard, because no permit allows it now, or it has none. Pure: the same again for the same seed. */
export function turnOf(hauled: Hauled, { seed, model }: Dice, number: number): Turn | null {
  const { wrong: of } = model
  const turnMs = durationMs(model.takes)
  const { beganMs: first } = turnNumber(model, hauled.id, 0)
  const beganMs = first + (number - turnNumber(model, hauled.id, 0).number) * turnMs
  const key = `${seed}:${hauled.id}:${number}`
  const drawn = wrongOf(of, chanceOf(`${key}:wrong`))
  const wrong = hauled.hours === null ? null : drawn
  if (hauled.hours === null && number % of['no-permit'].every !== 0) return null
  const turn = drive(hauled, { model, wrong, dice: chance(key), key }, { number, beganMs })
  if (hauled.hours === null) return turn
  const isAllowed = turn.steps.every(({ atMs, load }) => load === 0 || allows(hauled.hours, atMs))
  if (isAllowed) return turn
  // Out of its hours nearly nobody drives; whoever does has nothing else wrong.
  if (chanceOf(`${key}:hours`) >= of.hours.share) return null
  return wrong === null ? turn : drive(hauled, { model, wrong: null, dice: chance(key), key }, { number, beganMs })
}

const kinds = ['no-ticket', 'open-ticket', 'unwashed', 'dump', 'route', 'speed'] as const
function wrongOf(of: FleetModel['wrong'], dice: number): Wrong | null {
  let below = 0
  return (
    kinds.find((kind) => {
      below += of[kind].share
      return dice < below
    }) ?? null
  )
}

type Plan = { model: FleetModel; wrong: Wrong | null; dice: Chance; key: string }

/** Yard → site → loaded by its way to the tip, or to where it tips → back. */
function drive(hauled: Hauled, plan: Plan, { number, beganMs }: Pick<Turn, 'number' | 'beganMs'>): Turn {
  const { site, yard } = hauled
  const { model, wrong, dice } = plan
  const line = new Steps(beganMs)
  const bay = moved(site, dice.between(-40, 40), dice.between(-40, 40))
  const out = outward(hauled, plan)
  line.go(yard, bay)
  line.stand(durationMs(model.loads), [0, 50, 100])
  const gate = gateOf(hauled, plan)
  line.follow(out, 100, { ...plan, from: bay, gate })
  const leftMs = line.leftMs
  const cameMs = line.nowMs
  line.stand(durationMs(model.tips), [100, 50, 0])
  const emptyMs = line.emptyMs!
  line.follow(backFrom(out), 0, { ...plan, from: line.here })
  line.go(line.here, yard)
  return { number, beganMs, wrong, steps: line.steps, leftMs, emptyMs, atTipMs: wrong === 'dump' ? null : cameMs }
}

/** How far along its way the gate of a site lies, and where (the register names the place). */
export const gateM = ({ site, way }: Pick<Hauled, 'site' | 'way'>, at: number): number =>
  Math.min(at * site.radius, way.lengthM / 4)
export const gatePlace = ({ site, way }: Pick<Hauled, 'site' | 'way'>, at: number): Place => {
  const { lon, lat } = way.at(gateM({ site, way }, at))
  return { lon, lat }
}

type Gate = { atM: number; forMs: number }
/** Where and how long a turn stands at the gate: its own dice, so that the rest of a turn is the same with and without one. */
function gateOf({ site, way }: Hauled, { model, wrong, key }: Plan): Gate | null {
  const { gate } = model
  if (!gate) return null
  const dice = chance(`${key}:gate`)
  const isWashed = wrong !== 'unwashed'
  const span = isWashed ? gate.washes : dice.next() < gate.queues ? gate.waits : gate.stands
  return { atM: gateM({ site, way }, gate.at), forMs: dice.between(...span) * 1_000 }
}

/** A way as it is driven: to which metre of the line, how far beside it at each, and how fast where it is driven too fast. */
type Driven = { fromM: number; toM: number; at(m: number): Place & { direction: number }; fast: Fast | null }
type Fast = { fromM: number; kmh: number; lastsS: number }

function outward({ site, way }: Hauled, { model, wrong, dice }: Plan): Driven {
  const wave = [dice.between(...model.bendsM), dice.between(300, 900), dice.between(0, 6)] as const
  // Everybody passes the same gate.
  const straightM = model.gate ? gateM({ site, way }, model.gate.at) : 0
  const bends = (m: number): number =>
    wave[0] * Math.sin(m / wave[1] + wave[2]) * Math.min(1, Math.max(0, m - straightM) / 500, (way.lengthM - m) / 500)
  const { fromM, overM, asideM } = detour(way, { wrong, dice })
  const aside = (m: number): number => {
    const share = (m - fromM) / overM
    return bends(m) + (share <= 0 || share >= 1 ? 0 : asideM * Math.sin(share * Math.PI) ** 2)
  }
  const toM = wrong === 'dump' ? fromM + overM / 2 : way.lengthM
  const [low, high] = model.wrong.speed.drives
  const fast =
    wrong === 'speed'
      ? { fromM: way.lengthM * dice.between(0.15, 0.6), kmh: dice.between(low, high), lastsS: dice.between(60, 200) }
      : null
  return { fromM: 0, toM, at: (m) => way.at(m, aside(m)), fast }
}

/** Who leaves the way, and who tips beside it: how far along, over which stretch, how far aside. */
function detour(way: Way, { wrong, dice }: Pick<Plan, 'wrong' | 'dice'>): { fromM: number; overM: number; asideM: number } {
  const side = dice.next() < 0.5 ? 1 : -1
  if (wrong === 'dump')
    return { fromM: way.lengthM * dice.between(0.25, 0.55), overM: 3_000, asideM: side * dice.between(60, 700) }
  if (wrong === 'route')
    return {
      fromM: way.lengthM * dice.between(0.15, 0.5),
      overM: dice.between(2_500, 4_000),
      asideM: side * dice.between(350, 800),
    }
  return { fromM: 0, overM: 1, asideM: 0 }
}

const backFrom = ({ toM, at }: Driven): Driven => ({
  ...{ fromM: toM, toM: 0, fast: null },
  at: (m) => ({ ...at(m), direction: (at(m).direction + 180) % 360 }),
})

class Steps {
  readonly steps: Step[] = []
  nowMs: number
  here: Place = { lon: 0, lat: 0 }
  emptyMs: number | null = null
  /** when it passed the gate of its site, full */
  leftMs = 0
  private load: Step['load'] = 0

  constructor(beganMs: number) {
    this.nowMs = beganMs
  }

  /** Straight, slowly, empty: a few minutes. */
  go(from: Place, to: Place): void {
    const count = 15
    for (let n = 1; n <= count; n++) {
      const share = n / count
      const at = { lon: from.lon + (to.lon - from.lon) * share, lat: from.lat + (to.lat - from.lat) * share }
      this.step({ ...at, direction: 0 }, n === count ? 0 : 12)
    }
  }

  /** Stands while its load becomes each of these, for the same time. */
  stand(forMs: number, loads: readonly Step['load'][]): void {
    const count = Math.round(forMs / stepMs)
    for (let n = 0; n < count; n++) {
      this.load = loads[Math.min(loads.length - 1, Math.floor((n / count) * loads.length))]!
      this.step({ ...this.here, direction: this.steps.at(-1)?.direction ?? 0 }, 0)
      if (this.load === 0 && loads[0] === 100) this.emptyMs ??= this.nowMs
    }
  }

  /** Along a way, at a speed that wanders between the two of the model, with lights; too fast where that is so. */
  follow(
    { fromM, toM, at, fast }: Driven,
    load: Step['load'],
    { model, dice, from, gate = null }: Plan & { from: Place; gate?: Gate | null },
  ): void {
    const way = Math.sign(toM - fromM)
    const [low, high] = model.speedKmh
    let [m, speed, stands, fastS] = [fromM, low, 0, fast ? fast.lastsS : 0]
    this.load = load
    this.leftMs = this.nowMs
    let isOut = gate === null
    // It comes from where it stood onto the way over the first metres.
    const off = { lon: from.lon - at(fromM).lon, lat: from.lat - at(fromM).lat }
    while (way * (toM - m) > 1) {
      const isFast = fast !== null && m >= fast.fromM && fastS > 0
      if (isFast) fastS -= stepS
      else if (stands > 0) stands--
      else if (dice.next() < model.stops) stands = dice.whole(2, 5)
      speed = isFast ? fast.kmh + dice.between(-2, 2) : Math.min(high, Math.max(low, speed + dice.between(-6, 6)))
      const isStanding = stands > 0 && !isFast
      if (!isStanding) m += way * Math.min(way * ((isOut ? toM : gate!.atM) - m), (speed / 3.6) * stepS)
      const onto = Math.max(0, 1 - Math.abs(m - fromM) / (gate?.atM ?? 400))
      const { lon, lat, direction } = at(m)
      this.step({ lon: lon + off.lon * onto, lat: lat + off.lat * onto, direction }, isStanding ? 0 : speed)
      if (isOut || way * (gate!.atM - m) > 1) continue
      isOut = true
      this.stand(gate!.forMs, [load])
      this.leftMs = this.nowMs
    }
  }

  private step({ lon, lat, direction }: Place & { direction: number }, speedKmh: number): void {
    this.nowMs += stepMs
    this.here = { lon, lat }
    this.steps.push({ lon, lat, atMs: this.nowMs, speedKmh: Math.round(speedKmh * 10) / 10, direction, load: this.load })
  }
}

/** Where a truck is at a moment of its turn; at rest in its yard before, after and between turns. */
export function placeAt(turn: Turn | null, yard: Place, nowMs: number): Omit<Step, 'atMs'> & { isDriving: boolean } {
  const rests = { ...yard, speedKmh: 0, direction: 0, load: 0, isDriving: false } as const
  if (!turn || nowMs < turn.beganMs) return rests
  const n = Math.floor((nowMs - turn.beganMs) / stepMs)
  const after = turn.steps[n]
  if (!after) return rests
  const before = turn.steps[n - 1] ?? { ...after, ...yard }
  const share = (nowMs - turn.beganMs - n * stepMs) / stepMs
  const between = (a: number, b: number): number => a + (b - a) * share
  const place = { lon: between(before.lon, after.lon), lat: between(before.lat, after.lat) }
  return { ...place, speedKmh: after.speedKmh, direction: after.direction, load: before.load, isDriving: true }
}
