import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPack } from '../../../test/demo-packs.ts'
import type { RuleOfPack } from '../../city/pack/in-force.ts'
import { lanesOf } from './lanes-of.ts'

describe('the lane of values', () => {
  it('is told by limits made ready once for each kind, also for one without rules', () => {
    let read = 0
    const rules = gasPack.detect.map((rule) => ({
      pack: gasPack,
      get rule() {
        read++
        return rule
      },
    })) as RuleOfPack[]
    const all = [{ device: new Map([['gas-monitor', rules]]), object: new Map([['tank', rules]]) }]
    const laneOf = lanesOf({ detections: () => all })
    assert.equal(laneOf('gas-monitor', { ch4: 60 }), 'red')
    assert.equal(laneOf('camera', { ch4: 1 }), 'calm')
    const once = read
    for (const kind of ['gas-monitor', 'camera']) laneOf(kind, { ch4: 60 })
    assert.equal(read, once)
    assert.equal(once, rules.length * 3)
  })
})
