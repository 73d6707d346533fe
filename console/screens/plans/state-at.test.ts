import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RehearsalLane } from '../../../contract/plan-preview.ts'
import { stateAt } from './state-at.ts'

const lane = (postName: string, step: number, at: number | null, gap: number | null = null): RehearsalLane => ({
  ...{ post: postName, postName, unitName: '街道', tier: 'town', personName: null, role: 'lead', step, gap },
  marks: at === null ? [] : [{ s: at, kind: 'order', why: 'plan', failed: false, deputy: null }],
})
const lanes = [lane('A 岗', 0, 0), lane('B 岗', 1, 180), lane('值班长', 2, 360), lane('指挥长', 3, null, 540)]

describe('stateAt', () => {
  it('says who holds it and who is next, to the second', () => {
    assert.deepEqual(stateAt({ lanes, answers: [] }, 179), {
      told: 1,
      holds: '街道 A 岗',
      accepted: false,
      gaps: [],
      next: { s: 180, who: '街道 B 岗' },
    })
    assert.deepEqual(stateAt({ lanes, answers: [] }, 180), {
      told: 2,
      holds: '街道 B 岗',
      accepted: false,
      gaps: [],
      next: { s: 360, who: '街道 值班长' },
    })
  })
  it('names an empty post from its moment on, and nobody after the last', () => {
    assert.deepEqual(stateAt({ lanes, answers: [] }, 539).gaps, [])
    assert.deepEqual(stateAt({ lanes, answers: [] }, 540), {
      told: 3,
      holds: '街道 值班长',
      accepted: false,
      gaps: ['街道 指挥长'],
      next: null,
    })
  })
  it('lets whoever accepted hold it from then on, and nobody whose answer came to nothing', () => {
    const answer = { post: 'B 岗', s: 200, does: 'accept' as const, problem: null, toName: null }
    const held = (s: number, problem: string | null = null) => stateAt({ lanes, answers: [{ ...answer, problem }] }, s)
    assert.deepEqual([held(199).accepted, held(200).holds, held(600).holds], [false, '街道 B 岗', '街道 B 岗'])
    assert.equal(held(600, 'work-order.state').accepted, false)
  })
})
