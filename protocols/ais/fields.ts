/** One field of a message: how many bits, what they mean, and back. Text is read by its own way. */
export type NumberField<V> = { kind: 'number'; bits: number; signed: boolean; read(raw: number): V; write(value: V): number }
export type TextField = { kind: 'text'; bits: number }
/** Fields in the order of the standard; names with `_` are spare bits and left out. */
export type Layout = Record<string, NumberField<unknown> | TextField>

type ValueOf<F> = F extends TextField ? string | null : F extends NumberField<infer V> ? V : never
/** The values of a layout. */
export type Values<L> = { [Name in keyof L as Name extends `_${string}` ? never : Name]: ValueOf<L[Name]> }

const number = <V>(bits: number, read: (raw: number) => V, write: (value: V) => number): NumberField<V> => ({
  kind: 'number',
  bits,
  signed: false,
  read,
  write,
})

export const text = (characters: number): TextField => ({ kind: 'text', bits: 6 * characters })
export const spare = (bits: number): NumberField<number> => int(bits)
export const flag = number<boolean>(
  1,
  (raw) => raw === 1,
  (value) => (value ? 1 : 0),
)
export const int = (bits: number): NumberField<number> =>
  number(
    bits,
    (raw) => raw,
    (value) => value,
  )
/** A number one value of which says "not available". */
export const intOr = (bits: number, none: number): NumberField<number | null> =>
  number<number | null>(
    bits,
    (raw) => (raw === none ? null : raw),
    (value) => value ?? none,
  )
/** A number from `low` to `high`; everything else is not available, written as `none`. */
export const within = (bits: number, [low, high]: [number, number], none: number): NumberField<number | null> =>
  number<number | null>(
    bits,
    (raw) => (raw >= low && raw <= high ? raw : null),
    (value) => value ?? none,
  )
/** Tenths, `most` the largest that means a number. */
export const tenths = (bits: number, most: number, none: number): NumberField<number | null> =>
  number<number | null>(
    bits,
    (raw) => (raw > most ? null : raw / 10),
    (value) => (value === null ? none : Math.round(value * 10)),
  )

/** Whole metres; what is not known is written as 0. */
export const metres = (bits: number): NumberField<number | null> =>
  number<number | null>(
    bits,
    (raw) => raw,
    (value) => value ?? 0,
  )
/** Parts of a unit, 0 is not available. */
export const parts = (bits: number, ofUnit: number): NumberField<number | null> =>
  number<number | null>(
    bits,
    (raw) => (raw === 0 ? null : raw / ofUnit),
    (value) => Math.round((value ?? 0) * ofUnit),
  )

/** A coordinate in parts of a degree, beyond `limit` degrees not available (181°, 91°); six decimals are kept. */
export function degrees(bits: number, partsOfDegree: number, limit: number): NumberField<number | null> {
  const most = limit * partsOfDegree
  return {
    kind: 'number',
    bits,
    signed: true,
    read: (raw) => (raw > most || raw < -most ? null : Math.round((raw / partsOfDegree) * 1e6) / 1e6),
    write: (value) => (value === null ? (limit + 1) * partsOfDegree : Math.round(value * partsOfDegree)),
  }
}

/** Degrees a minute, to starboard positive; ±127 says "faster than 5° in 30 s" without a rate, -128 nothing. */
export type Turn = number | 'fastleft' | 'fastright' | null

/** The sensor's value is 4.733 times the root of the rate. */
export const turn: NumberField<Turn> = {
  kind: 'number',
  bits: 8,
  signed: true,
  read(raw) {
    if (raw === -128) return null
    if (raw === 127) return 'fastright'
    if (raw === -127) return 'fastleft'
    const rate = Math.round((raw / 4.733) ** 2 * 100) / 100
    return raw < 0 ? -rate : rate
  },
  write(value) {
    if (value === null) return -128
    if (value === 'fastright') return 127
    if (value === 'fastleft') return -127
    return Math.sign(value) * Math.min(126, Math.round(4.733 * Math.sqrt(Math.abs(value))))
  },
}
