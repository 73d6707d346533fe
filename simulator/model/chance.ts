/** Seeded chance: the same text gives the same numbers on every machine. */
export type Chance = {
  /** 0 ≤ n < 1 */
  next(): number
  between(low: number, high: number): number
  /** whole number, both ends included */
  whole(low: number, high: number): number
  pick<T>(list: readonly T[]): T
}

/** FNV-1a over UTF-16 units, with a final mix so that near texts lie far apart. Unsigned 32 bit. */
export function hashOf(text: string): number {
  let hash = 0x811c9dc5
  for (let i = 0; i < text.length; i++) hash = Math.imul(hash ^ text.charCodeAt(i), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35)
  return (hash ^ (hash >>> 16)) >>> 0
}

/** One number 0 ≤ n < 1 for a text, without keeping a state. */
export const chanceOf = (text: string): number => hashOf(text) / 0x1_0000_0000

/** A stream of numbers from a text (mulberry32). */
export function chance(seed: string): Chance {
  let state = hashOf(seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 0x1_0000_0000
  }
  const between = (low: number, high: number): number => low + (high - low) * next()
  return {
    next,
    between,
    whole: (low, high) => Math.floor(between(low, high + 1)),
    pick: (list) => {
      const one = list[Math.floor(next() * list.length)]
      if (one === undefined) throw new Error('nothing to pick from')
      return one
    },
  }
}

/** The list in seeded order (Fisher–Yates); the given list stays as it is. */
export function shuffled<T>(list: readonly T[], seed: string): T[] {
  const dice = chance(seed)
  const out = [...list]
  for (let i = out.length - 1; i > 0; i--) {
    const j = Math.floor(dice.next() * (i + 1))
    const swap = out[i] as T
    out[i] = out[j] as T
    out[j] = swap
  }
  return out
}
