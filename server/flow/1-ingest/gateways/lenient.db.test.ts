import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { GatewayRow } from '../../../../contract/gateway.ts'
import type { Protocol } from '../../../../contract/protocols.ts'
import { encode as encodeGb26875 } from '../../../../protocols/gb26875/encode.ts'
import type { Message as Transmitted } from '../../../../protocols/gb26875/types.ts'
import { decode as decodeJt808 } from '../../../../protocols/jt808/decode.ts'
import { wrap } from '../../../../protocols/jt808/frame.ts'
import { encode as encodeSl651 } from '../../../../protocols/sl651/encode.ts'
import { fieldPacks, fieldStory } from '../../../../test/field-devices.ts'
import {
  framesRead,
  gauge,
  isoOf,
  location,
  message,
  opaque,
  peer,
  phone,
  replied,
  signIn,
  stored,
  telegram,
  terminal,
  verdicts,
} from '../../../../test/field-peer.ts'
import type { Story } from '../../../../test/story.ts'
import { createPacks } from '../../../city/pack/packs.ts'
import { createPlots } from '../plots/keep.ts'
import { replayFrames } from './replay.ts'
import { createSenders } from './senders.ts'

const listen = (story: Story, protocol: Protocol) => story.zhili.gateways.listen(protocol, { port: 0, host: '127.0.0.1' })
const forgive = async (story: Story, protocol: Protocol, number: string, lenient = true) =>
  assert.equal((await story.as('zouhaining').post(`/api/v1/admin/senders/${protocol}/${number}/change`, { lenient })).status, 200)

/** The byte changed at a place from the end; what it was is wrong then. */
const flipped = (frame: Uint8Array, fromEnd: number): Uint8Array => frame.with(-fromEnd, frame.at(-fromEnd)! ^ 1)
/** A frame of JT/T 808 whose check sum is wrong; some flips would make an escape of it. */
function withOtherSum(frame: Uint8Array): Uint8Array {
  const tried = [1, 3, 4].map((mask) => frame.with(-2, frame.at(-2)! ^ mask))
  return tried.find((one) => (decodeJt808(one) as { error?: string }).error === 'bad-checksum')!
}
/** Its check is right, the length it says is not. */
function ofOtherLength(frame: Uint8Array): Uint8Array {
  const plain = frame.slice(1, -2)
  plain[3]! ^= 1
  return wrap(plain)
}
const station = 'DUST0000000000000000001'
const dust = (minute: string, pm10 = 88): Uint8Array =>
  telegram(
    `QN=2026030209${minute}00001;ST=39;CN=2011;PW=123456;MN=${station};Flag=5;CP=&&DataTime=2026030209${minute}00;a34002-Rtd=${pm10},a34002-Flag=N&&`,
  )
const answered = 'QN=20260302093000001;ST=91;CN=9014;PW=123456;MN=DUST0000000000000000001;Flag=4;CP=&&&&'.length + 12
const panel = '010203040506'
const alarmOf = (story: Story, source: string, serial: number): Uint8Array =>
  encodeGb26875({
    ...{ serial, version: { main: 1, user: 1 }, time: isoOf(story), source, target: '000000000001' },
    ...{ command: 'send', commandNumber: 2, data: { type: 'transmitter-state', number: 21, items: [] } },
  } as unknown as Transmitted)

describe('a sender whose frames have a fault', () => {
  it('of JT/T 808 is refused while it is strict; lenient it goes on, counted apart and shown; others are refused as before', async (t) => {
    const story = await fieldStory(t)
    await story.sql(`insert into senders (protocol, number, device) values ('jt808', '13800000000', 'gauge-1')`)
    const port = await listen(story, 'jt808')
    const one = await terminal(t, story, port)
    const wrong = withOtherSum(location(3, '260302092900'))
    one.send(Buffer.concat([wrong, ofOtherLength(location(4, '260302092910')), location(5, '260302092920')]))
    assert.equal(await one.reads(20), replied({ answers: 5, id: 0x0200, result: 0 }, 2), 'what is refused is not answered')
    assert.deepEqual(await verdicts(story), { heard: 2, 'bad-checksum': 1, 'bad-length': 1, taken: 1 })
    await forgive(story, 'jt808', phone)
    one.send(Buffer.concat([wrong, ofOtherLength(location(6, '260302092910'))]))
    assert.equal(await one.reads(20), replied({ answers: 3, id: 0x0200, result: 0 }, 3))
    assert.equal(await one.reads(20), replied({ answers: 6, id: 0x0200, result: 0 }, 4))
    const other = withOtherSum(location(7, '260302092930', { from: '13800000000' }))
    const nobody = withOtherSum(location(8, '260302092930', { from: '13700000000' }))
    const both = withOtherSum(ofOtherLength(location(9, '260302092940')))
    one.send(Buffer.concat([other, nobody, both, withOtherSum(message('0002', 10, opaque('')))]))
    assert.equal(await one.reads(20), replied({ answers: 10, id: 2, result: 0 }, 5))
    assert.deepEqual(await verdicts(story), {
      ...{ heard: 2, taken: 1, 'bad-length': 1, 'bad-checksum': 4 },
      ...{ 'lenient-taken': 2, 'lenient-heard': 1 },
    })
    assert.equal((await stored(story)).length, 3)
    const attributed = await story.sql(
      `select count(*)::int as n from frames where verdict like 'bad-%' and (number, device, area) is not null`,
    )
    assert.deepEqual(attributed, [{ n: 0 }])
    type Shown = { verdict: string; zh: string; en: string; value: { body: { speedKmh: number } } | null }
    const { rows } = (await story.as('zouhaining').get<{ rows: Shown[] }>('/api/v1/gateways/jt808/frames')).body
    const taken = rows.find(({ verdict }) => verdict === 'lenient-taken')!
    assert.deepEqual([taken.zh, taken.en, taken.value?.body.speedKmh], ['已收（校验从宽）', 'Taken (lenient)', 45])
    assert.equal(rows.find(({ verdict }) => verdict === 'bad-checksum')!.value, null)
    const list = (await story.as('zouhaining').get<{ rows: GatewayRow[] }>('/api/v1/gateways')).body.rows
    const row = list.find(({ protocol }) => protocol === 'jt808')!
    assert.equal(row.verdicts.find(({ verdict }) => verdict === 'lenient-taken')?.n, 2)
    assert.equal(row.refused, 5)
    await forgive(story, 'jt808', phone, false)
    one.send(Buffer.concat([wrong, location(11, '260302092950')]))
    assert.equal(await one.reads(20), replied({ answers: 11, id: 0x0200, result: 0 }, 6), 'strict again at once')
    await story.end()
  })

  it('that is lenient must still sign in with its code, and what it measures still has bounds', async (t) => {
    const story = await fieldStory(t)
    await forgive(story, 'jt808', phone)
    const port = await listen(story, 'jt808')
    const own = await terminal(t, story, port)
    const [sender] = await story.sql<{ code: string }>('select code from senders where number = $1', [phone])
    const thief = await peer(t, port)
    thief.send(withOtherSum(location(3, '260302092900')))
    assert.equal(await thief.reads(20), replied({ answers: 3, id: 0x0200, result: 1 }, 0))
    for (let i = 0; i < 20; i++) thief.send(withOtherSum(signIn(`guess-${i}`, 10 + i)))
    thief.send(withOtherSum(signIn(sender!.code, 40)))
    const answers = await framesRead(thief, 21)
    assert.ok(answers.endsWith(replied({ answers: 40, id: 0x0102, result: 1 }, 21)), 'guesses are counted')
    const body = `${'00'.repeat(4)}00000002${'7fffffff'.repeat(2)}000001c20000260302093000`
    own.send(withOtherSum(message('0200', 4, opaque(body))))
    assert.equal(await own.reads(20), replied({ answers: 4, id: 0x0200, result: 0 }, 2))
    const counted = await verdicts(story)
    assert.deepEqual(
      [counted['not-signed-in'], counted['wrong-code'], counted['lenient-position-impossible']],
      [1, 21, 1],
      JSON.stringify(counted),
    )
    assert.doesNotMatch(JSON.stringify(await story.sql('select payload from quarantine')), /67756573732d/)
  })

  it('of HJ 212 is read with a wrong CRC, a wrong length or no line end, the last one also when its connection ends', async (t) => {
    const story = await fieldStory(t)
    const port = await listen(story, 'hj212')
    const one = await peer(t, port)
    const faulty = (from: number): Uint8Array[] => [
      flipped(dust(String(from)), 3),
      flipped(dust(String(from + 1)), dust('00').length - 5),
      dust(String(from + 2)).slice(0, -2),
    ]
    one.send(Buffer.concat([...faulty(10), dust('19')]))
    await one.reads(answered)
    assert.deepEqual(await verdicts(story), { 'bad-checksum': 1, 'bad-length': 1, 'bad-end': 1, taken: 1 })
    await forgive(story, 'hj212', station)
    one.send(Buffer.concat([...faulty(20), dust('29')]))
    await one.reads(4 * answered)
    const other = flipped(telegram('ST=39;CN=2011;PW=123456;MN=OTHER1;Flag=5;CP=&&DataTime=20260302092000;a34002-Rtd=1&&'), 3)
    one.send(Buffer.concat([other, dust('30').slice(0, -2)]))
    one.socket.end()
    while ((await verdicts(story))['lenient-taken'] !== 4) await new Promise((resolve) => setImmediate(resolve))
    assert.deepEqual(await verdicts(story), {
      ...{ 'bad-checksum': 2, 'bad-length': 1, 'bad-end': 1 },
      ...{ taken: 2, 'lenient-taken': 4 },
    })
    assert.equal((await stored(story)).length, 6)
  })

  it('of SL 651 and GB/T 26875.3 is read with a wrong check; a number nothing proves only where no other one speaks', async (t) => {
    const story = await fieldStory(t)
    const rivers = await peer(t, await listen(story, 'sl651'))
    const rain = (minute: string): Uint8Array =>
      encodeSl651({
        ...gauge,
        password: '03e8',
        body: `00342603020930${minute}f1f1001122334448f0f026030209${minute}1a1900004038121099`,
      })
    const confirmed = 25
    rivers.send(Buffer.concat([flipped(rain('10'), 1), rain('11')]))
    await rivers.reads(confirmed)
    assert.deepEqual(await verdicts(story), { 'bad-checksum': 1, taken: 1 })
    await forgive(story, 'sl651', '0011223344')
    rivers.send(flipped(rain('12'), 1))
    await rivers.reads(confirmed)
    assert.deepEqual(await verdicts(story), { 'bad-checksum': 1, taken: 1, 'lenient-taken': 1 })
    assert.deepEqual(await story.sql(`select payload ~ '03e8' as told from quarantine`), [{ told: false }])

    const second = '010203040507'
    await story.sql(`insert into senders (protocol, number, device) values ('gb26875', $1, 'panel-1')`, [second])
    const fires = await listen(story, 'gb26875')
    const [own, shared] = [await peer(t, fires), await peer(t, fires)]
    own.send(Buffer.concat([flipped(alarmOf(story, second, 1), 3), alarmOf(story, second, 2)]))
    await own.reads(30)
    await forgive(story, 'gb26875', second)
    own.send(flipped(alarmOf(story, second, 3), 3))
    await own.reads(30)
    // One bit of a strict panel's address changed on the way makes it the lenient one's.
    shared.send(Buffer.concat([alarmOf(story, panel, 4), flipped(alarmOf(story, second, 5), 3), alarmOf(story, panel, 6)]))
    await shared.reads(60)
    const counted = await story.sql<{ verdict: string; n: number }>(
      `select verdict, sum(n)::int as n from frame_counts where protocol = 'gb26875' group by 1 order by 1`,
    )
    // Each says no more than that the device lives, all at the same second.
    assert.deepEqual(Object.fromEntries(counted.map(({ verdict, n }) => [verdict, n])), {
      ...{ 'bad-checksum': 2, taken: 1, repeated: 2, 'lenient-repeated': 1 },
    })
  })

  it('is read anew from kept frames once it is lenient, as far as it had shown who it is', async (t) => {
    const story = await fieldStory(t)
    const stations = await peer(t, await listen(story, 'hj212'))
    stations.send(Buffer.concat([flipped(dust('10'), 3), dust('11')]))
    await stations.reads(answered)
    const trucks = await listen(story, 'jt808')
    const own = await terminal(t, story, trucks)
    own.send(Buffer.concat([withOtherSum(location(3, '260302092900')), location(4, '260302092910')]))
    await own.reads(20)
    const thief = await peer(t, trucks)
    thief.send(Buffer.concat([withOtherSum(location(5, '260302092920')), location(6, '260302092930')]))
    await thief.reads(20)
    const { spine, ingest } = story.zhili
    const packs = createPacks(fieldPacks, { demo: false })
    const again = (protocol: 'hj212' | 'jt808') =>
      replayFrames(
        { spine, ingest, packs, senders: createSenders(spine), plots: createPlots(spine), plotsKeepDays: 7 },
        { protocol, from: new Date(0), to: new Date(8.64e15) },
      )
    assert.deepEqual(await again('hj212'), { 'bad-checksum': 1, repeated: 1 })
    await forgive(story, 'hj212', station)
    await forgive(story, 'jt808', phone)
    assert.deepEqual(await again('hj212'), { 'lenient-taken': 1, repeated: 1 })
    assert.deepEqual(await again('jt808'), { heard: 2, 'lenient-taken': 1, repeated: 1, 'not-trusted': 2 })
    assert.deepEqual(await again('hj212'), { 'lenient-repeated': 1, repeated: 1 })
    assert.equal((await stored(story)).length, 4)
  })
})
