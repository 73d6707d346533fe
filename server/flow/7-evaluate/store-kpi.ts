import { scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import type { KpiCase, KpiReport } from './rules/count-kpis.ts'

/** The part of the city and the days (first and last, of the city's calendar) that are counted, up to `until`. */
export type KpiWish = { scope: readonly string[]; from: string; until: Date; zone: string }

type CaseRow = {
  [K in keyof KpiCase]: KpiCase[K] extends number | null ? (K extends 'sentBack' ? number : Date | null) : KpiCase[K]
}
const ms = (at: Date | null): number | null => at?.getTime() ?? null

/**
 * Cases that may count in a period: filed, open, ended or due in it. Merged ones count with the case they went into, self-handled ones
 * were never filed. The lead's part is the newest that was not taken away; while it stands still it has no limit. Nobody can appeal yet,
 * so nothing is exempt.
 */
export async function readKpiCases(db: Db, { scope, from, until, zone }: KpiWish): Promise<KpiCase[]> {
  const values: unknown[] = [from, zone, until]
  // Each of the four has an index of its own; the last condition says what counts.
  const rows = await db.query<CaseRow>(
    `select coalesce(least(told.received_at, e.opened_at), e.opened_at) as received, e.opened_at as filed,
       e.state = 'false-alarm' as voided, e.dispatched_at as dispatched,
       exists (select 1 from work_orders o where o.event = e.id and o.role = 'lead' and o.returns > 0) as redispatched,
       case when w.paused_at is null then w.finish_by end as due, w.submitted_at as handled,
       case when e.state = 'closed' then e.closed_at end as closed,
       (select count(*)::int from checks c where c.event = e.id and not c.passed) as "sentBack",
       e.checking_at as "checkAsked",
       (select max(c.checked_at) from checks c where c.event = e.id and c.checked_at >= e.checking_at) as checked,
       coalesce(told.source, e.source) in ('citizen', 'hotline') as "foundByPublic", false as exempt
     from events e
     left join lateral (select s.received_at, s.source from signals s where s.event = e.id order by s.received_at, s.id limit 1) told on true
     left join lateral (select o.paused_at, o.finish_by, o.submitted_at from work_orders o
       where o.event = e.id and o.role = 'lead' and o.state not in ('cancelled', 'transferred', 'excused')
       order by o.asked_at desc, o.id desc limit 1) w on true
     where e.id in (select id from events where opened_at >= ${begin} and opened_at < $3
         union all select id from events where closed_at >= ${begin} and opened_at < $3
         union all select id from events where closed_at is null and opened_at < $3
         union all select event from work_orders where role = 'lead' and finish_by >= ${begin})
       and not e.exercise and e.state not in ('merged', 'self-handled') and e.opened_at < $3 and ${scopeSql('e.area', scope, values)}
       and greatest(e.opened_at, coalesce(e.closed_at, 'infinity'), w.finish_by) >= ${begin}`,
    values,
  )
  return rows.map((row) => ({
    ...row,
    received: row.received!.getTime(),
    filed: row.filed!.getTime(),
    dispatched: ms(row.dispatched),
    due: ms(row.due),
    handled: ms(row.handled),
    closed: ms(row.closed),
    checkAsked: ms(row.checkAsked),
    checked: ms(row.checked),
  }))
}

const begin = '($1::date)::timestamp at time zone $2'

/** What people told in a period; one that waits is neither valid nor not. */
export async function readKpiReports(db: Db, { scope, from, until, zone }: KpiWish): Promise<KpiReport[]> {
  const values: unknown[] = [from, zone, until]
  const rows = await db.query<{ by: KpiReport['by']; received: Date; state: KpiReport['state'] }>(
    `select case r.source when 'grid' then 'grid' else 'public' end as by, r.received_at as received,
       case r.state when 'received' then 'waiting' when 'rejected' then 'rejected' else 'valid' end as state
     from reports r
     where r.received_at >= ${begin} and r.received_at < $3 and ${scopeSql('r.area', scope, values)}`,
    values,
  )
  return rows.map((row) => ({ ...row, received: row.received.getTime() }))
}

/** When a day of the city's calendar begins. */
export async function dayBegins(db: Db, day: string, zone: string): Promise<Date> {
  const [row] = await db.query<{ at: Date }>('select ($1::date)::timestamp at time zone $2 as at', [day, zone])
  return row!.at
}
