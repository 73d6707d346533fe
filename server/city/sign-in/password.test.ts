import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { hashPassword, verifyPassword } from './password.ts'

describe('a password', () => {
  it('is known again by its hash and no other is', async () => {
    const hash = await hashPassword('山城-2025')
    assert.match(hash, /^\$argon2id\$v=19\$m=19456,t=2,p=1\$/)
    assert.equal(await verifyPassword('山城-2025', hash), true)
    assert.equal(await verifyPassword('山城-2024', hash), false)
  })

  it('is hashed with a salt of its own each time', async () => {
    assert.notEqual(await hashPassword('same'), await hashPassword('same'))
  })

  it('never fits an account without one', async () => {
    assert.equal(await verifyPassword('', null), false)
  })

  it('compared with a hash of another form is a bug', async () => {
    await assert.rejects(verifyPassword('x', '$2b$10$abc'), /unknown form/)
  })

  it('typed in full-width letters is the same password', async () => {
    assert.equal(await verifyPassword('ａｂｃ１', await hashPassword('abc1')), true)
  })
})
