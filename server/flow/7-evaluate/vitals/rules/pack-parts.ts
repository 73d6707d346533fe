import type { Part } from '../types.ts'

/** num, den, n, newest, oldest: five float8, little-endian, a child. Reading them as arrays of PostgreSQL cost more than all else together. */
const perChild = 5

/** Parts as the bytes of their row. */
export function packParts(parts: readonly Part[]): Buffer {
  const numbers = new Float64Array(parts.length * perChild)
  parts.forEach(({ num, den, n, newest, oldest }, i) => {
    const at = i * perChild
    numbers[at] = num
    numbers[at + 1] = den
    numbers[at + 2] = n
    numbers[at + 3] = newest
    numbers[at + 4] = oldest
  })
  return Buffer.from(numbers.buffer)
}

/** Parts from the bytes of their row. Throws when they are not whole. One literal a part: with spreads it took most of the time of a round. */
export function unpackParts(bytes: Buffer): Part[] {
  if (bytes.length % (perChild * 8) !== 0) throw new Error(`${bytes.length} bytes are no parts`)
  const numbers = new Float64Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length))
  const parts: Part[] = []
  for (let at = 0; at < numbers.length; at += perChild)
    // biome-ignore format: five numbers side by side as they lie in the row
    parts.push({ num: numbers[at]!, den: numbers[at + 1]!, n: numbers[at + 2]!, newest: numbers[at + 3]!, oldest: numbers[at + 4]! })
  return parts
}
