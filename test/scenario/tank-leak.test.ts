import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { ObjectRisk } from '../../contract/object-risk.ts'
import type { PublicObject } from '../../contract/public-object.ts'
import { encode } from '../../protocols/gb26875/encode.ts'
import type { Message } from '../../protocols/gb26875/types.ts'
import { highRisePacks } from '../demo-packs.ts'
import { isoOf, peer } from '../field-peer.ts'
import { type Story, startStory } from '../story.ts'
import { uploadPhoto } from './septic.ts'

const tower = 'tower-linjiang'
/** A building with nothing wrong; what an inspection finds is left to inspections. */
const sound = {
  ...{ 'alarm-system': 'works', water: 'ok', 'smoke-control': 'works', 'control-room': 'two', 'fire-lane': 'clear' },
  ...{ 'ladder-site': 'clear', exits: 'clear', wiring: 'watched', 'e-bikes': 'outside', gas: 'cut-off', height: 80 },
  ...{ use: 'housing', facade: 'a', accepted: true, contract: true },
}

/** A city with a building whose transmitter tells the level of its tank, and a plate at its door. */
async function building(t: TestContext) {
  const story = await startStory(t, { packs: highRisePacks })
  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, details)
     select $1, 'high-rise-fire', 'building', 'GL-1', '临江大厦', area, lon, lat, $2 from objects where id = 'tank-990101-0001'`,
    [tower, JSON.stringify(sound)],
  )
  await story.sql(
    `insert into devices (id, object, kind, pack, name, interval_s) values ('ut-1', $1, 'fire-transmitter', 'fire-alarm', '传输装置', 600)`,
    [tower],
  )
  await story.sql(`insert into senders (protocol, number, device) values ('gb26875', '010203040506', 'ut-1')`)
  while (await story.zhili.rateStale());
  const { body } = await story.as('baining').post<{ code: string }>(`/api/v1/objects/${tower}/codes`, {})
  return { story, code: body.code, tank: await transmitter(t, story) }
}

/** Sends the level of the tank as the frame of a part's measured value (GB/T 26875.3, type 3, part 92). */
async function transmitter(t: TestContext, story: Story): Promise<Tank> {
  const port = await story.zhili.gateways.listen('gb26875', { port: 0, host: '127.0.0.1' })
  const one = await peer(t, port)
  let serial = 0
  return async (value) => {
    const item = {
      ...{ system: { number: 11, kind: null }, systemAddress: 1, part: { number: 92, kind: null }, partAddress: 1 },
      ...{ analog: { number: 2, kind: null, unit: null, value }, time: isoOf(story) },
    }
    const head = { serial: serial++, version: { main: 1, user: 1 }, time: isoOf(story), source: '010203040506' }
    const data = { type: 'part-value' as const, number: 3, items: [item] }
    one.send(encode({ ...head, target: '000000000000', command: 'send', commandNumber: 2, data } satisfies Message))
    await one.reads(30)
  }
}

type Scan = NonNullable<PublicObject['object']>['risk']
const scan = async (story: Story, code: string): Promise<NonNullable<Scan>> =>
  (await story.as('xieran').get<PublicObject>(`/api/v1/public/codes/${code}`)).body.object!.risk!

type Tank = (level: number) => Promise<void>

/** So long at a level, with a word of the tank every so many minutes, as the transmitter gives it. */
async function stays(
  story: Story,
  tank: Tank,
  { level, minutes, every = 10 }: { level: number; minutes: number; every?: number },
) {
  for (let left = minutes; left > 0; left -= every) {
    await tank(level)
    await story.pass({ m: Math.min(left, every) })
  }
}

describe('a tank that leaks (domain.md 14, story 4)', () => {
  it('turns the code yellow with its reason, a day later orange; mended and checked it is back, and the page says why', async (t) => {
    const { story, code, tank } = await building(t)
    const before = await scan(story, code)
    assert.deepEqual([before.level, before.why], ['green', []])

    await stays(story, tank, { level: 1.6, minutes: 20 })
    await tank(0.4)
    await story.pass({ m: 4 })
    assert.equal((await scan(story, code)).level, 'green', 'a pump that tops it up has five minutes')
    await story.pass({ m: 2 })
    const yellow = await scan(story, code)
    assert.deepEqual([yellow.level, yellow.why[0]?.name.zh], ['yellow', '消防水箱水位低'])
    assert.match(yellow.why[0]!.restore.zh, /补水/)
    assert.equal(yellow.worsens?.level, 'orange')

    const [signal] = (await story.facts('signal.received')).filter(({ body }) => body.type === 'fire-alarm.tank-low')
    const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.subject}/open`)
    const { event } = opened.body
    await stays(story, tank, { level: 0.4, minutes: 24 * 60, every: 25 })
    const orange = await scan(story, code)
    assert.deepEqual([orange.level, orange.worsens?.level], ['orange', 'red'])

    await mend(story, event)
    await stays(story, tank, { level: 1.6, minutes: 20 })
    const full = await scan(story, code)
    assert.ok(!full.why.some(({ name }) => name.zh === '消防水箱水位低'), 'the level is back')
    const passed = await story.as('hechuan').post(`/api/v1/events/${event}/check`, { passed: true })
    assert.equal(passed.status, 200, JSON.stringify(passed.body))
    await story.pass({ s: 2 })
    const after = await scan(story, code)
    assert.deepEqual([after.level, after.why], ['green', []])
    assert.match(after.restored!.words.zh, /^消防水箱水位低已解除/)
    assert.equal(orange.restored, null, 'what got worse says nothing of it')

    const changes = (await story.facts('object.risk-changed')).filter(({ subject }) => subject === tower)
    assert.deepEqual(
      changes.map(({ body }) => [body.from, body.to]),
      [
        [null, 'green'],
        ['green', 'yellow'],
        ['yellow', 'orange'],
        ['orange', 'green'],
      ],
    )
    assert.match((changes[1]!.body.why as { zh: string }).zh, /^消防水箱水位低/)
    assert.deepEqual(
      changes.map(({ body }) => (body.fell as { floors: string[] } | null)?.floors ?? null),
      [null, null, null, ['tank-low']],
    )
    const told = await story.as('chenli').get<ObjectRisk>(`/api/v1/objects/${tower}/risk`)
    assert.match(told.body.changes[0]!.restored!.zh, /^消防水箱水位低已解除/)
    assert.equal(told.body.changes[1]!.restored, null)
    await story.acknowledge()
    await story.end()
  })
})

/** The town's own hands: accepted, found, mended, handed in for the check by somebody else. */
async function mend(story: Story, event: string): Promise<void> {
  const [order] = await story.sql<{ id: string }>(`select id from work_orders where event = $1 and role = 'lead'`, [event])
  const act = async (verb: string, body: object): Promise<void> => {
    const { status, body: told } = await story.as('tangke').post(`/api/v1/work-orders/${order!.id}/${verb}`, body)
    assert.equal(status, 200, `${verb}: ${JSON.stringify(told)}`)
  }
  await act('accept', {})
  await act('arrive', { lon: 105.5072, lat: 31.5069, accuracyM: 8 })
  await act('progress', { item: 'found', note: '屋顶水箱出水管接口漏水' })
  await act('progress', { item: 'mended', note: '已更换接口并补水', file: await uploadPhoto(story, 'tangke') })
  await act('submit', { result: '更换漏水接口，补水到 1.6 米', cause: '接口老化', confirmed: true })
}
