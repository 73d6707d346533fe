/**
 * A geohazard point as its sensors see it: creep, the heat of the day and of the year, noise, rain, and what sensors do wrong. The truth (does it
 * fail, and when) is made first and stands beside the stream, so that what the rules say can be measured against it. Seeded: the same number, the
 * same point. Values of movement are mm; a tilt is degrees at one degree for twenty millimetres.
 *
 * Creep of a slope that fails (Saito, Fukuzono): primary that dies away, secondary at an even speed, tertiary whose inverse velocity falls to nothing
 * at the failure: v = A ÷ (days left). A is log-uniform from 12 to 200 mm, the even speed from 0.1 to 3 mm a day: slopes that give less warning than that fail unseen, here and there.
 */

/** One number 0 ≤ n < 1. */
type Chance = () => number

const day = 24
export type SensorKind = 'crack' | 'gnss' | 'tilt'
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

const noiseOf: Record<SensorKind, number> = { crack: 0.1, gnss: 2, tilt: 0.008 }
const scaleOf: Record<SensorKind, number> = { crack: 1, gnss: 1.5, tilt: 0.05 }
const digitsOf: Record<SensorKind, number> = { crack: 2, gnss: 1, tilt: 3 }

const between = (chance: Chance, from: number, to: number): number => from + chance() * (to - from)
const logBetween = (chance: Chance, from: number, to: number): number => from * (to / from) ** chance()
/** Two even chances make one that is bell-shaped (Box and Muller). */
const bell = (chance: Chance): number => Math.sqrt(-2 * Math.log(1 - chance())) * Math.cos(2 * Math.PI * chance())

/** A point over so many hours. `fails`: its last hour is the failure. */
export function makeRock(chance: Chance, { seed, hours, fails }: { seed: number; hours: number; fails: boolean }): RockPoint {
  const life = fails ? 'fails' : chance() < 0.6 ? 'rest' : chance() < 0.7 ? 'creep' : 'pulse'
  const failsAt = fails ? hours : null
  const moved = fails
    ? failing(chance, hours)
    : life === 'creep'
      ? creeping(chance)
      : life === 'pulse'
        ? pulsing(chance, hours)
        : () => 0
  const kinds: SensorKind[] = [pickKind(chance), pickKind(chance)]
  const sensors = kinds.map((kind) => ({ kind, faults: faultsOf(chance, hours) }))
  const heat = sensors.map(() => between(chance, 0.05, 0.7))
  const storms = stormsOf(chance, hours)
  const base = sensors.map(() => between(chance, 5, 80))
  return {
    truth: { seed, life, failsAt, hours, sensors },
    read(sensor, hour) {
      const { kind, faults } = sensors[sensor]!
      const on = faults.filter((fault) => hour >= fault.from && hour < fault.to)
      if (on.some((fault) => fault.kind === 'gap')) return null
      const stuck = on.find((fault) => fault.kind === 'stuck')
      const at = stuck ? Math.floor(stuck.from) : hour
      const warm = heat[sensor]! * (Math.sin((2 * Math.PI * at) / day) + 2 * Math.sin((2 * Math.PI * at) / (365 * day)))
      const wrong = faults.reduce((sum, fault) => sum + wrongBy(fault, at), 0)
      const noise = stuck ? 0 : bell(chance) * noiseOf[kind]
      const value = base[sensor]! + (moved(at) + warm + wrong) * scaleOf[kind] + noise
      return Number(value.toFixed(digitsOf[kind]))
    },
    rain: (hour) => rainAt(storms, hour),
  }
}

const pickKind = (chance: Chance): SensorKind => {
  const one = chance()
  return one < 0.6 ? 'crack' : one < 0.8 ? 'gnss' : 'tilt'
}

/** Days the last stage takes at most. */
const mostTertiary = 40

/** Millimetres moved by an hour, of a slope that fails at the last one. */
function failing(chance: Chance, hours: number): (hour: number) => number {
  const reach = logBetween(chance, 12, 200)
  const even = Math.max(logBetween(chance, 0.1, 3), reach / mostTertiary)
  const tertiary = reach / even
  return (hour) => {
    const left = (hours - hour) / day
    const steady = (even * Math.max(0, hours - tertiary * day)) / day
    if (left >= tertiary) return (even * hour) / day
    return steady + reach * Math.log(tertiary / Math.max(left, 1 / day))
  }
}

function creeping(chance: Chance): (hour: number) => number {
  const perDay = logBetween(chance, 0.02, 1.2)
  return (hour) => (perDay * hour) / day
}

/** Stirred by rain a few times a year: it moves some millimetres, ever slower, and stops. */
function pulsing(chance: Chance, hours: number): (hour: number) => number {
  const pulses = Array.from({ length: Math.max(1, Math.round((hours / day / 365) * 4)) }, () => ({
    from: between(chance, 0, hours),
    by: between(chance, 2, 14),
    over: between(chance, 2, 6) * day,
  }))
  return (hour) =>
    pulses.reduce((sum, { from, by, over }) => sum + (hour <= from ? 0 : by * (1 - Math.exp(-(hour - from) / over))), 0)
}

/** So many a year of each: spikes 6, jumps 1, stuck 1, gaps 2, drifts one in five years. */
function faultsOf(chance: Chance, hours: number): RockFault[] {
  const years = hours / day / 365
  const some = (perYear: number): number[] => {
    const times: number[] = []
    for (let at = -Math.log(1 - chance()) / perYear; at < years; at += -Math.log(1 - chance()) / perYear)
      times.push(at * 365 * day)
    return times
  }
  const sign = (): number => (chance() < 0.5 ? -1 : 1)
  return [
    ...some(6).map(
      (from): RockFault => ({
        kind: 'spike',
        from: Math.floor(from),
        to: Math.floor(from) + 1,
        by: sign() * logBetween(chance, 5, 500),
      }),
    ),
    ...some(1).map(
      (from): RockFault => ({ kind: 'jump', from, to: Number.POSITIVE_INFINITY, by: sign() * logBetween(chance, 2, 60) }),
    ),
    ...some(1).map((from): RockFault => ({ kind: 'stuck', from, to: from + between(chance, 2, 10) * day, by: 0 })),
    ...some(2).map((from): RockFault => ({ kind: 'gap', from, to: from + between(chance, 0.5, 5) * day, by: 0 })),
    ...some(0.2).map(
      (from): RockFault => ({ kind: 'drift', from, to: Number.POSITIVE_INFINITY, by: sign() * between(chance, 5, 15) }),
    ),
  ]
}

function wrongBy({ kind, from, to, by }: RockFault, hour: number): number {
  if (hour < from || kind === 'stuck' || kind === 'gap') return 0
  if (kind === 'spike') return hour < to ? by : 0
  return kind === 'jump' ? by : by * Math.min(1, (hour - from) / (20 * day))
}

type Storm = { from: number; hours: number; perHour: number }
/** A storm every ten days, some hours long, a heavy one now and then. */
function stormsOf(chance: Chance, hours: number): Storm[] {
  return Array.from({ length: Math.round(hours / (10 * day)) }, () => ({
    from: Math.floor(between(chance, 0, hours)),
    hours: Math.ceil(between(chance, 2, 20)),
    perHour: logBetween(chance, 0.5, 40),
  }))
}

function rainAt(storms: readonly Storm[], hour: number): { rain1h: number; rain24h: number } {
  const fell = (from: number): number =>
    storms.reduce(
      (sum, one) => sum + one.perHour * Math.max(0, Math.min(hour, one.from + one.hours) - Math.max(from, one.from)),
      0,
    )
  const mm = (value: number, most: number): number => Math.min(most, Math.round(value * 10) / 10)
  return { rain1h: mm(fell(hour - 1), 300), rain24h: mm(fell(hour - 24), 1_000) }
}
