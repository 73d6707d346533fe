/** A number in [0, 1). */
export type Chance = () => number

/** FNV-1a over the UTF-16 units: the same 32-bit number for the same text, on every machine. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i++) {
    h ^= text.charCodeAt(i)
    h = Math.imul(h, 0x01000193)
  }
  return h >>> 0
}

/**
 * Repeatable chance from a text seed (mulberry32: 32-bit state, good enough for drawing and inventing,
 * never for secrets). The same seed gives the same numbers for ever: borders and names depend on it.
 */
export function chanceFrom(seed: string): Chance {
  let state = hashText(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** One of the list, by chance. Throws on an empty list. */
export function pick<T>(list: readonly T[], chance: Chance): T {
  const one = list[Math.floor(chance() * list.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}
