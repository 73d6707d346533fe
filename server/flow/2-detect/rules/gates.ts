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

const turnOf = (is: Gate['is']): 1 | -1 => (is === 'above' ? 1 : -1)

/**
 * Marks the rules that new values may begin: of a thousand limits only those passed are touched. All limits stand in one row, by reading
 * and direction, mildest first and turned so that more is worse: what lies together is read together.
 */
export function gateIndex(
  gated: { place: number; gates: Gate[] }[],
): (look: Look, latest: Latest | undefined, bits: Uint32Array) => void {
  const all = gated.flatMap(({ place, gates }) => gates.map((gate) => ({ ...gate, place })))
  const readings = [...new Set(all.map(({ reading }) => reading))]
  const sides = readings.flatMap((reading) =>
    (['above', 'below'] as const).map((is) =>
      all.filter((gate) => gate.reading === reading && gate.is === is).sort((a, b) => (a.limit - b.limit) * turnOf(is)),
    ),
  )
  const row = sides.flat()
  const limits = Float64Array.from(row, ({ is, limit }) => limit * turnOf(is))
  const places = Uint32Array.from(row, ({ place }) => place)
  let total = 0
  const ends = Uint32Array.from(sides, ({ length }) => (total += length))

  function pass(turned: number, side: number, bits: Uint32Array): void {
    for (let i = side > 0 ? ends[side - 1]! : 0; i < ends[side]! && limits[i]! <= turned; i++) mark(bits, places[i]!)
  }
  return (look, latest, bits) => {
    // Time alone begins nothing here: what held at the last value has begun then.
    if (look.values === null) return
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i]!
      const value = look.values[reading] ?? latest?.['']?.[reading]?.[1]
      if (value === undefined) continue
      pass(value, 2 * i, bits)
      pass(-value, 2 * i + 1, bits)
    }
  }
}
