import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { againOf, type Playing, playSeed } from './play.ts'
import { regressions } from './regressions.ts'

/** A test for each seed; a failing one prints its steps and the command that plays it again. */
export function playAll(name: string, list: readonly Playing[]): void {
  describe(name, () => {
    for (const playing of list)
      it(`seed ${playing.seed}`, async (t) => {
        const { failure, log, steps, trace } = await playSeed(playing)
        assert.equal(failure, null, `${againOf(playing)}\n${log.join('\n')}\nafter step ${steps}: ${failure}`)
        t.diagnostic(`seed ${playing.seed}: ${steps} steps, trace ${trace}`)
      })
  })
}

/** So many seeds one after another, all faults together. */
export const seedsFrom = (first: number, count: number, playing: Omit<Playing, 'seed'>): Playing[] =>
  Array.from({ length: count }, (_, index) => ({ seed: first + index, ...playing }))

/** They are the longest: a half for each of the two files that are played side by side. */
export const halfOfRegressions = (half: 0 | 1): Playing[] => regressions.filter((_, index) => index % 2 === half)
