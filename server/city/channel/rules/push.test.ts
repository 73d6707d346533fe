import assert from 'node:assert/strict'
import { createPublicKey, verify } from 'node:crypto'
import { describe, it } from 'node:test'
import { encryptPush } from './encrypt-push.ts'
import { mayPushTo } from './may-push-to.ts'
import { publicKeyOf, vapidHeader } from './vapid.ts'

const bytes = (text: string): Buffer => Buffer.from(text, 'base64url')

describe('a push message', () => {
  // RFC 8291, appendix A
  it('is sealed as the example of RFC 8291 is', () => {
    const sealed = encryptPush(
      'When I grow up, I want to be a watermelon',
      {
        p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
        auth: 'BTBZMqHH6r4Tts7J_aSIgg',
      },
      { privateKey: bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw'), salt: bytes('DGv6ra1nlYgDCS1FRnbzlw') },
    )
    assert.equal(
      sealed.toString('base64url'),
      'DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN',
    )
  })
})

describe('who sends a push', () => {
  it('is signed for the origin of the push service, for half a day', () => {
    const privateKey = bytes('yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw')
    const header = vapidHeader('https://push.example/send/1', { privateKey, subject: 'mailto:a@b', now: new Date(1_000_000) })
    const [, head, claims, signature, key] = /^vapid t=([^.]+)\.([^.]+)\.([^.]+), k=(.+)$/.exec(header)!
    assert.deepEqual(JSON.parse(bytes(claims!).toString()), {
      aud: 'https://push.example',
      exp: 1_000 + 43_200,
      sub: 'mailto:a@b',
    })
    assert.deepEqual(bytes(key!), publicKeyOf(privateKey))
    const [x, y] = [bytes(key!).subarray(1, 33), bytes(key!).subarray(33)].map((one) => one.toString('base64url'))
    const publicKey = createPublicKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x!, y: y! } })
    assert.equal(
      verify('sha256', Buffer.from(`${head}.${claims}`), { key: publicKey, dsaEncoding: 'ieee-p1363' }, bytes(signature!)),
      true,
    )
  })
})

describe('where a push may go', () => {
  const hosts = ['fcm.googleapis.com', '*.push.apple.com', 'http://127.0.0.1:9']
  it('is a push service that was named, over TLS', () => {
    for (const url of ['https://fcm.googleapis.com/fcm/send/x', 'https://web.push.apple.com/x', 'http://127.0.0.1:9/x'])
      assert.equal(mayPushTo(url, hosts), true, url)
  })
  it('is nowhere else: a phone must not choose what the server asks', () => {
    for (const url of [
      'http://fcm.googleapis.com/x',
      'https://fcm.googleapis.com:8443/x',
      'https://fcm.googleapis.com.evil.example/x',
      'https://push.apple.com/x',
      'https://evilpush.apple.com/',
      'http://127.0.0.1:10/x',
      'https://user:a@fcm.googleapis.com/x',
      'file:///etc/passwd',
      'x',
    ])
      assert.equal(mayPushTo(url, hosts), false, url)
  })
})
