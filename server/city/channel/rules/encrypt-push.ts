import { createCipheriv, createECDH, hkdfSync } from 'node:crypto'

/** What a browser gave for a subscription: its public key and a shared secret, both as it spells them (base64url). */
export type PushKeys = { p256dh: string; auth: string }
/** Chance, given from outside: a private key for this one message, and a salt of 16 bytes. */
export type Fresh = { privateKey: Buffer; salt: Buffer }

const curve = 'prime256v1'
const recordSize = 4_096
const derive = (key: Buffer, salt: Buffer, info: string | Buffer, length: number): Buffer =>
  Buffer.from(hkdfSync('sha256', key, salt, info, length))

/** A push message only the browser can read: aes128gcm with one record (RFC 8188), its key by RFC 8291. */
export function encryptPush(text: string, { p256dh, auth }: PushKeys, { privateKey, salt }: Fresh): Buffer {
  const ours = createECDH(curve)
  ours.setPrivateKey(privateKey)
  const [theirs, own] = [Buffer.from(p256dh, 'base64url'), ours.getPublicKey()]
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), theirs, own])
  const ikm = derive(ours.computeSecret(theirs), Buffer.from(auth, 'base64url'), info, 32)
  const key = derive(ikm, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(ikm, salt, 'Content-Encoding: nonce\0', 12)
  const cipher = createCipheriv('aes-128-gcm', key, nonce)
  // 2 marks the last record, and there is only one
  const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.update(Buffer.of(2)), cipher.final(), cipher.getAuthTag()])
  const head = Buffer.alloc(5)
  head.writeUInt32BE(recordSize)
  head.writeUInt8(own.length, 4)
  return Buffer.concat([salt, head, own, sealed])
}
