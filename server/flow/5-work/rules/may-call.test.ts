import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { mayCall, whomToCall } from './may-call.ts'

const part = { unit: 'unit-a', state: 'accepted' as const, accepted_by: 'p-a' }
const code = (asker: object, parts = [part]): string => {
  const may = mayCall({ unit: 'unit-z', person: 'p-z', seat: false, ...asker }, parts as never)
  return may.ok ? 'ok' : may.refusal.code
}

describe('a number', () => {
  it('is for those who act on the case', () => {
    assert.equal(code({ seat: true }), 'ok')
    assert.equal(code({ unit: 'unit-a' }), 'ok')
    assert.equal(code({ person: 'p-a' }), 'ok')
    assert.equal(code({}), 'call.no-part')
    assert.equal(code({ unit: 'unit-a' }, [{ ...part, state: 'transferred' as never }]), 'call.no-part', 'an order that is gone')
  })
  it('is that of the one asked for, else of the first', () => {
    const people = [
      { id: 'a', name: '甲', phone: '1' },
      { id: 'b', name: null, phone: '2' },
    ]
    assert.deepEqual(whomToCall(people, undefined), { ok: true, value: people[0] })
    assert.deepEqual(whomToCall(people, 'b'), { ok: true, value: people[1] })
    assert.deepEqual(whomToCall(people, 'c'), { ok: false, refusal: { code: 'call.nobody' } })
    assert.deepEqual(whomToCall([], undefined), { ok: false, refusal: { code: 'call.nobody' } })
  })
})
