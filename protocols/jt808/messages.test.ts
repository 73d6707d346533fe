import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fromHex, Reader, toHex, Writer } from '../bytes.ts'
import { seeded } from '../seeded.ts'
import { decode, decodeBody } from './decode.ts'
import { encode } from './encode.ts'
import { readExtras, writeExtras } from './extras.ts'
import { fromPlatform } from './from-platform.ts'
import { fromTerminal } from './from-terminal.ts'
import type { Header, Message } from './types.ts'

const layouts = Object.entries<readonly [number, ...unknown[]]>({ ...fromTerminal, ...fromPlatform })

/** What all frames of a message say together. */
function whole(message: Message): Message {
  const frames = encode(message)
  const found = frames.map((frame) => decode(frame))
  const [first] = found
  assert.ok(first?.ok)
  if (frames.length === 1) return first.value
  const hex = found.map((one) => (one.ok ? (one.value.body as { hex: string }).hex : '')).join('')
  const { part: _, name: __, body: ___, ...header } = first.value
  const joined = decodeBody(header, fromHex(hex)!)
  assert.ok(joined.ok)
  return joined.value
}

describe('every message of JT/T 808', () => {
  it('comes back as it was written, in both editions, whatever it holds', () => {
    const chance = seeded(2019)
    let came = 0
    for (const [name, [id]] of layouts)
      for (let round = 0; round < 60; round++) {
        const version = round % 2 ? 2019 : 2013
        const header: Header = {
          id: id.toString(16).padStart(4, '0'),
          version,
          protocolVersion: version === 2019 ? 1 : 0,
          phone: '13800138000',
          serial: round,
          encryption: 0,
        }
        // Small numbers, so that lengths and counts often fit.
        const found = decodeBody(
          header,
          chance.bytes(chance.below(200)).map((byte) => byte % (round < 20 ? 256 : 9)),
        )
        if (!found.ok) continue
        const { rest: _, ...message } = found.value
        const once = whole(message as Message)
        assert.deepEqual(whole(once), once, `${name}: what was written once stays as it is`)
        came++
      }
    assert.ok(came > 1_500, String(came))
  })
})

/** Frames of real terminals, as quoted in the tests of traccar (Apache-2.0), with what they are. */
const real: [string, Partial<Message> | string][] = [
  ['7e0002000004304832546500b7ca7e', { name: 'heartbeat', phone: '43048325465' }],
  [
    '7e0702002201827061151401bc012510091507510000303032396238383500000000000000000000000000000000002b7e',
    {
      name: 'driver',
      body: {
        state: 1,
        time: '2025-10-09T15:07:51+08:00',
        result: 0,
        name: '',
        licence: '0029b885',
        issuer: '',
        validUntil: null,
      },
    },
  ],
  [
    '7e0100002d013511221122000500000000373031303748422d52303347424400000000000000000000003233363631303402cbd5424136383630387e',
    {
      name: 'register',
      body: {
        province: 0,
        county: 0,
        maker: '70107',
        model: 'HB-R03GBD',
        terminalId: '2366104',
        plateColour: 2,
        plate: '苏BA6860',
      },
    },
  ],
  [
    '7e01000021013345678906000f002c012f373031313142534a2d4d3742203030303030303001d4c1423838383838b47e',
    {
      name: 'register',
      body: {
        province: 44,
        county: 303,
        maker: '70111',
        model: 'BSJ-M7B',
        terminalId: '0000000',
        plateColour: 1,
        plate: '粤B88888',
      },
    },
  ],
  [
    '7e010200204f07788ef67601824f4459344f544d314d4459774d4441314d444977626d5633553235536457786cba7e',
    { name: 'authenticate', phone: '4f07788ef676', body: { code: 'ODY4OTM1MDYwMDA1MDIwbmV3U25SdWxl' } },
  ],
  [
    '7e550284367401903111850916072002392706132126075361086300001700000000014600005ded05e203000000000b010d0c06005b003e00ab0a0302dc65100100a37e',
    'bad-checksum',
  ],
  [
    '7e02000054093037612710000700000000000000010223aca000dc9dd800000000000017121417122133362a4d30302c34352c31313336393042383030313233303026303030303030303030303030303030263132333435363738393031323334353623897e',
    'bad-checksum',
  ],
]

describe('abnormal driving of JT/T 1078', () => {
  it('is read with its degree of tiredness and without, and written as it came', () => {
    for (const [hex, want] of [
      ['18020002', { kinds: { bits: 2, names: ['phone'] } }],
      ['1803000150', { kinds: { bits: 1, names: ['fatigue'] }, fatigue: 80 }],
    ] as const) {
      const found = readExtras(new Reader(fromHex(hex)!))
      assert.deepEqual(found, { extras: { abnormalDriving: want }, unknown: [] })
      const to = new Writer()
      writeExtras(to, found.extras, found.unknown)
      assert.equal(toHex(to.done()), hex)
    }
  })
})

describe('frames of real terminals', () => {
  it('are read, or refused with the reason', () => {
    for (const [hex, want] of real) {
      const found = decode(fromHex(hex)!)
      if (typeof want === 'string') assert.equal(found.ok ? 'ok' : found.error, want, hex)
      else {
        assert.ok(found.ok, hex)
        assert.deepEqual(found.value, { ...found.value, ...want })
        if (found.value.name === 'heartbeat') assert.equal(toHex(encode(found.value)[0]!), hex)
      }
    }
  })
})
