import type { VesselModel } from '../../contract/pack-model.ts'
import { durationMs } from '../../contract/time.ts'
import type { Play } from '../plays.ts'
import { chance, chanceOf } from './chance.ts'
import { endsMs, endsOf, hourMs, pickByShare, valueAt } from './span.ts'

export type TankKind = VesselModel['troubles'][number]['kind']
/** A tank of water by how much stands in it, in the unit of its reading (m): the fire-water tank on a roof (屋顶消防水箱). */
export type TankTrouble = {
  /** water goes where it should not · somebody empties it for work · the transmitter repeats itself · it says nothing */
  kind: TankKind
  fromMs: number
  /** mended, filled, heard again; infinity: never */
  untilMs: number
  /** somebody fills it while it still leaks: full again at these moments, and low again later */
  refilledMs?: readonly number[]
}
/** `level`: water truly there. `told`: what its transmitter says, null while it says nothing. `fault`: it says it is broken. */
export type RoofTank = { level: number; told: number | null; fault: boolean }

const isOfTransmitter = (kind: TankKind): boolean => kind === 'stuck' || kind === 'mute'
export const isLeak = (kind: TankKind): boolean => kind === 'leak-fast' || kind === 'leak-slow'

export type Vessel = ReturnType<typeof vesselOf>

/** The tanks of a city as the pack plays them. The same id, troubles and moment give the same tank: nothing is kept between two looks. */
export function vesselOf({ series, model }: Play<'vessel'>) {
  const own = series[model.reading]
  if (!own) throw new Error(`the pack plays no ${model.reading}`)
  const rounded = (value: number): number => Math.round(value * 10 ** own.digits) / 10 ** own.digits
  /** What stands in a full tank. */
  const fullOf = (id: string): number => rounded(valueAt(endsOf(own.base), chanceOf(`${id}:full`)))

  /** What is missing to a full tank of all that goes on in it. */
  function levelAt(id: string, troubles: readonly TankTrouble[], nowMs: number): number {
    const full = fullOf(id)
    const missing = troubles.reduce((sum, trouble) => sum + missingOf(model, trouble, full - model.floor, nowMs), 0)
    return Math.max(model.floor, full - missing)
  }

  return {
    fullOf,
    /** below this it is truly too low */
    low: model.low,
    at(id: string, troubles: readonly TankTrouble[], nowMs: number): RoofTank {
      const level = levelAt(id, troubles, nowMs)
      const on = troubles.find(({ kind, fromMs, untilMs }) => isOfTransmitter(kind) && fromMs <= nowMs && nowMs < untilMs)
      if (on?.kind === 'mute') return { level, told: null, fault: true }
      if (on?.kind === 'stuck') return { level, told: rounded(levelAt(id, troubles, on.fromMs)), fault: false }
      const waves = (chanceOf(`${id}:waves:${Math.floor(nowMs / 1_000)}`) - 0.5) * 2 * endsOf(own.noise)[1]
      return { level, told: rounded(Math.max(0, level + waves)), fault: false }
    },
    /** The moment a tank is truly too low through a trouble; null when it never is. */
    lowSince(id: string, trouble: TankTrouble): number | null {
      const loss = lossOf(model, trouble.kind)
      if (loss === 0) return null
      const begins = [trouble.fromMs, ...(trouble.refilledMs ?? [])]
      for (const [n, begin] of begins.entries()) {
        const at = Math.ceil(begin + ((fullOf(id) - model.low) / loss) * hourMs)
        if (at < (begins[n + 1] ?? trouble.untilMs)) return at
      }
      return null
    },
    /** What the seed has in store for a tank around a moment: a slow leak may reach into the next window. */
    troublesOf(id: string, nowMs: number): TankTrouble[] {
      const now = Math.floor(nowMs / durationMs(model.window))
      return [now - 2, now - 1, now].flatMap((window) => troubleIn(model, id, window))
    },
  }
}

const lossOf = ({ troubles }: VesselModel, kind: TankKind): number => troubles.find((one) => one.kind === kind)?.lossPerHour ?? 0

/** What a trouble has taken from a full tank by now, and how much of it was filled again since it is over. */
function missingOf(
  model: VesselModel,
  { kind, fromMs, untilMs, refilledMs = [] }: TankTrouble,
  most: number,
  nowMs: number,
): number {
  const loss = lossOf(model, kind)
  if (nowMs <= fromMs || loss === 0) return 0
  const lostAt = (ms: number): number => {
    const since = Math.max(fromMs, ...refilledMs.filter((at) => at <= ms))
    return Math.min(most, (loss * (ms - since)) / hourMs)
  }
  if (nowMs < untilMs) return lostAt(nowMs)
  return Math.max(0, lostAt(untilMs) - (model.fillsPerHour * (nowMs - untilMs)) / hourMs)
}

/** What comes in a window of time, by the shares the pack has of each; mostly nothing where they make less than one. */
function troubleIn({ window, begins, troubles }: VesselModel, id: string, no: number): TankTrouble[] {
  const dice = chance(`${id}:trouble:${no}`)
  const share = dice.next()
  const windowMs = durationMs(window)
  const fromMs = Math.round(no * windowMs + dice.between(...endsOf(begins)) * windowMs)
  const after = (span: Parameters<typeof endsMs>[0]): number => Math.round(fromMs + dice.between(...endsMs(span)))
  const one = pickByShare(troubles, share, (trouble) => trouble.share)
  if (!one) return []
  const { kind, lasts, refilled } = one
  if (!refilled) return [{ kind, fromMs, untilMs: after(lasts) }]
  const refilledMs = after(refilled.after)
  return [{ kind, fromMs, untilMs: after(lasts), refilledMs: dice.next() < refilled.share ? [refilledMs] : [] }]
}
