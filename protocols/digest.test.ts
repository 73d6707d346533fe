import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { answerChallenge, digestOf, proves, readDigest, writeChallenge, writeCredentials } from './digest.ts'

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

  it('is answered where it is understood, and nowhere else', () => {
    const who = { username: 'Mufasa', password: 'Circle Of Life', method: 'POST', uri: '/VIID/Subscribes', cnonce: 'c' }
    for (const challenge of [
      writeChallenge({ realm: 'r', nonce: 'n' }),
      writeChallenge({ realm: 'r', nonce: 'n', algorithm: 'SHA-256', qop: 'auth', opaque: 'o' }),
      'Digest realm="r", nonce="n", qop="auth-int, auth"',
    ]) {
      const answer = answerChallenge(challenge, who)!
      assert.equal(proves(answer, who), true, answer)
      assert.equal(proves(answer, { ...who, password: 'x' }), false)
    }
    const others = ['', 'Basic realm="r"', 'Digest realm="r"', 'Digest nonce="n"', 'Digest realm="r", nonce="n", qop="auth-int"']
    for (const challenge of [...others, 'Digest realm="r", nonce="n", algorithm=MD5-sess'])
      assert.equal(answerChallenge(challenge, who), null, challenge)
  })

  it('is written so that it reads back', () => {
    const challenge = { realm: '34"02\\', nonce: 'n', algorithm: 'SHA-256', qop: 'auth', opaque: 'o' } as const
    assert.deepEqual({ ...readDigest(writeChallenge(challenge)) }, challenge)
  })
})
