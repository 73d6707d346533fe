import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fromHex, toHex } from '../bytes.ts'
import { seeded } from '../seeded.ts'
import { decode } from './decode.ts'
import { encode, messageTo } from './encode.ts'
import { createFramer, largestFrame, withoutEscapes, wrap } from './frame.ts'
import { fromPlatform } from './from-platform.ts'
import { fromTerminal } from './from-terminal.ts'
import { createJoiner } from './parts.ts'
import type { Message } from './types.ts'

const framed: string[] = JSON.parse(readFileSync(new URL('corpus/framed-hex-yezhihao.json', import.meta.url), 'utf8'))
const worked = '7E02000026123456789012007D02000000010000000200BA7F0E07E4F11C0028003C00001810151010100104000000640202007D01137E'
const terminal = { version: 2013, protocolVersion: 0, phone: '123456789012' } as const
const said = (one: Uint8Array | { error: string }): string => ('error' in one ? one.error : toHex(one))
const answers = (bytes: Uint8Array, cuts: number[]): string[] => {
  const framer = createFramer()
  const out: string[] = []
  let from = 0
  for (const cut of [...cuts, bytes.length]) {
    out.push(...framer.push(bytes.subarray(from, cut)).map(said))
    from = cut
  }
  return out
}

describe('a JT/T 808 frame', () => {
  it('of the worked example has its values', () => {
    const found = decode(fromHex(worked)!)
    assert.ok(found.ok && found.value.name === 'location')
    const { phone, serial, body } = found.value
    assert.deepEqual([phone, serial, body.alarms, body.status.positioned], ['123456789012', 126, ['emergency'], true])
    assert.deepEqual([body.latitude, body.longitude, body.altitudeM, body.speedKmh], [12.222222, 132.444444, 40, 6])
    assert.deepEqual([body.time, body.extras], ['2018-10-15T10:10:10+08:00', { mileageKm: 10, fuelL: 12.5 }])
  })

  it('of 2019 with a body of 2013 is read, and written again as it was', () => {
    const found = decode(wrap(fromHex('0102400501000000000138123456780007313233343d')!))
    assert.ok(found.ok && found.value.name === 'authenticate')
    assert.deepEqual([found.value.bodyVersion, found.value.body], [2013, { code: '1234=' }])
    assert.equal(toHex(encode(found.value)[0]!).slice(2, -4), '0102400501000000000138123456780007313233343d')
  })

  it('keeps the number of a terminal that fills it with other half bytes than digits', () => {
    const found = decode(wrap(fromHex('000200004f07788ef6760182')!))
    assert.ok(found.ok)
    assert.equal(found.value.phone, '4f07788ef676')
    assert.equal(toHex(encode(found.value)[0]!), toHex(wrap(fromHex('000200004f07788ef6760182')!)))
  })

  it('is unescaped in one pass: 7D 01 02 is 7D 02, not 7E', () => {
    const plain = withoutEscapes(Uint8Array.of(0x7d, 1, 2))
    assert.deepEqual(plain.ok && [...plain.value], [0x7d, 2])
    assert.deepEqual(withoutEscapes(Uint8Array.of(0x7d, 3)), { ok: false, error: 'bad-escape', detail: 1 })
    assert.equal(withoutEscapes(Uint8Array.of(1, 0x7d)).ok, false)
  })

  it('keeps every body rich in 7D and 7E', () => {
    const chance = seeded(808)
    for (let round = 0; round < 500; round++) {
      const bytes = chance.bytes(chance.below(300)).map((byte) => (byte < 80 ? 0x7d : byte < 160 ? 0x7e : byte & 3))
      const sent = { ...messageTo(terminal, round, 'transparentDown', { kind: 1, data: toHex(bytes) }) }
      const [frame] = encode(sent)
      assert.equal(frame!.subarray(1, -1).includes(0x7e), false)
      const found = decode(frame!)
      assert.deepEqual(found.ok && found.value, sent)
    }
  })

  it('is refused with a reason: checksum, length, escape, ends, parts that cannot be', () => {
    const frame = fromHex(worked)!
    const changed = (at: number, byte: number) => decode(frame.with(at, byte))
    assert.deepEqual(changed(frame.length - 2, 0x12), { ok: false, error: 'bad-checksum', detail: 0x12 })
    assert.deepEqual(changed(0, 0), { ok: false, error: 'bad-start' })
    assert.deepEqual(changed(frame.length - 1, 0), { ok: false, error: 'bad-end' })
    const longer = wrap(fromHex('000200011234567890120001')!)
    assert.deepEqual(decode(longer), { ok: false, error: 'bad-length', detail: 0 })
    assert.ok(decode(longer, { length: true }).ok, 'but for terminals whose fault is known')
    assert.deepEqual(decode(wrap(fromHex('020000021234567890120001aabb')!)), { ok: false, error: 'too-short', detail: '0200' })
    assert.deepEqual(decode(wrap(fromHex('0002200012345678901200010002ffff')!)), {
      ok: false,
      error: 'bad-header',
      detail: 'part',
    })
    assert.deepEqual(decode(new Uint8Array()), { ok: false, error: 'bad-start' })
  })

  it('with an unknown message, an encrypted body or an unknown addition is kept in hex', () => {
    const unknown = decode(wrap(fromHex('0f0100021234567890120001aabb')!))
    assert.deepEqual(unknown.ok && unknown.value.body, { hex: 'aabb' })
    const encrypted = decode(wrap(fromHex('020004021234567890120001aabb')!))
    assert.deepEqual(encrypted.ok && [encrypted.value.encryption, encrypted.value.body], [1, { hex: 'aabb' }])
    const body = '00000000000000000000000000000000000000000000181015101010e1020102010199'
    const found = decode(wrap(fromHex(`02000023123456789012000100000000${body.slice(8)}`)!))
    assert.deepEqual(found.ok && (found.value.body as { unknown: unknown }).unknown, [
      { id: 'e1', hex: '0102' },
      { id: '01', hex: '99' },
    ])
  })

  it('takes south and west from the status, a temperature below zero in either writing, no time for an impossible one', () => {
    const body = (status: string, time: string, tlv: string) => `00000000${status}00ba7f0e07e4f11c0028003c0000${time}${tlv}`
    const location = (status: string, time: string, tlv: string) => {
      const hex = body(status, time, tlv)
      const found = decode(wrap(fromHex(`0200${(hex.length / 2).toString(16).padStart(4, '0')}1234567890120001${hex}`)!))
      assert.ok(found.ok && found.value.name === 'location')
      return found.value.body
    }
    const south = location('0000000c', '181315101010', '06028005')
    assert.deepEqual([south.latitude, south.longitude, south.time], [-12.222222, -132.444444, null])
    assert.equal(south.extras.loadSpaceC, -5)
    assert.equal(location('00000302', '181015101010', '0602fffb').extras.loadSpaceC, -5)
    assert.equal(location('00000302', '181015101010', '').status.load, 'full')
  })
})

describe('the README', () => {
  it('names every message with its number, and every field of a location', () => {
    const readme = readFileSync(new URL('README.md', import.meta.url), 'utf8')
    for (const [name, [id]] of Object.entries({ ...fromTerminal, ...fromPlatform }))
      assert.ok(readme.includes(`| ${id.toString(16).padStart(4, '0').toUpperCase()} | ${name} |`), name)
    const found = decode(fromHex(worked)!)
    assert.ok(found.ok)
    for (const field of Object.keys(found.value.body)) assert.ok(readme.includes(`\`${field}\``), field)
  })
})

describe('a stream of JT/T 808', () => {
  const stream = Uint8Array.from(framed.slice(0, 6).flatMap((hex) => [...fromHex(hex)!]))

  it('is cut the same wherever its chunks end', () => {
    const whole = answers(stream, [])
    assert.deepEqual(whole, framed.slice(0, 6))
    for (let cut = 1; cut < stream.length; cut++) assert.deepEqual(answers(stream, [cut]), whole)
    assert.deepEqual(
      answers(
        stream,
        Array.from({ length: stream.length - 1 }, (_, i) => i + 1),
      ),
      whole,
    )
  })

  it('loses no frame but the broken one: rubbish before, between, a flag missing, one flag for two frames', () => {
    const [a, b] = [framed[0]!, framed[1]!]
    const cut = (hex: string): string[] => answers(fromHex(hex)!, [])
    assert.deepEqual(cut(`0102${a}${b}`), ['bad-start', a, b])
    assert.deepEqual(cut(`${a}0102${b}`), [a, 'too-short', b])
    assert.deepEqual(cut(`${a.slice(0, -2)}${b}`), [a, b])
    assert.deepEqual(cut(`7e7e7e${a}${b.slice(2)}`), [a, b])
  })

  it('without flags is refused once, however long, and holds no more than a frame', () => {
    const framer = createFramer()
    const noise = new Uint8Array(100_000).fill(1)
    assert.deepEqual(framer.push(noise), [])
    assert.deepEqual(framer.push(Uint8Array.of(0x7e)).map(said), ['bad-start'])
    for (let i = 0; i < 10; i++) assert.deepEqual(framer.push(noise), [])
    assert.deepEqual(framer.push(fromHex(worked)!).map(said), ['too-long', worked.toLowerCase()])
    assert.equal(largestFrame, 2092)
  })
})

describe('a message in parts', () => {
  const long = messageTo(terminal, 65_535, 'upgrade', { kind: 0, maker: 'zl', version: '1', data: 'ab'.repeat(5000) })
  const parts = encode(long).map((frame) => {
    const found = decode(frame)
    assert.ok(found.ok)
    return found.value
  })

  it('comes back whole in any order, twice sent parts counted once', () => {
    assert.equal(parts.length, 5)
    for (const order of [
      [0, 1, 2, 3, 4],
      [4, 2, 2, 0, 1, 3],
    ]) {
      const joiner = createJoiner()
      const last = order.map((i) => joiner.add(parts[i]!, 0)).at(-1)
      assert.ok(last?.ok)
      assert.deepEqual(last.value, long)
    }
  })

  it('never takes parts of another of as many parts', () => {
    const joiner = createJoiner()
    const second = { ...long, serial: 100, body: { ...(long.body as object), data: 'cd'.repeat(5000) } } as Message
    const others = encode(second).map((frame) => {
      const found = decode(frame)
      assert.ok(found.ok)
      return found.value
    })
    assert.equal(joiner.add(parts[0]!, 0), null)
    for (const part of others.slice(1)) assert.equal(joiner.add(part, 0), null)
    const whole = joiner.add(others[0]!, 0)
    assert.ok(whole?.ok)
    assert.deepEqual(whole.value, second)
    assert.deepEqual(
      joiner.expire(70_000).map(({ missing }) => missing),
      [[2, 3, 4, 5]],
    )
  })

  it('is given up after a time, with the numbers to ask for again; others are not kept waiting', () => {
    const joiner = createJoiner({ waitMs: 1000, open: 1 })
    assert.equal(joiner.add(parts[1]!, 0), null)
    const other: Message = { ...parts[1]!, phone: '13800000000' }
    assert.deepEqual(joiner.add(other, 10), { ok: false, error: 'too-many-parts', detail: 1 })
    assert.deepEqual(joiner.expire(999), [])
    assert.deepEqual(
      joiner.expire(1000).map(({ error, phone, missing }) => ({ error, phone, missing })),
      [{ error: 'part-missing', phone: '123456789012', missing: [1, 3, 4, 5] }],
    )
    assert.equal(joiner.add(other, 1001), null)
    const endless: Message = { ...other, part: { total: 65_535, number: 1 } }
    assert.deepEqual(createJoiner().add(endless, 0), { ok: false, error: 'too-many-parts', detail: 65_535 })
  })
})
