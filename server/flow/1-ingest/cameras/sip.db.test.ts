import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import { toGbk } from '../../../../protocols/gbk.ts'
import { cameraPacks, cameraStory, clock, password, platform } from '../../../../test/camera-platform.ts'
import { verdicts } from '../../../../test/field-peer.ts'
import { alarm, catalogue, headOf, keepalive, proof, sipDevice } from '../../../../test/sip-device.ts'
import type { Story } from '../../../../test/story.ts'
import { createPacks } from '../../../city/pack/packs.ts'
import { replayFrames } from '../gateways/replay.ts'
import { createSenders } from '../gateways/senders.ts'
import { createPlots } from '../plots/keep.ts'

const at = { port: 0, host: '127.0.0.1' }
const camera = '50010500001320000001'
const gbk = (text: string): string => Buffer.from(toGbk(text)).toString('latin1')

async function registered(t: TestContext, story: Story, over: 'udp' | 'tcp' = 'udp') {
  const port = await story.zhili.gateways.listen('gb28181', at)
  const device = await sipDevice(t, port, { number: platform, password, over })
  assert.equal((await device.register()).status, 200)
  return { port, device }
}
const suspicions = (story: Story) =>
  story.sql<{ camera: string; label: string; type: string; n: number }>(
    'select camera, label, type, n from suspicions order by received_at, camera',
  )

describe('a platform that registers', () => {
  for (const over of ['udp', 'tcp'] as const)
    it(`is asked for its password, gets a term and our clock, and is asked for its cameras (${over})`, async (t) => {
      const story = await cameraStory(t)
      const port = await story.zhili.gateways.listen('gb28181', at)
      const device = await sipDevice(t, port, { number: platform, password, over })
      const first = await device.ask('REGISTER', { headers: [device.contact, 'Expires: 600'] })
      assert.equal(first.status, 401)
      assert.match(headOf(first, 'WWW-Authenticate'), /^Digest realm="5000000008", nonce="[^"]+", algorithm=MD5, qop="auth"$/)
      const done = await device.register({ expires: 600, withQop: over === 'tcp' })
      assert.equal(done.status, 200)
      assert.equal(headOf(done, 'Expires'), '600')
      assert.equal(headOf(done, 'Date'), `${clock(story)}.000`)
      assert.match(headOf(done, 'Contact'), /;expires=600$/)
      assert.match(headOf(done, 'Via'), /;rport=\d+;branch=.*;received=127\.0\.0\.1/)
      const asked = await device.next((came) => came.first.startsWith('MESSAGE'))
      assert.match(asked.body, /<CmdType>Catalog<\/CmdType>/)
      const subscribe = await device.next((came) => came.first.startsWith('SUBSCRIBE'))
      assert.match(subscribe.body, /<CmdType>Alarm<\/CmdType>/)
      assert.equal(headOf(subscribe, 'Event'), 'presence')
      for (const ours of [asked, subscribe]) {
        assert.match(headOf(ours, 'Contact'), new RegExp(`^<sip:\\d{20}@127\\.0\\.0\\.1:${port}>$`), 'where it reached us')
        assert.match(headOf(ours, 'Via'), new RegExp(` 127\\.0\\.0\\.1:${port};`))
      }
    })

  it('with a wrong password, under a number nobody knows, or without an end of guessing gets no further', async (t) => {
    const story = await cameraStory(t)
    const port = await story.zhili.gateways.listen('gb28181', at)
    const thief = await sipDevice(t, port, { number: platform, password })
    for (let i = 0; i < 20; i++) assert.equal((await thief.register({ word: `guess-${i}` })).status, 403)
    assert.equal((await thief.register()).status, 403, 'not even with the right one')
    const nobody = await sipDevice(t, port, { number: '50010500002000000099', password })
    assert.equal((await nobody.register()).status, 403)
    assert.equal((await nobody.message(keepalive('50010500002000000099', 1))).status, 403)
    assert.deepEqual(await verdicts(story), { 'wrong-code': 21, 'unknown-sender': 2 })
    assert.equal((await story.sql('select 1 from camera_platforms')).length, 0)
    const [row] = await story.sql<{ payload: string }>(`select string_agg(payload, ' ') as payload from quarantine`)
    assert.doesNotMatch(row!.payload, /41757468/, 'no proof of a password lies open')
  })

  it('cannot be one by what somebody else answered, nor by a challenge that is over', async (t) => {
    const story = await cameraStory(t)
    const port = await story.zhili.gateways.listen('gb28181', at)
    const device = await sipDevice(t, port, { number: platform, password })
    const first = await device.ask('REGISTER', { headers: [device.contact] })
    const proving = { number: platform, word: password, withQop: false }
    const proven = proof(headOf(first, 'WWW-Authenticate'), proving)
    assert.equal((await device.ask('REGISTER', { headers: [device.contact, proven] })).status, 200)
    const again = await device.ask('REGISTER', { headers: [device.contact, proven] })
    assert.equal(again.status, 401)
    assert.match(headOf(again, 'WWW-Authenticate'), /stale=true/)
    const late = proof(headOf(again, 'WWW-Authenticate'), proving)
    await story.pass({ m: 6 })
    assert.equal((await device.ask('REGISTER', { headers: [device.contact, late] })).status, 401)
    await story.acknowledge()
  })

  it('is heard no more after it signed off, or when its term is over; a restart changes nothing', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story)
    assert.equal((await device.message(keepalive(platform, 1))).status, 200)
    await story.restart()
    const port = await story.zhili.gateways.listen('gb28181', at)
    const back = await sipDevice(t, port, { number: platform, password })
    assert.equal((await back.message(keepalive(platform, 2))).status, 200, 'still registered')
    assert.equal((await back.register({ expires: 0 })).status, 200)
    assert.equal((await back.message(keepalive(platform, 3))).status, 403)
    assert.equal((await back.register({ expires: 60 })).status, 200)
    await story.pass({ s: 61 })
    assert.equal((await back.message(keepalive(platform, 4))).status, 403)
    assert.equal((await back.register({ expires: 5 })).status, 423)
  })

  it('is asked where it reached us, also where we listen at every address', async (t) => {
    const story = await cameraStory(t)
    const port = await story.zhili.gateways.listen('gb28181', { port: 0, host: '0.0.0.0' })
    for (const over of ['udp', 'tcp'] as const) {
      const device = await sipDevice(t, port, { number: platform, password, over })
      await device.register()
      const subscribe = await device.next((came) => came.first.startsWith('SUBSCRIBE'))
      assert.match(headOf(subscribe, 'Contact'), new RegExp(`@127\\.0\\.0\\.1:${port}>$`), over)
      await device.register({ expires: 0 })
    }
  })

  it('goes on to notify under a subscription from before a restart: no alarm is lost', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story)
    const callId = headOf(await device.next((came) => came.first.startsWith('SUBSCRIBE')), 'Call-ID')
    await story.restart()
    const port = await story.zhili.gateways.listen('gb28181', at)
    const back = await sipDevice(t, port, { number: platform, password })
    assert.equal((await back.ask('NOTIFY', { callId, body: alarm(camera, 2, { time: clock(story) }) })).status, 200)
    assert.deepEqual(await suspicions(story), [{ camera, label: '5/6', type: 'cameras.intrusion', n: 1 }])
  })

  it('that misses three keep-alives is offline, told to people, and back with the next', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story)
    await story.pass({ m: 1 })
    await device.message(keepalive(platform, 1))
    await story.pass({ m: 1 })
    await device.message(alarm(camera, 2, { time: clock(story) }))
    await story.pass({ m: 2, s: 59 })
    assert.equal((await story.facts('alarm.raised')).length, 0, 'an alarm is a sign of life as well')
    await story.pass({ s: 2 })
    assert.equal((await story.facts('alarm.raised')).length, 1)
    await device.message(keepalive(platform, 2))
    await story.pass({ m: 1 })
    assert.equal((await story.facts('alarm.cleared')).length, 1)
    await story.acknowledge()
    await story.end()
  })
})

describe('the cameras of a platform', () => {
  it('come in parts, are whole by their number, and leave the list with the next one', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story)
    const asked = await device.next((came) => came.first.startsWith('MESSAGE'))
    const sn = Number(/<SN>(\d+)</.exec(asked.body)![1])
    const one = { id: camera, name: gbk('滨江路与解放路路口东侧人行道'), lon: 106.5, lat: 29.5 }
    await device.message(catalogue(platform, sn, 2, [one]))
    const listed = () =>
      story.sql<{ camera: string; name: string; status: string; lon: number }>(
        'select camera, name, status, lon from cameras order by camera',
      )
    assert.equal((await story.sql<{ listed_at: Date | null }>('select listed_at from camera_platforms'))[0]!.listed_at, null)
    await device.message(
      catalogue(platform, sn, 2, [{ ...one, id: '50010500001320000002', name: gbk('二号'), lon: 500, lat: 0 }]),
    )
    assert.deepEqual(
      (await listed()).map(({ name, status }) => `${name} ${status}`),
      ['滨江路与解放路路口东侧人行道 ON', '二号 ON'],
    )
    assert.notEqual((await story.sql<{ listed_at: Date | null }>('select listed_at from camera_platforms'))[0]!.listed_at, null)
    await story.pass({ h: 6, s: 1 })
    await device.register()
    const again = await device.next((came) => came.first.startsWith('MESSAGE') && came.body.includes('Catalog'))
    await device.message(catalogue(platform, Number(/<SN>(\d+)</.exec(again.body)![1]), 1, [one]))
    assert.deepEqual(
      (await listed()).map(({ status }) => status),
      ['ON', 'GONE'],
    )
    assert.doesNotMatch(JSON.stringify(await story.sql(`select encode(raw, 'escape') from frames`)), /secret-word/)
    await story.acknowledge()
  })
})

describe('an alarm of a camera', () => {
  it('is answered after it is kept, with a word of its own; the same again counts once and is answered alike', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story)
    const bytes = device.build('MESSAGE', { body: alarm(camera, 9, { time: clock(story), words: gbk('暴露垃圾') }) })
    device.send(bytes)
    device.send(bytes)
    const [one, two] = [await device.answerTo(bytes), await device.answerTo(bytes)]
    assert.equal(one.status, 200)
    assert.deepEqual(two, one, 'to the letter, its tag too')
    const word = await device.next((came) => came.body.includes('<CmdType>Alarm</CmdType>') && came.first.startsWith('MESSAGE'))
    assert.match(word.body, /<Response>[\s\S]*<SN>9<\/SN>[\s\S]*<Result>OK<\/Result>/)
    // lost on the way back: sent anew as a new message
    assert.equal((await device.message(alarm(camera, 9, { time: clock(story), words: gbk('暴露垃圾') }))).status, 200)
    assert.deepEqual(await suspicions(story), [{ camera, label: '暴露垃圾', type: 'city.garbage', n: 1 }])
    assert.equal((await story.sql('select 1 from signals')).length, 1)
  })

  it('keeps its label and no other words: neither names nor numbers of people', async (t) => {
    const story = await cameraStory(t)
    const { device, port } = await registered(t, story)
    const long = `${'发现人员某某进入危险区域，请核实'.repeat(3)}`
    const said = ['suspect zhang 500101199001011234', 'suspect zhang 130 0000 0042', gbk(long)]
    for (const [sn, words] of said.entries()) await device.message(alarm(camera, sn, { time: clock(story, sn), words }))
    const more = alarm(camera, 7, { time: clock(story), words: gbk('暴露垃圾') }).replace(
      '<Info>',
      '<Info who="zhang"><Name>zhang</Name>',
    )
    await device.message(more)
    const stranger = await sipDevice(t, port, { number: '50010500002000000099', password })
    assert.equal((await stranger.message(alarm(camera, 8, { time: clock(story), words: said[0]! }))).status, 403)
    assert.deepEqual(
      (await suspicions(story)).map(({ label, n }) => `${label} ${n}`),
      ['5/6 3', '暴露垃圾 1'],
    )
    const rows = await story.sql<{ text: string }>(
      `select convert_from(raw, 'LATIN1') as text from frames union all select row_to_json(s)::text from sightings s
       union all select row_to_json(s)::text from signals s union all select convert_from(decode(payload, 'hex'), 'LATIN1') from quarantine`,
    )
    const kept = rows.map(({ text }) => text).join('\n')
    assert.match(kept, /<SN>8<\/SN>/)
    assert.ok(kept.includes(gbk('暴露垃圾')))
    assert.ok(!kept.includes(gbk('某某')))
    assert.doesNotMatch(kept, /zhang|500101199001011234|0000 0042/)
    const { spine, ingest } = story.zhili
    const packs = createPacks(cameraPacks, { demo: false })
    const deps = { spine, ingest, packs, senders: createSenders(spine), plots: createPlots(spine), plotsKeepDays: 7 }
    const again = await replayFrames(deps, { protocol: 'gb28181', from: new Date(0), to: new Date(8.64e15) })
    assert.equal(again.repeated, 4, 'what is kept is still known by what was sent')
    await story.acknowledge()
  })

  it('that goes on is one suspicion with a count; after a pause, or from another camera, it is another', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story)
    for (let sn = 1; sn <= 3; sn++) {
      await device.message(alarm(camera, sn, { time: clock(story) }))
      await story.pass({ m: 9 })
    }
    await device.message(alarm(camera, 4, { time: clock(story, 18 * 60) })) // overtaken
    await device.message(alarm('50010500001320000002', 5, { time: clock(story) }))
    await device.register()
    await story.pass({ m: 21 })
    await device.message(alarm(camera, 6, { time: clock(story) }))
    assert.deepEqual(
      (await suspicions(story)).map(({ n }) => n),
      [4, 1, 1],
    )
    assert.equal((await story.sql(`select 1 from signals where source = 'camera'`)).length, 3)
    await story.acknowledge()
  })

  it('under a label nobody knows is counted, never lost, and found again once the label is known; what is to be ignored is', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story)
    await device.message(alarm(camera, 1, { time: clock(story), words: gbk('共享单车乱停放'), type: 77 }))
    await device.message(alarm(camera, 2, { time: clock(story), type: 2 }))
    await device.message(alarm(camera, 3, { time: '2026-01-01T00:00:00' }))
    assert.deepEqual(await verdicts(story), { heard: 1, unknown: 1, ignored: 1, 'reading.too-old': 1 })
    const [row] = await story.sql<{ label: string; outcome: string }>(
      `select label, outcome from sightings where outcome = 'unknown'`,
    )
    assert.equal(row!.label, '共享单车乱停放')
    assert.deepEqual(await suspicions(story), [])
    await story.sql(
      `insert into camera_labels (id, protocol, label, type, window_s, note, made_by, made_at) values (gen_random_uuid(), 'gb28181', '共享单车乱停放', 'city.illegal-parking', 600, '', '', $1)`,
      [story.now()],
    )
    const { spine, ingest } = story.zhili
    const packs = createPacks(cameraPacks, { demo: false })
    const again = () =>
      replayFrames(
        { spine, ingest, packs, senders: createSenders(spine), plots: createPlots(spine), plotsKeepDays: 7 },
        { protocol: 'gb28181', from: new Date(0), to: new Date(8.64e15) },
      )
    assert.deepEqual(await again(), { heard: 1, suspicion: 1, repeated: 1, 'reading.too-old': 1 })
    assert.deepEqual(await suspicions(story), [{ camera, label: '共享单车乱停放', type: 'city.illegal-parking', n: 1 }])
    assert.deepEqual(await again(), { heard: 1, repeated: 2, 'reading.too-old': 1 })
  })

  it('of a camera gone wild does not bury a desk, and takes no room from another camera, another label or what is serious', async (t) => {
    const story = await cameraStory(t)
    const { device } = await registered(t, story, 'tcp')
    // eleven minutes apart by the camera’s clock, all within one hour of ours
    const wild = (of: string, first: number, words = '') =>
      Promise.all(
        Array.from({ length: 8 }, (_, i) => device.message(alarm(of, first + i, { time: clock(story, i * 11 * 60), words }))),
      )
    await wild(camera, 1)
    await device.message(alarm(camera, 20, { time: clock(story), words: gbk('暴露垃圾') }))
    await device.message(alarm('50010500001320000002', 21, { time: clock(story) }))
    assert.deepEqual(await verdicts(story), { heard: 1, suspicion: 8, held: 2 })
    await story.sql(`update camera_labels set window_s = 600 where label = '烟火'`)
    await wild(camera, 30, gbk('烟火'))
    assert.equal((await suspicions(story)).filter(({ label }) => label === '烟火').length, 8)
    assert.deepEqual(await verdicts(story), { heard: 1, suspicion: 16, held: 2 })
  })

  it('in bytes nobody can read is refused and put aside; entities are inert; a stranger on the line is nobody', async (t) => {
    const story = await cameraStory(t)
    const { device, port } = await registered(t, story)
    assert.equal((await device.message('<Notify><CmdType>Alarm')).status, 400)
    const bomb = `<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "c">]><Notify><CmdType>&b;</CmdType></Notify>`
    assert.equal((await device.message(bomb)).status, 400)
    assert.equal((await device.ask('INVITE')).status, 405)
    assert.equal((await device.ask('OPTIONS')).status, 200)
    assert.equal((await device.ask('NOTIFY', { body: keepalive(platform, 1) })).status, 481, 'to no subscription of ours')
    const rubbish = await sipDevice(t, port, { number: platform, password, over: 'tcp' })
    rubbish.send(Buffer.from('\r\n\r\n'))
    rubbish.send(Buffer.from('NOT SIP AT ALL\r\n\r\n'))
    assert.equal((await rubbish.ask('OPTIONS')).status, 200)
    assert.deepEqual(await verdicts(story), { heard: 1, 'bad-xml': 1, 'forbidden-entity': 1, 'missing-field': 1 })
  })
})
