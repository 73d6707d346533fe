import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { escalate } from './escalate.ts'

const name = { zh: '岗', en: 'post' }
const plan = {
  lead: ['town-post', 'town-duty', 'district-duty'].map((postKind) => ({ call: [{ postKind, tier: 'town' as const }], name })),
}

describe('a work order nobody accepted in time', () => {
  it('calls the next rung of its plan', () => assert.deepEqual(escalate(plan, 0), { do: 'call', step: 1 }))
  it('goes on rung by rung', () => assert.deepEqual(escalate(plan, 1), { do: 'call', step: 2 }))
  it('urges the top rung, there being no one above it', () => assert.deepEqual(escalate(plan, 2), { do: 'urge', step: 2 }))
})
