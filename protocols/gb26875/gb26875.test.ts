import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fromHex, toHex } from '../bytes.ts'
import { seeded } from '../seeded.ts'
import { dataTypes } from './data.ts'
import { decode } from './decode.ts'
import { acknowledge, encode, messageTo, reject } from './encode.ts'
import { createFramer, sum } from './frame.ts'
import type { Message } from './types.ts'

type Vector = { data: string; type: string; items: unknown[] }
const corpus: { data: Vector[]; frames: { hex: string }[] } = JSON.parse(
  readFileSync(new URL('corpus/vectors.json', import.meta.url), 'utf8'),
)

/** Application data in a frame of their own. */
function framed(data: string, command = 2): Uint8Array {
  const bytes = fromHex(data)!
  const head = fromHex('4040050001020a1e091a0b1a010000000000020000000000')!
  const plain = Uint8Array.from([...head, bytes.length & 255, bytes.length >> 8, command, ...bytes])
  return Uint8Array.from([...plain, sum(plain, 2, plain.length), 0x23, 0x23])
}
const good = (bytes: Uint8Array): Message => {
  const found = decode(bytes)
  assert.ok(found.ok, JSON.stringify(found))
  return found.value
}

describe('the corpus', () => {
  it('has the values its tests assert, and is written again byte by byte', () => {
    for (const { data, type, items } of corpus.data) {
      const message = good(framed(data))
      assert.deepEqual(message.data, { type, number: Number.parseInt(data.slice(0, 2), 16), items }, type)
      assert.equal(toHex(encode(message)), toHex(framed(type === 'settings' ? toHex(dataOf(message)) : data)), type)
    }
    console.log(`gb26875: ${corpus.data.length} of ${corpus.data.length} data, 1 of 2 frames accepted (one has a wrong sum)`)
  })

  it('has a frame of a panel, and one with a wrong sum', () => {
    assert.deepEqual(decode(fromHex(corpus.frames[0]!.hex)!), { ok: false, error: 'bad-checksum' })
    const message = good(fromHex(corpus.frames[1]!.hex)!)
    assert.deepEqual([message.serial, message.version, message.command], [0, { main: 1, user: 1 }, 'send'])
    assert.deepEqual(
      [message.time, message.source, message.target],
      ['2020-10-22T17:13:24+08:00', '000000000000', '010203040506'],
    )
    assert.ok(message.data?.type === 'part-state')
    const [item] = message.data.items
    assert.deepEqual([item!.text, item!.state.names, item!.partAddress], ['Ａ区１层呷哺走廊', ['fire'], 0x0600d9])
    assert.equal(item!.time, '2020-08-01T19:18:48+08:00')
  })
})

/** A text with its length is written without the zeros it was filled with. */
const dataOf = (message: Message): Uint8Array => encode(message).subarray(27, -3)

describe('every data type', () => {
  it('comes back as it was written', () => {
    const chance = seeded(26875)
    for (const [type, [number]] of Object.entries(dataTypes))
      for (let round = 0; round < 30; round++) {
        const body = toHex(chance.bytes(60).map((byte) => byte % 12))
        const found = decode(framed(`${number.toString(16).padStart(2, '0')}01${body}`))
        if (!found.ok) continue
        const { rest: _, ...message } = found.value
        assert.equal(message.data!.type, type)
        assert.deepEqual(good(encode(message)), message, type)
      }
  })

  it('unknown is kept as hex, as is what follows the last object', () => {
    const unknown = good(framed('fe0132'))
    assert.deepEqual(unknown.data, { type: null, number: 0xfe, items: [], hex: '0132' })
    assert.equal(toHex(encode(unknown)), toHex(framed('fe0132')))
    assert.equal(good(framed('5b0105aabb')).rest, 'aabb')
  })

  it('has null for a time that is none', () => {
    const state = good(framed('15010204003c1e0215'.replace('04003c1e0215', '3c000a1e0215')))
    assert.ok(state.data?.type === 'transmitter-state')
    assert.equal(state.data.items[0]!.time, null)
  })
})

describe('a frame', () => {
  const frame = framed('5b0105')

  it('is refused with a reason', () => {
    const error = (bytes: Uint8Array) => {
      const found = decode(bytes)
      return found.ok ? 'ok' : found.error
    }
    assert.equal(error(frame), 'ok')
    assert.equal(error(frame.subarray(1)), 'bad-start')
    assert.equal(error(frame.subarray(0, 20)), 'too-short')
    assert.equal(error(frame.with(24, 9)), 'bad-length')
    assert.equal(error(frame.with(25, 9)), 'too-long')
    assert.equal(error(frame.with(8, 1)), 'bad-checksum')
    assert.equal(error(frame.with(-1, 9)), 'bad-end')
    assert.equal(error(framed('010201020402')), 'too-short')
    assert.equal(decode(frame.with(8, 1), { checksum: true }).ok, true)
  })

  it('is acknowledged or rejected with its serial number, addresses turned round', () => {
    const sent = good(framed(corpus.data[0]!.data))
    const ack = good(acknowledge(sent, '2026-11-26T09:30:10+08:00'))
    assert.deepEqual([ack.serial, ack.command, ack.data], [5, 'ack', undefined])
    assert.deepEqual([ack.source, ack.target], [sent.target, sent.source])
    assert.equal(good(reject(sent, '2026-11-26T09:30:10+08:00')).commandNumber, 6)
    const check = messageTo(sent, { serial: 9, time: '2026-11-26T09:30:10+08:00' }, 'control', {
      type: 'duty-check',
      number: 91,
      items: [{ minutes: 5 }],
    })
    assert.deepEqual(good(encode(check)), check)
  })
})

describe('a stream of frames', () => {
  const few = corpus.data.slice(0, 4).map(({ data }) => toHex(framed(data)))
  const cut = (hex: string, cuts: number[] = []): string[] => {
    const bytes = fromHex(hex)!
    const framer = createFramer()
    const edges = [0, ...cuts, bytes.length]
    const out = edges.slice(1).flatMap((edge, i) => framer.push(bytes.subarray(edges[i], edge)))
    return out.map((one) => ('error' in one ? one.error : toHex(one)))
  }

  it('is cut the same wherever its chunks end', () => {
    const all = few.join('')
    assert.deepEqual(cut(all), few)
    for (let at = 1; at < all.length / 2; at++) assert.deepEqual(cut(all, [at]), few)
  })

  it('finds the next frame after rubbish, a wrong sum, a lie about the length', () => {
    const [a, b] = [few[0]!, few[1]!]
    assert.equal(cut(`404001${a}`).at(-1), a)
    assert.deepEqual(cut(`0102${a}`), ['bad-start', a])
    const wrong = `${a.slice(0, -6)}002323`
    assert.deepEqual(cut(wrong + b), [wrong, b], 'a wrong sum comes out as it is')
    assert.deepEqual(decode(fromHex(wrong)!), { ok: false, error: 'bad-checksum' })
    const lie = `${a.slice(0, 48)}2000${a.slice(52)}`
    assert.deepEqual(cut(lie + b + b).filter((one) => one === b).length, 2)
  })
})
