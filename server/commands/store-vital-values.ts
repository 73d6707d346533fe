import type pg from 'pg'
import { copyRows } from '../city/seed/copy-rows.ts'
import { listOf } from '../flow/7-evaluate/vitals/rules/pack-parts.ts'
import { readRollTree } from '../flow/7-evaluate/vitals/store-tree.ts'
import { laidFamilies, laidValues, type ValuedVital, type VitalPlan } from './scale-vital-values.ts'

/** Vitals that are connected and of which nothing was told yet, except those counted from rows. */
export async function readUntold(client: pg.ClientBase): Promise<ValuedVital[]> {
  const { rows } = await client.query<ValuedVital>(
    `select id, definition->>'aggregation' as aggregation, (definition->>'decimals')::int as decimals, coalesce(definition->>'direction' = 'less', false) as rare from vitals v
     where state = 'connected' and not definition ? 'count' and not definition ? 'formula' and definition->>'tier' = 'district' and definition->>'cadence' = 'month'
       and not exists (select 1 from vital_values t where t.vital = v.id) order by id`,
  )
  return rows
}

/** Copies the values of a plan, and what they roll up to. Answers how many were told. */
export async function copyLaidValues(client: pg.ClientBase, plan: Omit<VitalPlan, 'districts'>): Promise<number> {
  const tree = await readRollTree({ query: async (text, values) => (await client.query(text, values)).rows }, 'Asia/Shanghai')
  const whole = { ...plan, districts: tree.codesOf('district') }
  const told = await copyRows(
    client,
    'vital_values (vital, period, area, num, den, observed_at, known_at, source, actor)',
    values(whole),
  )
  await copyRows(client, 'vital_families (vital, period, parent, children, parts, rolled_at)', families(whole, tree))
  await client.query('analyze vitals, vital_values, vital_families')
  return told
}

function* values(plan: VitalPlan) {
  for (const { vital, period, area, num, den, observed } of laidValues(plan))
    yield [vital, period, area, num, den, observed, observed, 'seed', 'seed']
}

function* families(plan: VitalPlan, tree: Awaited<ReturnType<typeof readRollTree>>) {
  for (const { vital, period, parent, children, parts } of laidFamilies(plan, tree)) {
    const newest = Math.max(...listOf(parts).map((part) => part.newest))
    yield [vital, new Date(period), parent, children, `\\x${parts.bytes.toString('hex')}`, new Date(newest)]
  }
}
