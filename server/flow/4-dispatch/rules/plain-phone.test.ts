import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { plainPhone } from './plain-phone.ts'

describe('a number in plain digits', () => {
  it('is the same however a gateway writes it', () => {
    for (const written of ['13012345678', '+8613012345678', '8613012345678', '008613012345678', '+86 130-1234-5678'])
      assert.equal(plainPhone(written), '13012345678')
  })
  it('keeps what is no mobile number of ours', () => {
    assert.equal(plainPhone('8613'), '8613')
    assert.equal(plainPhone('+85261234567'), '+85261234567')
  })
})
