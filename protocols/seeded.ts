/** Numbers of chance that are the same for the same seed (mulberry32); tests and the fuzzer draw from them. */
export function seeded(seed: number): { below(limit: number): number; bytes(count: number): Uint8Array } {
  let state = seed >>> 0
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  return {
    below: (limit) => Math.floor((next() / 0x1_0000_0000) * limit),
    bytes: (count) => Uint8Array.from({ length: count }, () => next() & 255),
  }
}
