import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import pg from 'pg'
import { createPacks } from '../../server/city/pack/packs.ts'
import { loadedPacks } from '../../server/main.ts'
import { seedTruckCases } from '../../server/seed-truck-cases.ts'
import { seedNow, testDatabase } from '../database.ts'
import { truckPack } from '../demo-packs.ts'
import { type Story, startStory } from '../story.ts'
import { uploadPhoto } from './septic.ts'

type Row = Record<string, unknown>
const tables = {
  work_orders: 'version, state, role, arrive_by, (select array_agg(k order by k) from jsonb_object_keys(done_items) k) as done',
  evidence: 'kind, item, value is not null as words, hash is not null as hashed, file is not null as filed',
  ...{
    events: 'version, state, tier, mode, source, grade, type, object, title is not null as titled',
    notices: 'kind, why, urgent',
    calls: 'step, why, inform',
  },
  event_parts: `why, district, named, split_part(ref, ' ', 1) as of, right(ref, 36) = signal::text as own, why <> 'place' or area = (select area from events e where e.id = event) as here`,
  ...{
    signals: 'type, state, version, grade, source, object, rule, report is not null as reported',
    reports: 'type, state, outcome',
    checks: 'passed',
  },
  haul_findings: `pack, check_id, type, object, split_part(key, ':', 2) as of, (select array_agg(k order by k) from jsonb_object_keys(evidence) k) as evidence, demo,
    id in (select id from signals) as told, found_at > at as later`,
}
/** What a case leaves behind, without what is each one's own. */
async function read(query: (text: string) => Promise<Row[]>): Promise<Record<string, unknown>> {
  const found: Record<string, unknown> = {}
  for (const [table, of] of Object.entries(tables)) {
    const rows = await query(`select ${of} from ${table}`)
    found[table] = rows.map((row) => JSON.stringify(row)).sort()
  }
  found.facts = (
    await query(
      `select kind, area is not null as area, unit is not null as unit, (select array_agg(k order by k) from jsonb_object_keys(body) k) as body
       from facts where kind ~ '^(report|reporter|signal|event|work-order|notice|evidence|check|haul)[.]' order by id`,
    )
  ).map((row) => JSON.stringify(row))
  return found
}

type Asked = { event: string; order: string; account: string }

/** A truck, its firm and a tip far from everything; `demo` as all objects the seed looks at. */
const registered = `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, details, demo)
  select lower(code), 'spoil-truck', kind, code, name, (select path from areas where tier = 'grid' order by code limit 1), lon, 31.5069, 'owned', details::jsonb, true
  from (values ('haul-firm', 'QY-1', '临江运输', 105.5, '{}'), ('disposal-site', 'XN-1', '东山消纳场', 105.9, '{"radius":300}'),
    ('spoil-truck', 'ZT-1', '渝X00001', 105.5, '{"plate":"渝X00001","firm":"QY-1"}')) as n (kind, code, name, lon, details)`

/** A neighbour writes of it as of anything. */
async function written(story: Story): Promise<void> {
  const said = { type: 'city.other', content: '有渣土车夜里往空地倒土', lon: 105.5072, lat: 31.5069 }
  assert.equal((await story.public('POST', '/api/v1/reports', said)).status, 200)
}

/** The terminal of a truck tells that it is full, and soon after, at no tip, that it is empty: for less time than papers are asked for. */
async function found(story: Story): Promise<void> {
  await story.sql(
    `insert into devices (id, object, kind, pack, name, interval_s, gateway, demo)
     select 'jt-990101-1', 'zt-1', 'vehicle-terminal', 'spoil-truck', 'jt-990101-1', 10, gateway, true from devices where gateway is not null limit 1`,
  )
  for (const load of [90, 90, 0, 0, 0, 0, 0]) {
    assert.equal((await story.reads('jt-990101-1', { lon: 105.5072, lat: 31.5069, speed: 0, load })).status, 202)
    await story.pass({ s: 10 })
  }
  await story.zhili.watchHaulage()
}

/** However it came, the duty officer sees what it is, and a clerk of the department takes it on. */
async function accepted(story: Story, come = written): Promise<Asked> {
  await come(story)
  const signal = (await story.facts('signal.received')).at(-1)!.subject
  await story.pass({ m: 5 })
  const opened = await story
    .as('chenli')
    .post<{ event: string }>(`/api/v1/signals/${signal}/open`, { grade: 'minor', type: 'spoil-truck.dump' })
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  await story.pass({ m: 2 })
  const { event } = opened.body
  const [order] = await story.sql<{ id: string; account: string }>(
    `select o.id, a.account from work_orders o join calls c on c.work_order = o.id join accounts a on a.person = c.person
     where o.event = $1 order by a.account limit 1`,
    [event],
  )
  const taken = await story.as(order!.account).post(`/api/v1/work-orders/${order!.id}/accept`, {})
  assert.equal(taken.status, 200, JSON.stringify(taken.body))
  await story.pass({ m: 9 })
  return { event, order: order!.id, account: order!.account }
}

async function closed(story: Story, come = written): Promise<void> {
  const { event, order, account } = await accepted(story, come)
  const act = async (verb: string, body: object) => {
    const answer = await story.as(account).post(`/api/v1/work-orders/${order}/${verb}`, body)
    assert.equal(answer.status, 200, `${verb}: ${JSON.stringify(answer.body)}`)
  }
  await act('arrive', { lon: 105.5072, lat: 31.5069, accuracyM: 8 })
  await story.pass({ m: 30 })
  await act('progress', { item: 'scene', file: await uploadPhoto(story, account) })
  await act('progress', { item: 'found', note: '现场有新倒弃土' })
  await act('progress', { item: 'decision', note: '责令清运，立案查处' })
  await act('submit', { result: '已清运', confirmed: true })
  await story.pass({ m: 20 })
  const check = await story.as('chenli').post(`/api/v1/events/${event}/check`, { passed: true })
  assert.equal(check.status, 200, JSON.stringify(check.body))
}

async function parked(story: Story): Promise<void> {
  const { event, account } = await accepted(story)
  const until = new Date(story.now().getTime() + 60 * 86_400_000).toISOString()
  const asked = await story.as(account).post(`/api/v1/events/${event}/park`, { reason: '待鉴定', until })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  await story.pass({ m: 2 })
  const granted = await story.as('chenli').post(`/api/v1/events/${event}/approve-pause`)
  assert.equal(granted.status, 200, JSON.stringify(granted.body))
}

it('laid spoil cases, told of or found by the platform, closed or parked, leave the rows and facts the product writes of them', async (t) => {
  const story = await startStory(t, { packs: [truckPack] })
  await story.sql(registered)
  await closed(story)
  await story.pass({ d: 1 })
  await parked(story)
  await story.pass({ d: 1 })
  await closed(story, found)
  const real = await read((text) => story.sql(text))
  const database = await testDatabase('town')
  const client = new pg.Client({ connectionString: database.url, options: '-c timezone=UTC' })
  const filesDir = mkdtempSync(join(tmpdir(), 'zhili-truck-'))
  await client.connect()
  await client.query(registered)
  t.after(async () => {
    await client.end()
    await database.drop()
    rmSync(filesDir, { recursive: true })
  })
  const place = {
    district: '990101',
    area: '99/990101/',
    areaName: '北岸区',
    cases: 3,
    parked: 1,
    found: 10,
    handled: 2,
    hours: 500,
    source: '示例',
  }
  const packs = createPacks(loadedPacks, { demo: true })
  // Each place of the list draws of its own; of this one’s draws one case is found by the platform, and the parked one is not.
  const draws = Array.from({ length: 3 }, () => ({ ...place, district: 'none' }))
  assert.equal(await seedTruckCases(client, { now: seedNow, packs, filesDir }, [...draws, place]), 3)
  assert.deepEqual(await read(async (text) => (await client.query<Row>(text)).rows), real)
  await story.acknowledge()
  await story.end()
})
