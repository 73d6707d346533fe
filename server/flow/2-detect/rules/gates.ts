import type { Condition } from '../../../../contract/condition.ts'
import type { Latest, Look } from '../types.ts'

/** A value at or beyond a limit. */
export type Gate = { reading: string; is: 'above' | 'below'; limit: number }
/**
 * What must be passed before a rule at rest can begin: of each row one gate at least. One row or two; more would cost more than the
 * rules they keep from looking.
 */
export type Gates = [Gate[]] | [Gate[], Gate[]]

/**
 * Gates of a condition about its own device; null where it cannot be told from single values. Of the parts of `all` every one must hold:
 * the two rows with the fewest gates are kept. Of `any` one must hold, and with it both its rows: rows are put together.
 */
export function gatesOf(condition: Condition): Gates | null {
  switch (condition.op) {
    case 'compare': {
      const { value, is, limit } = condition
      const plain = typeof limit === 'number' && typeof value !== 'number' && 'reading' in value && value.device === undefined
      return plain ? [[{ reading: value.reading, is, limit }]] : null
    }
    case 'all': {
      const rows = condition.of.flatMap((one): Gate[][] => gatesOf(one) ?? []).sort((a, b) => a.length - b.length)
      const [first, second] = rows
      return first && second ? [first, second] : first ? [first] : null
    }
    case 'any':
      return together(condition.of)
    default:
      return null
  }
}

/** Gates that must be passed for any of the conditions to hold. */
export function together(conditions: Condition[]): Gates | null {
  const parts = conditions.map(gatesOf)
  const known = parts.filter((gates) => gates !== null)
  if (known.length < parts.length || known.length === 0) return null
  const first = known.flatMap((gates) => gates[0])
  return known.some((gates) => gates.length > 1) ? [first, known.flatMap((gates) => gates[1] ?? gates[0])] : [first]
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
 * Marks the rules that new values may begin, `count` rules in all: of a thousand limits only those passed are touched, of the rules only
 * those with a gate passed in every row. All limits stand in one line, by reading and direction, mildest first and turned so that more
 * is worse: what lies together is read together.
 */
export function gateIndex(
  gated: { place: number; gates: Gates }[],
  count: number,
): (look: Look, latest: Latest | undefined, bits: Uint32Array) => void {
  const words = Math.ceil(count / 32)
  // The second rows have their marks behind those of the first.
  const all = gated.flatMap(({ place, gates }) =>
    gates.flatMap((row, n) => row.map((gate) => ({ ...gate, place: place + n * words * 32 }))),
  )
  const readings = [...new Set(all.map(({ reading }) => reading))]
  const sides = readings.flatMap((reading) =>
    (['above', 'below'] as const).map((is) =>
      all.filter((gate) => gate.reading === reading && gate.is === is).sort((a, b) => (a.limit - b.limit) * turnOf(is)),
    ),
  )
  const line = sides.flat()
  const limits = Float64Array.from(line, ({ is, limit }) => limit * turnOf(is))
  const places = Uint32Array.from(line, ({ place }) => place)
  let total = 0
  const ends = Uint32Array.from(sides, ({ length }) => (total += length))
  const untouched = new Uint32Array(2 * words)
  for (const { place, gates } of gated) if (gates.length === 1) mark(untouched, place + words * 32)
  const marks = new Uint32Array(2 * words)

  function pass(turned: number, side: number): void {
    for (let i = side > 0 ? ends[side - 1]! : 0; i < ends[side]! && limits[i]! <= turned; i++) mark(marks, places[i]!)
  }
  return (look, latest, bits) => {
    // Time alone begins nothing here: what held at the last value has begun then.
    if (look.values === null || total === 0) return
    marks.set(untouched)
    for (let i = 0; i < readings.length; i++) {
      const reading = readings[i]!
      const value = look.values[reading] ?? latest?.['']?.[reading]?.[1]
      if (value === undefined) continue
      pass(value, 2 * i)
      pass(-value, 2 * i + 1)
    }
    for (let word = 0; word < words; word++) bits[word]! |= marks[word]! & marks[word + words]!
  }
}
