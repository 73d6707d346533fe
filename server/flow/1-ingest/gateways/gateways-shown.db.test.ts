import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { encode as encodeGb26875 } from '../../../../protocols/gb26875/encode.ts'
import type { Message as Transmitted } from '../../../../protocols/gb26875/types.ts'
import { encode as encodeSl651 } from '../../../../protocols/sl651/encode.ts'
import { fieldPacks, fieldStory } from '../../../../test/field-devices.ts'
import {
  dusty,
  gauge,
  hex,
  isoOf,
  location,
  nowDigits,
  peer,
  phone,
  stored,
  terminal,
  verdicts,
} from '../../../../test/field-peer.ts'
import { createPacks } from '../../../city/pack/packs.ts'
import { createPlots } from '../plots/keep.ts'
import { replayFrames } from './replay.ts'
import { createSenders } from './senders.ts'

describe('a river station', () => {
  it('is confirmed byte by byte, with the function and serial number it sent, after its values are kept; a wrong password is not', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('sl651', { port: 0, host: '127.0.0.1' })
    // rain of the hour 4.0 mm, level 10.490 m, 10.99 V; password 03E8
    const body = '0034260302093016f1f1001122334448f0f026030209301a190000403923000104903812' + '1099'
    const one = await peer(t, port)
    const sent = encodeSl651({ ...gauge, password: '03e8', body })
    one.send(encodeSl651({ ...gauge, password: '1234', body }))
    for (const byte of sent) one.send(Uint8Array.of(byte))
    const wanted = encodeSl651({ ...gauge, direction: 'down', password: '03e8', end: 'eot', body: `0034${nowDigits(story)}` })
    assert.equal(await one.reads(wanted.length), hex(wanted))
    assert.deepEqual(await stored(story), [{ device: 'gauge-1', values: { rain: 4, level: 10.49, voltage: 10.99 } }])
    assert.deepEqual(await verdicts(story), { taken: 1, 'wrong-code': 1 })
  })
})

describe('rain and levels of a station', () => {
  it('are kept as the worked example and an hour report give them; an hour with a missing step is none', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('sl651', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    const head = (minute: string): string => `00342603020930${minute}f1f1001122334448f0f02603020930`
    const steps = (last: string): string => `f460${'05'.repeat(11)}${last}`
    const bodies = [
      ['32', `${head('10')}20190000402619000040392300010490`],
      ['34', `${head('20').replace(/30$/, '00')}${steps('0a')}3b2300010600`],
      ['34', `${head('30').replace(/0930$/, '0800')}${steps('ff')}38121099`],
    ] as const
    for (const [code, body] of bodies) {
      one.send(encodeSl651({ ...gauge, function: code, password: '03e8', body }))
      await one.reads(25)
    }
    assert.deepEqual(
      (await stored(story)).map(({ values }) => values),
      [{ voltage: 10.99 }, { rain: 6.5, level: 10.6 }, { 'rain-now': 4, 'rain-total': 4, level: 10.49 }],
    )
  })
})

describe('a fire-alarm transmitter', () => {
  it('is acknowledged byte by byte and raises one alarm; an unknown one is rejected', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('gb26875', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    const at = isoOf(story)
    const own = { serial: 7, version: { main: 1, user: 1 }, time: at, source: '010203040506', target: '000000000001' }
    const part = { system: { number: 1, kind: null }, systemAddress: 1, part: { number: 42, kind: null }, partAddress: 7 }
    const data = { type: 'part-state', number: 2, items: [{ ...part, state: { bits: 2, names: [] }, text: '', time: at }] }
    const send = (from: object): Uint8Array =>
      encodeGb26875({ ...own, ...from, command: 'send', commandNumber: 2, data } as Transmitted)
    const back = (commandNumber: number, from: object): string =>
      hex(encodeGb26875({ ...own, source: own.target, target: own.source, command: null, commandNumber, ...from }))
    one.send(send({}))
    assert.equal(await one.reads(30), back(3, {}))
    one.send(send({ serial: 8, time: at }))
    assert.equal(await one.reads(30), back(3, { serial: 8 }))
    one.send(send({ source: '999999999999' }))
    assert.equal(await one.reads(30), back(6, { target: '999999999999' }))
    assert.equal((await story.facts('alarm.raised')).length, 1)
    assert.deepEqual(await verdicts(story), { taken: 1, repeated: 1, 'unknown-sender': 1 })
    await story.acknowledge()
    await story.end()
  })
})

describe('what was just received', () => {
  it('is shown as it came and read, with its outcome; codes, passwords and those of other areas are not', async (t) => {
    const story = await fieldStory(t)
    await story.sql(`update senders set code = '123456' where number = 'DUST0000000000000000001'`)
    const trucks = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const stations = await story.zhili.gateways.listen('hj212', { port: 0, host: '127.0.0.1' })
    const one = await terminal(t, story, trucks)
    one.send(location(3, '260302093000', { from: '13800000000' }))
    await one.reads(20)
    const two = await peer(t, stations)
    two.send(dusty('20260302093000001'))
    await two.reads(80)
    const whole = story.as('zouhaining')
    const list = await whole.get<{ rows: Record<string, unknown>[] }>('/api/v1/gateways')
    const row = list.body.rows.find(({ protocol }) => protocol === 'jt808')!
    assert.deepEqual([row.port, row.connections, row.senders, row.frames, row.refused, row.unknown], [trucks, 1, 1, 3, 1, 1])
    type Shown = { verdict: string; number: string; masked: boolean; hex: string | null; value: { body: { latitude: number } } }
    const frames = await whole.get<{ rows: Shown[] }>('/api/v1/gateways/jt808/frames')
    assert.deepEqual(frames.body.rows.map(({ verdict, number, masked }) => `${verdict} ${number} ${masked}`).sort(), [
      `heard ${phone} true`,
      `heard ${phone} true`,
      'unknown-sender 13800000000 false',
    ])
    const stranger = frames.body.rows.find(({ verdict }) => verdict === 'unknown-sender')!
    assert.equal(stranger.value.body.latitude, 29.56)
    const district = await story.as('chenli').get<{ rows: Shown[] }>('/api/v1/gateways/jt808/frames')
    assert.deepEqual(
      district.body.rows.map(({ verdict }) => verdict),
      ['heard', 'heard'],
      'nobody knows whose a stranger is: seen with the whole city only',
    )
    const telegrams = await whole.get<{ rows: Shown[] }>('/api/v1/gateways/hj212/frames')
    assert.equal(telegrams.body.rows.length, 1)
    assert.doesNotMatch(JSON.stringify([frames.body, telegrams.body]), /PW=1|"123456"|313233343536/)
  })
})

describe('kept frames, read anew', () => {
  it('store what is not kept yet, once; nobody is let in who had not shown who they are', async (t) => {
    const story = await fieldStory(t)
    await story.sql(`update senders set code = '123456' where protocol = 'hj212'`)
    const stations = await story.zhili.gateways.listen('hj212', { port: 0, host: '127.0.0.1' })
    const trucks = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, stations)
    one.send(dusty('20260302093000001'))
    one.send(dusty('20260302093000002', 'a34002-Rtd=90,a34002-Flag=N'))
    await one.reads(178)
    const two = await terminal(t, story, trucks)
    two.send(location(3, '260302093000'))
    await two.reads(20)
    const stranger = await peer(t, trucks)
    stranger.send(location(4, '260302093010'))
    await stranger.reads(20)
    // as if nothing had been understood the first time
    await story.sql('delete from readings')
    await story.sql('delete from device_states')
    const { spine, ingest } = story.zhili
    const packs = createPacks(fieldPacks, { demo: false })
    const again = (protocol: 'hj212' | 'jt808') =>
      replayFrames(
        { spine, ingest, packs, senders: createSenders(spine), plots: createPlots(spine), plotsKeepDays: 7 },
        { protocol, from: new Date(0), to: new Date(8.64e15) },
      )
    assert.deepEqual(await again('hj212'), { taken: 2 })
    assert.deepEqual(await again('jt808'), { heard: 2, taken: 1, 'not-trusted': 1 })
    const kept = await stored(story)
    assert.equal(kept.length, 3)
    assert.deepEqual(await again('hj212'), { repeated: 2 })
    assert.deepEqual(await again('jt808'), { heard: 2, repeated: 1, 'not-trusted': 1 })
    assert.deepEqual(await stored(story), kept)
  })
})
