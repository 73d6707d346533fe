import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import pg from 'pg'
import { system } from '../../contract/actor.ts'
import { layHistory, planCases, planReports } from '../../server/commands/scale-lay.ts'
import { rebuildCounts } from '../../server/flow/7-evaluate/store.ts'
import { rebuildBalance } from '../../server/flow/7-evaluate/store-balance.ts'
import { realClock } from '../../server/kernel/clock.ts'
import { createLog } from '../../server/kernel/log.ts'
import { sealOnce, verifyChain } from '../../server/kernel/seal.ts'
import { createSpine } from '../../server/kernel/spine.ts'
import { seedNow, testDatabase } from '../database.ts'
import { type Story, startStory } from '../story.ts'
import { uploadPhoto } from './septic.ts'

type Row = Record<string, unknown>

/** What differs from one to the next: who, where, when, which, and in what words. The rest must be alike. */
const own =
  /^(id|no|code|area|town|lon|lat|content|title|name|type|pack|cause|result|reason|sha256|hash|size|received|exif_place|due|tookS|accuracyM|distanceM|key)$|_at$|_by$|By$|until$|^(report|signal|event|home_event|order|work_order|person|post|unit|lead_unit|lead|check|notice|evidence|file|owner)$|_name$|Name$|_version$|^(plan|why_of_plan|version|checklist|done_items|item|label|tx)$/
const shape = (value: unknown, key = ''): unknown => {
  if (key !== '' && own.test(key)) return value !== null
  if (Array.isArray(value)) return value.map((one) => shape(one))
  if (value !== null && typeof value === 'object')
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, shape(one, name)]))
  return value
}
const shapeOfFact = ({ kind, subject, area, unit, actor, body }: Row): Row => ({
  ...{ kind, subject: subject !== null, area: area !== null, unit: unit !== null },
  actor: Object.keys(actor as Row).sort(),
  body: shape(body),
})

const tables: Record<string, string> = {
  ...{ reports: 'received_at, id', signals: 'received_at, id', events: 'opened_at, id', dispatches: 'dispatched_at' },
  ...{ work_orders: 'asked_at, id', notices: 'made_at, id', calls: 'called_at, id', evidence: 'added_at, id' },
  ...{ files: 'made_at, id', checks: 'checked_at, id' },
}
const kinds = ['report.%', 'reporter.%', 'signal.%', 'event.%', 'work-order.%', 'notice.%', 'evidence.%', 'check.%']

/** All rows of the flow in the order of their time, and its facts in theirs, without what is each one's own. */
const read = async (query: (text: string) => Promise<Row[]>): Promise<Record<string, unknown[]>> => {
  const found: Record<string, unknown[]> = {}
  for (const [table, by] of Object.entries(tables)) {
    // A picture may be of another kind than the story's.
    const row = table === 'files' ? `to_jsonb(t) - 'kind'` : 'to_jsonb(t)'
    found[table] = (await query(`select ${row} as row from ${table} t order by ${by}`)).map((one) => shape(one.row))
  }
  found.timers = (await query(`select to_jsonb(t) as row from timers t where kind = 'event.pause-over'`)).map(({ row }) =>
    shape(row),
  )
  const facts = await query(
    `select kind, subject, area, unit, actor, body from facts where kind like any (array[${kinds.map((kind) => `'${kind}'`).join(', ')}]) order by id`,
  )
  found.facts = facts.map(shapeOfFact)
  return found
}

type Order = { id: string; account: string }

/** A citizen’s report is opened as a minor case and accepted by the town’s post. */
async function accepted(story: Story): Promise<{ event: string; order: Order }> {
  const report = { type: 'city.garbage', content: '垃圾堆了三天', lon: 105.5072, lat: 31.5069 }
  assert.equal((await story.public('POST', '/api/v1/reports', report)).status, 200)
  const signal = (await story.facts('signal.received')).at(-1)!.subject
  await story.pass({ m: 5 })
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal}/open`, { grade: 'minor' })
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  await story.pass({ m: 2 })
  const { event } = opened.body
  const [order] = await story.sql<Order>(
    `select o.id, a.account from work_orders o join accounts a on a.person = (select person from calls c where c.work_order = o.id) where o.event = $1`,
    [event],
  )
  assert.equal((await story.as(order!.account).post(`/api/v1/work-orders/${order!.id}/accept`, {})).status, 200)
  await story.pass({ m: 9 })
  return { event, order: order! }
}

async function closed(story: Story): Promise<void> {
  const { event, order } = await accepted(story)
  const act = async (verb: string, body: Row): Promise<void> => {
    const answer = await story.as(order.account).post(`/api/v1/work-orders/${order.id}/${verb}`, body)
    assert.equal(answer.status, 200, `${verb}: ${JSON.stringify(answer.body)}`)
  }
  await act('arrive', { lon: 105.5072, lat: 31.5069, accuracyM: 8 })
  await story.pass({ m: 30 })
  await act('progress', { item: 'after', file: await uploadPhoto(story, order.account) })
  await act('submit', { result: '已清运干净并冲洗地面，加密巡查一周', confirmed: true })
  await story.pass({ m: 20 })
  assert.equal((await story.as('tangke').post(`/api/v1/events/${event}/check`, { passed: true })).status, 200)
}

async function parked(story: Story): Promise<void> {
  const { event, order } = await accepted(story)
  const until = new Date(story.now().getTime() + 60 * 86_400_000).toISOString()
  const asked = await story.as(order.account).post(`/api/v1/events/${event}/park`, { reason: '已列入下季度改造计划', until })
  assert.equal(asked.status, 200, JSON.stringify(asked.body))
  await story.pass({ m: 2 })
  assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/approve-pause`)).status, 200)
}

/** A history of a few in the made-up town, for the length of a test. */
async function withHistory(
  asked: { reports: [total: number, open: number]; cases: [total: number, open: number]; spoil?: number },
  work: (client: pg.Client, url: string, written: number) => Promise<void>,
): Promise<void> {
  const database = await testDatabase('town')
  const client = new pg.Client({ connectionString: database.url, options: '-c timezone=UTC' })
  await client.connect()
  try {
    const of = ([total, open]: [number, number]) => ({ now: seedNow, seed: 1, years: 1, total, open })
    const reports = await planReports(client, of(asked.reports))
    const spoil = asked.spoil ? { spoil: [{ district: '990101', closed: asked.spoil, parked: 0, before: null }] } : {}
    const cases = await planCases(client, { ...of(asked.cases), ...spoil }, { sha256: 'f'.repeat(64), size: 100 })
    const lay = () => layHistory(client, { reports, cases }, () => {})
    await work(client, database.url, await lay())
    await assert.rejects(lay(), /empty city/)
  } finally {
    await client.end()
    await database.drop()
  }
}

describe('laid history', () => {
  it('is row for row and fact for fact what the product writes of a report put right on the spot, and of one that waits', async (t) => {
    const story = await startStory(t)
    const file = (body: Row) =>
      story
        .as('xieran')
        .post('/api/v1/reports', { type: 'city.garbage', content: '楼道杂物，已清理', lon: 105.5072, lat: 31.5069, ...body })
    assert.equal((await file({ selfHandled: true })).status, 200)
    await story.pass({ s: 1 })
    assert.equal((await file({})).status, 200)
    const real = await read((text) => story.sql(text))
    await withHistory({ reports: [2, 1], cases: [0, 0] }, async (client) => {
      assert.deepEqual(await read(async (text) => (await client.query<Row>(text)).rows), real)
    })
    await story.end()
  })

  it('and of a case from the report to its closing, and of one that is parked', async (t) => {
    const story = await startStory(t)
    await closed(story)
    await story.pass({ d: 1 })
    await parked(story)
    const real = await read((text) => story.sql(text))
    await withHistory({ reports: [0, 0], cases: [2, 1] }, async (client) => {
      const laid = await read(async (text) => (await client.query<Row>(text)).rows)
      for (const [table, rows] of Object.entries(real)) assert.deepEqual(laid[table], rows, table)
    })
    await story.acknowledge()
    await story.end()
  })

  it('fills its days, is balanced and counted as the product counts, and its chain holds', () =>
    withHistory({ reports: [3_000, 40], cases: [600, 80], spoil: 7 }, async (client, url, written) => {
      const one = async (text: string, values: unknown[] = []): Promise<Row> => (await client.query<Row>(text, values)).rows[0]!
      assert.deepEqual(
        await one(
          `select count(*)::int as reports, count(*) filter (where state = 'closed')::int as closed, count(distinct code)::int as codes,
             count(distinct (received_at at time zone 'Asia/Shanghai')::date)::int as days, max(told_at) < $1 as before,
             (select count(*)::int from facts_default) as loose, (select count(distinct no)::int from events) as numbers,
             (select count(*)::int from timers) as timers from reports`,
          [seedNow],
        ),
        {
          reports: 3_600,
          closed: 2_960 + 520,
          codes: 3_600,
          days: 365,
          before: true,
          loose: 0,
          numbers: 2_960 + 600,
          timers: 80,
        },
      )
      const spine = createSpine({ url, clock: realClock, log: createLog('error'), connections: 2 })
      try {
        await spine.transaction(system, (tx) => rebuildBalance(tx, 'Asia/Shanghai'))
        await spine.transaction(system, (tx) => rebuildCounts(tx, 'Asia/Shanghai'))
        const { rows: items } = await client.query<Row>(
          'select state, count(*)::int as n from balance_items group by 1 order by 1',
        )
        assert.deepEqual(items, [
          { state: 'closed', n: 520 },
          { state: 'open', n: 40 + 80 },
          { state: 'self-handled', n: 2_960 },
        ])
        const { rows: counts } = await client.query<Row>('select name, sum(n)::int as n from area_counts group by 1 order by 1')
        assert.deepEqual(Object.fromEntries(counts.map(({ name, n }) => [name, n])), {
          accepted: 600,
          'accepted-on-time': 600,
          closed: 520,
          dispatched: 600,
          opened: 600,
        })
        while (await sealOnce(spine));
        const chain = await verifyChain(spine)
        assert.deepEqual([chain.ok, chain.facts, chain.unsealed], [true, written, 0])
        const spoil = `select count(*)::int as n, count(*) filter (where state = 'closed' and area like '99/990101/%')::int as closed from events where pack = 'spoil-truck'`
        assert.deepEqual(await one(spoil), { n: 7, closed: 7 })
        assert.equal((await one(`select nextval('event_numbers')::int > 3600 as past`)).past, true)
      } finally {
        await spine.close()
      }
    }))
})
