import assert from 'node:assert/strict'
import { createPublicKey, generateKeyPairSync } from 'node:crypto'
import { describe, it } from 'node:test'
import { gzipSync } from 'node:zlib'
import { packLimits } from '../../../../contract/pack-file.ts'
import { keyId, openSealed, publicKeyOf, sealPack } from './sealed.ts'

const { privateKey } = generateKeyPairSync('ed25519')
const other = generateKeyPairSync('ed25519')
const pem = (key = privateKey): string => createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString()
const key = keyId(createPublicKey(privateKey))
const trusted = [{ key, name: '某某区城管局', publicKey: pem() }]
const parts = new Map([
  ['scenario.json', '{}'],
  ['pack.json', '{"id":"a"}'],
])
const sealed = sealPack(parts, { publisher: '自称', privateKey })
const codes = (text: string | Buffer, by = trusted): string[] => openSealed(Buffer.from(text), by).faults.map(({ code }) => code)
const whole = JSON.parse(sealed) as { content: string }
const changed = (to: Record<string, string>): string => JSON.stringify({ ...whole, ...to })

describe('a sealed pack', () => {
  it('opens with a trusted key, and its publisher is called as the list calls it', () => {
    const { opened, faults } = openSealed(Buffer.from(sealed), trusted)
    assert.deepEqual(faults, [])
    assert.equal(opened!.publisher, '某某区城管局')
    assert.equal(opened!.key, key)
    assert.deepEqual(Object.fromEntries(opened!.parts), Object.fromEntries(parts))
  })

  it('is the same file however its parts were put together', () => {
    assert.equal(sealPack(new Map([...parts].reverse()), { publisher: '自称', privateKey }), sealed)
  })

  it('signed by nobody known is refused before anything of it is read', () =>
    assert.deepEqual(codes(sealed, []), ['publisher-unknown']))

  it('is refused when one sign of content, publisher or key was changed', () => {
    assert.deepEqual(codes(changed({ content: whole.content.replace('id', 'ID') })), ['signature'])
    assert.deepEqual(codes(changed({ publisher: '冒名' })), ['signature'])
    const theirs = { key: keyId(other.publicKey), name: 'x', publicKey: pem(other.privateKey) }
    assert.deepEqual(codes(changed({ key: theirs.key }), [...trusted, theirs]), ['signature'])
    assert.deepEqual(codes(changed({ signature: '' })), ['signature'])
  })

  it('that swells, is deep, or is something else is not opened', () => {
    assert.deepEqual(codes(gzipSync(Buffer.alloc(10_000_000))), ['compressed'])
    assert.deepEqual(codes(Buffer.from('PK\u0003\u0004')), ['compressed'])
    assert.deepEqual(codes(Buffer.alloc(packLimits.bytes + 1, 32)), ['too-big'])
    assert.deepEqual(codes('['.repeat(900_000)), ['not-a-pack'])
    assert.deepEqual(codes('{"format":"zhili-pack/1"}'), ['not-a-pack'])
    assert.deepEqual(codes(changed({ more: 'x' })), ['not-a-pack'])
  })

  it('holds texts and nothing else', () => {
    const odd = sealPack(new Map([['pack.json', { a: 1 } as unknown as string]]), { publisher: 'x', privateKey })
    assert.deepEqual(codes(odd), ['not-a-pack'])
  })
})

describe('a key of a publisher', () => {
  it('is an Ed25519 public key, never a private one', () => {
    assert.ok(publicKeyOf(pem()))
    assert.equal(publicKeyOf(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString()), null)
    assert.equal(
      publicKeyOf(
        generateKeyPairSync('rsa', { modulusLength: 2048 }).publicKey.export({ type: 'spki', format: 'pem' }).toString(),
      ),
      null,
    )
    assert.equal(publicKeyOf('nonsense'), null)
  })
})
