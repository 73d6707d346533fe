import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fromHex, toHex, Writer } from '../bytes.ts'
import { seeded } from '../seeded.ts'
import { element } from './data.ts'
import { decode } from './decode.ts'
import { bodyHead, confirm, encode, writeElement } from './encode.ts'
import { crc16, createFramer } from './frame.ts'
import { createJoiner } from './parts.ts'
import type { Element, Message } from './types.ts'

const corpus = JSON.parse(readFileSync(new URL('corpus/frames.json', import.meta.url), 'utf8'))
const frames: { name: string; hex: string }[] = corpus.frames
const hexOf = (name: string): string => frames.find((one) => one.name === name)!.hex
const good = (bytes: Uint8Array): Message => {
  const found = decode(bytes)
  assert.ok(found.ok, JSON.stringify(found))
  return found.value
}
const of = (name: string): Message => good(fromHex(hexOf(name))!)
const values = (message: Message) => message.data.elements.map(({ code, value }) => [code, value])

describe('the frames of the corpus', () => {
  it('are all accepted and written again byte by byte', () => {
    for (const { name, hex } of frames) assert.equal(toHex(encode(of(name))), hex, name)
    console.log(`sl651: ${frames.length} of ${frames.length} frames decoded and written again`)
  })

  it('have the values of the worked example: rain 4.0 mm, level 10.490 m, 10.99 V', () => {
    const message = of('timed')
    assert.deepEqual([message.direction, message.centre, message.station, message.name], ['up', 5, '0011223344', 'timed'])
    assert.deepEqual([message.serial, message.sentAt], [52, '2017-07-18T11:00:16+08:00'])
    assert.deepEqual([message.data.class, message.data.observedAt], ['H', '2017-07-18T11:00:00+08:00'])
    assert.deepEqual(values(message), [
      ['20', 4],
      ['26', 4],
      ['39', 10.49],
      ['38', 10.99],
    ])
    assert.deepEqual(message.data.elements[2]!.name, { zh: '瞬时河道水位', en: 'river level' })
    assert.equal(message.data.elements[2]!.unit, 'm')
  })

  it('have hours in five-minute steps, FF for no value', () => {
    const [rain] = of('rain of an hour').data.series
    assert.deepEqual([rain!.stepMinutes, rain!.values], [5, [0.5, 0, 0, 0, 2, null, null, null, null, null, 0, 0]])
    const [, level] = of('hour of a river station').data.series
    assert.deepEqual(level!.values.slice(0, 3), [27.3, 27.3, null])
  })

  it('have queries, texts, settings and states', () => {
    const period = of('period asked for')
    assert.deepEqual([period.direction, period.end, period.data.asked], ['down', 'enq', ['f4']])
    assert.deepEqual([period.data.from, period.data.until], ['2013-03-24T10:00:00+08:00', '2013-03-25T10:00:00+08:00'])
    assert.deepEqual(of('elements asked for').data.asked, ['1f', '20', '26', '38', '39'])
    assert.equal(of('set by hand').data.text, 'Q 1.234')
    assert.equal(of('software').data.text, 'DATA86-SW-V1.2(H)')
    assert.deepEqual(of('states').data.states, { bits: 0x400, names: ['pump-stopped'] })
    assert.deepEqual(of('basic settings').data.settings!.slice(0, 2), [
      { id: '01', hex: '05000000' },
      { id: '02', hex: '0011223344' },
    ])
    assert.deepEqual(of('pumps').data.elements[0]!.value, null)
  })
})

describe('an element', () => {
  it('is BCD with its sign in front; F and A are no value; what is no digit keeps its bytes', () => {
    const value = (hex: string, decimals: number) => element(fromHex(hex)!, decimals)
    assert.equal(value('00010490', 3).value, 10.49)
    assert.equal(value('ff0125', 1).value, -12.5)
    assert.equal(value('ffff', 1).value, null)
    assert.equal(value('aaaa', 1).value, null)
    assert.deepEqual(value('1b00', 1), { value: null, size: 2, decimals: 1, hex: '1b00' })
  })

  it('unknown, with FF before it or cut off is tolerated', () => {
    const up = (data: string) =>
      good(
        encode({
          direction: 'up',
          centre: 1,
          station: '0011223344',
          password: '0000',
          function: '32',
          end: 'etx',
          body: `0001260101000000${data}`,
        }),
      )
    const own = up('ff03191234567e0a12')
    assert.deepEqual(values(own), [
      ['ff03', 12345.6],
      ['7e', 12 / 100],
    ])
    assert.deepEqual([own.data.elements[0]!.name, own.data.elements[1]!.name], [null, null])
    assert.equal(up('39230001').data.rest, '39230001')
    const steps = up('04180001003923000001220000012 5ffffffff'.replace(' ', ''))
    assert.deepEqual(steps.data.series[0]!.values, [0.122, 0.125, null])
    assert.equal(steps.data.series[0]!.stepMinutes, 60)
    assert.equal(up('f0f02602300000').data.observedAt, null, '30 February is no day')
  })

  it('comes back as it was written, for any number that fits', () => {
    const chance = seeded(651)
    for (let round = 0; round < 500; round++) {
      const decimals = chance.below(4)
      const size = 3 + chance.below(3)
      const raw = chance.below(10 ** 4) * (chance.below(2) ? 1 : -1)
      const value = raw === 0 ? 0 : raw / 10 ** decimals
      const given: Element = { code: '39', name: null, unit: null, value, size, decimals }
      const bytes = writeElement(new Writer(), given).done()
      assert.deepEqual(element(bytes.subarray(2), decimals), { value, size, decimals })
    }
  })
})

describe('a frame', () => {
  const frame = fromHex(hexOf('timed'))!

  it('is refused with a reason', () => {
    const error = (bytes: Uint8Array) => {
      const found = decode(bytes)
      return found.ok ? 'ok' : found.error
    }
    assert.equal(error(frame.subarray(1)), 'bad-start')
    assert.equal(error(frame.subarray(0, 10)), 'too-short')
    assert.equal(error(frame.with(13, 9)), 'bad-header')
    assert.equal(error(frame.with(12, 9)), 'bad-length')
    assert.equal(error(frame.with(20, 9)), 'bad-checksum')
    const ended = frame.with(frame.length - 3, 9)
    const crc = crc16(ended, ended.length - 2)
    assert.equal(error(ended.with(-2, crc >> 8).with(-1, crc & 255)), 'bad-end')
    assert.equal(decode(frame.with(20, 9), { checksum: true }).ok, true)
  })

  it('is confirmed with its function and serial number, address first', () => {
    const answer = confirm(of('timed'), '2017-07-18T11:00:20+08:00', { stay: true })
    assert.equal(toHex(answer).slice(0, -4), '7e7e00112233440503e8328008020034170718110020' + '1b')
    assert.equal(good(answer).end, 'esc')
    assert.equal(toHex(bodyHead(1, '2026-01-01T00:00:00Z').done()), '0001260101080000')
  })
})

describe('a stream of frames', () => {
  const few = frames.slice(0, 6).map(({ hex }) => hex)
  const stream = fromHex(few.join(''))!
  const cut = (bytes: Uint8Array, cuts: number[]): string[] => {
    const framer = createFramer()
    const edges = [0, ...cuts, bytes.length]
    const out = edges.slice(1).flatMap((edge, i) => framer.push(bytes.subarray(edges[i], edge)))
    return out.map((one) => ('error' in one ? one.error : toHex(one)))
  }

  it('is cut the same wherever its chunks end', () => {
    assert.deepEqual(cut(stream, []), few)
    for (let at = 1; at < stream.length; at++) assert.deepEqual(cut(stream, [at]), few)
    assert.deepEqual(
      cut(
        stream,
        Array.from({ length: stream.length - 1 }, (_, i) => i + 1),
      ),
      few,
    )
  })

  it('finds the next frame after rubbish, lies about the length and frames with a wrong CRC', () => {
    const [a, b] = [few[0]!, few[2]!]
    const text = (hex: string) => cut(fromHex(hex)!, [])
    assert.deepEqual(text(`0102${a}`), ['bad-start', a])
    const wrong = `${a.slice(0, -2)}00`
    assert.deepEqual(text(wrong + b), [wrong, b], 'a wrong CRC comes out as it is')
    assert.deepEqual(decode(fromHex(wrong)!), { ok: false, error: 'bad-checksum' })
    assert.deepEqual(text(`7e7e7e${a}`), ['bad-header', a])
    const lie = `${a.slice(0, 22)}0040${a.slice(26)}`
    assert.deepEqual(text(lie + b + b), ['bad-checksum', b, b], 'the lie reaches over the first frame after it')
  })

  it('of hostile headers costs no more than the bytes it sends', () => {
    const framer = createFramer()
    const header = fromHex('7e7e0100112233440000320fff02')!
    const noise = Uint8Array.from({ length: 400_000 }, (_, i) => header[i % header.length]!)
    let answers = 0
    for (let at = 0; at < noise.length; at += 10_000) answers += framer.push(noise.subarray(at, at + 10_000)).length
    assert.ok(answers < 200, String(answers))
  })
})

describe('a picture in parts', () => {
  it('is joined by station, function and number of parts, in whatever order', () => {
    const first = of('picture, part 1 of 13')
    assert.deepEqual([first.part, first.end], [{ total: 13, number: 1 }, 'etb'])
    const parts = [first, of('picture, part 2 of 13'), of('picture, part 13 of 13')].map((one, i) => ({
      ...one,
      part: { total: 3, number: i + 1 },
    }))
    const joiner = createJoiner()
    assert.equal(joiner.add(parts[2]!, 0), null)
    assert.equal(joiner.add(parts[0]!, 1), null)
    const whole = joiner.add(parts[1]!, 2)
    assert.ok(whole?.ok)
    assert.deepEqual([whole.value.serial, whole.value.data.class], [5, 'H'])
    assert.ok(whole.value.data.picture!.startsWith('ffd8ffe0'))
    assert.ok(whole.value.data.picture!.endsWith('ffd900b7'))
    joiner.add(parts[0]!, 10)
    assert.deepEqual(joiner.expire(70_000)[0]!.missing, [2, 3])
  })
})
