import assert from 'node:assert/strict'
import { it } from 'node:test'
import pg from 'pg'
import { seedNow, testDatabase } from '../../test/database.ts'
import { chongqing } from './scale.ts'
import { layHistory, planCases, planReports } from './scale-lay.ts'
import { readNewspaper } from './store-newspaper.ts'

it('lays the page’s closed cases of spoil haulage in the one district, among all cases and no more', async (t) => {
  const database = await testDatabase('city')
  const client = new pg.Client({ connectionString: database.url, options: '-c timezone=UTC' })
  await client.connect()
  t.after(async () => {
    await client.end()
    await database.drop()
  })
  const of = { now: seedNow, seed: 1, years: 1 }
  const photo = { sha256: 'f'.repeat(64), size: 100 }
  const reports = await planReports(client, { ...of, total: 0, open: 0 })
  const cases = await planCases(client, { ...of, total: 400, open: 40, spoil: chongqing.spoil }, photo)
  await layHistory(client, { reports, cases }, () => undefined)
  const counts = await readNewspaper({ query: async (text, values) => (await client.query(text, values)).rows })
  assert.deepEqual([counts['spoil-closed'], counts.cases, counts['cases-done']], [chongqing.spoil.closed, 400, 360])
  const { rows } = await client.query(
    `select distinct t.operating_district as district, e.lead_name as lead, e.tier from events e join areas t on t.code = split_part(e.area, '/', 3) where e.pack = 'spoil-truck'`,
  )
  assert.deepEqual(rows, [{ district: '500107', lead: '九龙坡区城市管理局', tier: 'district' }])
})
