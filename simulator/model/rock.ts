import type { SlopeModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import type { Play } from '../plays.ts'
import { endsMs, endsOf, pickByShare } from './span.ts'

/**
 * A geohazard point as its sensors see it: creep, the heat of the day and of the year, noise, rain, and what sensors do wrong. The truth (does it
 * fail, and when) is made first and stands beside the stream, so that what the rules say can be measured against it. Seeded: the same number, the
 * same point. Values of movement are mm.
 * Lives, noise and faults are those of the pack (`SlopeModel.lives`).
 */

/** One number 0 ≤ n < 1. */
type Chance = () => number

const hourMs = 3_600_000
const day = 24
export type SensorKind = string
type Lives = SlopeModel['lives']
export type RockFault = { kind: 'spike' | 'jump' | 'stuck' | 'gap' | 'drift'; from: number; to: number; by: number }
export type RockTruth = {
  seed: number
  life: 'rest' | 'creep' | 'pulse' | 'fails'
  /** hours from the beginning; null: it does not fail */
  failsAt: number | null
  hours: number
  sensors: { kind: SensorKind; faults: RockFault[] }[]
}
export type RockPoint = {
  truth: RockTruth
  /** what a sensor sends at a full hour; null: nothing */
  read(sensor: number, hour: number): number | null
  rain(hour: number): { rain1h: number; rain24h: number }
}

type Ends = readonly [from: number, to: number]
const between = (chance: Chance, [from, to]: Ends): number => from + chance() * (to - from)
const logBetween = (chance: Chance, [from, to]: Ends): number => from * (to / from) ** chance()
/** Of lengths of time, in hours. */
const hoursOf = (span: Parameters<typeof endsMs>[0]): [from: number, to: number] => {
  const [from, to] = endsMs(span)
  return [from / hourMs, to / hourMs]
}
/** Two even chances make one that is bell-shaped (Box and Muller). */
const bell = (chance: Chance): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())

type Asked = { seed: number; hours: number; fails: boolean }

/** A point over so many hours. `fails`: its last hour is the failure. */
export function makeRock(chance: Chance, { model, series }: Play<'slope'>, { seed, hours, fails }: Asked): RockPoint {
  const { lives, scales } = model
  const life = fails ? 'fails' : chance() < lives.rest ? 'rest' : chance() < lives.creep ? 'creep' : 'pulse'
  const failsAt = fails ? hours : null
  const moved = movedBy(chance, lives, { life, hours })
  const kinds: SensorKind[] = [pickKind(chance, lives), pickKind(chance, lives)]
  const sensors = kinds.map((kind) => ({ kind, faults: faultsOf(chance, lives, hours) }))
  const heat = sensors.map(() => between(chance, endsOf(lives.heatMm)))
  const storms = stormsOf(chance, lives, hours)
  const base = sensors.map(() => between(chance, endsOf(lives.base)))
  const driftHours = durationMs(lives.faults.drift.over) / hourMs
  return {
    truth: { seed, life, failsAt, hours, sensors },
    read(sensor, hour) {
      const { kind, faults } = sensors[sensor]!
      const on = faults.filter((fault) => hour >= fault.from && hour < fault.to)
      if (on.some((fault) => fault.kind === 'gap')) return null
      const stuck = on.find((fault) => fault.kind === 'stuck')
      const at = stuck ? Math.floor(stuck.from) : hour
      const warm = heat[sensor]! * (Math.sin((2 * Math.PI * at) / day) + 2 * Math.sin((2 * Math.PI * at) / (365 * day)))
      const wrong = faults.reduce((sum, fault) => sum + wrongBy(fault, at, driftHours), 0)
      const noise = stuck ? 0 : bell(chance) * (lives.sensors[kind]?.noise ?? 0)
      const value = base[sensor]! + (moved(at) + warm + wrong) * (scales[kind] ?? 0) + noise
      return Number(value.toFixed(series[kind]?.digits))
    },
    rain: (hour) => rainAt(storms, lives.storms.most, hour),
  }
}

const pickKind = (chance: Chance, { sensors }: Lives): SensorKind =>
  pickByShare(Object.entries(sensors), chance(), ([, { share }]) => share)?.[0] ?? Object.keys(sensors).at(-1)!

/** Millimetres moved by an hour. */
function movedBy(chance: Chance, lives: Lives, { life, hours }: Pick<RockTruth, 'life' | 'hours'>): (hour: number) => number {
  if (life === 'fails') return failing(chance, lives, hours)
  if (life === 'creep') return creeping(chance, lives)
  return life === 'pulse' ? pulsing(chance, lives, hours) : () => 0
}

/** Of a slope that fails at its last hour. */
function failing(chance: Chance, { fails }: Lives, hours: number): (hour: number) => number {
  const reach = logBetween(chance, endsOf(fails.reachMm))
  const even = Math.max(logBetween(chance, endsOf(fails.evenMm)), reach / (durationMs(fails.atMost) / hourMs / day))
  const tertiary = reach / even
  return (hour) => {
    const left = (hours - hour) / day
    const steady = (even * Math.max(0, hours - tertiary * day)) / day
    if (left >= tertiary) return (even * hour) / day
    return steady + reach * Math.log(tertiary / Math.max(left, 1 / day))
  }
}

function creeping(chance: Chance, { creepMm }: Lives): (hour: number) => number {
  const perDay = logBetween(chance, endsOf(creepMm))
  return (hour) => (perDay * hour) / day
}

/** Stirred by rain a few times a year: it moves some millimetres, ever slower, and stops. */
function pulsing(chance: Chance, { pulses: told }: Lives, hours: number): (hour: number) => number {
  const often = Math.round(hours / (durationMs(told.every) / hourMs))
  const pulses = Array.from({ length: Math.max(1, often) }, () => ({
    from: between(chance, [0, hours]),
    by: between(chance, endsOf(told.mm)),
    over: between(chance, hoursOf(told.over)),
  }))
  return (hour) =>
    pulses.reduce((sum, { from, by, over }) => sum + (hour <= from ? 0 : by * (1 - Math.exp(-(hour - from) / over))), 0)
}

/** What goes wrong with a sensor, each by chance as often a year as the pack says. */
function faultsOf(chance: Chance, { faults }: Lives, hours: number): RockFault[] {
  const yearHours = 365 * day
  const years = hours / yearHours
  const some = ({ every }: { every: Parameters<typeof durationMs>[0] }): number[] => {
    const perYear = yearHours / (durationMs(every) / hourMs)
    const times: number[] = []
    for (let at = -Math.log(1 - chance()) / perYear; at < years; at += -Math.log(1 - chance()) / perYear)
      times.push(at * yearHours)
    return times
  }
  const sign = (): number => (chance() < 0.5 ? -1 : 1)
  const to = Number.POSITIVE_INFINITY
  const { spike, jump, stuck, gap, drift } = faults
  return [
    ...some(spike).map((at): RockFault => {
      const from = Math.floor(at)
      return { kind: 'spike', from, to: from + 1, by: sign() * logBetween(chance, endsOf(spike.mm)) }
    }),
    ...some(jump).map((from): RockFault => ({ kind: 'jump', from, to, by: sign() * logBetween(chance, endsOf(jump.mm)) })),
    ...some(stuck).map((from): RockFault => ({ kind: 'stuck', from, to: from + between(chance, hoursOf(stuck.lasts)), by: 0 })),
    ...some(gap).map((from): RockFault => ({ kind: 'gap', from, to: from + between(chance, hoursOf(gap.lasts)), by: 0 })),
    ...some(drift).map((from): RockFault => ({ kind: 'drift', from, to, by: sign() * between(chance, endsOf(drift.mm)) })),
  ]
}

function wrongBy({ kind, from, to, by }: RockFault, hour: number, driftHours: number): number {
  if (hour < from || kind === 'stuck' || kind === 'gap') return 0
  if (kind === 'spike') return hour < to ? by : 0
  return kind === 'jump' ? by : by * Math.min(1, (hour - from) / driftHours)
}

type Storm = { from: number; hours: number; perHour: number }
function stormsOf(chance: Chance, { storms }: Lives, hours: number): Storm[] {
  return Array.from({ length: Math.round(hours / (durationMs(storms.every) / hourMs)) }, () => ({
    from: Math.floor(between(chance, [0, hours])),
    hours: Math.ceil(between(chance, endsOf(storms.hours))),
    perHour: logBetween(chance, endsOf(storms.mmPerHour)),
  }))
}

function rainAt(storms: readonly Storm[], [mostHour, mostDay]: Ends, hour: number): { rain1h: number; rain24h: number } {
  const fell = (from: number): number =>
    storms.reduce(
      (sum, one) => sum + one.perHour * Math.max(0, Math.min(hour, one.from + one.hours) - Math.max(from, one.from)),
      0,
    )
  const mm = (value: number, most: number): number => Math.min(most, Math.round(value * 10) / 10)
  return { rain1h: mm(fell(hour - 1), mostHour), rain24h: mm(fell(hour - 24), mostDay) }
}
