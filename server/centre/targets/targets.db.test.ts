import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, describe, it, type TestContext } from 'node:test'
import { type TargetBoard, type TargetEntries, TargetPlan, type TargetPlans } from '../../../contract/target.ts'
import { startStory } from '../../../test/story.ts'
import { madePdf } from '../../city/file/made-pdf.ts'

// One city for all, in the order of the tests. Monday, 2 March 2026, 9:30: the last quarter that is over is 2025-Q4.
const story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan') // the hub of the city
const district = story.as('chenli') // the hub of 北岸区
const housing = story.as('beian-housing-a') // a clerk of a department of the district
const shipped = (id: string) =>
  TargetPlan.parse(JSON.parse(readFileSync(new URL(`../../seed-data/targets/${id}.json`, import.meta.url), 'utf8')))
const board = async (query = '', as = city, plan = 'park') =>
  (await as.get<TargetBoard>(`/api/v1/target-plans/${plan}?${query}`)).body
const say = (subject: string, said: object, as = city, quarter = '2026-Q1') =>
  as.post<{ code?: string }>('/api/v1/target-plans/park/entries', { subject, quarter, said })
const words = (zh: string) => ({ zh, en: zh })
const park = {
  ...{ id: 'park', name: words('公园建设'), source: words('区政府工作报告'), lists: [] },
  systems: [{ id: 'east', name: words('东片'), kind: 'work' }],
  items: [
    {
      ...{ id: 'east-park', name: words('东山公园'), system: 'east' },
      milestones: [{ id: 'begin', name: words('开工'), due: '2026-02-28' }],
    },
    { id: 'waiting', name: words('公园 2（名称待录入）'), named: false },
  ],
  indicators: [
    {
      ...{ id: 'parks', name: words('公园数'), unit: words('个'), cadence: 'year', baseline: { period: '2023', value: 10 } },
      targets: [{ period: '2025', value: 16 }],
      possible: { least: 0, most: 500 },
    },
    { id: 'green', name: words('绿地率'), named: false, unit: words('%'), cadence: 'quarter' },
  ],
}

describe('shipped plans', () => {
  it('have the counts of their source, and nothing more than it says', () => {
    const { items, indicators, systems } = shipped('finance-plan')
    const of = (list: string) => items.filter((item) => item.list === list).length
    assert.deepEqual([of('reforms'), of('policies'), of('platforms'), of('projects')], [14, 13, 13, 13])
    const tasks = (system: string) => items.filter((item) => item.system === system).length
    assert.deepEqual([tasks('tasks'), tasks('safeguards')], [24, 5])
    assert.equal(systems.filter(({ kind }) => kind === 'system').length, 7)
    assert.equal(indicators.length, 18)
    assert.equal(indicators.filter(({ named, targets }) => named && targets.length > 0).length, 5)
    assert.ok(indicators.every(({ named, told, targets }) => named || told.length + targets.length === 0))
    const [tunnel] = shipped('major-works').items
    assert.deepEqual(
      tunnel?.milestones.map(({ done }) => done),
      ['2021-04-12', '2024-04-07'],
    )
  })
})

describe('a target board', () => {
  it('is put in force as data by whoever keeps plans, and by nobody else', async () => {
    assert.equal((await housing.post('/api/v1/target-plans', park)).status, 403)
    const { status, body } = await district.post('/api/v1/target-plans', park)
    assert.deepEqual([status, body], [200, { plan: 'park', version: 1 }])
    const bad = await district.post('/api/v1/target-plans', { ...park, id: 'bad', items: [{ ...park.items[0], system: 'none' }] })
    assert.equal(bad.status, 400)
    assert.match(JSON.stringify(bad.body), /“none”/, 'and says which system it does not know')
  })

  it('knows nothing before anything is told: unknown, never zero and never on track', async () => {
    const { items, indicators, quarter, running } = await board()
    assert.deepEqual([quarter, running], ['2025-Q4', false])
    assert.deepEqual(
      items.map(({ light, why }) => `${light} ${why}`),
      ['unknown nothing-told', 'unknown nothing-told'],
    )
    assert.deepEqual(
      indicators.map(({ light, current, expected, due }) => [light, current, expected, due]),
      [
        ['unknown', null, 16, '2025'],
        ['unknown', null, null, '2025-Q4'],
      ],
    )
    const { body } = await city.get<TargetPlans>('/api/v1/target-plans')
    assert.equal(body.rows.find(({ id }) => id === 'park')?.items.unknown, 2)
  })

  it('reckons the attainment of what is told with both numbers; a correction counts and what it corrects is kept', async () => {
    await say('parks', { kind: 'value', period: '2025', value: 12 })
    await story.pass({ m: 1 })
    await say('parks', { kind: 'value', period: '2025', value: 13 })
    const [parks] = (await board()).indicators
    assert.deepEqual(parks?.attainment, { formula: 'way', top: 3, bottom: 6, ratio: 0.5 })
    assert.deepEqual([parks?.light, parks?.current?.value], ['behind', 13])
    const { rows } = (await city.get<TargetEntries>('/api/v1/target-plans/park/entries/parks')).body
    assert.deepEqual(
      rows.map(({ said }) => 'value' in said && said.value),
      [13, 12],
    )
    await say('parks', { kind: 'value', period: '2025', value: null })
    assert.equal((await board()).indicators[0]?.light, 'unknown', 'taken back is not zero')
  })

  it('is told by owners only; whoever keeps the plan names them', async () => {
    const going = { kind: 'progress', words: '进场', percent: 10, stuck: false }
    assert.equal((await say('east-park', going, housing)).body.code, 'target.not-owner')
    const { units } = await board('', district)
    assert.ok(units.some(({ id }) => id === 'unit-beian-housing'))
    const owner = { kind: 'owner', unit: 'unit-beian-housing', coUnits: [] }
    assert.equal((await say('east-park', owner, housing)).status, 403)
    assert.equal((await say('east-park', { ...owner, unit: 'nobody' }, district)).status, 404)
    assert.equal((await say('east-park', owner, district)).status, 200)
    assert.equal((await say('east-park', owner, housing)).body.code, 'permit.missing')
    assert.equal((await say('east-park', going, housing)).status, 200)
    assert.equal((await say('parks', { kind: 'value', period: '2025', value: 1 }, housing)).body.code, 'target.not-owner')
    const [item] = (await board('quarter=2026-Q1', housing)).items
    assert.deepEqual([item?.owner?.name, item?.mine, item?.progress?.percent], ['北岸区住房城乡建委', true, 10])
  })

  it('says of each quarter what stood then: a reason of this one is none of the last', async () => {
    await say('east-park', { kind: 'reason', words: '征地未完成' }, housing)
    await say('east-park', { kind: 'next', words: '本月签约', due: '2026-03-31' }, housing)
    const now = (await board('quarter=2026-Q1')).items[0]
    assert.deepEqual(
      [now?.light, now?.whyMilestone, now?.reason, now?.next?.due],
      ['behind', 'begin', '征地未完成', '2026-03-31'],
    )
    const then = (await board('quarter=2025-Q4')).items[0]
    assert.deepEqual([then?.light, then?.reason, then?.progress], ['unknown', null, null])
    await say('east-park', { kind: 'milestone', milestone: 'begin', done: '2026-03-01' }, housing)
    assert.equal((await board('quarter=2026-Q1')).items[0]?.light, 'done')
  })

  it('shows the owner of the quarter that is looked at; what may be said is of today', async () => {
    const ownerIn = async (quarter: string) => {
      const [item] = (await board(`quarter=${quarter}`, housing)).items
      return [item?.owner?.name ?? null, item?.mine]
    }
    const housingName = '北岸区住房城乡建委'
    assert.deepEqual(
      [await ownerIn('2025-Q4'), await ownerIn('2026-Q1')],
      [
        [null, true],
        [housingName, true],
      ],
    )
    const before = { kind: 'owner', unit: 'unit-beian', coUnits: [] }
    assert.equal((await say('east-park', before, district, '2025-Q3')).status, 200)
    const [of2025] = await ownerIn('2025-Q4')
    assert.ok(of2025 && of2025 !== housingName, 'who was named for a quarter before, though it was said later')
    assert.deepEqual(await ownerIn('2026-Q1'), [housingName, true])
  })

  it('keeps a piece of evidence as the paper itself: brought by its owner, read by whoever reads the plan', async () => {
    const pdf = madePdf({ words: 'east park 2026-17' })
    const asked = { subject: 'east-park', quarter: '2026-Q1', words: '验收报告 2026-17 号', day: '2026-03-01' }
    const bring = (as = housing, bytes = pdf, subject = 'east-park') =>
      as.post<{ id: string; code?: string }>(
        `/api/v1/target-plans/park/evidence?${new URLSearchParams({ ...asked, subject })}`,
        bytes,
      )
    const done = await bring()
    assert.equal(done.status, 200, JSON.stringify(done.body))
    assert.equal((await bring()).body.id, done.body.id, 'the same again changes nothing')
    assert.equal((await bring(housing, pdf, 'parks')).body.code, 'target.not-owner')
    assert.equal((await bring(housing, Buffer.from('no paper'))).body.code, 'document.kind')
    const [entry] = (await city.get<TargetEntries>('/api/v1/target-plans/park/entries/east-park')).body.rows
    const file = entry!.said.kind === 'evidence' ? entry!.said.file : null
    assert.deepEqual([file?.type, file?.size, entry!.id], ['application/pdf', pdf.length, done.body.id])
    assert.equal((await board('quarter=2026-Q1')).items[0]?.evidence, 1)
    const read = await city.get(`/api/v1/files/${file!.id}`)
    assert.deepEqual([read.status, read.bytes.equals(pdf)], [200, true])
    assert.equal((await story.as('baining').get(`/api/v1/files/${file!.id}`)).status, 404, 'a post without the permit')
    const named = { kind: 'evidence', words: '会议纪要', day: null }
    assert.equal((await say('east-park', { ...named, file }, housing)).status, 400, 'a paper comes with its bytes')
    assert.equal((await say('east-park', named, housing)).status, 200, 'or it is only named')
    await story.sql(`update target_entries set said = said - 'file' where said->>'words' = '会议纪要'`)
    const { rows } = (await city.get<TargetEntries>('/api/v1/target-plans/park/entries/east-park')).body
    assert.deepEqual(rows[0]!.said, { ...named, file: null }, 'as one of before is kept')
  })

  it('refuses what cannot be said', async () => {
    const code = async (...what: Parameters<typeof say>) => (await say(...what)).body.code
    assert.equal(await code('parks', { kind: 'value', period: '2026', value: 3 }), 'target.future')
    assert.equal(await code('parks', { kind: 'value', period: '2025', value: 3.5 }), 'target.decimals')
    assert.equal(await code('parks', { kind: 'value', period: '2025-Q4', value: 13 }), 'target.cadence')
    assert.equal(await code('parks', { kind: 'value', period: '2025', value: -1 }), 'target.impossible')
    assert.equal(await code('parks', { kind: 'value', period: '2025', value: 501 }), 'target.impossible')
    assert.equal(
      await code('parks', { kind: 'value', period: '2025', value: 21 }),
      'target.ask',
      'more than double the 10 of 2023',
    )
    const why = '撤并街道划入十一个'
    assert.equal((await say('parks', { kind: 'value', period: '2025', value: 21, why })).status, 200)
    const [told] = (await city.get<TargetEntries>('/api/v1/target-plans/park/entries/parks')).body.rows
    assert.deepEqual([told!.said.kind, 'why' in told!.said && told!.said.why], ['value', why], 'the reason is kept')
    assert.equal(await code('parks', { kind: 'progress', words: '好', percent: 1, stuck: false }), 'target.kind')
    assert.equal(await code('east-park', { kind: 'value', period: '2025', value: 3 }), 'target.kind')
    assert.equal(await code('east-park', { kind: 'milestone', milestone: 'none', done: null }), 'target.milestone')
    assert.equal(await code('east-park', { kind: 'milestone', milestone: 'begin', done: '2026-12-01' }), 'target.future')
    assert.equal(await code('none', { kind: 'reason', words: '试' }), 'thing.not-found')
    assert.equal(await code('east-park', { kind: 'reason', words: '试' }, city, '2026-Q2'), 'target.future')
    assert.equal((await city.get('/api/v1/target-plans/park?quarter=2027-Q1')).status, 422)
  })

  it('keeps in a new version what anything was said of, and gives a table of the quarter', async () => {
    const lost = await district.post<{ code: string }>('/api/v1/target-plans', { ...park, items: [] })
    assert.equal(lost.body.code, 'target.version')
    const next = await district.post('/api/v1/target-plans', { ...park, items: [park.items[0]] })
    assert.deepEqual(next.body, { plan: 'park', version: 2 })
    const csv = await story.as('shenlan').get<string>('/api/v1/target-plans/park/sheet.csv?quarter=2026-Q1')
    assert.equal(csv.status, 200)
    assert.match(String(csv.body), /东山公园.*北岸区住房城乡建委.*完成.*征地未完成/)
  })

  it('writes a quarter one way, takes the one of before, and brings what was kept to the one', async () => {
    const { body } = await city.get<TargetBoard>('/api/v1/target-plans/park?quarter=2026Q1')
    assert.equal(body.quarter, '2026-Q1')
    assert.equal((await say('east-park', { kind: 'reason', words: '旧写法' }, city, '2026Q1')).status, 200)
    const kept = await story.sql<{ quarter: string }>(`select quarter from target_entries where said->>'words' = '旧写法'`)
    assert.deepEqual(kept, [{ quarter: '2026-Q1' }])
    const all = () =>
      story.sql<{ said: string }>(
        `select jsonb_agg(jsonb_build_array(e.quarter, e.said) order by e.id)::text || (select jsonb_agg(definition order by id)::text from target_plans)
           || (select jsonb_agg(definition order by plan, version)::text from target_plan_versions) as said from target_entries e`,
      )
    const before = await all()
    await story.sql(
      `update target_entries set quarter = replace(quarter, '-Q', 'Q'), said = replace(said::text, '-Q', 'Q')::jsonb`,
    )
    for (const table of ['target_plans', 'target_plan_versions'])
      await story.sql(`update ${table} set definition = replace(definition::text, '-Q', 'Q')::jsonb`)
    assert.notDeepEqual(await all(), before)
    await story.sql(readFileSync(new URL('../../migrations/0288-one-quarter.sql', import.meta.url), 'utf8'))
    assert.deepEqual(await all(), before)
  })

  it('is read where it concerns one, and nowhere else', async () => {
    await story.sql(
      `insert into target_plans (id, area, definition, taken_at) select 'theirs', '99/990102/', definition, taken_at from target_plans where id = 'park'`,
    )
    assert.equal((await city.get('/api/v1/target-plans/theirs')).status, 200)
    assert.equal((await district.get('/api/v1/target-plans/theirs')).status, 404, 'of another district')
    assert.equal((await story.as('baining').get('/api/v1/target-plans/park')).status, 403, 'a post without the permit')
    await story.acknowledge()
  })
})
