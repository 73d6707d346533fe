import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { EventVital } from '../../contract/event-vital.ts'
import type { VitalDefinition, VitalPage, VitalValuesTaken } from '../../contract/vital.ts'
import { periodStart, writePeriod } from '../../server/flow/7-evaluate/vitals/rules/period.ts'
import { confirmVital } from '../second-vital.ts'
import { type Story, startStory } from '../story.ts'

// One city for all, in the order of the tests: towns tell how many lamps they have and how many are dark, and the share of 北岸区 (990101), a formula over
// them, opens 「井盖」 events: any type will do.
const story: Story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('chenli')
const zone = 'Asia/Shanghai'
const words = (zh: string, en: string) => ({ zh, en })
const base: VitalDefinition = {
  ...{ code: 'lamp.all', name: words('路灯', 'Lamps'), board: 'facilities', track: 'traffic', unit: words('盏', 'lamps') },
  ...{ decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'hour', dueMinutes: 30, hysteresis: 0 },
  ...{ source: words('巡查', 'patrols'), owner: 'unit-linjiang' },
}
const dark: VitalDefinition = { ...base, code: 'lamp.dark', name: words('不亮的路灯', 'Dark lamps') }
const share: VitalDefinition = {
  ...{
    ...base,
    code: 'lamp.share',
    name: words('路灯不亮率', 'Dark share'),
    unit: words('%', '%'),
    decimals: 1,
    tier: 'district',
  },
  ...{ aggregation: 'formula', formula: '{lamp.dark} / {lamp.all}', times: 100, hysteresis: 2 },
  ...{ normal: { most: 10 }, eventType: 'city.manhole', opens: { hold: 2, causeHours: 24 } },
}
const towns = (
  await story.sql<{ code: string }>(
    `select code from areas where tier = 'town' and operating_district = '990101' and valid_to is null order by code`,
  )
).map((row) => row.code)

const hour = (back: number): string => writePeriod('hour', periodStart('hour', story.now().getTime(), zone, -back), zone)
const tell = async (rows: readonly [code: string, area: string, value: number | null][], back = 1): Promise<void> => {
  const values = rows.map(([vital, area, value]) => ({ vital, area, period: hour(back), value, reason: '试验' }))
  const { body } = await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values })
  assert.deepEqual([body.taken, body.refused], [values.length, []])
  while (await story.zhili.rollVitals());
}
const each = (code: string, value: number | null) => towns.map((town) => [code, town, value] as [string, string, number | null])
/** Every town has 100 lamps, so many of them dark. */
const tellsAll = (value: number, back = 1) => tell([...each('lamp.dark', value), ...each('lamp.all', 100)], back)
const next = async (value: number): Promise<void> => {
  await story.pass({ h: 1 })
  await tellsAll(value)
}
const events = async (): Promise<EventDetail[]> => {
  const rows = await story.sql<{ id: string }>('select id from events where vital = $1 order by opened_at, id', [share.code])
  return Promise.all(rows.map(async ({ id }) => (await district.get<EventDetail>(`/api/v1/events/${id}`)).body))
}
const timeline = async (n = 0) =>
  (await events())
    [n]!.facts.filter(({ kind }) => kind.startsWith('event.vital') && kind !== 'event.vital-opened')
    .map(({ kind, body }) => `${kind.slice('event.vital-'.length)} ${body.value}`)
const publish = async (definition: VitalDefinition, version: number): Promise<void> => {
  assert.equal((await city.put(`/api/v1/vitals/${share.code}/draft`, { definition, version })).status, 200)
  assert.equal((await city.post(`/api/v1/vitals/${share.code}/publish`, { version })).status, 200)
  await confirmVital(story, share.code)
  await story.pass({ s: 2 })
}

describe('a formula outside its range', () => {
  it('may open events, and of a range it needs one as any other', async () => {
    assert.ok(towns.length >= 2, `${towns.length} towns`)
    for (const one of [base, dark]) assert.equal((await city.post('/api/v1/vitals', { definition: one })).status, 200)
    const { normal: _, ...without } = share
    assert.equal((await city.post<{ code: string }>('/api/v1/vitals', { definition: without })).body.code, 'vital.opens')
    assert.equal((await city.post('/api/v1/vitals', { definition: share })).status, 200)
    await confirmVital(story, share.code)
    for (const one of [base, dark, share])
      for (const to of ['catalogued', 'connected'])
        assert.equal((await city.post(`/api/v1/vitals/${one.code}/move`, { to })).status, 200, `${one.code} ${to}`)
  })

  it('opens one event of its area once its hold is over, by the number it comes to', async () => {
    await next(20)
    assert.deepEqual(await events(), [], 'one number is not two')
    await next(30)
    const [event, more] = await events()
    assert.ok(event && !more)
    assert.deepEqual([event.type, event.areaName, event.source, event.state], ['city.manhole', '北岸区', 'vital', 'handling'])
    assert.ok(event.content?.includes('30 %') && event.content.includes('连续 2 期'), `${event.content}`)
    const { body } = await district.get<EventVital>(`/api/v1/events/${event.id}/vital`)
    assert.deepEqual([body.vital?.code, body.vital?.cell?.value, body.vital?.hold], [share.code, 30, 2])
    const n = towns.length
    assert.deepEqual(body.vital?.opening, { period: hour(1), value: 30, n, due: n, version: 2 })
    const said = event.facts.find(({ kind }) => kind === 'event.vital-opened')
    assert.deepEqual([said?.body.value, said?.body.most, said?.body.version], [30, 10, 2], 'a line of its own')
    await story.acknowledge()
  })

  it('is told once a period, however often what it stands on is told', async () => {
    await tellsAll(30)
    await tell(each('lamp.dark', 30))
    assert.deepEqual(await timeline(), [])
    await tell([['lamp.dark', towns[0]!, 30 + towns.length]])
    assert.deepEqual(await timeline(), [], 'another number of the same period, and still outside')
    assert.equal((await events()).length, 1)
  })

  it('without one of its numbers, or divided by zero, is unknown: that opens nothing and ends nothing', async () => {
    await tell([['lamp.all', towns[0]!, null]])
    await tell(each('lamp.all', 0))
    await story.pass({ h: 1 })
    await tell(each('lamp.dark', 1))
    await tell([...each('lamp.all', 0)])
    assert.deepEqual(await timeline(), [])
    const { body } = await district.get<VitalPage>(`/api/v1/vitals/${share.code}?area=990101`)
    assert.deepEqual([body.cell?.value, body.cell?.standing], [null, 'unknown'])
    await story.acknowledge()
  })

  it('is over by a late correction that takes it back, by the hysteresis', async () => {
    await tell([...each('lamp.dark', 9), ...each('lamp.all', 100)])
    assert.deepEqual(await timeline(), ['outside 9'], '9 is inside, and not yet back')
    await tell(each('lamp.dark', 8))
    assert.deepEqual(await timeline(), ['outside 9', 'back 8'])
    await tell(each('lamp.dark', 50), 3)
    assert.equal((await timeline()).length, 2, 'an older number changes nothing any more')
    assert.equal((await events()).length, 1)
    await story.sql(`update events set state = 'closed', closed_at = $1 where vital is not null`, [story.now()])
  })

  it('is asked anew when another version of it is published, of what is not out of date', async () => {
    await next(12)
    await next(12)
    assert.equal((await events()).length, 2)
    await story.acknowledge()
    await publish({ ...share, normal: { most: 20 } }, 2)
    assert.deepEqual(await timeline(1), ['back 12'], 'nothing was told: another range')
    await story.sql(`update events set state = 'closed', closed_at = $1 where vital is not null`, [story.now()])
    await publish({ ...share, normal: { most: 5 }, opens: { hold: 1, causeHours: 24 } }, 3)
    assert.equal((await events()).length, 3)
    await story.acknowledge()
    await publish({ ...share, normal: { most: 4 }, opens: { hold: 1, causeHours: 24 } }, 4)
    assert.deepEqual([(await events()).length, await timeline(2)], [3, []], 'the same number in the same state')
    const openings = (await events()).map(({ facts }) => facts.find(({ kind }) => kind === 'event.vital-opened')?.body)
    assert.deepEqual(
      openings.map((body) => [body?.value, body?.most, body?.version]),
      [
        [30, 10, 2],
        [12, 10, 2],
        [12, 5, 4],
      ],
      'each by the version of then, whatever was published since',
    )
    await story.end()
  })
})
