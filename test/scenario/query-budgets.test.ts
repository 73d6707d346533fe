import assert from 'node:assert/strict'
import { AsyncLocalStorage } from 'node:async_hooks'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import { readChannels } from '../../server/city/channel/settings.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { layHistory, planCases, planReports } from '../../server/commands/scale-lay.ts'
import { compose } from '../../server/compose.ts'
import { manualClock } from '../../server/kernel/clock.ts'
import { readConfig } from '../../server/kernel/config.ts'
import { loadedPacks } from '../../server/main.ts'
import { queryBudgets } from '../../server/query-budgets.ts'
import { seedDemo } from '../../server/seed-demo.ts'
import { seedNow, testDatabase } from '../database.ts'

// The whole tree with the demo's objects, and a history: a list that asks once for each of its rows is over its budget here.
const database = await testDatabase('city')
await seedDemo(database.url, seedNow, () => {})
await layCases()
const config = readConfig({ DEMO: 'true', LOG_LEVEL: 'silent' })
const zhili = await compose({
  ...{ config, url: database.url, clock: manualClock(seedNow), channels: readChannels(config, {}) },
  packs: createPacks(loadedPacks, { demo: true }),
})
await zhili.app.ready()
after(async () => {
  await zhili.close()
  await database.drop()
})

async function layCases(): Promise<void> {
  const client = new pg.Client({ connectionString: database.url, options: '-c timezone=UTC' })
  await client.connect()
  const asked = { now: seedNow, seed: 1, years: 1 }
  const reports = await planReports(client, { ...asked, total: 400, open: 100 })
  const cases = await planCases(client, { ...asked, total: 400, open: 150 }, { sha256: 'f'.repeat(64), size: 100 })
  await layHistory(client, { reports, cases }, () => {})
  await client.query('analyze')
  await client.end()
}

/** Statements of one request, whatever it runs side by side. */
const counted = new AsyncLocalStorage<{ n: number }>()
const { query } = zhili.spine
zhili.spine.query = (text, values) => {
  const count = counted.getStore()
  if (count) count.n++
  return query(text, values)
}

const one = async (text: string): Promise<string> => String(Object.values((await query<object>(text))[0] ?? { none: 'none' })[0])
const [event, object, device, ticket] = await Promise.all([
  one(`select id from events where area like '50/500105/%' limit 1`),
  one(`select id from objects where kind = 'building' and area like '50/500105/%' limit 1`),
  one('select id from devices limit 1'),
  one('select no from tickets limit 1'),
])
const around = 'bbox=106.56,29.6,106.6,29.64'
/** What a list cannot be asked without. */
const asked: Readonly<Record<string, string>> = {
  '/api/v1/areas': `q=${encodeURIComponent('寸滩')}`,
  '/api/v1/backtests': 'pack=septic-gas&version=1',
  '/api/v1/cockpit/rows': 'figure=overdue',
  '/api/v1/cockpit/board': 'board=safety',
  '/api/v1/cockpit/parts': 'part=vitals',
  '/api/v1/cockpit/vital': 'code=water.qualified',
  '/api/v1/charge-holders': `q=${encodeURIComponent('周')}`,
  '/api/v1/inspections/areas': 'kind=building&plan=daily-patrol',
  '/api/v1/inspections/objects': 'kind=building&plan=daily-patrol',
  '/api/v1/left-orders/posts': `q=${encodeURIComponent('周')}`,
  '/api/v1/look-up': `q=${encodeURIComponent('寸滩')}`,
  '/api/v1/map/cameras': around,
  '/api/v1/map/view': `${around}&zoom=14`,
  '/api/v1/scene': around,
  '/api/v1/scene/counts': around,
  '/api/v1/scene/nearest': 'kind=hydrant&lon=106.58&lat=29.62',
  '/api/v1/search': `q=${encodeURIComponent('寸滩')}`,
  '/api/v1/ticket-details': `pack=spoil-truck&no=${encodeURIComponent(ticket)}`,
  '/api/v1/plans/try': 'type=septic-gas.over-limit&area=500105&grade=serious',
  '/api/v1/vitals/{code}': 'by=month',
  '/api/v1/vitals/{code}/rows': 'period=2026-03-02',
  '/api/v1/why': `device=${device}&at=2026-03-02T01:00:00Z`,
  '/api/v1/admin/senders/devices': 'q=hf',
}
const ids: Readonly<Record<string, string>> = {
  '/api/v1/events/{id}': event,
  '/api/v1/cockpit/event/{id}': event,
  '/api/v1/objects/{id}': object,
  '/api/v1/objects/{id}/entry': object,
  '/api/v1/objects/{id}/risk': object,
  '/api/v1/objects/{id}/devices': object,
  '/api/v1/objects/{id}/history': object,
  '/api/v1/devices/{id}/series': device,
  '/api/v1/vitals/{code}': 'events.open',
  '/api/v1/vitals/{code}/rows': 'events.open',
}

/** Together they may ask for everything. */
const people = ['city-duty', 'city-leader', 'jiangbei-duty', 'jiangbei-data', 'cuntan-duty', '500101001-commander']
const offices = ['500101-emergency-a', '500101-checker', 'security', 'admin', 'audit']
const doors = await Promise.all(
  [...people, ...offices].map(async (account) => {
    const entered = await zhili.app.inject({ method: 'POST', url: '/api/v1/demo/session', payload: { account, tab: true } })
    assert.equal(entered.statusCode, 200, account)
    return { 'x-demo-session': (entered.json() as { tabSession: string }).tabSession }
  }),
)

const { paths } = zhili.app.swagger() as { paths: Record<string, Record<string, unknown>> }
/** What leaves as a file is read in parts, and a stream goes on. */
const isNone = /\.(csv|xlsx|pdf|ics|atom)$|\/live$/
const lists = Object.entries(paths).flatMap(([path, verbs]) =>
  verbs.get && path.startsWith('/api/v1/') && !path.includes('{') && !isNone.test(path) ? [path] : [],
)
/** Of an answer that goes through: how many statements it took; null: it does not. */
async function statements(path: string, headers: Record<string, string>): Promise<number | null> {
  const url = `${path.replace(/\{\w+\}/, ids[path] ?? '')}${asked[path] ? `?${asked[path]}` : ''}`
  const count = { n: 0 }
  const answer = await counted.run(count, async () => await zhili.app.inject({ method: 'GET', url, headers }))
  assert.ok([200, 403, 404].includes(answer.statusCode), `${url}: ${answer.statusCode} ${answer.body.slice(0, 200)}`)
  return answer.statusCode === 200 ? count.n : null
}

describe('the budget of statements', () => {
  it('is stated for every list and panel, and for no route there is not', () => {
    const known = Object.entries(paths).flatMap(([path, verbs]) => (verbs.get ? [`GET ${path}`] : []))
    assert.deepEqual(
      lists.filter((path) => queryBudgets[`GET ${path}`] === undefined),
      [],
      'add them to server/query-budgets.ts',
    )
    assert.deepEqual(
      Object.keys(queryBudgets).filter((name) => !known.includes(name)),
      [],
    )
    for (const path of Object.keys(ids)) assert.ok(queryBudgets[`GET ${path}`], path)
  })

  it('is kept over the whole tree, whoever asks', async () => {
    const over: string[] = []
    const unasked: string[] = []
    for (const path of [...lists, ...Object.keys(ids)]) {
      let most = -1
      for (const headers of doors) most = Math.max(most, (await statements(path, headers)) ?? -1)
      if (most < 0) unasked.push(path)
      else if (most > queryBudgets[`GET ${path}`]!) over.push(`${path}: ${most}, stated ${queryBudgets[`GET ${path}`]}`)
    }
    assert.deepEqual(over, [])
    assert.deepEqual(unasked, [], 'nobody of these could ask')
  })
})
