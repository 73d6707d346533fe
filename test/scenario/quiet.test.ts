import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { Why } from '../../contract/why.ts'
import { firstDevice, type Story, startStory } from '../story.ts'
import { at, balances, clean, district, kinds, makeMute, muted, mutes, opened, rises, waiting, yellow } from './quiet-steps.ts'
import { openYellow, redNotices } from './septic.ts'

describe('a planned window', () => {
  it('made ahead mutes what would wait for a person; what stands at its end comes up then', async (t) => {
    const story = await startStory(t)
    await makeMute(story, { from: at(story, 60), to: at(story, 90), type: 'septic-gas.over-limit' })
    assert.deepEqual(
      (await mutes(story)).map(({ state }) => state),
      ['ahead'],
    )
    await yellow(story, 'hf-990101-0002')
    assert.equal((await waiting(story)).length, 1, 'before the window all is as ever')
    const load = async () => (await story.as('chenli').get<{ load: object }>('/api/v1/signals')).body.load
    assert.deepEqual(await load(), { minutes: 10, calls: 0, findings: 1, bound: 10 })
    await story.pass({ m: 10 })
    assert.deepEqual(await load(), { minutes: 10, calls: 0, findings: 0, bound: 10 })

    await story.pass({ m: 55 })
    await yellow(story, firstDevice)
    assert.deepEqual(kinds(await muted(story)), ['mute'])
    const [row] = await mutes(story)
    assert.deepEqual([row!.state, row!.muted], ['now', 1])
    assert.equal((await waiting(story)).length, 2, 'the silence of the second device is no gas and comes up')
    const [told] = await story.facts('alarm.muted')
    assert.deepEqual([told!.body.why, told!.body.note], ['mute', '清掏作业'])

    const why = (await story.as('chenli').get<Why>(`/api/v1/why?device=${firstDevice}`)).body
    const [quiet] = why.device!.alarms.find(({ family }) => family === 'gas')!.muted
    assert.deepEqual([quiet!.reasons[0]!.kind, quiet!.until, quiet!.outcome], ['mute', null, null])

    await story.restart()
    await story.pass({ m: 30 })
    assert.deepEqual(await muted(story), [])
    assert.equal((await story.facts('alarm.unmuted')).length, 1)
    const gas = await story.sql(`select 1 from signals where state = 'waiting' and type = 'septic-gas.over-limit'`)
    assert.equal(gas.length, 2)
    await balances(story)
    await story.acknowledge()
    await story.end()
  })

  it('ended early lets what it kept quiet come up at once', async (t) => {
    const story = await startStory(t)
    const mute = await makeMute(story, { to: at(story, 600) })
    await rises(story, firstDevice, 22)
    await story.pass({ s: 30 })
    assert.deepEqual([(await muted(story)).length, (await waiting(story)).length], [1, 0])
    const ended = await story.as('luoyifan').post(`/api/v1/mutes/${mute}/end`)
    assert.equal(ended.status, 200, JSON.stringify(ended.body))
    await story.pass({ ms: 1 })
    assert.deepEqual([(await muted(story)).length, (await waiting(story)).length], [0, 1])
    const again = await story.as('luoyifan').post(`/api/v1/mutes/${mute}/end`)
    assert.deepEqual([again.status, again.body.code], [409, 'mute.over'])
    await story.end()
  })

  it('says what it would reach before it is made: by area, outline, object, kind of device and type', async (t) => {
    const story = await startStory(t)
    await rises(story, firstDevice, 55)
    await rises(story, 'hf-990101-0002', 22)
    await story.pass({ s: 30 })
    await story.acknowledge()
    const [tank] = await story.sql<{ lon: number; lat: number }>(`select lon, lat from objects where id = 'tank-990101-0002'`)
    type Reach = { objects: number; devices: number; alarms: object; code?: string }
    const reach = async (what: object, by = 'chenli') =>
      (await story.as(by).post<Reach>('/api/v1/mutes/reach', { area: district, ...what })).body
    const { at: _, ...all } = (await reach({})) as Reach & { at: string }
    assert.deepEqual(all, { objects: 20, devices: 20, alarms: { all: 2, attended: 1, red: 0, calling: 0, quiet: 1 } })
    const { lon, lat } = tank!
    const outline = [
      [lon - 1e-4, lat - 1e-4],
      [lon + 1e-4, lat - 1e-4],
      [lon, lat + 1e-4],
    ]
    assert.deepEqual((await reach({ outline })).alarms, { all: 1, attended: 0, red: 0, calling: 0, quiet: 1 })
    assert.equal((await reach({ object: 'tank-990101-0003' })).devices, 1)
    assert.equal((await reach({ deviceKind: 'supply-monitor' })).devices, 0)
    assert.deepEqual((await reach({ type: 'septic-gas.device-silent' })).alarms, {
      all: 0,
      attended: 0,
      red: 0,
      calling: 0,
      quiet: 0,
    })
    assert.equal((await reach({}, 'liangzhu')).code, 'thing.not-found', 'not of areas that are not theirs')
    assert.deepEqual(await mutes(story), [], 'nothing was made')
  })

  it('lets red through, confirmed or not', async (t) => {
    const story = await startStory(t)
    const mute = await makeMute(story, { to: at(story, 600) })
    const self = await story.as('chenli').post(`/api/v1/mutes/${mute}/confirm`)
    assert.deepEqual([self.status, self.body.code], [403, 'mute.second'])
    assert.equal((await story.as('luoyifan').post(`/api/v1/mutes/${mute}/confirm`)).status, 200)
    await rises(story, firstDevice, 22)
    await story.pass({ s: 30 })
    assert.deepEqual(kinds(await muted(story)), ['mute'])
    await story.reads(firstDevice, { ...clean, ch4: 55 })
    assert.deepEqual(await muted(story), [])
    await story.expectNotices(redNotices)
    await balances(story)
    await story.end()
  })

  it('mutes what calls people by itself only when a second person has confirmed it', async (t) => {
    const story = await startStory(t)
    const mute = await makeMute(story, { to: at(story, 600) })
    await rises(story, firstDevice, 26)
    await story.pass({ m: 1 })
    assert.equal((await opened(story, 'septic-gas.over-limit')).length, 1, 'one person alone keeps no call back')
    await story.acknowledge()
    assert.equal((await story.as('luoyifan').post(`/api/v1/mutes/${mute}/confirm`)).status, 200)
    await rises(story, 'hf-990101-0002', 26)
    await story.pass({ m: 1 })
    assert.equal((await opened(story, 'septic-gas.over-limit')).length, 1)
    assert.deepEqual(kinds(await muted(story)), ['mute'])
    await story.end()
  })

  it('is refused without an end, for the past, for more than thirty days, and outside one’s areas', async (t) => {
    const story = await startStory(t)
    const code = async (body: object, by = 'chenli'): Promise<unknown> => {
      const answer = await story.as(by).post('/api/v1/mutes', { kind: 'silence', area: district, reason: '检修', ...body })
      return [answer.status, answer.body.code]
    }
    assert.deepEqual(await code({}), [400, 'input.malformed'])
    assert.deepEqual(await code({ to: at(story, -1) }), [400, 'input.malformed'])
    assert.deepEqual(await code({ to: at(story, 31 * 1440) }), [400, 'input.malformed'])
    assert.deepEqual(await code({ to: at(story, 60) }, 'tangke'), [404, 'thing.not-found'])
    assert.deepEqual(await code({ to: at(story, 60) }, 'zhoumin'), [403, 'permit.missing'])
    assert.deepEqual(await mutes(story), [])
    await story.end()
  })
})

/** A power box with its monitor, and so many monitors below it in one town. */
async function powerBox(story: Story, below: number): Promise<void> {
  const [tank] = await story.sql<{ area: string; lon: number; lat: number }>(
    'select o.area, o.lon, o.lat from objects o join devices d on d.object = o.id where d.id = $1',
    [firstDevice],
  )
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, demo) values ('box', 'supply', 'supply', 'PDX1', '滨江路 3 号配电箱', $1, $2, $3, 'owned', true)`,
    [tank!.area, tank!.lon, tank!.lat],
  )
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, maintainer_unit, demo)
     select 'b-' || n, 'septic-gas', 'septic-tank', 'B' || n, '滨江路 ' || n || ' 号池', $1, $2, $3, 'owned', 'unit-beian-sanitation', true from generate_series(1, ${below}) n`,
    [tank!.area, tank!.lon, tank!.lat],
  )
  await story.sql(
    `insert into devices (id, object, kind, pack, gateway, name, interval_s, demo)
     select 'd-' || n, 'b-' || n, 'gas-monitor', 'septic-gas', 'gw-990101', 'D' || n, 60, true from generate_series(1, ${below}) n
     union all select 'box-m', 'box', 'supply-monitor', 'supply', 'gw-990101', '配电箱监测', 60, true`,
  )
  const objects = Array.from({ length: below }, (_, i) => `b-${i + 1}`)
  const set = (ids: string[]) => story.as('chenli').put('/api/v1/supplies/box', { kind: 'power', objects: ids })
  assert.equal((await set([...objects, 'box'])).status, 400, 'nothing hangs below itself')
  assert.deepEqual((await set(objects)).body, { supply: 'box', below })
  const round = await story
    .as('chenli')
    .put<{ details?: { reason?: string } }>('/api/v1/supplies/b-1', { kind: 'power', objects: ['box'] })
  assert.deepEqual([round.status, round.body.details?.reason], [400, 'supply.round'], 'what feeds a box does not hang below it')
}

async function readAll(story: Story, readings: [device: string, values: Record<string, number>][]): Promise<void> {
  const body = readings.map(([device, values]) => ({
    ...{ specversion: '1.0', id: crypto.randomUUID(), source: `devices/${device}`, type: 'zhili.reading' },
    ...{ time: story.now().toISOString(), data: { values } },
  }))
  const headers = {
    'content-type': 'application/cloudevents-batch+json',
    authorization: 'Bearer gw-990101.zhili-demo-gateway-990101',
  }
  const answer = await story.public('POST', '/api/v1/cloudevents', body, headers)
  assert.equal(answer.status, 202, JSON.stringify(answer.body))
}

const monitors = (from: number, to: number): [string, Record<string, number>][] =>
  Array.from({ length: to - from + 1 }, (_, i) => [`d-${from + i}`, clean])

async function powerCut(t: TestContext, below: number): Promise<Story> {
  const story = await startStory(t)
  await powerBox(story, below)
  await readAll(story, [...monitors(1, below), ['box-m', { voltage: 225 }]])
  await story.pass({ m: 1 })
  await readAll(story, [['box-m', { voltage: 0 }]])
  await story.pass({ m: 31 })
  return story
}

describe('a power cut', () => {
  it('with three hundred monitors below is one event; who is still silent afterwards comes up, as one', async (t) => {
    const below = 300
    const story = await powerCut(t, below)
    const types = async () => (await opened(story)).map(({ type }) => type)
    assert.deepEqual(await types(), ['supply.outage'])
    assert.deepEqual(await waiting(story), [])
    assert.deepEqual(new Set(kinds(await muted(story))), new Set(['cause']))
    const [event] = await story.sql<{ id: string }>('select id from events')
    const quiet = async () => (await story.as('chenli').get(`/api/v1/events/${event!.id}/quiet`)).body
    const { at: _, no: __, ...seen } = await quiet()
    assert.deepEqual(seen, { below: { all: below, standing: below, muted: below }, members: 0 })
    const list = await story.as('chenli').get<{ all: number; byReason: object; rows: unknown[] }>('/api/v1/muted-alarms')
    assert.deepEqual([list.body.all, list.body.byReason, list.body.rows.length], [below, { cause: below }, 200])

    await story.restart()
    await readAll(story, [...monitors(11, below), ['box-m', { voltage: 225 }]])
    assert.equal((await muted(story)).length, 10, 'whoever is heard is not muted any more')
    await story.pass({ m: 2 })
    await readAll(story, [...monitors(11, below), ['box-m', { voltage: 225 }]])
    await story.pass({ m: 2 })
    assert.equal((await waiting(story)).length, 0, 'they have five minutes to be heard again')
    await readAll(story, [...monitors(11, below), ['box-m', { voltage: 225 }]])
    await story.pass({ m: 2, s: 30 })
    assert.deepEqual(await muted(story), [])
    assert.deepEqual(await types(), ['supply.outage', 'septic-gas.device-silent'])
    const [, group] = await opened(story)
    assert.match(group!.title, /多处监测设备离线或失真$/)
    const members = await story.sql(`select 1 from events where state = 'merged' and merged_into is not null`)
    assert.deepEqual([members.length, (await waiting(story)).length], [9, 0])
    await balances(story)
    await story.acknowledge()
    await story.end()
  })

  it('keeps no gas quiet: a monitor that still measures is believed', async (t) => {
    const story = await powerCut(t, 10)
    await story.acknowledge()
    await readAll(story, [['d-7', { ...clean, ch4: 55 }]])
    assert.equal((await opened(story, 'septic-gas.over-limit')).length, 1)
    await story.acknowledge()
  })
})

describe('an alarm that flaps', () => {
  const cycle = async (story: Story): Promise<void> => {
    await rises(story, firstDevice, 12)
    await story.pass({ s: 20 })
    await rises(story, firstDevice, 3)
    await story.pass({ s: 60 })
    await rises(story, firstDevice, 3)
  }
  it('becomes one task for whoever maintains the object, and nothing else until it rests; red calls all the same', async (t) => {
    const story = await startStory(t, { demo: true })
    await story.sql(`update objects set maintainer_unit = 'unit-beian-sanitation' where id = 'tank-990101-0001'`)
    for (let n = 0; n < 3; n++) await cycle(story)
    assert.deepEqual(await opened(story), [], 'three raises are not flapping')
    for (let n = 0; n < 2; n++) await cycle(story)
    assert.deepEqual(
      (await opened(story)).map(({ type, lead_unit }) => [type, lead_unit]),
      [['upkeep.device', 'unit-beian-sanitation']],
    )
    await story.expectNotices([['hanqing', 'order']])
    await rises(story, firstDevice, 22)
    await story.pass({ s: 30 })
    assert.deepEqual(kinds(await muted(story)), ['flapping'])
    await story.restart()
    await story.reads(firstDevice, { ...clean, ch4: 55 })
    assert.deepEqual(await muted(story), [])
    await story.expectNotices(redNotices)
    await balances(story)
    await story.end()
  })
})

describe('upkeep that is done', () => {
  const cycle = async (story: Story): Promise<void> => {
    await rises(story, firstDevice, 12)
    await story.pass({ s: 20 })
    await rises(story, firstDevice, 3)
    await story.pass({ s: 60 })
    await rises(story, firstDevice, 3)
  }
  it('comes back once the alarm has flapped anew, not for what was seen before', async (t) => {
    const story = await startStory(t, { demo: true })
    await story.sql(`update objects set maintainer_unit = 'unit-beian-sanitation' where id = 'tank-990101-0001'`)
    const tasks = async () => (await opened(story, 'upkeep.device')).length
    for (let n = 0; n < 4; n++) await cycle(story)
    assert.equal(await tasks(), 1)
    const [task] = await story.sql<{ id: string }>('select id from events')
    await story.pass({ s: 1 })
    await story.as('chenli').post(`/api/v1/events/${task!.id}/false-alarm`, { reason: '误触，已核' })
    await story.pass({ s: 1 })
    assert.equal((await story.sql(`select 1 from events where state = 'false-alarm'`)).length, 1)
    for (let n = 0; n < 3; n++) await cycle(story)
    assert.equal(await tasks(), 1, 'seven raises within the hour, three of them since')
    await cycle(story)
    assert.equal(await tasks(), 2)
    await story.acknowledge()
  })

  it('about a rule comes back once another budget is used up', async (t) => {
    const story = await startStory(t)
    const past = (from: number, to: number) =>
      story.sql(
        `insert into signals (id, source, type, title, grade, state, area, lon, lat, rule, received_at)
         select gen_random_uuid(), 'sensor', 'septic-gas.over-limit', 'x', 'serious', 'rejected', '99/990101/', 105, 31, 'septic-gas/ch4', $1
         from generate_series($2::int, $3::int)`,
        [story.now(), from, to],
      )
    const noisy = async () => (await opened(story, 'upkeep.noisy-rule')).length
    await past(1, 60)
    await rises(story, firstDevice, 22)
    await story.pass({ s: 30 })
    assert.equal(await noisy(), 1)
    await story.sql(`update events set state = 'closed', closed_at = $1 where type = 'upkeep.noisy-rule'`, [story.now()])
    await rises(story, 'hf-990101-0002', 22)
    await story.pass({ s: 30 })
    assert.equal(await noisy(), 1)
    await past(1, 60)
    await rises(story, 'hf-990101-0003', 22)
    await story.pass({ s: 30 })
    assert.equal(await noisy(), 2)
    await story.acknowledge()
  })
})

describe('a rule past its budget', () => {
  it('is told to its owner once; what waits for a person is only recorded, what calls comes through', async (t) => {
    const story = await startStory(t)
    await story.sql(
      `insert into signals (id, source, type, title, grade, state, area, lon, lat, rule, received_at)
       select gen_random_uuid(), 'sensor', 'septic-gas.over-limit', 'x', 'serious', 'rejected', '99/990101/', 105, 31, 'septic-gas/ch4', $1 from generate_series(1, 60)`,
      [story.now()],
    )
    for (const device of [firstDevice, 'hf-990101-0002']) await rises(story, device, 22)
    await story.pass({ s: 30 })
    assert.deepEqual(kinds(await muted(story)), ['budget', 'budget'])
    assert.deepEqual(
      (await opened(story)).map(({ type, title, lead_unit }) => [type, title, lead_unit]),
      [['upkeep.noisy-rule', '规则过吵：甲烷超标', 'unit-city']],
    )
    await story.expectNotices([['shenlan', 'order']])
    await story.reads(firstDevice, { ...clean, ch4: 55 })
    await story.expectNotices(redNotices)
    await story.end()
  })
})

describe('a case somebody is at', () => {
  it('turns as grave as an alarm that was quiet when people began, once its quiet is over', async (t) => {
    const story = await startStory(t)
    await yellow(story, firstDevice)
    const mute = await makeMute(story, { to: at(story, 600) })
    assert.equal((await story.as('luoyifan').post(`/api/v1/mutes/${mute}/confirm`)).status, 200)
    await rises(story, firstDevice, 26)
    await story.pass({ m: 1 })
    assert.deepEqual(
      (await muted(story)).map(({ severity }) => severity),
      ['orange'],
    )
    const [signal] = await story.sql<{ id: string }>(`select id from signals where state = 'waiting'`)
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${signal!.id}/open`, {})).status, 200)
    const grade = async (): Promise<unknown> => (await story.sql('select grade from events'))[0]
    assert.deepEqual(await grade(), { grade: 'serious' })
    assert.equal((await story.as('chenli').post(`/api/v1/mutes/${mute}/end`)).status, 200)
    await story.pass({ ms: 1 })
    assert.deepEqual(await muted(story), [])
    assert.deepEqual(await grade(), { grade: 'major' })
    await story.acknowledge()
    await story.end()
  })

  it('is made graver as ever: a silence keeps quiet only what is no case yet', async (t) => {
    const story = await startStory(t)
    await openYellow(story)
    await story.acknowledge()
    await makeMute(story, { to: at(story, 600) })
    await story.reads(firstDevice, { ...clean, ch4: 26 })
    await story.pass({ m: 1 })
    assert.equal((await story.facts('event.graded')).length, 1)
    assert.deepEqual(await muted(story), [])
    await story.acknowledge()
  })
})
