import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { Db } from '../../../../kernel/spine.ts'
import type { Cases } from './store-count.ts'

/** A moment that puts a row of a case into a period. `when` null: it may have been any, of a case that was closed before. */
export type Moment = { of: 'events' | 'orders' | null; when: string | null; area: string; at: Date }

/** The moments rows of some cases are counted by; of those that were reopened every moment something happened, for their rows may have stood there. */
export async function momentsOf(db: Db, { all, reopened }: Cases): Promise<Moment[]> {
  if (all.length === 0) return []
  return db.query<Moment>(
    `select 'events' as of, m.when, e.area, m.at from events e cross join lateral (values ('opened', e.opened_at), ('closed', e.closed_at)) m("when", at)
       where e.id = any($1::uuid[]) and not e.exercise and m.at is not null
     union all
     select 'orders', m.when, o.area, m.at from work_orders o cross join lateral (values ('asked', o.asked_at), ('done', o.done_at)) m("when", at)
       where o.event = any($1::uuid[]) and m.at is not null
     union all
     select null, null, f.area, f.recorded_at from facts f where f.body ? 'event' and f.body->>'event' = any($2::text[]) and f.area is not null`,
    [all, reopened],
  )
}

/** A definition as one of its versions has it; null: there is no such version. */
export async function versionOf(db: Db, vital: number, version: number): Promise<VitalDefinition | null> {
  const [row] = await db.query<{ definition: VitalDefinition }>(
    'select definition from vital_versions where vital = $1 and version = $2',
    [vital, version],
  )
  return row?.definition ?? null
}

/** By which version the periods of a vital (ms) were counted; those it was never counted in are missing. */
export async function countedPeriods(db: Db, vital: number, periods: readonly number[]): Promise<Map<number, number>> {
  const rows = await db.query<{ period: number; version: number }>(
    `select p as period, v.version from unnest($2::float8[]) p cross join lateral (
       select max(coalesce(by_version, 1)) as version from vital_values where vital = $1 and period = to_timestamp(p / 1000)) v
     where v.version is not null`,
    [vital, periods],
  )
  return new Map(rows.map(({ period, version }) => [period, version]))
}
