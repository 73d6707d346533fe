import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import pg from 'pg'
import { system } from '../../contract/actor.ts'
import { layHistory, planReports } from '../../server/commands/scale.ts'
import { rebuildBalance } from '../../server/flow/7-evaluate/store-balance.ts'
import { realClock } from '../../server/kernel/clock.ts'
import { createLog } from '../../server/kernel/log.ts'
import { sealOnce, verifyChain } from '../../server/kernel/seal.ts'
import { createSpine } from '../../server/kernel/spine.ts'
import { seedNow, testDatabase } from '../database.ts'
import { startStory } from '../story.ts'

type Row = Record<string, unknown>

/** What differs from one report to the next: who, where, when, which. The rest must be alike. */
const own =
  /^(id|code|no|area|town|lon|lat|content|title|type|person|report|signal|event|home_event|decided_by|pack_version|tx)$|_at$/
const shape = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).map(([key, value]) => [key, own.test(key) ? value !== null : value]))
const shapeOfFact = ({ kind, subject, area, unit, actor, body }: Row): Row => ({
  ...{ kind, subject: subject !== null, area: area !== null, unit },
  actor: Object.keys(actor as Row).sort(),
  body: shape(body as Row),
})

const read = async (query: (text: string) => Promise<Row[]>): Promise<Record<string, Row[]>> => {
  const of = async (table: string, by: string): Promise<Row[]> =>
    (await query(`select to_jsonb(t) as row from ${table} t order by ${by}`)).map(({ row }) => shape(row as Row))
  const facts = await query(
    `select kind, subject, area, unit, actor, body from facts where kind like any (array['report.%', 'reporter.%', 'signal.%', 'event.%']) order by id`,
  )
  return {
    reports: await of('reports', 'received_at'),
    signals: await of('signals', 'received_at'),
    events: await of('events', 'opened_at'),
    facts: facts.map(shapeOfFact),
  }
}

describe('the laid history of grid reports', () => {
  it('is row for row and fact for fact what the product writes when a grid worker files such a report', async (t) => {
    const story = await startStory(t)
    const file = (body: Row) =>
      story
        .as('xieran')
        .post('/api/v1/reports', { type: 'city.garbage', content: '楼道杂物，已清理', lon: 105.5072, lat: 31.5069, ...body })
    assert.equal((await file({ selfHandled: true })).status, 200)
    await story.pass({ s: 1 })
    assert.equal((await file({})).status, 200)
    const real = await read((text) => story.sql(text))

    const database = await testDatabase('town')
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    try {
      const plan = await planReports(client, { now: seedNow, seed: 1, total: 2, open: 1, years: 1 })
      await layHistory(client, plan, () => {})
      assert.deepEqual(await read(async (text) => (await client.query<Row>(text)).rows), real)
    } finally {
      await client.end()
      await database.drop()
    }
    await story.acknowledge()
    await story.end()
  })

  it('fills its days, keeps to the seed, and is balanced and sealed', async () => {
    const database = await testDatabase('town')
    const client = new pg.Client({ connectionString: database.url })
    const spine = createSpine({ url: database.url, clock: realClock, log: createLog('error'), connections: 2 })
    await client.connect()
    try {
      const plan = await planReports(client, { now: seedNow, seed: 1, total: 3_000, open: 40, years: 1 })
      const written = await layHistory(client, plan, () => {})
      assert.equal(written, 2_960 * 4 + 40 * 2)
      const { rows } = await client.query<Row>(
        `select count(*)::int as reports, count(*) filter (where state = 'closed')::int as closed, count(distinct code)::int as codes,
           count(distinct (received_at at time zone 'Asia/Shanghai')::date)::int as days,
           max(received_at) < $1 as before, (select count(*)::int from facts_default) as loose from reports`,
        [seedNow],
      )
      assert.deepEqual(rows, [{ reports: 3_000, closed: 2_960, codes: 3_000, days: 365, before: true, loose: 0 }])
      await assert.rejects(
        layHistory(client, plan, () => {}),
        /empty city/,
      )
      await spine.transaction(system, (tx) => rebuildBalance(tx, 'Asia/Shanghai'))
      const { rows: items } = await client.query<Row>('select state, count(*)::int as n from balance_items group by 1 order by 1')
      assert.deepEqual(items, [
        { state: 'open', n: 40 },
        { state: 'self-handled', n: 2_960 },
      ])
      assert.equal(await sealOnce(spine, 7_000), true)
      assert.equal(await sealOnce(spine, 7_000), false)
      const chain = await verifyChain(spine)
      assert.deepEqual([chain.ok, chain.facts, chain.unsealed], [true, written, 0])
      const { rows: next } = await client.query<Row>(`select nextval('event_numbers')::int > 3000 as event`)
      assert.deepEqual(next, [{ event: true }])
    } finally {
      await client.end()
      await spine.close()
      await database.drop()
    }
  })
})
