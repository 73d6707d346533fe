import assert from 'node:assert/strict'
import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it, type TestContext } from 'node:test'
import type { OrderCard } from '../../contract/work-order.ts'
import { startReceiver } from '../receiver.ts'
import type { Story } from '../story.ts'
import { alarmOf, first, gauge, horn, partsOf, point, second, shaking, startRock, stopShips, watch } from './rock.ts'
import { uploadPhoto } from './septic.ts'

/** A city that can send messages and ring. */
async function rockWithPhones(t: TestContext): Promise<Story> {
  const [sms, voice] = [await startReceiver(t), await startReceiver(t)]
  const file = join(mkdtempSync(join(tmpdir(), 'zhili-rock-')), 'channels.json')
  const json = { to: '{phone}', text: '{text}', code: '{code}', id: '{key}' }
  writeFileSync(file, JSON.stringify({ sms: { url: sms.url, json }, voice: { url: voice.url, json } }))
  return startRock(t, { CHANNELS_FILE: file })
}

type Attempt = { person: string; channel: string; after: number; why: string }
/** What was tried to reach whom about a unit's part, and how many seconds after the case turned red. */
const triedAt = (story: Story, order: string, from: Date): Promise<Attempt[]> =>
  story.sql<Attempt>(
    `select person, channel, why, round(extract(epoch from asked_at - $2::timestamptz))::int as after from call_attempts
     where work_order = $1 and asked_at >= $2 order by asked_at, channel`,
    [order, from],
  )

describe('heavy rain and a block that moves', () => {
  it('turns red: everybody of the four-fold staff is called, ships stop, the siren sounds; it is worked on, checked and closed', async (t) => {
    const story = await rockWithPhones(t)
    const still = { [first]: (h: number) => ({ crack: 30 + shaking(h) }), [second]: (h: number) => ({ crack: 12 + shaking(h) }) }
    await watch(story, [0, 18], { ...still, [gauge]: (h) => ({ rain1h: 5, rain24h: 5 * h }) })
    assert.equal(await alarmOf(story), 'blue', 'more than 80 mm of rain')
    assert.deepEqual(await partsOf(story), [], 'nobody is sent by rain alone')
    // both sensors open by more than a centimetre: each orange after an hour, and they agree
    await story.reads(gauge, { rain1h: 18, rain24h: 98 })
    await story.reads(first, { crack: 44 })
    await story.reads(second, { crack: 25 })
    await story.pass({ m: 59 })
    assert.equal(await alarmOf(story), 'blue')
    await story.pass({ m: 1 })
    assert.equal(await alarmOf(story), 'red')
    const red = story.now()

    const parts = await partsOf(story)
    assert.deepEqual(
      parts.map(({ unit, role }) => `${unit} ${role}`).sort(),
      [
        'unit-beian-emergency assist',
        'unit-beian-geology assist',
        'unit-beian-maritime assist',
        'unit-beian-planning assist',
        'unit-linjiang-dukou assist',
        'unit-linjiang-safety-law lead',
      ],
      'the waterway is threatened, no road is',
    )
    const commands = await story.commands()
    assert.deepEqual(
      commands.filter(({ name }) => name === 'siren.on').map(({ device }) => device),
      [horn],
    )
    assert.deepEqual(commands.filter(({ name }) => name === 'sample.fast').length, 3)
    await story.receipts(horn)
    const [risk] = await story.sql<{ risk: string }>('select risk from objects where id = $1', [point])
    await story.pass({ s: 2 })
    assert.equal(
      (await story.sql<{ risk: string }>('select risk from objects where id = $1', [point]))[0]!.risk,
      'red',
      risk!.risk,
    )

    // nobody answers for five minutes: app, SMS, phone, then whoever is next
    await story.pass({ m: 5 })
    const staff = { 'unit-linjiang-safety-law': 'p-zhoumin', 'unit-linjiang-dukou': 'p-xieran' }
    for (const { id, unit, mandatory, role } of parts) {
      const tried = await triedAt(story, id, red)
      const own = tried.filter(({ person }) => person === tried[0]?.person)
      if (role !== 'lead' && !mandatory) continue
      assert.deepEqual(
        own.map(({ channel, after }) => `${channel} ${after}`),
        ['app 0', 'sms 120', 'voice 270'],
        unit,
      )
      const known = staff[unit as keyof typeof staff]
      if (known) assert.equal(own[0]!.person, known)
    }
    const next = (await triedAt(story, parts.find(({ role }) => role === 'lead')!.id, red)).filter(
      ({ person }) => person !== 'p-zhoumin',
    )
    assert.ok(next.length > 0, 'the next contact is called')

    await work(story)
    const event = (await story.as('chenli').event()).id
    assert.equal((await story.as('hechuan').post(`/api/v1/events/${event}/check`, { passed: true })).body.code, 'check.reading')
    const waiver = '专家会商：变形已收敛，已撤离并设警戒，转重点巡查'
    const held = await story.as('hechuan').post<{ code: string }>(`/api/v1/events/${event}/check`, { passed: true, waiver })
    assert.equal(held.body.code, 'way.still-closed', 'ships are stopped still')
    const [stop] = await story.sql<{ id: string }>('select id from way_closures')
    const over = { to: '北岸海事处值班室', reason: '报警未解除，停航由海事继续' }
    assert.equal((await story.as('hechuan').post(`/api/v1/way-closures/${stop!.id}/hand-over`, over)).status, 200)
    const passed = await story.as('hechuan').post(`/api/v1/events/${event}/check`, { passed: true, waiver })
    assert.equal(passed.status, 200, JSON.stringify(passed.body))

    // what a review is made of stands on the timeline
    const facts = (await story.facts())
      .filter(({ body, subject }) => subject === event || body.event === event)
      .map(({ kind }) => kind)
    for (const kind of [
      'event.opened',
      'event.graded',
      'event.dispatched',
      'work-order.asked',
      'call.attempted',
      'work-order.accepted',
      'work-order.arrived',
      'evidence.added',
      'work-order.submitted',
      'check.passed',
      'event.closed',
    ])
      assert.ok(facts.includes(kind), `${kind} is missing for the review`)
    await story.acknowledge()
    await story.end()
  })
})

/** Everybody comes; the town tells what was done, and the others have no part left. */
async function work(story: Story): Promise<void> {
  const act = async (account: string, order: string, verb: string, body: Record<string, unknown>): Promise<void> => {
    const answer = await story.as(account).post(`/api/v1/work-orders/${order}/${verb}`, body)
    assert.equal(answer.status, 200, `${account} ${verb}: ${JSON.stringify(answer.body)}`)
  }
  for (const { id, unit, role, mandatory } of await partsOf(story)) {
    if (role !== 'lead' && !mandatory) continue
    const [holder] = await story.sql<{ account: string }>(
      `select a.account from calls c join accounts a on a.person = c.person where c.work_order = $1 and c.step = 0 order by c.called_at, a.account limit 1`,
      [id],
    )
    const account = holder!.account
    await act(account, id, 'accept', {})
    await act(account, id, 'arrive', { lon: 105.51, lat: 31.51, accuracyM: 8 })
    // the checklist is the lead's
    if (role === 'lead') {
      for (const item of ['look', 'verdict'])
        await act(account, id, 'progress', { item, note: '裂缝加宽约十四毫米，六户二十三人已撤离' })
      for (const item of ['before', 'after'])
        await act(account, id, 'progress', { item, file: await uploadPhoto(story, account) })
      await act(account, id, 'progress', { item: 'cordon' })
      await moveAll(story, account, id)
    }
    if (unit === 'unit-beian-maritime') await stopShips(story, account, id)
    await act(account, id, 'submit', {
      result: `${unit}：到场会商，人员已撤离，航道已管制，持续监测`,
      cause: '强降雨诱发',
      confirmed: true,
    })
  }
}

/** The six households the register knows of are entered, and everybody of them has left. */
async function moveAll(story: Story, account: string, order: string): Promise<void> {
  const rows = [4, 4, 4, 4, 4, 3].map((persons, at) => ({ door: `1 社 ${at + 1} 号`, head: '江守山', persons }))
  const kept = await story.as('baining').post(`/api/v1/objects/${point}/households`, { rows })
  assert.equal(kept.status, 200, JSON.stringify(kept.body))
  const list = (await story.as(account).get<OrderCard>(`/api/v1/work-orders/${order}`)).body.evacuation!
  for (const { id: household, persons } of list.rows) {
    const count = { household, told: true, gone: persons, refused: 0, missing: 0 }
    const done = await story.as(account).post(`/api/v1/work-orders/${order}/evacuation`, count)
    assert.equal(done.status, 200, JSON.stringify(done.body))
  }
}
