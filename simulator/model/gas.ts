import { chance, chanceOf } from './chance.ts'

/** A fault of a monitor, in milliseconds since the start of the run; it comes back every `everyMs`. */
export type Fault = { kind: 'flat' | 'drop-out'; fromMs: number; lastsMs: number; everyMs: number }

/** What one tank and its monitor are like. Methane in %LEL. */
export type TankProfile = {
  device: string
  base: number
  /** share of the base it rises towards 5 o'clock and falls towards 17 o'clock */
  swing: number
  noise: number
  driftPerDay: number
  /** share by which a running fan lowers the methane in the end */
  fanShare: number
  /** city milliseconds until the receipt; null: the fan never confirms */
  receiptMs: number | null
  fault: Fault | null
}
export type TankState = { atMs: number | null; ch4: number; fan: boolean }
export type GasValues = { ch4: number; h2s: number; o2: number; co: number }
export type Moment = {
  nowMs: number
  sinceStartMs: number /** methane the story asks for; null: the tank is left to itself */
  asked: number | null
}

const minute = 60_000
const hour = 60 * minute
const day = 24 * hour
/** Sewage gas builds up slowly, a fan clears it quickly: PROPOSED time constants. */
const buildUpMs = 40 * minute
const fanMs = 5 * minute
/** Chongqing; only the phase of the daily swing needs it. */
const zoneMs = 8 * hour

/** A tank's character from the seed. About one in three hundred builds up over the blue limit at dawn, one in 250 has a bad monitor. */
export function profileOf(seed: string, device: string): TankProfile {
  const dice = chance(`${seed}:tank:${device}`)
  const heavy = dice.next() < 1 / 300
  return {
    device,
    base: heavy ? dice.between(9, 11) : dice.between(1.5, 5.5),
    swing: dice.between(0.1, 0.3),
    noise: dice.between(0.1, 0.3),
    driftPerDay: dice.between(-0.2, 0.2),
    fanShare: dice.between(0.45, 0.75),
    receiptMs: dice.next() < 1 / 200 ? null : dice.between(120, 900),
    fault: faultOf(dice.next(), dice.between(4, 90), dice.between(4, 40)),
  }
}

/** A tank of the newcomer's district: it alarms only when a story says so, lest the first story drown among others. */
export const calmed = (profile: TankProfile): TankProfile => ({ ...profile, base: Math.min(profile.base, 5.5), fault: null })

function faultOf(kind: number, fromMinutes: number, lastsMinutes: number): Fault | null {
  if (kind < 0.003) return { kind: 'drop-out', fromMs: fromMinutes * minute, lastsMs: lastsMinutes * minute, everyMs: 6 * hour }
  if (kind < 0.004) return { kind: 'flat', fromMs: fromMinutes * minute, lastsMs: 20 * hour, everyMs: 30 * hour }
  return null
}

export const newTank = (profile: TankProfile): TankState => ({ atMs: null, ch4: profile.base, fan: false })

/** Methane the tank tends to at this hour, %LEL. */
export function restingLevel(profile: TankProfile, moment: Pick<Moment, 'nowMs' | 'sinceStartMs'>): number {
  const phase = ((moment.nowMs + zoneMs) % day) / day - 5 / 24
  const drift = (profile.driftPerDay * moment.sinceStartMs) / day
  return Math.max(0.3, profile.base * (1 + profile.swing * Math.cos(2 * Math.PI * phase)) + drift)
}

/** Whether a fault holds now. */
export function faultNow(fault: Fault | null, sinceStartMs: number): Fault['kind'] | null {
  if (!fault || sinceStartMs < fault.fromMs) return null
  return (sinceStartMs - fault.fromMs) % fault.everyMs < fault.lastsMs ? fault.kind : null
}

/** The tank a moment later, and what its monitor says: null while it is dropped out. */
export function stepTank(profile: TankProfile, tank: TankState, moment: Moment): { tank: TankState; values: GasValues | null } {
  const ch4 = moment.asked ?? relax(profile, tank, moment)
  const next = { ...tank, atMs: moment.nowMs, ch4 }
  const fault = moment.asked === null ? faultNow(profile.fault, moment.sinceStartMs) : null
  if (fault === 'drop-out') return { tank: next, values: null }
  const dither = (name: string): number => 2 * chanceOf(`${profile.device}:${name}:${Math.round(moment.nowMs / 100)}`) - 1
  const shown = fault === 'flat' ? profile.base : ch4 + profile.noise * dither('ch4')
  return { tank: next, values: gasesWith(shown, ch4, dither) }
}

function relax(profile: TankProfile, tank: TankState, moment: Moment): number {
  const target = restingLevel(profile, moment) * (tank.fan ? 1 - profile.fanShare : 1)
  if (tank.atMs === null) return target
  const share = Math.exp(-Math.max(0, moment.nowMs - tank.atMs) / (tank.fan ? fanMs : buildUpMs))
  return target + (tank.ch4 - target) * share
}

/** The other gases follow methane; none of them alone goes over a limit before methane does. */
function gasesWith(shown: number, ch4: number, dither: (name: string) => number): GasValues {
  return {
    ch4: tenth(Math.min(100, Math.max(0, shown))),
    h2s: tenth(Math.max(0, 0.4 + ch4 * 0.09 + 0.15 * dither('h2s'))),
    o2: tenth(Math.max(0, 20.9 - Math.max(0, ch4 - 20) * 0.012 + 0.04 * dither('o2'))),
    co: tenth(Math.max(0, 2 + ch4 * 0.12 + 0.4 * dither('co'))),
  }
}

const tenth = (value: number): number => Math.round(value * 10) / 10
