import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, it, type TestContext } from 'node:test'
import { system } from '../../contract/actor.ts'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import type { CockpitView } from '../../contract/cockpit.ts'
import type { Evaluation } from '../../contract/evaluation.ts'
import type { EventDetail } from '../../contract/event.ts'
import type { Replay } from '../../contract/replay-view.ts'
import type { VitalDefinition, VitalPage, VitalValuesTaken } from '../../contract/vital.ts'
import type { VitalRows } from '../../contract/vital-lineage.ts'
import { environment } from '../../packs/environment/pack.ts'
import { hears, type Listener } from '../../server/centre/live/hears.ts'
import { keepOwnPlaces } from '../../server/city/person/store-own.ts'
import { scopeOfUnit } from '../../server/city/sign-in/store.ts'
import { placeOfVital } from '../../server/flow/3-event/store-vitals.ts'
import { followEvaluation } from '../../server/flow/7-evaluate/evaluation/on.ts'
import { compareLines } from '../../server/flow/7-evaluate/evaluation/store-lines.ts'
import { periodStart, writePeriod } from '../../server/flow/7-evaluate/vitals/rules/period.ts'
import { addVitals } from '../../server/flow/7-evaluate/vitals/store-registry.ts'
import type { RecordedFact } from '../../server/kernel/facts.ts'
import { figuresAreRows, rowsBehind } from '../figure-rows.ts'
import { untilSafe } from '../safe-facts.ts'
import { confirmVital } from '../second-vital.ts'
import { type Story, startStory } from '../story.ts'

// Both towns of 北岸区 belong to a zone of development: no place of the tree. Its cases are in its own place, beside them.
const story: Story = await startStory({ after } as unknown as TestContext, { packs: [environment] })
const [first, second, own] = ['99/990101/990101001/', '99/990101/990101002/', '99/z-new/own-z-new/'] as const
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
await keepOwnPlaces(story.zhili.spine)
const city = story.as('shenlan')
const made = await city.post('/api/v1/vitals', { definition })
assert.equal(made.status, 200, JSON.stringify(made.body))
await confirmVital(story, code)
for (const to of ['catalogued', 'connected']) await city.post(`/api/v1/vitals/${code}/move`, { to })

const tells = async (value: number, vital = code): Promise<void> => {
  await story.pass({ h: 1 })
  const period = writePeriod('hour', periodStart('hour', story.now().getTime(), 'Asia/Shanghai', -1), 'Asia/Shanghai')
  const { body } = await city.post<VitalValuesTaken>('/api/v1/vitals/values', {
    values: [{ vital, area: 'z-new', period, value, reason: '试验' }],
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
    assert.deepEqual([event?.area, event?.object], [own, null])
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

  it('is told to whoever answers for all of the zone, and to no town', async () => {
    const { spine } = story.zhili
    const facts = (await spine.query<RecordedFact>(
      `select kind, subject, area, body from facts where kind ^@ 'event.' or kind ^@ 'work-order.' or kind = 'vital.outside'`,
    )) as RecordedFact[]
    assert.ok(facts.some(({ kind }) => kind === 'event.opened') && facts.some(({ kind }) => kind === 'work-order.asked'))
    const listener = async (unit: string): Promise<Listener> => {
      const scope = await scopeOfUnit(spine, `unit-${unit}`)
      return {
        caller: { unit, scope, sight: 'area', permits: new Set(['event.read']), session: 'person' } as never,
        scope,
        cases: new Set(),
      }
    }
    const heard = async (unit: string): Promise<number> => {
      const one = await listener(unit)
      return facts.filter((fact) => fact.kind !== 'vital.outside' && hears(one, fact)).length
    }
    assert.deepEqual([...new Set(facts.map(({ area }) => area))], [own])
    const all = facts.filter(({ kind }) => kind !== 'vital.outside').length
    assert.deepEqual([await heard('linjiang'), await heard('zhuxi')], [0, 0])
    assert.deepEqual([await heard('beian'), await heard('city')], [all, all])
  })

  it('is counted by vitals of events once, in the zone and the city', async () => {
    const open: VitalDefinition = {
      ...{
        code: 'events.open',
        name: words('未办结事件', 'Open events'),
        board: 'society',
        track: 'grids',
        unit: words('件', 'cases'),
      },
      ...{ decimals: 0, times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, aggregation: 'sum' },
      ...{ source: words('平台', 'platform'), count: { of: 'events', when: 'now', where: [{ is: 'open' }] } },
    }
    await story.zhili.spine.transaction(system, (tx) =>
      addVitals(tx, [{ definition: open, state: 'connected', pinyin: 'x', initials: 'x', owner: null }], 'system', tx.now),
    )
    const cell = async (area: string, account = 'shenlan') => {
      await untilSafe(story.zhili.spine)
      while (await story.zhili.rollVitals());
      return (await story.as(account).get<VitalPage>(`/api/v1/vitals/events.open?area=${area}`)).body
    }
    const numbers = async () => {
      const found: (number | null | undefined)[] = []
      for (const area of ['99', 'z-new', '990101001', '990101002']) found.push((await cell(area)).cell?.value)
      return found
    }
    assert.deepEqual(await numbers(), [1, 1, 0, 0])
    const page = await cell('z-new')
    assert.deepEqual([page.cell?.n, page.cell?.of], [2, 2], 'two towns told, and the zone’s own is none of them')
    assert.deepEqual(
      page.parts.map(({ name, cell }) => [name, cell.value]),
      [
        ['临江街道', 0],
        ['竹溪街道', 0],
        ['新区本级', 1],
      ],
    )
    const rows = (await city.get<VitalRows>(`/api/v1/vitals/events.open/rows?area=z-new&period=${page.cell!.period}`)).body
    assert.deepEqual([rows.total, rows.rows.map(({ areaName }) => areaName)], [1, ['新区']])
    const [event] = await story.sql<{ id: string }>('select id from events')
    // A fact of it in each place has it counted anew.
    const toldAgain = () =>
      story.zhili.spine.transaction(system, async (tx) => {
        const body = { event: event!.id, name: '', areaName: '', period: '' }
        for (const area of ['99/', own]) await tx.record({ kind: 'event.vital-withdrawn', subject: event!.id, area, body })
      })
    // As it goes on: a case of all of a district of the tree, and of the city, stand above the towns as well.
    await story.sql(`insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, demo, opened_at, changed_at)
      select gen_random_uuid(), 'X' || n, type, pack, pack_version, 'minor', title, 'open', mode, source, area, lon, lat, demo, opened_at, changed_at
      from events, (values (1, '99/'), (2, '99/z-new/own-z-new/')) as more(n, path) where no not like 'X%'`)
    await story.sql(`update events set area = '99/' where no = 'X1'`)
    await toldAgain()
    assert.deepEqual(await numbers(), [3, 2, 0, 0])
    await story.sql(`delete from events where no like 'X%'`)
    await toldAgain()
    assert.deepEqual(await numbers(), [1, 1, 0, 0])
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
    await story.sql(`delete from evaluation_lines where figure = 'false-alarm'`)
  })

  it('is looked for at the one object of its kind in whichever town', async () => {
    await story.sql(`update objects set kind = 'lake' where id = (select min(id) from objects where area like '${second}%')`)
    const place = await placeOfVital(story.zhili.spine, { path: first, area: 'z-new', kind: 'lake' })
    assert.ok(place?.object && place.area?.startsWith(second), JSON.stringify(place))
  })

  it('calls no post of a town, whatever its plan says', async () => {
    const dusty = { ...definition, code: 'lake.dust', name: words('湖区扬尘', 'Dust of the lake'), eventType: 'environment.dust' }
    const { status, body } = await city.post('/api/v1/vitals', { definition: dusty })
    assert.equal(status, 200, JSON.stringify(body))
    await confirmVital(story, dusty.code)
    for (const to of ['catalogued', 'connected']) await city.post(`/api/v1/vitals/${dusty.code}/move`, { to })
    await tells(4, dusty.code)
    const [event] = await story.sql<{ id: string; area: string }>(`select id, area from events where vital = $1`, [dusty.code])
    assert.equal(event?.area, own)
    const asked = await story.sql<{ tier: string }>(
      `select u.tier from work_orders w join units u on u.id = w.unit where w.event = $1
       union all select u.tier from calls c join posts p on p.id = c.post join units u on u.id = p.unit where c.event = $1`,
      [event!.id],
    )
    assert.ok(asked.length > 0)
    assert.deepEqual([...new Set(asked.map(({ tier }) => tier))], ['district'])
  })

  it('is put there in a database of yesterday, with what is counted of it', async () => {
    const change = readFileSync(new URL('../../server/migrations/0327-own-places.sql', import.meta.url), 'utf8')
    const { spine } = story.zhili
    await untilSafe(spine)
    while (await followEvaluation(spine, 'Asia/Shanghai'));
    const tables = ['events', 'signals', 'work_orders', 'evaluation_lines'] as const
    const all = async (): Promise<Record<string, { row: string }[]>> => {
      const read = (sql: string) => story.sql<{ row: string }>(sql)
      return {
        units: await read('select unit || area || path as row from unit_areas order by 1'),
        counts: await read(
          `select (c.area, c.month, c.by, c.of, c.figure, c.part, c.n)::text as row from evaluation_counts c where n <> 0 order by 1`,
        ),
        ...Object.fromEntries(
          await Promise.all(tables.map(async (table) => [table, await read(`select area as row from ${table} order by 1`)])),
        ),
      }
    }
    const today = await all()
    assert.ok(
      Object.values(today).every((rows) => rows.length > 0),
      JSON.stringify(today),
    )
    await story.sql(`delete from unit_areas where area ^@ 'own-'`)
    await story.sql('alter table unit_areas add constraint unit_areas_area_fkey foreign key (area) references areas (code)')
    await story.sql('create index events_kept_under_town on events (id)')
    for (const table of tables) await story.sql(`update ${table} set area = '${first}' where area = '${own}'`)
    await story.sql(`update evaluation_counts set area = '99/990101/' where area = '99/z-new/'`)
    assert.notDeepEqual(await all(), today)
    await story.sql(change)
    assert.deepEqual(await all(), today)
    assert.deepEqual(await compareLines(spine), [])
  })

  it('is of nobody who lost one of the towns', async () => {
    const { spine } = story.zhili
    await story.sql(`insert into unit_areas (unit, area, path) values ('unit-linjiang', '990101002', '${second}')`)
    await keepOwnPlaces(spine)
    assert.deepEqual(await scopeOfUnit(spine, 'unit-linjiang'), [first, second, own])
    await story.sql(`delete from unit_areas where unit = 'unit-linjiang' and area = '990101002'`)
    await keepOwnPlaces(spine)
    assert.deepEqual(await scopeOfUnit(spine, 'unit-linjiang'), [first])
  })
})
