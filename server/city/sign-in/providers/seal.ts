import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'
import type { Begun, Provider } from './types.ts'

/** Only who holds the secret can read or write it; another secret in the settings ends all that has begun. */
const keyOf = ({ id, secret }: Provider): Buffer => Buffer.from(hkdfSync('sha256', secret, `zhili sign-in ${id}`, 'begun', 32))

const [ivBytes, tagBytes] = [12, 16]

/** A sign-in that has begun, as its browser keeps it: nothing of it stands anywhere else, so nobody can fill a table with beginnings. */
export function sealBegun(provider: Provider, begun: Begun): string {
  const iv = randomBytes(ivBytes)
  const cipher = createCipheriv('aes-256-gcm', keyOf(provider), iv)
  const text = Buffer.concat([cipher.update(JSON.stringify(begun), 'utf8'), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), text]).toString('base64url')
}

/** What was sealed for this provider; null for anything else. */
export function openBegun(provider: Provider, sealed: string): Begun | null {
  const bytes = Buffer.from(sealed, 'base64url')
  if (bytes.length <= ivBytes + tagBytes) return null
  try {
    const decipher = createDecipheriv('aes-256-gcm', keyOf(provider), bytes.subarray(0, ivBytes))
    decipher.setAuthTag(bytes.subarray(ivBytes, ivBytes + tagBytes))
    const text = Buffer.concat([decipher.update(bytes.subarray(ivBytes + tagBytes)), decipher.final()]).toString('utf8')
    return JSON.parse(text) as Begun
  } catch {
    return null
  }
}
