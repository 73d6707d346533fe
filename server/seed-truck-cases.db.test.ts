import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import { seedNow, testDatabase } from '../test/database.ts'
import { boardOf } from './centre/haulage/board.ts'
import { firmsOf } from './centre/haulage/firms.ts'
import { createPacks } from './city/pack/packs.ts'
import { seedHaulage } from './city/seed/haulage.ts'
import { seedTickets } from './flow/1-ingest/tickets/store-seed.ts'
import type { Db } from './kernel/spine.ts'
import { loadedPacks } from './main.ts'
import { seedTruckCases } from './seed-truck-cases.ts'

const filesDir = mkdtempSync(join(tmpdir(), 'zhili-cases-'))
const made = await testDatabase('city')
const client = new pg.Client({ connectionString: made.url, options: '-c timezone=UTC' })
await client.connect()
after(async () => {
  await client.end()
  await made.drop()
  rmSync(filesDir, { recursive: true })
})
const db: Db = { query: async <T>(sql: string, values?: unknown[]) => (await client.query(sql, values)).rows as T[] }
const packs = createPacks(loadedPacks, { demo: true })
const seer = { scope: ['50/'], sight: 'area' as const, unit: '', person: '' }

await seedHaulage(client, seedNow)
await seedTickets(client, seedNow)

describe('spoil cases of the demo before it was begun', () => {
  it('show both numbers of before and after, and that it went from weeks to hours', async () => {
    assert.equal(await seedTruckCases(client, { now: seedNow, packs, filesDir }), 78)
    const board = await boardOf(db, { pack: packs.byId('spoil-truck'), tunings: [], scope: ['50/'] })
    assert.deepEqual(board.map(({ district }) => district).toSorted(), ['500105', '500107'])
    for (const { district, before, after: now } of board) {
      const [closed, cases] = district === '500107' ? [45, 50] : [25, 28]
      assert.equal(before!.handled / before!.found, 0.2)
      assert.ok(before!.hours! > 14 * 24 && before!.source.startsWith('示例'))
      assert.ok(before!.to < now!.since.slice(0, 10), 'before ends where after begins')
      assert.deepEqual([now!.handled, now!.parked, now!.found], [closed, cases - closed, cases], 'about one in ten is parked')
      assert.ok(now!.hours! < 12, `${now!.hours} h`)
    }
  })

  it('are closed, or parked with a reason for months: no other clock runs, nobody is waited for, all facts lie in their months', async () => {
    const [left] = await db.query<Record<string, number>>(
      `select (select count(*)::int from timers where kind <> 'event.pause-over' or due_at < $1::timestamptz + interval '29 days') as timers,
         (select count(*)::int from events where state not in ('closed', 'parked') or not demo) as events,
         (select count(*)::int from events where state = 'parked' and pause->>'granted' = 'true' and length(pause->>'reason') > 8) as parked,
         (select count(*)::int from work_orders w join events e on e.id = w.event where w.state <> case e.state when 'parked' then 'accepted' else 'passed' end) as orders, (select count(*)::int from calls where answered_at is null) as calls,
         (select count(*)::int from facts_default) as loose,
         (select count(*)::int from events e where not exists (select 1 from facts f where f.subject = e.id::text and f.kind = 'event.' || e.state and f.recorded_at = e.changed_at)) as untold,
         (select count(*)::int from events e join areas a on a.path = e.area where a.tier <> 'grid') as stray`,
      [seedNow],
    )
    assert.deepEqual(left, { timers: 0, events: 0, parked: 8, orders: 0, calls: 0, loose: 0, untold: 0, stray: 0 })
  })

  it('of which the platform found some, of trucks whose firms have their cases and scores that differ', async () => {
    const firms = await firmsOf(db, packs.byId('spoil-truck'), seer, new Date(seedNow.getTime() - 90 * 86_400_000))
    const having = firms.filter(({ cases }) => cases > 0)
    const [rows] = await db.query<{ of: number; told: number; elsewhere: number }>(
      `select count(*)::int as of, (select count(*)::int from facts where kind = 'event.opened' and body ->> 'object' is not null) as told,
         (select count(*)::int from event_parts p join events e on e.id = p.event where p.why = 'firm' and not starts_with(e.area, '50/500107/')) as elsewhere
       from events e join objects o on o.id = e.object and o.kind = 'spoil-truck'`,
    )
    assert.equal(
      having.reduce((sum, { cases }) => sum + cases, 0),
      rows!.of,
    )
    assert.equal(rows!.told, rows!.of)
    assert.ok(having.every(({ cases, newest }) => newest.length === Math.min(12, cases)))
    assert.ok(rows!.of > 30 && having.length > 5 && rows!.elsewhere > 3, JSON.stringify([rows, having.length]))
    assert.ok(new Set(having.map(({ rate }) => rate?.value)).size > 5, 'scores differ')
  })

  it('are laid once, and never under anything that has happened', async () => {
    assert.equal(await seedTruckCases(client, { now: seedNow, packs, filesDir }), 0)
  })
})
