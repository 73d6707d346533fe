import { chance, chanceOf } from './chance.ts'

/**
 * The fire-water tank on a roof (屋顶消防水箱), by the metre of water in it. Speeds are ours (PROPOSED): a tank of 6 m² loses a metre in an hour
 * through a broken pipe (2 l/s) and five centimetres through a seeping joint that the float valve does not make up for; a pump fills it by 3 m an hour.
 */
export type TankTrouble = {
  /** water goes where it should not · somebody empties it for work · the transmitter repeats itself · it says nothing */
  kind: 'leak-fast' | 'leak-slow' | 'drained' | 'stuck' | 'mute'
  fromMs: number
  /** mended, filled, heard again; infinity: never */
  untilMs: number
  /** somebody fills it while it still leaks: full again at these moments, and low again later */
  refilledMs?: readonly number[]
}
/** `level`: water truly there, m. `told`: what its transmitter says, null while it says nothing. `fault`: it says it is broken. */
export type RoofTank = { level: number; told: number | null; fault: boolean }

const hourMs = 3_600_000
const lossPerHour: Record<TankTrouble['kind'], number> = { 'leak-fast': 1, 'leak-slow': 0.05, drained: 4, stuck: 0, mute: 0 }
const fillPerHour = 3
/** Below this nothing runs out: the pipe stands that much over the floor. */
const floorM = 0.15

/** Metres of water in a full tank, by its id. */
export const fullOf = (id: string): number => Math.round((1.5 + 0.5 * chanceOf(`${id}:full`)) * 100) / 100

/** A tank at a moment. The same id, troubles and moment give the same tank: nothing is kept between two looks. */
export function roofTankAt(id: string, troubles: readonly TankTrouble[], nowMs: number): RoofTank {
  const level = levelAt(id, troubles, nowMs)
  const on = troubles.find(({ kind, fromMs, untilMs }) => isOfTransmitter(kind) && fromMs <= nowMs && nowMs < untilMs)
  if (on?.kind === 'mute') return { level, told: null, fault: true }
  if (on?.kind === 'stuck') return { level, told: rounded(levelAt(id, troubles, on.fromMs)), fault: false }
  const waves = (chanceOf(`${id}:waves:${Math.floor(nowMs / 1_000)}`) - 0.5) * 0.02
  return { level, told: rounded(Math.max(0, level + waves)), fault: false }
}

export const isLeak = (kind: TankTrouble['kind']): boolean => kind === 'leak-fast' || kind === 'leak-slow'
const isOfTransmitter = (kind: TankTrouble['kind']): boolean => kind === 'stuck' || kind === 'mute'
const rounded = (metres: number): number => Math.round(metres * 100) / 100

/** What is missing to a full tank of all that goes on in it. */
function levelAt(id: string, troubles: readonly TankTrouble[], nowMs: number): number {
  const full = fullOf(id)
  const missing = troubles.reduce((sum, trouble) => sum + missingOf(trouble, full - floorM, nowMs), 0)
  return Math.max(floorM, full - missing)
}

function missingOf({ kind, fromMs, untilMs, refilledMs = [] }: TankTrouble, most: number, nowMs: number): number {
  if (nowMs <= fromMs || lossPerHour[kind] === 0) return 0
  const lostAt = (ms: number): number => {
    const since = Math.max(fromMs, ...refilledMs.filter((at) => at <= ms))
    return Math.min(most, (lossPerHour[kind] * (ms - since)) / hourMs)
  }
  if (nowMs < untilMs) return lostAt(nowMs)
  return Math.max(0, lostAt(untilMs) - (fillPerHour * (nowMs - untilMs)) / hourMs)
}

/** The moment a tank is truly below so many metres through a trouble; null when it never is. */
export function lowSince(id: string, trouble: TankTrouble, limitM: number): number | null {
  const loss = lossPerHour[trouble.kind]
  if (loss === 0) return null
  const begins = [trouble.fromMs, ...(trouble.refilledMs ?? [])]
  for (const [n, begin] of begins.entries()) {
    const at = Math.ceil(begin + ((fullOf(id) - limitM) / loss) * hourMs)
    if (at < (begins[n + 1] ?? trouble.untilMs)) return at
  }
  return null
}

/** Troubles come by such windows, at most one in each. */
const windowMs = 12 * hourMs
const inStore: readonly (TankTrouble['kind'] | null)[] = [
  'leak-fast',
  'leak-fast',
  'leak-fast',
  'leak-slow',
  'leak-slow',
  'drained',
  'stuck',
  'mute',
  null,
  null,
]

/** What the seed has in store for a tank around a moment: a slow leak may reach into the next window. */
export function troublesOf(id: string, nowMs: number): TankTrouble[] {
  const now = Math.floor(nowMs / windowMs)
  return [now - 2, now - 1, now].flatMap((window) => troubleIn(id, window))
}

/** Of ten windows: three broken pipes, two seeping joints, one time of work, one of each fault; half of the pipes are filled once by somebody who does not look for the cause. */
function troubleIn(id: string, window: number): TankTrouble[] {
  const dice = chance(`${id}:trouble:${window}`)
  const kind = dice.pick(inStore)
  const fromMs = Math.round(window * windowMs + dice.between(0.02, 0.3) * windowMs)
  const lasts = (least: number, most: number): number => Math.round(fromMs + dice.between(least, most) * hourMs)
  if (kind === null) return []
  if (kind === 'leak-fast') {
    const refilled = lasts(1.2, 2)
    return [{ kind, fromMs, untilMs: lasts(4, 7), refilledMs: dice.next() < 0.5 ? [refilled] : [] }]
  }
  if (kind === 'leak-slow') return [{ kind, fromMs, untilMs: lasts(12, 19) }]
  return [{ kind, fromMs, untilMs: kind === 'drained' ? lasts(0.4, 0.8) : lasts(1, 5) }]
}
