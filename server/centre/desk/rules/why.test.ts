import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { onePartEach } from './why.ts'

describe('why it is here', () => {
  it('names a unit once for one part and reason, however many of its posts are told', () => {
    const inform = { unitName: '临江街道', role: 'inform', reason: 'plan' }
    const lead = { ...inform, role: 'lead' }
    assert.deepEqual(onePartEach([lead, inform, { ...inform }]), [lead, inform])
  })
})
