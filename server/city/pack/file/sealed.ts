import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign, verify } from 'node:crypto'
import { type PackFault, packFault } from '../../../../contract/pack-fault.ts'
import { PackEnvelope, packLimits } from '../../../../contract/pack-file.ts'
import { boundedJson } from './bounded-json.ts'
import type { Parts } from './read-parts.ts'

/** Who a key belongs to is said by the list of trusted publishers, never by the file. */
export type TrustedKey = { key: string; name: string; publicKey: string }
export type Opened = { parts: Parts; publisher: string; key: string }

/** First sixteen hexadecimals of the SHA-256 of a public key as DER. */
export const keyId = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')
    .slice(0, 16)

/** An Ed25519 public key from its PEM; null: none. */
export function publicKeyOf(pem: string): KeyObject | null {
  try {
    const key = createPublicKey(pem)
    // A private key would be read as its public half: whoever pastes one has to be told.
    return key.asymmetricKeyType === 'ed25519' && !/PRIVATE/.test(pem) ? key : null
  } catch {
    return null
  }
}

/** An Ed25519 private key from its PEM; null: none. */
export function privateKeyOf(pem: string): KeyObject | null {
  try {
    const key = createPrivateKey(pem)
    return key.asymmetricKeyType === 'ed25519' ? key : null
  } catch {
    return null
  }
}

/** What is signed: publisher and key stand in it too, so that neither can be exchanged. */
const signedBytes = ({ format, publisher, key, content }: Omit<PackEnvelope, 'signature'>): Buffer =>
  Buffer.from([format, publisher, key, content].join('\n'))

/** The text of a `.zpack`. Parts stand in the order of their names: the same pack signed with the same key is the same file. */
export function sealPack(parts: Parts, by: { publisher: string; privateKey: KeyObject }): string {
  const content = JSON.stringify(Object.fromEntries([...parts].sort(([a], [b]) => (a < b ? -1 : 1))))
  const key = keyId(createPublicKey(by.privateKey))
  const unsigned = { format: 'zhili-pack/1' as const, publisher: by.publisher, key, content }
  return JSON.stringify({ ...unsigned, signature: sign(null, signedBytes(unsigned), by.privateKey).toString('base64') })
}

/** Opens a `.zpack`: nothing of its content is looked at before its signature is found good by a trusted key. */
export function openSealed(bytes: Buffer, trusted: readonly TrustedKey[]): { opened: Opened | null; faults: PackFault[] } {
  const refused = (...given: Parameters<typeof packFault>): { opened: null; faults: PackFault[] } => ({
    opened: null,
    faults: [packFault(...given)],
  })
  if (bytes.length > packLimits.bytes) return refused('', '', 'too-big', { most: packLimits.bytes })
  // zip, gzip: what swells when it is opened is not opened.
  if ((bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0x1f && bytes[1] === 0x8b)) return refused('', '', 'compressed')
  const outer = boundedJson(bytes.toString('utf8'))
  const envelope = PackEnvelope.safeParse(outer.value)
  if (!envelope.success) return refused('', '', 'not-a-pack')
  const { publisher, key, signature, content } = envelope.data
  const known = trusted.find((one) => one.key === key)
  if (!known) return refused('', '', 'publisher-unknown', { publisher, key })
  const publicKey = publicKeyOf(known.publicKey)
  if (!publicKey || !verify(null, signedBytes(envelope.data), publicKey, Buffer.from(signature, 'base64')))
    return refused('', '', 'signature')
  const inner = boundedJson(content)
  if (inner.fault) return refused('', inner.fault.path, inner.fault.code, inner.fault.details)
  const entries = isObject(inner.value) ? Object.entries(inner.value) : []
  const odd = entries.find(([, text]) => typeof text !== 'string')
  if (entries.length === 0 || odd) return refused(odd?.[0].slice(0, 200) ?? '', '', 'not-a-pack')
  return { opened: { parts: new Map(entries as [string, string][]), publisher: known.name, key }, faults: [] }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
