import type { Grade } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { sightSql } from '../../flow/3-event/store.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Seer } from '../desk/store-sight.ts'

export type WeekLine = { from: string; opened: number; closed: number; false_alarms: number; hours: number | null }

/** Cases of some types by the week they were opened in, of one's areas, the oldest first; 26 weeks at most. */
export function readWeeks(db: Db, scope: readonly string[], types: readonly string[], zone: string): Promise<WeekLine[]> {
  const values: unknown[] = [types, zone]
  return db.query<WeekLine>(
    `select * from (
       select to_char(date_trunc('week', e.opened_at at time zone $2), 'YYYY-MM-DD') as from, count(*)::int as opened,
         count(*) filter (where e.state = 'closed')::int as closed, count(*) filter (where e.state = 'false-alarm')::int as false_alarms,
         percentile_cont(0.5) within group (order by extract(epoch from e.closed_at - e.opened_at) / 3600) filter (where e.state = 'closed') as hours
       from events e where e.type = any($1) and not e.exercise and e.state <> 'merged' and ${scopeSql('e.area', scope, values)} group by 1 order by 1 desc limit 26) w order by w.from`,
    values,
  )
}

export async function firstCase(db: Db, scope: readonly string[], types: readonly string[]): Promise<Date | null> {
  const values: unknown[] = [types]
  const [row] = await db.query<{ at: Date | null }>(
    `select min(e.opened_at) as at from events e where e.type = any($1) and not e.exercise and ${scopeSql('e.area', scope, values)}`,
    values,
  )
  return row?.at ?? null
}

export type FirmLine = { code: string; name: string; tickets: number } & (
  | { type: string; grade: Grade; n: number }
  | { type: null; grade: null; n: number }
)
type Firms = { kind: string; carrier: string; detail: string; types: readonly string[]; pack: string; since: Date }

/** Firms of one's areas: cases of their carriers that stood, by type and grade, and their tickets, since a moment. */
export function readFirms(
  db: Db,
  scope: readonly string[],
  { kind, carrier, detail, types, pack, since }: Firms,
): Promise<FirmLine[]> {
  const values: unknown[] = [kind, carrier, detail, types, pack, since]
  return db.query<FirmLine>(
    `with firms as (select f.code, f.name from objects f where f.kind = $1 and f.valid_to is null and ${scopeSql('f.area', scope, values)}),
       trucks as (select o.id, o.details ->> $3 as firm from objects o where o.kind = $2)
     select f.code, f.name, (select count(*)::int from tickets k join trucks t on t.id = k.carrier where t.firm = f.code and k.pack = $5 and k.void_at is null and k.opened_at > $6) as tickets,
       c.type, c.grade, coalesce(c.n, 0)::int as n
     from firms f left join lateral (
       select e.type, e.grade, count(*) as n from (select * from events where not exercise) e join trucks t on t.id = e.object
       where t.firm = f.code and e.type = any($4) and e.opened_at > $6 and e.state not in ('false-alarm', 'merged') group by e.type, e.grade) c on true
     order by f.code, c.type, c.grade`,
    values,
  )
}

export type FirmCase = { firm: string; id: string; no: string; title: string; at: Date }
/** The newest of these cases of each firm, as far as somebody sees them: some lie in districts they do not answer for. */
export function readFirmCases(
  db: Db,
  seer: Seer,
  { kind, carrier, detail, types, since, most }: Omit<Firms, 'pack'> & { most: number },
): Promise<FirmCase[]> {
  const values: unknown[] = [kind, carrier, detail, types, since, most]
  return db.query<FirmCase>(
    `select f.code as firm, c.* from objects f cross join lateral (
       select e.id, e.no, e.title, e.opened_at as at from events e join objects t on t.id = e.object and t.kind = $2 and t.details ->> $3 = f.code
       where e.type = any($4) and e.opened_at > $5 and not e.exercise and e.state not in ('false-alarm', 'merged') and ${sightSql(seer, values)}
       order by e.opened_at desc, e.id limit $6) c
     where f.kind = $1 and f.valid_to is null and ${scopeSql('f.area', seer.scope, values)} order by f.code, c.at desc, c.id`,
    values,
  )
}
