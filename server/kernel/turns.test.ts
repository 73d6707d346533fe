import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createTurns } from './turns.ts'

/** Work that ends when it is told to. */
function piece() {
  const { promise, resolve } = Promise.withResolvers<string>()
  let begun = false
  const work = (): Promise<string> => {
    begun = true
    return promise
  }
  return { work, end: () => resolve('done'), begun: () => begun }
}

const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('turns', () => {
  it('run so many at once, keep the rest in their order, and turn away who finds the line full', async () => {
    const turns = createTurns({ atOnce: 2, waiting: 2 })
    const pieces = Array.from({ length: 5 }, piece)
    const taken = pieces.map(({ work }) => turns.take(work))
    await settled()
    assert.deepEqual(
      pieces.map((one) => one.begun()),
      [true, true, false, false, false],
    )
    assert.equal(taken[4], null)
    pieces[1]!.end()
    assert.equal(await taken[1], 'done')
    await settled()
    assert.deepEqual(
      pieces.map((one) => one.begun()),
      [true, true, true, false, false],
    )
  })
  it('go on after a failure', async () => {
    const turns = createTurns({ atOnce: 1, waiting: 1 })
    await assert.rejects(turns.take(() => Promise.reject(new Error('no')))!)
    assert.equal(await turns.take(() => Promise.resolve(7)), 7)
  })
})
