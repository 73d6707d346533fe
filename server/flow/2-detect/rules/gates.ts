import type { Condition } from '../../../../contract/condition.ts'
import type { Latest, Look } from '../types.ts'

/** A value at or beyond a limit. A rule at rest can only begin when one of its gates is passed. */
export type Gate = { reading: string; is: 'above' | 'below'; limit: number }

/**
 * Gates of a condition about its own device, as few as can be found; null where it cannot be told from single values.
 * Of `all` one part is enough: without it nothing holds. Of `any` and `weigh` every part counts.
 */
export function gatesOf(condition: Condition): Gate[] | null {
  switch (condition.op) {
    case 'compare': {
      const { value, is, limit } = condition
      const plain = typeof limit === 'number' && typeof value !== 'number' && 'reading' in value && value.device === undefined
      return plain ? [{ reading: value.reading, is, limit }] : null
    }
    case 'all': {
      const parts = condition.of.map(gatesOf).filter((gates) => gates !== null)
      return parts.sort((a, b) => a.length - b.length)[0] ?? null
    }
    case 'any':
      return together(condition.of)
    default:
      return null
  }
}

/** Gates of which one must be passed for any of the conditions to hold. */
export function together(conditions: Condition[]): Gate[] | null {
  const parts = conditions.map(gatesOf)
  return parts.includes(null) ? null : parts.flatMap((gates) => gates ?? [])
}

/** Sets the bit of a place. */
export const mark = (bits: Uint32Array, place: number): void => {
  bits[place >>> 5]! |= 1 << (place & 31)
}

/** The places whose bits are set, in order. */
export function placesIn(bits: Uint32Array): number[] {
  const places: number[] = []
  for (let word = 0; word < bits.length; word++)
    for (let rest = bits[word]!; rest !== 0; rest &= rest - 1) places.push(word * 32 + 31 - Math.clz32(rest & -rest))
  return places
}

/** The limits of one reading in one direction, mildest first and turned so that more is worse, with the rules they belong to. */
type Side = { sign: 1 | -1; limits: Float64Array; places: Uint32Array }

/** Marks the rules that new values may begin: of a thousand limits only those passed are touched. */
export function gateIndex(
  gated: { place: number; gates: Gate[] }[],
): (look: Look, latest: Latest | undefined, bits: Uint32Array) => void {
  const all = gated.flatMap(({ place, gates }) => gates.map((gate) => ({ ...gate, place })))
  const sides = [...Map.groupBy(all, ({ reading }) => reading)].map(([reading, of]) => ({ reading, sides: sidesOf(of) }))
  return (look, latest, bits) => {
    // Time alone begins nothing here: what held at the last value has begun then.
    if (look.values === null) return
    for (const { reading, sides: both } of sides) {
      const value = look.values[reading] ?? latest?.['']?.[reading]?.[1]
      if (value !== undefined) for (const side of both) pass(side, value * side.sign, bits)
    }
  }
}

function sidesOf(gates: (Gate & { place: number })[]): Side[] {
  return (['above', 'below'] as const).flatMap((is) => {
    const sign = is === 'above' ? 1 : -1
    const own = gates.filter((gate) => gate.is === is).sort((a, b) => (a.limit - b.limit) * sign)
    if (own.length === 0) return []
    return [
      {
        sign,
        limits: Float64Array.from(own, ({ limit }) => limit * sign),
        places: Uint32Array.from(own, ({ place }) => place),
      } as Side,
    ]
  })
}

function pass({ limits, places }: Side, turned: number, bits: Uint32Array): void {
  for (let i = 0; i < limits.length && limits[i]! <= turned; i++) mark(bits, places[i]!)
}
