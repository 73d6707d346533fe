import { distanceM } from './distance.ts'

export type Compared = {
  type: string
  object: string | null
  lon: number
  lat: number
  at: Date
  text: string
}

/** Farthest and oldest a possible duplicate may be: 500 m and 48 h reach zero (domain.md 5.6). */
const farM = 500
const oldMs = 48 * 3_600_000

/** What each part of a score can bring at most (domain.md 15b). */
export const scoreParts = { type: 0.4, distance: 0.3, time: 0.1, text: 0.2 } as const

/** How likely two things are the same, 0–1, and what each part brings to it; `sameObject`: both are of one object, which decides alone. */
export type Score = { score: number; sameObject: boolean; parts: Record<keyof typeof scoreParts, number> }

/** Are two types often two views of one thing, as their packs say? (`city/pack/akin.ts`) */
export type AreAkin = (a: string, b: string) => boolean

/** 0.8 and more is suggested first; nothing is ever merged without a person, except sensor and sensor of the same object. */
export function scoreOf(a: Compared, b: Compared, areAkin: AreAkin): Score {
  const type = a.type === b.type ? 1 : family(a.type) === family(b.type) || areAkin(a.type, b.type) ? 0.7 : 0
  const distance = Math.max(0, 1 - distanceM(a, b) / farM)
  const time = Math.max(0, 1 - Math.abs(a.at.getTime() - b.at.getTime()) / oldMs)
  const shares = { type, distance, time, text: sharedPairs(a.text, b.text) }
  const parts = mapParts((part) => scoreParts[part] * shares[part])
  const sameObject = a.object !== null && a.object === b.object
  return { score: sameObject ? 1 : parts.type + parts.distance + parts.time + parts.text, sameObject, parts }
}

const mapParts = (of: (part: keyof typeof scoreParts) => number): Score['parts'] => ({
  type: of('type'),
  distance: of('distance'),
  time: of('time'),
  text: of('text'),
})

const family = (type: string): string => type.split('.')[0]!

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
