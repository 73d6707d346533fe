import type { PlaySeries } from '../../contract/pack-simulator.ts'
import { durationMs } from '../../contract/time.ts'
import type { Play } from '../plays.ts'
import { chance, chanceOf } from './chance.ts'
import { dayMs, endsMs, endsOf, hourMs, pickByShare, valueAt } from './span.ts'

/** A fault of a monitor, in milliseconds since the start of the run; it comes back every `everyMs`. */
export type Fault = { kind: 'silent' | 'stuck'; fromMs: number; lastsMs: number; everyMs: number }

/** What one tank and its monitor are like; values in the unit of the reading the pack's gas is measured by. */
export type TankProfile = {
  device: string
  play: GasPlay
  base: number
  /** share of the base it rises towards the hour of its peak and falls twelve hours later */
  swing: number
  noise: number
  driftPerDay: number
  /** share by which a running fan lowers it in the end */
  fanShare: number
  /** city milliseconds until the receipt; null: the fan never confirms */
  receiptMs: number | null
  fault: Fault | null
}
export type TankState = { atMs: number | null; level: number; fan: boolean }
export type GasValues = Record<string, number>
export type GasPlay = Play<'gas'>
export type Moment = {
  nowMs: number
  sinceStartMs: number
  /** the level a story asks for; null: the tank is left to itself */
  asked: number | null
}

/** China; only the hour of the daily peak needs it. */
const zoneMs = 8 * hourMs

const leading = ({ series, model }: GasPlay): PlaySeries => {
  const own = series[model.reading]
  if (!own) throw new Error(`the pack plays no ${model.reading}`)
  return own
}

/** A tank's character from the seed and the pack: where it rests, how it moves, whether its monitor or its fan is bad. */
export function profileOf(seed: string, device: string, play: GasPlay): TankProfile {
  const dice = chance(`${seed}:tank:${device}`)
  const { base, seldom, swingShare, noise, drift } = leading(play)
  const answer = play.answers.find(({ command }) => command === play.model.vents.command)
  const heavy = dice.next() < (seldom?.share ?? 0)
  return {
    ...{ device, play },
    base: dice.between(...endsOf(heavy && seldom ? seldom.base : base)),
    swing: dice.between(...endsOf(swingShare)),
    noise: dice.between(...endsOf(noise)),
    driftPerDay: dice.between(...endsOf(drift)),
    fanShare: dice.between(...endsOf(play.model.vents.share)),
    receiptMs: dice.next() < (answer?.fails ?? 0) ? null : dice.between(...endsMs(answer?.after ?? '0s')),
    fault: faultOf(play, dice.next(), [dice.next(), dice.next()]),
  }
}

/** A tank of the newcomer's district: it alarms only when a story says so, lest the first story drown among others. */
export const calmed = (profile: TankProfile): TankProfile => ({
  ...profile,
  base: Math.min(profile.base, profile.play.model.story.besideAtMost),
  fault: null,
})

/** At most one fault, each with its share of the monitors. */
function faultOf({ faults }: GasPlay, kind: number, [first, lasts]: [number, number]): Fault | null {
  const one = pickByShare(faults, kind, ({ share }) => share)
  if (!one || one.kind === 'spike') return null
  const [fromMs, lastsMs] = [valueAt(endsMs(one.first ?? '0s'), first), valueAt(endsMs(one.lasts), lasts)]
  return { kind: one.kind, fromMs, lastsMs, everyMs: durationMs(one.every) }
}

export const newTank = (profile: TankProfile): TankState => ({ atMs: null, level: profile.base, fan: false })

/** What the tank tends to at this hour. */
export function restingLevel(profile: TankProfile, moment: Pick<Moment, 'nowMs' | 'sinceStartMs'>): number {
  const phase = ((moment.nowMs + zoneMs) % dayMs) / dayMs - leading(profile.play).peakHour / 24
  const drift = (profile.driftPerDay * moment.sinceStartMs) / dayMs
  return Math.max(profile.play.model.least, profile.base * (1 + profile.swing * Math.cos(2 * Math.PI * phase)) + drift)
}

/** Whether a fault holds now. */
export function faultNow(fault: Fault | null, sinceStartMs: number): Fault['kind'] | null {
  if (!fault || sinceStartMs < fault.fromMs) return null
  return (sinceStartMs - fault.fromMs) % fault.everyMs < fault.lastsMs ? fault.kind : null
}

/** The tank a moment later, and what its monitor says: null while it is silent. */
export function stepTank(profile: TankProfile, tank: TankState, moment: Moment): { tank: TankState; values: GasValues | null } {
  const level = moment.asked ?? relax(profile, tank, moment)
  const next = { ...tank, atMs: moment.nowMs, level }
  const fault = moment.asked === null ? faultNow(profile.fault, moment.sinceStartMs) : null
  if (fault === 'silent') return { tank: next, values: null }
  const dither = (name: string): number => 2 * chanceOf(`${profile.device}:${name}:${Math.round(moment.nowMs / 100)}`) - 1
  const { reading } = profile.play.model
  const shown = fault === 'stuck' ? profile.base : level + profile.noise * dither(reading)
  return { tank: next, values: { [reading]: rounded(shown, leading(profile.play).digits), ...followers(profile, level, dither) } }
}

function relax({ play, fanShare, ...profile }: TankProfile, tank: TankState, moment: Moment): number {
  const target = restingLevel({ play, fanShare, ...profile }, moment) * (tank.fan ? 1 - fanShare : 1)
  if (tank.atMs === null) return target
  const { builds, vents } = play.model
  const share = Math.exp(-Math.max(0, moment.nowMs - tank.atMs) / durationMs(tank.fan ? vents.within : builds))
  return target + (tank.level - target) * share
}

/** The other readings go with the one the gas is measured by. */
function followers({ play }: TankProfile, level: number, dither: (name: string) => number): GasValues {
  const others = Object.entries(play.series).filter(([name]) => name !== play.model.reading)
  return Object.fromEntries(
    others.map(([name, { base, noise, digits, follows }]) => {
      const goes = follows ? follows.by * Math.max(0, level - follows.over) : 0
      return [name, rounded(endsOf(base)[0] + goes + endsOf(noise)[1] * dither(name), digits)]
    }),
  )
}

/** Nothing is less than nothing; that it is no more than the range of the reading is the pack's to say. */
const rounded = (value: number, digits: number): number => {
  const by = 10 ** digits
  return Math.round(Math.max(0, value) * by) / by
}
