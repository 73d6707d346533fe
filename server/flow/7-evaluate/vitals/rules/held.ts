import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import type { Part } from '../types.ts'
import { periodStart } from './period.ts'
import { type Operands, type Reckoned, type ReckonGround, reckonAt } from './reckon-at.ts'

/** A vital as it was defined when a period of an area was closed (`from` to `until`, `at`: when, ms), where another version is in force since. */
export type HeldVersion = Version & { area: string; vital: number; from: number; until: number; at: number }
export type Version = { version: number; definition: VitalDefinition }
/** The version a vital's period is held to; null: the one in force. */
export type HeldAt = (vital: number, period: number, by: VitalCadence) => Version | null

export const nothingHeld: HeldAt = () => null

/** What the closed periods of an area hold, its own and those of the areas above it (`line`): of two that close a period the first. */
export function heldIn(rows: readonly HeldVersion[], line: readonly string[], zone: string): HeldAt {
  const own = rows.filter(({ area }) => line.includes(area)).sort((one, other) => one.at - other.at)
  if (own.length === 0) return nothingHeld
  return (vital, period, by) => {
    const end = periodStart(by, period, zone, 1)
    return own.find((row) => row.vital === vital && row.from <= period && end <= row.until) ?? null
  }
}

/** Vitals by code as they are held to: those that are by their definition of then. */
export const asHeld = (vitals: Operands, held: (vital: number) => Version | null): Operands => ({
  get(code) {
    const one = vitals.get(code)
    const version = one ? held(one.id) : null
    return one && version ? { ...one, definition: version.definition } : one
  },
})

type Period = { period: number; by: VitalCadence }

/**
 * What a vital comes to in a period: of a closed one by the versions of then, its own and those of the formulas it stands on, so that a number that was
 * closed stays what it was. The part says by which.
 */
export function reckonHeld(vital: Reckoned, { period, by }: Period, ground: ReckonGround, heldAt: HeldAt): Part | null {
  if (heldAt === nothingHeld) return reckonAt(vital, period, ground)
  const held = (id: number) => heldAt(id, period, by)
  const own = held(vital.id)
  const then = own ? { ...vital, definition: own.definition } : vital
  const part = reckonAt(then, period, { ...ground, operands: asHeld(ground.operands, held) })
  if (!part || !own) return part
  // It is read by the definition in force, which may be in percent where it was none.
  const num = (part.num * (own.definition.times ?? 1)) / (vital.definition.times ?? 1)
  return { ...part, num, by: [own.version, own.version] }
}
