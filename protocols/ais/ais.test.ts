import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Decoded } from '../decoded.ts'
import { encodeMessage, type Writable } from './encode.ts'
import { createReceiver, type Pending } from './receiver.ts'
import { readSentence } from './sentence.ts'
import type { Received } from './types.ts'

const worked = '!AIVDM,1,1,,A,15MgK45P3@G?fl0E`JbR0OwT0@MS,0*4E'
const two = [
  '!AIVDM,2,1,1,A,55?MbV02;H;s<HtKR20EHE:0@T4@Dn2222222216L961O5Gf0NSQEp6ClRp8,0*1C',
  '!AIVDM,2,2,1,A,88888888880,2*25',
] as const

function last(lines: readonly string[], receiver = createReceiver()): Decoded<Received | Pending> {
  let answer: Decoded<Received | Pending> | undefined
  for (const line of lines) answer = receiver.push(line, 0)
  return answer!
}

function message(lines: readonly string[]): Received {
  const answer = last(lines)
  assert.ok(answer.ok && !('pending' in answer.value), JSON.stringify(answer))
  return answer.value
}

/** The line with its own checksum set right. */
function summed(body: string): string {
  let sum = 0
  for (const c of body) sum ^= c.charCodeAt(0)
  return `!${body}*${sum.toString(16).padStart(2, '0')}`
}

const error = (line: string): string => {
  const answer = createReceiver().push(line, 0)
  return answer.ok ? 'ok' : answer.error
}

describe('an AIS sentence', () => {
  it('of the standard notes is read', () => {
    const { type, mmsi, ...rest } = message([worked])
    assert.equal(type, 1)
    assert.equal(mmsi, 366730000)
    assert.ok('lat' in rest && 'speed' in rest && 'course' in rest)
    assert.deepEqual([rest.lat, rest.lon, rest.speed, rest.course], [37.803803, -122.392533, 20.8, 51.3])
  })

  it('is refused for a reason', () => {
    assert.equal(error(worked.replace('*4E', '*4F')), 'bad-checksum')
    assert.equal(error(worked.replace('*4E', '*4e')), 'ok')
    assert.equal(error(worked.replace('*4E', '')), 'bad-end')
    assert.equal(error(worked.slice(1)), 'bad-start')
    assert.equal(error('$GPGGA,1*00'), 'bad-start')
    assert.equal(error(`!AIVDM${','.repeat(2000)}`), 'too-long')
    assert.equal(error(summed('AIVDM,1,1,,A,15MgK45P3@G?fl0E`JbR0OwT0@MS')), 'bad-header')
    assert.equal(error(summed('AIVDM,1,2,,A,15MgK45P3@G?fl0E`JbR0OwT0@MS,0')), 'bad-header')
    assert.equal(error(summed('AIVDM,1,1,,A,15MgK45P3@G?fl0E`JbR0OwT0@MS,6')), 'bad-value')
    assert.equal(error(summed('AIVDM,1,1,,A,15MgK45P3@G?fl0E[JbR0OwT0@MS,0')), 'bad-text')
    assert.equal(error(summed('AIVDM,1,1,,A,15MgK45P3@G?,0')), 'too-short')
    assert.equal(error(summed('AIVDM,1,1,,A,,0')), 'too-short')
    for (const rubbish of ['', '!', '!!!!!!!', '\\', '\\*\\!AIVDM', '*'.repeat(900), '\u0000\ufffd'])
      assert.notEqual(error(rubbish), 'ok')
  })

  it('tells of its talker, its own ship, its channel and its tag blocks', () => {
    const group = 'g:1-2-73,s:rCQ,c:1428451253'
    const sum = [...group]
      .reduce((all, c) => all ^ c.charCodeAt(0), 0)
      .toString(16)
      .padStart(2, '0')
    const read = readSentence(`\\${group}*${sum}\\\\n:157*3f\\${summed('BSVDO,1,1,,1,15MgK45P3@G?fl0E`JbR0OwT0@MS,0')}`)
    assert.ok(read.ok)
    const { talker, own, channel, tag } = read.value
    assert.deepEqual({ talker, own, channel }, { talker: 'BS', own: true, channel: 'A' })
    assert.deepEqual(tag, {
      time: '2015-04-08T00:00:53Z',
      source: 'rCQ',
      destination: null,
      group: { number: 1, total: 2, id: '73' },
      line: null,
      text: null,
    })
    const broken = readSentence(`\\s:x*00\\${worked}`)
    assert.ok(broken.ok && broken.value.tag === null, 'a tag block with a wrong checksum says nothing')
  })

  it('is found behind a receiver clock and before its remarks', () => {
    const read = message([`2016-04-11 00:00:01, ${worked},s36310,d-081,T59.01777335`])
    assert.equal(read.mmsi, 366730000)
  })
})

describe('a message in several sentences', () => {
  it('is answered with its last', () => {
    const receiver = createReceiver()
    assert.deepEqual(receiver.push(two[0], 0), { ok: true, value: { pending: true, number: 1, total: 2 } })
    const answer = receiver.push(two[1], 10)
    assert.ok(answer.ok && 'shipname' in answer.value)
    assert.equal(answer.value.shipname, 'EVER DIADEM')
  })

  it('needs its first part, its order and its time', () => {
    const missing = { ok: false, error: 'part-missing', detail: 2 }
    assert.deepEqual(last([two[1]]), missing)
    assert.deepEqual(last([two[0], two[1], two[1]]), missing)
    const receiver = createReceiver({ timeoutMs: 1000 })
    receiver.push(two[0], 0)
    assert.deepEqual(receiver.push(two[1], 1001), missing)
    const three = ['AIVDM,3,1,4,A,5,0', 'AIVDM,3,3,4,A,5,0', 'AIVDM,3,2,4,A,5,0'].map(summed)
    assert.equal(last(three.slice(0, 2)).ok, false)
    assert.equal(last(three).ok, false)
  })

  it('mixes with those of another number, channel or group', () => {
    const other = two.map((line) => summed(line.slice(1, -3).replace(/,1,A/, ',1,B')))
    const receiver = createReceiver()
    for (const line of [two[0], other[0]!]) receiver.push(line, 0)
    for (const line of [two[1], other[1]!]) assert.ok('shipname' in (receiver.push(line, 0) as { value: object }).value)
  })

  it('mixes with those of another station or talker on one line, also where only the first part names it', () => {
    const block = (text: string): string => {
      const sum = [...text].reduce((all, c) => all ^ c.charCodeAt(0), 0)
      return `\\${text}*${sum.toString(16).padStart(2, '0')}\\`
    }
    const base = two.map((line) => summed(line.slice(1, -3).replace('AIVDM', 'BSVDM')))
    const of = (source: string, i: 0 | 1): string => block(`s:${source}`) + two[i]
    const named = (answer: Decoded<Received | Pending>): void =>
      assert.ok(answer.ok && 'shipname' in answer.value, JSON.stringify(answer))
    const receiver = createReceiver()
    for (const line of [of('west', 0), of('east', 0), base[0]!]) receiver.push(line, 0)
    for (const line of [of('west', 1), of('east', 1), base[1]!]) named(receiver.push(line, 0))
    named(last([of('west', 0), two[1]]))
    named(last([block('g:1-2-73,s:west') + two[0], block('g:2-2-73') + two[1]]))
    assert.equal(last([of('west', 0), of('east', 1)]).ok, false, 'never a first part of one and a second of another')
  })

  it('never holds more than its limit', () => {
    const receiver = createReceiver({ limit: 3 })
    for (let seq = 0; seq < 5; seq++) receiver.push(summed(`AIVDM,2,1,${seq},A,55?MbV02;H;s<HtKR20EHE,0`), 0)
    const answers = [0, 1, 2, 3, 4].map((seq) => receiver.push(summed(`AIVDM,2,2,${seq},A,0,0`), 0))
    assert.deepEqual(
      answers.map((answer) => (answer.ok ? 'ok' : answer.error)),
      ['part-missing', 'part-missing', 'too-short', 'too-short', 'too-short'],
    )
  })
})

const nothing = { lat: null, lon: null, accuracy: false, raim: false }
const size = { toBow: null, toStern: null, toPort: null, toStarboard: null }
const far = { ...nothing, speed: null, course: null }
const blank: Writable[] = [
  { type: 1, repeat: 0, mmsi: 1, ...far, status: null, turn: null, heading: null, second: null, maneuver: 0, radio: 0 },
  { type: 4, repeat: 0, mmsi: 2, ...nothing, timestamp: null, epfd: null, radio: 0 },
  {
    ...{ type: 5, repeat: 0, mmsi: 3, ...size, aisVersion: 0, imo: null, callsign: null, shipname: null, shiptype: null },
    ...{ epfd: null, eta: null, draught: null, destination: null, dte: 1 },
  },
  { type: 9, repeat: 0, mmsi: 4, ...far, alt: null, second: null, regional: 0, dte: 1, assigned: false, radio: 0 },
  { type: 27, repeat: 3, mmsi: 5, ...far, status: null, late: false },
]

describe('a value the standard marks as missing', () => {
  for (const given of blank)
    it(`is null in message ${given.type}, never 0`, () => {
      assert.deepEqual(message(encodeMessage(given)), { ...given, talker: 'AI', own: false, channel: 'A', tag: null })
    })

  it('also beyond what can be: heading 360, latitude 91.5, 31 February', () => {
    const lines = encodeMessage({ type: 4, repeat: 0, mmsi: 2, ...nothing, timestamp: '2026-02-31T10:00:00Z', epfd: 1, radio: 0 })
    const read = message(lines)
    assert.ok('timestamp' in read)
    assert.equal(read.timestamp, null)
    const [line] = encodeMessage({ ...(blank[0] as Writable & { type: 1 }), heading: 360, lat: 91.5 })
    const position = message([line!])
    assert.ok('heading' in position)
    assert.deepEqual([position.heading, position.lat], [null, null])
  })
})

/** Numbers from a seed (mulberry32). */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * below)
  }
}

const bitsOf: Record<number, number> = {
  1: 168,
  2: 168,
  3: 168,
  4: 168,
  5: 424,
  9: 168,
  11: 168,
  18: 168,
  19: 312,
  21: 272,
  24: 168,
  27: 96,
}
const alphabet = Array.from({ length: 64 }, (_, n) => String.fromCharCode(n < 40 ? n + 48 : n + 56))

/** A message of a type with every other bit by chance, in as many sentences as it needs. */
function byChance(type: number, next: (below: number) => number): string[] {
  const characters = Math.ceil(bitsOf[type]! / 6)
  const payload = alphabet[type]! + Array.from({ length: characters - 1 }, () => alphabet[next(64)]).join('')
  const fill = characters * 6 - bitsOf[type]!
  return characters <= 60
    ? [summed(`AIVDM,1,1,,A,${payload},${fill}`)]
    : [summed(`AIVDM,2,1,3,A,${payload.slice(0, 60)},0`), summed(`AIVDM,2,2,3,A,${payload.slice(60)},${fill}`)]
}

describe('writing', () => {
  it('what was read gives the same values, whatever the bits', () => {
    const next = chance(20261126)
    for (const type of Object.keys(bitsOf).map(Number))
      for (let i = 0; i < 400; i++) {
        const read = message(byChance(type, next))
        if ('raw' in read) continue
        const again = message(encodeMessage(read as Writable, { channel: read.channel, seq: i }))
        // How a maker's name of three characters was filled up is not kept.
        if ('vendorid' in read && 'vendorid' in again) again.vendorid = read.vendorid
        assert.deepEqual(again, read)
      }
  })

  it('a long name of an aid to navigation goes on behind the message', () => {
    const name = 'CHINA ROSE MURPHY EXPRESS ALERT'
    const aid: Writable = {
      ...{ type: 21, repeat: 0, mmsi: 993692001, ...nothing, ...size, aidType: 20, name, epfd: 1, second: null },
      ...{ offPosition: false, regional: 0, virtualAid: false, assigned: false },
    }
    const read = message(encodeMessage(aid))
    assert.ok('name' in read)
    assert.equal(read.name, name)
  })
})
