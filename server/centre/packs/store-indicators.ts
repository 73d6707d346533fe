import type { Pack } from '../../../contract/pack.ts'
import type { PackCount } from '../../../contract/pack-indicator.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'

export type Span = { pack: Pack; scope: readonly string[]; now: Date; since: Date; heard: Date }

/** One count of an indicator, in the areas of a scope. Drills are left out. */
export async function countOf(db: Db, count: PackCount, span: Span): Promise<number> {
  const values: unknown[] = []
  const from = sourceOf(count, span, (value) => `$${values.push(value)}`)
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from (${from}) x where ${scopeSql('x.area', span.scope, values)}`,
    values,
  )
  return row!.n
}

/** One row with its area for each thing that counts. */
function sourceOf(count: PackCount, { pack, now, since, heard }: Span, add: (value: unknown) => string): string {
  switch (count.count) {
    case 'events': {
      const time = count.what === 'opened' ? 'e.opened_at' : 'e.closed_at'
      return `select e.area from events e where not e.exercise and ${time} >= ${add(since)} and ${time} <= ${add(now)}
        and e.type = any(${add(count.types ?? pack.types.map(({ id }) => id))}) and e.state not in ('merged', 'false-alarm')`
    }
    case 'alarms':
      return `select a.area from alarms a where a.since >= ${add(since)} and a.since <= ${add(now)} and a.pack = ${add(pack.id)}
        and a.family = any(${add(count.families ?? pack.detect.map(({ family }) => family))})${count.level ? ` and a.peak = ${add(count.level)}` : ''}`
    case 'objects': {
      const there = `(o.valid_from is null or o.valid_from <= ${add(now)}) and (o.valid_to is null or o.valid_to > ${add(now)})`
      const spoke = count.heard
        ? ` and exists (select 1 from devices d join device_states s on s.device = d.id where d.object = o.id and d.pack = ${add(pack.id)}
            and d.state <> 'retired' and s.last_received >= ${add(heard)})`
        : ''
      const rated = count.risk
        ? ` and o.risk = any(${add(count.risk)}) and exists (select 1 from object_risks r where r.object = o.id)`
        : ''
      return `select o.area from objects o where o.kind = ${add(count.kind)} and ${there}${spoke}${rated}`
    }
    case 'readings': {
      const value = `(s.last_values->>${add(count.reading)})::float8`
      const beyond = [
        ...(count.above === undefined ? [] : [`${value} > ${add(count.above)}`]),
        ...(count.below === undefined ? [] : [`${value} < ${add(count.below)}`]),
      ]
      return `select o.area from devices d join device_states s on s.device = d.id join objects o on o.id = d.object
        where d.pack = ${add(pack.id)} and d.state <> 'retired' and s.last_received >= ${add(heard)} and ${value} is not null
        ${beyond.length > 0 ? `and (${beyond.join(' or ')})` : ''}`
    }
  }
}
