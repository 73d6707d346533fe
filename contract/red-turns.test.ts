import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { carriedReds, type OpenRed, redsCarried, redTurn, redTurnMs, redTurns } from './red-turns.ts'

const reds = (n: number, over: Partial<OpenRed> = {}, name = 'r'): OpenRed[] =>
  Array.from({ length: n }, (_, i) => ({ id: `${name}${i}`, exercise: false, waits: true, ...over }))

describe('red events of a wall', () => {
  it('that nobody accepted all have their turn, the longest waiting first, though there are sixty', () => {
    const turns = redTurns(reds(60))
    assert.deepEqual([turns.length, turns[0], turns.at(-1)], [60, 'r0', 'r59'])
    const shown = Array.from({ length: 60 }, (_, n) => turns[redTurn(60, n * redTurnMs)])
    assert.deepEqual(new Set(shown).size, 60)
  })
  it('travel whole when they wait longest or their turn is next, and never yield to newer or accepted ones', () => {
    const all = [...reds(60), ...reds(60, { waits: false }, 'held')]
    for (let n = 0; n < 60; n++) {
      const carried = carriedReds(all, n * redTurnMs)
      assert.equal(carried.length, redsCarried)
      assert.ok(carried.includes('r0') && carried.includes('r37'))
      for (let next = 0; next < 12; next++) assert.ok(carried.includes(`r${(n + next) % 60}`), `turn ${n + next}`)
    }
  })
  it('that somebody has follow, the newest first', () => {
    const carried = carriedReds([...reds(60, { waits: false }, 'held'), ...reds(2)], 0)
    assert.deepEqual(carried.slice(0, 4), ['r0', 'r1', 'held59', 'held58'])
    assert.equal(carried.length, redsCarried)
  })
  it('of a drill take no turn while one in earnest waits', () => {
    const drill = reds(1, { exercise: true }, 'drill')
    assert.deepEqual(redTurns([...drill, ...reds(1)]), ['r0'])
    assert.deepEqual(redTurns([...drill, ...reds(1, { waits: false })]), ['drill0'])
    assert.deepEqual(carriedReds([], 0), [])
  })
})
