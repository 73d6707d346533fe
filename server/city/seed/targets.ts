import { readFileSync } from 'node:fs'
import type pg from 'pg'
import { TargetPlan } from '../../../contract/target.ts'

const folder = new URL('../../seed-data/targets/', import.meta.url)
const plans = ['finance-plan', 'major-works', 'economic-signs'] as const

/**
 * What the demo invents around the published figures, marked as made up wherever it is shown: owners, and how some things stood so many
 * quarters ago (0: the last that is over). `quarter` in a value stands for that quarter.
 */
const samples: readonly [subject: string, ago: number, said: Record<string, unknown>][] = [
  ['deposits', 1, { kind: 'value', period: 'quarter', value: 6.68, yearOnYear: null }],
  ['deposits', 0, { kind: 'value', period: 'quarter', value: 6.9, yearOnYear: null }],
  ['loans', 1, { kind: 'value', period: 'quarter', value: 6.93, yearOnYear: null }],
  ['loans', 0, { kind: 'value', period: 'quarter', value: 7.02, yearOnYear: null }],
  ['loans', 0, { kind: 'reason', words: '三季度到期贷款集中，新增项目放款推迟到四季度' }],
  ['listed-companies', 0, { kind: 'value', period: 'quarter', value: 118, yearOnYear: null }],
  ['reforms-1', 0, { kind: 'progress', words: '绿色项目库入库标准已征求意见', percent: 60, stuck: false }],
  ['reforms-1', 0, { kind: 'evidence', words: '征求意见稿及采纳情况表', day: null }],
  ['platforms-2', 0, { kind: 'progress', words: '与两家银行的接口未通过安全测试', percent: 45, stuck: true }],
  ['platforms-2', 0, { kind: 'reason', words: '对方系统改造排期推迟' }],
  ['platforms-2', 0, { kind: 'next', words: '先接入已通过测试的银行，其余逐家复测', due: null }],
  ['projects-2', 0, { kind: 'progress', words: '增资方案已报批', percent: 80, stuck: false }],
]

/** Seeds the plans as data. Answers how many were new; null when they stood there already. */
export async function seedTargets(client: pg.ClientBase, now: Date): Promise<{ plans: number; items: number } | null> {
  if ((await client.query('select 1 from target_plans limit 1')).rowCount) return null
  const { rows } = await client.query<{ path: string; unit: string }>(
    `select a.path, x.unit from areas a join unit_areas x on x.area = a.code join units u on u.id = x.unit and u.kind = 'city-centre'
     where a.tier = 'city' limit 1`,
  )
  const [city] = rows
  if (!city) return null
  let items = 0
  for (const id of plans) {
    const definition = TargetPlan.parse(JSON.parse(readFileSync(new URL(`${id}.json`, folder), 'utf8')))
    items += definition.items.length
    await client.query(
      `with put as (insert into target_plans (id, area, definition, taken_at) values ($1, $2, $3, $4) returning id)
       insert into target_plan_versions (plan, version, definition, by, at) select id, 1, $3, 'seed', $4 from put`,
      [id, city.path, JSON.stringify(definition), now],
    )
  }
  await seedSamples(client, city.unit, now)
  return { plans: plans.length, items }
}

async function seedSamples(client: pg.ClientBase, unit: string, now: Date): Promise<void> {
  const entries = samples.map(([subject, ago, said], i) => {
    const quarter = quarterBefore(now, ago)
    const body = said.period === 'quarter' ? { ...said, period: quarter } : said
    return { id: `target-sample-${i}`, subject, quarter, kind: said.kind as string, said: JSON.stringify(body) }
  })
  await client.query(
    `insert into target_entries (id, plan, subject, quarter, kind, said, actor, unit, sample, at)
     select i, 'finance-plan', s, q, k, d, 'seed', $6, true, $7 from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::jsonb[]) as x(i, s, q, k, d)`,
    [...(['id', 'subject', 'quarter', 'kind', 'said'] as const).map((key) => entries.map((entry) => entry[key])), unit, now],
  )
}

/** The last quarter that is over, or one so many before it. The demo's city keeps China's time all year. */
function quarterBefore(now: Date, ago: number): string {
  const local = new Date(now.getTime() + 8 * 3_600_000)
  const index = local.getUTCFullYear() * 4 + Math.floor(local.getUTCMonth() / 3) - 1 - ago
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`
}
