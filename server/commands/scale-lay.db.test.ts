import assert from 'node:assert/strict'
import { it } from 'node:test'
import pg from 'pg'
import { seedNow, testDatabase } from '../../test/database.ts'
import { compare, type HaulPart } from './newspaper.ts'
import { figures } from './newspaper-figures.ts'
import { readFigures } from './read-newspaper.ts'
import { chongqing, spoilAsked } from './scale.ts'
import { layHistory, planCases, planReports } from './scale-lay.ts'

it('lays the page’s cases of spoil haulage before and after, among all cases and no more, and a changed row of them is seen', async (t) => {
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
  const cases = await planCases(client, { ...of, total: 400, open: 40, spoil: spoilAsked }, photo)
  await layHistory(client, { reports, cases }, () => undefined)
  const db = { query: async (text: string, values?: unknown[]) => (await client.query(text, values)).rows }
  const page = async () => {
    const { counts, read } = await readFigures(db, seedNow)
    const shown = (part: HaulPart) => read({ haul: 'spoil-truck', part }).shown
    const holding = compare(figures, read).flatMap(({ figure, holds }) => (figure.row === 'M4' && holds ? figure.zh : []))
    return { counts, holding, shares: [shown('handled-before'), shown('handled-after')] }
  }
  const laid = await page()
  assert.deepEqual([laid.counts['spoil-closed'], laid.counts.cases, laid.counts['cases-done']], [100, 400, 360])
  assert.deepEqual(laid.shares, ['20.00 % (210 / 1,050)', '90.06 % (154 / 171)'])
  assert.deepEqual(
    laid.holding.filter((zh) => !zh.startsWith('渣土车')),
    figures.flatMap(({ row, zh }) => (row === 'M4' && !zh.startsWith('渣土车') ? zh : [])),
  )
  const { rows } = await client.query(
    `select t.operating_district as district, e.lead_name as lead, e.state, count(*)::int as n from events e join areas t on t.code = split_part(e.area, '/', 3)
     where e.pack = 'spoil-truck' and e.tier = 'district' group by 1, 2, 3 order by 1 desc, 3`,
  )
  const leads = { '500107': '九龙坡区城市管理局', '500105': '江北区城市管理局' }
  assert.deepEqual(
    rows,
    chongqing.spoil.flatMap(({ district, closed, parked }) => [
      { district, lead: leads[district], state: 'closed', n: closed },
      { district, lead: leads[district], state: 'parked', n: parked },
    ]),
  )
  const { rows: told } = await client.query(
    `select b.district from haul_baselines b join facts f on f.kind = 'haul-baseline.set' and f.subject = b.district and f.recorded_at = b.made_at and f.body->>'until' = b.to_day::text order by 1`,
  )
  assert.deepEqual(told, [{ district: '500105' }, { district: '500107' }], 'what was before is a fact as well')
  await client.query(`update haul_baselines set handled = handled + 20, hours = 100 where district = '500105'`)
  await client.query(
    `update events set state = 'parked', closed_at = null where id in (select id from events where pack = 'spoil-truck' and state = 'closed' and lead_name like '九龙坡%' order by id limit 3)`,
  )
  await client.query(
    `update events set opened_at = opened_at - interval '100 hours' where pack = 'spoil-truck' and lead_name like '江北%' and state = 'closed'`,
  )
  assert.deepEqual(
    (await page()).holding.filter((zh) => !zh.startsWith('渣土车')),
    [],
  )
})
