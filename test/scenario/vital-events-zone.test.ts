import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import type { CockpitView } from '../../contract/cockpit.ts'
import type { Evaluation } from '../../contract/evaluation.ts'
import type { EventDetail } from '../../contract/event.ts'
import type { Replay } from '../../contract/replay-view.ts'
import type { VitalDefinition, VitalValuesTaken } from '../../contract/vital.ts'
import { environment } from '../../packs/environment/pack.ts'
import { placeOfVital } from '../../server/flow/3-event/store-vitals.ts'
import { periodStart, writePeriod } from '../../server/flow/7-evaluate/vitals/rules/period.ts'
import { figuresAreRows, rowsBehind } from '../figure-rows.ts'
import { confirmVital } from '../second-vital.ts'
import { type Story, startStory } from '../story.ts'

// Both towns of 北岸区 belong to a zone of development: no place of the tree, and its cases are kept under the first of them.
const story: Story = await startStory({ after } as unknown as TestContext, { packs: [environment] })
const [first, second] = ['99/990101/990101001/', '99/990101/990101002/'] as const
const words = (zh: string, en: string) => ({ zh, en })
const code = 'lake.ammonia'
const definition: VitalDefinition = {
  ...{
    code,
    name: words('湖区氨氮', 'Ammonia of the lake'),
    board: 'ecology',
    track: 'water-quality',
    unit: words('mg/L', 'mg/L'),
  },
  ...{ decimals: 1, aggregation: 'mean', times: 1, tier: 'district', cadence: 'hour', dueMinutes: 30, hysteresis: 0.1 },
  ...{ source: words('监测', 'monitoring'), normal: { most: 1 }, owner: 'unit-linjiang', eventType: 'environment.water' },
  opens: { hold: 1, causeHours: 24 },
}
await story.sql(`insert into operating_districts (code, name, sort, kind) values ('z-new', '新区', 2, 'zone')`)
await story.sql(`update areas set operating_district = 'z-new' where path like '99/990101/9%'`)
const city = story.as('shenlan')
const made = await city.post('/api/v1/vitals', { definition })
assert.equal(made.status, 200, JSON.stringify(made.body))
await confirmVital(story, code)
for (const to of ['catalogued', 'connected']) await city.post(`/api/v1/vitals/${code}/move`, { to })

const tells = async (value: number): Promise<void> => {
  await story.pass({ h: 1 })
  const period = writePeriod('hour', periodStart('hour', story.now().getTime(), 'Asia/Shanghai', -1), 'Asia/Shanghai')
  const { body } = await city.post<VitalValuesTaken>('/api/v1/vitals/values', {
    values: [{ vital: code, area: 'z-new', period, value, reason: '试验' }],
  })
  assert.deepEqual([body.taken, body.refused], [1, []])
  while (await story.zhili.rollVitals());
}
const wall = async (account: string, query = ''): Promise<CockpitView> =>
  (await story.as(account).get<CockpitView>(`/api/v1/cockpit${query}`)).body
const listed = async (account: string, area?: string): Promise<number> =>
  (await story.as(account).get<{ rows: unknown[] }>(`/api/v1/events?view=open${area ? `&area=${area}` : ''}`)).body.rows.length

describe('a case of a whole zone', () => {
  it('counts in the zone and the city, and in no town of it', async () => {
    await tells(4)
    const [event] = await story.sql<{ id: string; area: string; object: string | null }>('select id, area, object from events')
    assert.deepEqual([event?.area, event?.object], [first, null])
    const { body } = await story.as('chenli').get<EventDetail>(`/api/v1/events/${event!.id}`)
    assert.deepEqual(body.wholeArea, { code: 'z-new', name: '新区', paths: [first, second] })
    const replay = (await story.as('chenli').get<Replay>(`/api/v1/events/${event!.id}/replay`)).body
    assert.deepEqual(replay.event.wholeArea, body.wholeArea, 'a replay draws the area, not a place')
    for (const [account, area, n] of [
      ['shenlan', undefined, 1],
      ['shenlan', 'z-new', 1],
      ['chenli', undefined, 1],
      ['shenlan', '990101001', 0],
      ['chenli', encodeURIComponent(first), 0],
      ['shenlan', '990101002', 0],
      ['tangke', undefined, 0],
    ] as const) {
      const says = `${account} of ${area ?? 'all they see'}`
      assert.equal(await listed(account, area), n, `list: ${says}`)
      assert.equal((await wall(account, area ? `?area=${area}` : '')).open.n, n, `wall: ${says}`)
    }
    assert.equal((await story.as('tangke').get(`/api/v1/events/${event!.id}`)).status, 404, 'not theirs to open')
  })

  it('stands beside the towns as what is the zone’s own, with its rows', async () => {
    const { districts } = await wall('shenlan', '?area=z-new')
    assert.deepEqual(
      districts.map(({ name, open }) => [name, open]),
      [
        ['临江街道', 0],
        ['竹溪街道', 0],
        ['区县本级', 1],
      ],
    )
    const { rows } = await rowsBehind(story.as('shenlan'), 'open', { area: 'z-new', part: 'own' })
    assert.equal(rows.length, 1)
    for (const account of ['shenlan', 'chenli', 'tangke']) await figuresAreRows(story.as(account))
  })

  it('is in the boards and the evaluation of the zone alone', async () => {
    await story.sql(`update events set grade = 'major'`)
    const graves = async (area: string) =>
      (await city.get<CheckUpWall>(`/api/v1/cockpit/check-up?area=${area}`)).body.rows!.map(({ code, cells }) => [
        code,
        cells.reduce((sum, { grave }) => sum + grave, 0),
      ])
    assert.deepEqual(await graves('z-new'), [
      ['z-new', 1],
      ['990101001', 0],
      ['990101002', 0],
    ])
    assert.deepEqual(await graves('990101001'), [['990101001', 0]])
    await story.sql(`insert into evaluation_lines (event, figure, part, day, area, unit, type, source, opened)
      select id, 'false-alarm', 0, '2026-03-01', area, null, type, source, opened_at from events`)
    const judged = async (area: string): Promise<number> =>
      (await city.get<Evaluation>(`/api/v1/evaluation?area=${area}&period=day&day=2026-03-01`)).body.rates.find(
        ({ id }) => id === 'false-alarm',
      )!.of
    assert.deepEqual([await judged('z-new'), await judged('990101001'), await judged('990101002')], [1, 0, 0])
  })

  it('is looked for at the one object of its kind in whichever town', async () => {
    await story.sql(`update objects set kind = 'lake' where id = (select min(id) from objects where area like '${second}%')`)
    const place = await placeOfVital(story.zhili.spine, { path: first, area: 'z-new', kind: 'lake' })
    assert.ok(place?.object && place.area?.startsWith(second), JSON.stringify(place))
  })
})
