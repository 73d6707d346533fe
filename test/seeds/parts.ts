import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Playing, playSeed } from './play.ts'

/** Worlds played at the same time by one process: while one waits for its database another goes on. */
const sideBySide = 3

/** A test for each seed; a failing one prints its steps and the command that plays it again. */
export function playAll(name: string, list: readonly Playing[]): void {
  describe(name, { concurrency: sideBySide }, () => {
    for (const playing of list)
      it(`seed ${playing.seed}`, async () => {
        const { failure, log, steps } = await playSeed(playing)
        const { seed, hours, faults } = playing
        const again = `npm run city -- --seed ${seed} --hours ${hours} --faults ${faults.join(',')}`
        assert.equal(failure, null, `${again}\n${log.join('\n')}\nafter step ${steps}: ${failure}`)
      })
  })
}
