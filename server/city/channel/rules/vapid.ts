import { createECDH, createPrivateKey, type KeyObject, sign } from 'node:crypto'

const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')
/** Push services refuse more than a day. */
const livesS = 12 * 3_600

/** The public key of a private one, as a browser wants it: an uncompressed point. */
export function publicKeyOf(privateKey: Buffer): Buffer {
  const pair = createECDH('prime256v1')
  pair.setPrivateKey(privateKey)
  return pair.getPublicKey()
}

function keyOf(privateKey: Buffer): KeyObject {
  const point = publicKeyOf(privateKey)
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), privateKey].map((bytes) => bytes.toString('base64url'))
  return createPrivateKey({ format: 'jwk', key: { kty: 'EC', crv: 'P-256', x: x!, y: y!, d: d! } })
}

/** The Authorization header by which a push service knows who sends (RFC 8292): signed for its origin, for half a day. */
export function vapidHeader(
  endpoint: string,
  { privateKey, subject, now }: { privateKey: Buffer; subject: string; now: Date },
): string {
  const exp = Math.floor(now.getTime() / 1000) + livesS
  const claims = `${part({ typ: 'JWT', alg: 'ES256' })}.${part({ aud: new URL(endpoint).origin, exp, sub: subject })}`
  const signature = sign('sha256', Buffer.from(claims), { key: keyOf(privateKey), dsaEncoding: 'ieee-p1363' })
  return `vapid t=${claims}.${signature.toString('base64url')}, k=${publicKeyOf(privateKey).toString('base64url')}`
}
