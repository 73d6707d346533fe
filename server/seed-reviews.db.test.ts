import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import pg from 'pg'
import { demoCover, demoTank } from '../contract/demo-reviews.ts'
import type { ReviewList } from '../contract/review.ts'
import { seedNow, testDatabase } from '../test/database.ts'
import { readConfig } from './kernel/config.ts'
import { loadedPacks, startServer } from './main.ts'
import { playReviews } from './seed-reviews.ts'

it('a fresh demo has a review closed by the change of the setting it named, and one with an action past its day', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-past-'))
  const made = await testDatabase('city')
  const client = new pg.Client({ connectionString: made.url, options: '-c timezone=UTC' })
  await client.connect()
  t.after(async () => {
    await client.end()
    await made.drop()
    rmSync(dir, { recursive: true })
  })
  const config = readConfig({ DEMO: 'true', LOG_LEVEL: 'silent', DATA_DIR: dir })
  await playReviews({ config, url: made.url, packs: loadedPacks, now: seedNow })
  const rows = async <T>(sql: string, values: unknown[] = []): Promise<T[]> => (await client.query(sql, values)).rows as T[]
  const reviews = await rows(
    `select r.state, r.reasons, e.state as event, a.state as action, a.change->'after'->>'zh' as became, a.proof->>'kind' as shown, a.overdue_at is not null as overdue
     from reviews r join events e on e.id = r.event join review_actions a on a.review = r.id order by r.no`,
  )
  const grave = { reasons: ['grave'], event: 'closed' }
  assert.deepEqual(reviews, [
    { ...grave, state: 'closed', action: 'closed', became: '3m', shown: 'pack.tuned', overdue: false },
    { ...grave, state: 'acting', action: 'running', became: null, shown: null, overdue: true },
  ])
  const [left] = await rows<Record<string, unknown>>(
    `select (select count(*)::int from facts where recorded_at >= $1) as later, (select count(*)::int from fact_work) as claims,
       (select count(*)::int from outbox where state = 'waiting') as messages, (select count(*)::int from timers where due_at < $1) as timers,
       (select min(at) >= $1 from pack_starts) as begun, (select min(since) >= $1 from inspection_plans) as owed`,
    [seedNow],
  )
  assert.deepEqual(left, { later: 0, claims: 0, messages: 0, timers: 0, begun: true, owed: true })
})

it('the first start of a demo plays both, and its page of reviews has them', async (t) => {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-past-'))
  const made = await testDatabase('city')
  const asked = { DEMO: 'true', LOG_LEVEL: 'silent', DATA_DIR: dir, DATABASE_URL: made.url.replace('@/', '@localhost/') }
  const said: string[] = []
  const config = readConfig({ ...asked, PORT: '0', MQTT_PORT: '0', HOST: '127.0.0.1' })
  const { address, stop } = await startServer(config, (line) => said.push(line), { past: true })
  t.after(async () => {
    await stop()
    await made.drop()
    rmSync(dir, { recursive: true })
  })
  assert.ok(said.includes('2 份示例复盘 / sample reviews'), said.join('\n'))
  const entered = await fetch(`${address}/api/v1/demo/session`, {
    ...{ method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ account: 'jiangbei-duty' }) },
  })
  const cookie = entered.headers.getSetCookie().map((one) => one.split(';')[0])
  const rowsOf = async (view: string): Promise<ReviewList['rows']> => {
    const answer = await fetch(`${address}/api/v1/reviews?view=${view}`, { headers: { cookie: cookie.join('; ') } })
    return ((await answer.json()) as ReviewList).rows
  }
  const shown = async (view: string) => (await rowsOf(view)).map(({ title, actions }) => [title, actions.n, actions.overdue])
  assert.deepEqual(await shown('closed'), [[demoTank.told.title, 1, 0]])
  assert.deepEqual(await shown('running'), [[demoCover.told.title, 1, 1]])
})
