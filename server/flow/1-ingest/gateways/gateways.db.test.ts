import assert from 'node:assert/strict'
import type { Socket } from 'node:net'
import { describe, it } from 'node:test'
import { decode } from '../../../../protocols/jt808/decode.ts'
import { encode } from '../../../../protocols/jt808/encode.ts'
import { createFramer } from '../../../../protocols/jt808/frame.ts'
import type { Message } from '../../../../protocols/jt808/types.ts'
import { fieldStory } from '../../../../test/field-devices.ts'
import {
  dusty,
  framesRead,
  hex,
  location,
  message,
  opaque,
  peer,
  phone,
  register,
  registration,
  replied,
  signIn,
  stamp,
  stored,
  telegram,
  terminal,
  utf8,
  verdicts,
} from '../../../../test/field-peer.ts'

/** Nothing a terminal says is wrong. */
const calm = {
  ...{ distress: 0, overspeed: 0, fatigue: 0, 'off-route': 0, theft: 0 },
  ...{ ahead: 0, driver: 0, tyres: 0, 'blind-spot': 0 },
}

describe('a vehicle terminal', () => {
  it('registers, signs in and reports, cut at every byte; replies are byte-exact and positions kept', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    one.send(register)
    const answer = await one.reads(34)
    const [sender] = await story.sql<{ code: string }>('select code from senders where number = $1', [phone])
    const code = hex(utf8.encode(sender!.code))
    assert.equal(answer, hex(message('8100', 0, opaque(`000100${code}`))))
    for (const byte of [...signIn(sender!.code), ...location(3, '260302093000')]) one.send(Uint8Array.of(byte))
    assert.equal(await one.reads(20), replied({ answers: 2, id: 0x0102, result: 0 }, 1))
    assert.equal(await one.reads(20), replied({ answers: 3, id: 0x0200, result: 0 }, 2))
    assert.deepEqual(await stored(story), [
      {
        device: 'truck-1',
        values: { speed: 45, direction: 0, acc: 0, ...calm, load: 100, lon: 106.55, lat: 29.56 },
      },
    ])
    assert.deepEqual(await verdicts(story), { heard: 2, taken: 1 })
    await story.acknowledge()
    await story.end()
  })

  it('is refused before it signs in, and nothing of it becomes a reading', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    one.send(location(7, '260302093000'))
    assert.equal(await one.reads(20), replied({ answers: 7, id: 0x0200, result: 1 }, 0))
    one.send(signIn('made-up', 8))
    assert.equal(await one.reads(20), replied({ answers: 8, id: 0x0102, result: 1 }, 1))
    assert.deepEqual(await stored(story), [])
    assert.deepEqual(await verdicts(story), { 'not-signed-in': 1, 'wrong-code': 1 })
  })

  it('nobody registered is kept aside with a count, and told', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    for (const serial of [1, 2, 3]) one.send(location(serial, '260302093000', { from: '13800000000' }))
    await one.reads(60)
    const rows = await story.sql<{ code: string; source: string; repeats: number }>(
      'select code, source, repeats from quarantine',
    )
    assert.deepEqual(rows, [{ code: 'gateway.unknown-sender', source: 'jt808 13800000000', repeats: 3 }])
    assert.deepEqual(await verdicts(story), { 'unknown-sender': 3 })
  })

  it('nobody registered fills no disk: beyond its address’s portion of the day it is answered and counted only', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    // a new number each, so that nothing is folded together
    const many = Array.from({ length: 600 }, (_, i) => location(i, '260302093000', { from: String(13_800_000_000 + i) }))
    one.send(Buffer.concat(many))
    await framesRead(one, 600)
    const [kept] = await story.sql<{ frames: number; refused: number }>(
      'select (select count(*) from frames)::int as frames, (select count(*) from quarantine)::int as refused',
    )
    assert.deepEqual(kept, { frames: 500, refused: 500 })
    const [counted] = await story.sql<{ n: string; kept: string }>('select sum(n) as n, sum(kept) as kept from frame_counts')
    assert.deepEqual(counted, { n: '600', kept: '500' })
  })

  it('keeps its number for the terminal that registered first: knowing the number gives no code', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    await terminal(t, story, port)
    const other = await peer(t, port)
    other.send(registration('5a'))
    assert.equal(await other.reads(18), hex(message('8100', 0, opaque('000101'))))
    other.send(register)
    assert.equal((await other.reads(34)).slice(0, 6), '7e8100', 'the same terminal again gets its code again')
    assert.deepEqual(await verdicts(story), { heard: 3, 'other-terminal': 1 })
  })

  it('that guesses codes is not listened to any more from there, not even with the right one', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    await terminal(t, story, port)
    const [sender] = await story.sql<{ code: string }>(`select code from senders where number = $1`, [phone])
    const thief = await peer(t, port)
    for (let i = 0; i < 20; i++) thief.send(signIn(`guess-${i}`, i))
    thief.send(signIn(sender!.code, 99))
    const answers = createFramer().push(Buffer.from(await framesRead(thief, 21), 'hex'))
    assert.equal(hex(answers[20] as Uint8Array), replied({ answers: 99, id: 0x0102, result: 1 }, 20))
    assert.doesNotMatch(JSON.stringify(await story.sql('select * from quarantine')), /67756573732d|guess/, 'no code lies open')
  })

  it('nobody learns the code of by going through terminals', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    await terminal(t, story, port)
    const thief = await peer(t, port)
    for (let i = 0; i < 20; i++) thief.send(registration((0x50 + i).toString(16)))
    thief.send(register)
    const answers = createFramer().push(Buffer.from(await framesRead(thief, 21), 'hex'))
    assert.equal(hex(answers[20] as Uint8Array), hex(message('8100', 20, opaque('000101'))), 'not even the right one')
  })

  it('crying with every position raises one alarm; what is sent again doubles nothing', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await terminal(t, story, port)
    for (const [at, time] of ['260302092950', '260302092955', '260302093000', '260302093000'].entries())
      one.send(location(10 + at, time, { alarm: 1 }))
    await one.reads(80)
    assert.equal((await stored(story)).length, 3)
    assert.equal((await story.facts('alarm.raised')).length, 1)
    assert.deepEqual(await verdicts(story), { heard: 2, taken: 3, repeated: 1 })
  })

  it('off its route and too fast is one alarm each while the bits stand; a person decides on the one, the other is watched', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await terminal(t, story, port)
    const wrong = (1 << 23) | (1 << 1)
    for (const [i, time] of ['260302092950', '260302092955', '260302093000'].entries())
      one.send(location(10 + i, time, { alarm: wrong }))
    await one.reads(60)
    const raised = await story.sql(`select family, severity from alarms where cleared_at is null order by family`)
    assert.deepEqual(raised, [
      { family: 'off-route', severity: 'yellow' },
      { family: 'overspeed', severity: 'blue' },
    ])
    assert.deepEqual(await story.sql(`select type, state from signals`), [{ type: 'spoil-truck.off-route', state: 'waiting' }])
    await story.pass({ s: 10 })
    one.send(location(20, '260302093010'))
    await one.reads(20)
    await story.pass({ m: 2 })
    one.send(location(21, '260302093210'))
    await one.reads(20)
    assert.deepEqual(await story.sql('select family from alarms where cleared_at is null'), [])
  })

  it('sending a photo in parts is told 8800 once it is whole; missing parts are asked for once, then counted', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await terminal(t, story, port)
    const photo = (serial: number): Uint8Array[] =>
      encode({
        ...{ id: '0801', version: 2013, protocolVersion: 0, phone, serial, encryption: 0, name: 'opaque' },
        body: { hex: `0000000700000101${'00'.repeat(28)}${'ab'.repeat(2_000)}` },
      } as Message)
    const said = async (): Promise<[string, object]> => {
      const read = decode(Buffer.from(await framesRead(one, 1), 'hex'))
      assert.ok(read.ok)
      return [read.value.id, read.value.body]
    }
    const [first, second] = [photo(10), photo(20)]
    assert.equal(first.length, 2)
    one.send(first[0]!)
    assert.deepEqual(await said(), ['8001', { answers: 10, message: 0x0801, result: 0 }])
    one.send(first[1]!)
    assert.deepEqual(await said(), ['8800', { mediaId: 7 }])
    one.send(second[1]!)
    assert.deepEqual(await said(), ['8001', { answers: 21, message: 0x0801, result: 0 }])
    await story.pass({ m: 1 })
    one.send(message('0002', 30, opaque('')))
    assert.deepEqual(await said(), ['8003', { firstSerial: 20, parts: [1] }])
    await said()
    await story.pass({ m: 1 })
    one.send(message('0002', 31, opaque('')))
    assert.deepEqual(await said(), ['8001', { answers: 31, message: 2, result: 0 }])
    assert.deepEqual(await verdicts(story), { heard: 5, waiting: 2, 'part-missing': 1 })
    one.send(second[1]!)
    await said()
    one.socket.destroy()
    while ((await verdicts(story))['part-missing'] !== 2) await new Promise((resolve) => setImmediate(resolve))
  })

  it('two over one connection keep apart', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await terminal(t, story, port)
    one.send(Buffer.concat([location(5, '260302093000', { from: '13800000000' }), location(6, '260302093000')]))
    const [stranger, own] = [await one.reads(20), await one.reads(20)]
    assert.equal(stranger, replied({ answers: 5, id: 0x0200, result: 1 }, 2, '13800000000'))
    assert.equal(own, replied({ answers: 6, id: 0x0200, result: 0 }, 3))
  })
})

describe('a dust station', () => {
  it('is answered with 9014 where it asks for that, after its values are kept; those of a fault are not', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('hj212', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    for (const byte of dusty('20260302093000001')) one.send(Uint8Array.of(byte))
    const wanted = telegram('QN=20260302093000001;ST=91;CN=9014;PW=123456;MN=DUST0000000000000000001;Flag=4;CP=&&&&')
    assert.equal(await one.reads(wanted.length), hex(wanted))
    assert.deepEqual(await stored(story), [{ device: 'dust-1', values: { pm10: 88, noise: 61.5 } }])
  })

  it('that sends a level of the moment and an equivalent level is kept with the equivalent one, in either order', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('hj212', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    one.send(dusty('20260302093000001', 'Leq-Rtd=58.2,Leq-Flag=N;LA-Rtd=71,LA-Flag=N'))
    for (const [time, values] of [
      ['20260302092930', 'LA-Rtd=71,LA-Flag=N;Leq-Rtd=58.3,Leq-Flag=N'],
      ['20260302092900500', 'LA-Rtd=66'],
    ]) {
      const head = `QN=20260302093100001;ST=39;CN=2011;PW=123456;MN=DUST0000000000000000001;Flag=5`
      one.send(telegram(`${head};CP=&&DataTime=${time};${values}&&`))
    }
    await one.reads(3 * 90)
    assert.deepEqual(
      (await stored(story)).map(({ values }) => values.noise),
      [66, 58.3, 58.2],
    )
  })

  it('whose last part never comes is counted, and what came is kept as it came', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('hj212', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    const head = 'QN=20260302093000001;ST=39;CN=2011;PW=123456;MN=DUST0000000000000000001;Flag=7;PNUM=2;PNO=1'
    one.send(telegram(`${head};CP=&&DataTime=20260302093000;a34002-Rtd=88&&`))
    await one.reads(90)
    await story.pass({ m: 1 })
    one.send(dusty('20260302093000002'))
    await one.reads(90)
    assert.deepEqual(await verdicts(story), { waiting: 1, 'part-missing': 1, taken: 1 })
    assert.deepEqual(await story.sql(`select count(*)::int as n from frames where verdict = 'waiting'`), [{ n: 1 }])
  })

  it('nobody registered, or with a wrong password, is answered only while its telegrams are kept', async (t) => {
    const story = await fieldStory(t)
    await story.sql(`update senders set code = 'other' where number = 'DUST0000000000000000001'`)
    const port = await story.zhili.gateways.listen('hj212', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    const from = (n: number, mn: string, password = '123456'): Uint8Array => {
      const head = `QN=20260302093000${String(n).padStart(3, '0')};ST=39;CN=2011;PW=${password};MN=${mn};Flag=5`
      return telegram(`${head};CP=&&DataTime=20260302093000;a34002-Rtd=${n},a34002-Flag=N&&`)
    }
    const station = 'DUST0000000000000000001'
    const strangers = Array.from({ length: 505 }, (_, n) => from(n, 'NOBODY'))
    // The last one is its own: answers come in the order of what they answer.
    one.send(Buffer.concat([...strangers, from(600, station), from(601, station), from(602, station, 'other')]))
    let said = ''
    while (!said.includes('QN=20260302093000602')) said += Buffer.from(await one.reads(1), 'hex').toString('latin1')
    assert.equal(said.split('CN=9014').length - 1 + (said.endsWith('602') ? 1 : 0), 501)
    assert.doesNotMatch(said, /QN=2026030209300060[01]/)
    assert.deepEqual(await verdicts(story), { 'unknown-sender': 505, 'wrong-code': 2, taken: 1 })
    const [counted] = await story.sql<{ kept: number }>('select sum(kept)::int as kept from frame_counts')
    assert.deepEqual(counted, { kept: 501 })
  })

  it('with a wrong password is kept aside, and answered all the same: it would send for ever', async (t) => {
    const story = await fieldStory(t)
    await story.sql(`update senders set code = 'other' where number = 'DUST0000000000000000001'`)
    const port = await story.zhili.gateways.listen('hj212', { port: 0, host: '127.0.0.1' })
    const one = await peer(t, port)
    one.send(dusty('20260302093000001'))
    await one.reads(90)
    assert.deepEqual(await stored(story), [])
    assert.deepEqual(await verdicts(story), { 'wrong-code': 1 })
    assert.doesNotMatch(
      JSON.stringify(await story.sql('select payload from quarantine')),
      /50573d313233343536/,
      'nor its password',
    )
  })
})

describe('a hostile or broken peer', () => {
  /** Not `once` of node:events: it fails on the reset that comes before the close. */
  const ended = (socket: Socket): Promise<void> =>
    socket.destroyed ? Promise.resolve() : new Promise((resolve) => void socket.once('close', () => resolve()))

  it('that sends rubbish is ended, and its neighbour goes on', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await terminal(t, story, port)
    const bad = await peer(t, port)
    bad.socket.on('error', () => undefined)
    const rubbish = Buffer.alloc(16_384, 0x55)
    for (let i = 0; i < 8 && !bad.socket.destroyed; i++) bad.send(rubbish)
    await ended(bad.socket)
    one.send(location(3, '260302093000'))
    assert.equal(await one.reads(20), replied({ answers: 3, id: 0x0200, result: 0 }, 2))
  })

  it('of one address beyond its number is ended', async (t) => {
    const story = await fieldStory(t, { GATEWAY_PER_ADDRESS: '1' })
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    await peer(t, port)
    const second = await peer(t, port)
    second.socket.on('error', () => undefined)
    await ended(second.socket)
    assert.equal(story.zhili.gateways.state('jt808')!.connections, 1)
  })

  it('sending a thousand positions at once is answered each, in order', async (t) => {
    const story = await fieldStory(t)
    const port = await story.zhili.gateways.listen('jt808', { port: 0, host: '127.0.0.1' })
    const one = await terminal(t, story, port)
    const many = Array.from({ length: 1_000 }, (_, i) => location((10 + i) & 0xffff, stamp(i)))
    one.send(Buffer.concat(many))
    const framer = createFramer()
    const answers = framer.push(Buffer.from(await framesRead(one, 1_000), 'hex'))
    assert.equal(answers.length, 1_000)
    assert.equal((await stored(story)).length, 1_000)
  })
})
