import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { timedLines, tookText } from './timed-lines.ts'

describe('how long a phase took', () => {
  it('is said in minutes and seconds, and not at all below half a second', () => {
    assert.deepEqual([499, 500, 59_400, 59_600, 216_000].map(tookText), ['', '1 秒', '59 秒', '1 分 0 秒', '3 分 36 秒'])
  })

  it('stands behind the line of its own phase', () => {
    let now = 1_000
    const said: string[] = []
    const say = timedLines(
      (line) => said.push(line),
      () => now,
    )
    say('a')
    now += 4_000
    say('b')
    now += 61_000
    say('c')
    assert.deepEqual(said, ['a', 'b · 4 秒', 'c · 1 分 1 秒'])
  })
})
