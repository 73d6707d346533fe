import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { digestOf, proves, readDigest, writeChallenge, writeCredentials } from './digest.ts'

// RFC 2617 3.5 and RFC 7616 3.9.1.
const mufasa = {
  username: 'Mufasa',
  realm: 'testrealm@host.com',
  nonce: 'dcd98b7102dd2f0e8b11d0f600bfb0c093',
  uri: '/dir/index.html',
}
const old = { ...mufasa, qop: 'auth', nc: '00000001', cnonce: '0a4f113b' }
const young = {
  ...{ username: 'Mufasa', realm: 'http-auth@example.org', uri: '/dir/index.html', qop: 'auth', nc: '00000001' },
  ...{ nonce: '7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v', cnonce: 'f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ' },
}
const get = { method: 'GET', password: 'Circle Of Life' }

describe('digest authentication', () => {
  it('gives the answers of the standards', () => {
    assert.equal(digestOf({ ...old, ...get }), '6629fae49393a05397450978507c4ef1')
    const circle = { method: 'GET', password: 'Circle of Life' }
    assert.equal(digestOf({ ...young, ...circle }), '8ca523f5e9506fed4657c9700eebdbec')
    assert.equal(
      digestOf({ ...young, ...circle, algorithm: 'SHA-256' }),
      '753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1',
    )
    assert.equal(digestOf({ ...old, ...get, algorithm: 'SM9' }), null)
    assert.equal(digestOf({ ...old, ...get, qop: 'auth-int' }), null)
  })

  it('is proved by the password and by nothing else', () => {
    const header = writeCredentials({ ...old, response: '6629fae49393a05397450978507c4ef1' })
    assert.equal(proves(header, get), true)
    assert.equal(proves(header, { ...get, password: 'x' }), false)
    assert.equal(proves(header, { ...get, method: 'POST' }), false)
    assert.equal(proves(header.replace('Mufasa', 'Scar'), get), false)
    for (const broken of ['', 'Basic x', 'Digest', 'Digest a', `Digest ${'a="'.repeat(2000)}`, 'Digest response=x'])
      assert.equal(proves(broken, get), false)
  })

  it('is written so that it reads back', () => {
    const challenge = { realm: '34"02\\', nonce: 'n', algorithm: 'SHA-256', qop: 'auth', opaque: 'o' } as const
    assert.deepEqual({ ...readDigest(writeChallenge(challenge)) }, challenge)
  })
})
