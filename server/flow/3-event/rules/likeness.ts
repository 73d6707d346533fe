import { distanceM } from './distance.ts'

export type Compared = {
  type: string
  object: string | null
  lon: number
  lat: number
  at: Date
  text: string
  mergeableWith?: string[]
}

/** Farthest and oldest a possible duplicate may be: 500 m and 48 h reach zero (domain.md 5.6). */
const farM = 500
const oldMs = 48 * 3_600_000

/**
 * How likely two things are the same: type 0.4, distance 0.3, time 0.1, text 0.2 (domain.md 15b). 0.8 and more is
 * suggested first; nothing is ever merged without a person, except sensor and sensor of the same object.
 */
export function likeness(a: Compared, b: Compared): number {
  if (a.object && a.object === b.object) return 1
  const type = a.type === b.type ? 1 : family(a.type) === family(b.type) || akin(a.type, b.type) ? 0.7 : 0
  const near = Math.max(0, 1 - distanceM(a, b) / farM)
  const fresh = Math.max(0, 1 - Math.abs(a.at.getTime() - b.at.getTime()) / oldMs)
  return 0.4 * type + 0.3 * near + 0.1 * fresh + 0.2 * sharedPairs(a.text, b.text)
}

const family = (type: string): string => type.split('.')[0]!
// A smell of gas reported by a person and a tank over its limit are two views of one thing.
const gas = new Set(['city.gas-smell', 'septic-gas.over-limit'])
const akin = (a: string, b: string): boolean => gas.has(a) && gas.has(b)

/** Share of common two-character pieces (Dice), which suits Chinese without a word list. */
export function sharedPairs(a: string, b: string): number {
  const [left, right] = [pairs(a), pairs(b)]
  if (left.size === 0 || right.size === 0) return 0
  let common = 0
  for (const pair of left) if (right.has(pair)) common++
  return (2 * common) / (left.size + right.size)
}

function pairs(text: string): Set<string> {
  const signs = [...text.replace(/[\s\p{P}]/gu, '')]
  return new Set(signs.slice(1).map((sign, index) => `${signs[index]}${sign}`))
}
