/** A seeded source of chance: the same seed gives the same schedule of inputs and faults (not PostgreSQL's own scheduling). */
export type Chance = { seed: number; below(limit: number): number; pick<T>(from: readonly T[]): T }

const seed = Number(process.env.CRASH_SEED ?? Math.floor(Math.random() * 2 ** 31))

/** Chance for one part of this run, from `CRASH_SEED` or a new seed. Print the seed, so that a failing schedule can be played again. */
export function chanceOfRun(part: string): Chance {
  let state = [...part].reduce((sum, letter) => (Math.imul(sum, 31) + letter.charCodeAt(0)) | 0, seed)
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
  const below = (limit: number): number => Math.floor(next() * limit)
  return { seed, below, pick: (from) => from[below(from.length)]! }
}
