import { scopeSql } from '../../city/permit/scope.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

export type Baseline = {
  area: string
  from_day: string
  to_day: string
  found: number
  handled: number
  hours: number | null
  source: string
  made_at: Date
  made_name: string
}

/** What districts said of the time before, in force, of one's areas. */
export function readBaselines(db: Db, scope: readonly string[], pack: string): Promise<Baseline[]> {
  const values: unknown[] = [pack]
  return db.query<Baseline>(
    `select b.area, b.from_day::text, b.to_day::text, b.found, b.handled, b.hours, b.source, b.made_at, b.made_name
     from haul_baselines b where b.pack = $1 and b.ended_at is null and ${scopeSql('b.area', scope, values)}`,
    values,
  )
}

export type NewBaseline = Omit<Baseline, 'made_at'> & { pack: string; made_by: string }

/** Puts a baseline in force in the place of the one before, which is kept. */
export async function putBaseline(tx: Tx, b: NewBaseline): Promise<void> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 28185))', [`${b.pack} ${b.area}`])
  await tx.query('update haul_baselines set ended_at = $3 where pack = $1 and area = $2 and ended_at is null', [
    b.pack,
    b.area,
    tx.now,
  ])
  await tx.query(
    `insert into haul_baselines (id, pack, area, from_day, to_day, found, handled, hours, source, made_at, made_by, made_name)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
    [tx.newId(), b.pack, b.area, b.from_day, b.to_day, b.found, b.handled, b.hours, b.source, tx.now, b.made_by, b.made_name],
  )
}

export type After = { area: string; since: Date; opened: number; closed: number; hours: number | null }

/** Cases of some types by district since the first of each, of one's areas: those that stood, those closed by now, the middle of how long that took. */
export function readAfter(db: Db, scope: readonly string[], types: readonly string[]): Promise<After[]> {
  const values: unknown[] = [types]
  return db.query<After>(
    `select split_part(e.area, '/', 1) || '/' || split_part(e.area, '/', 2) || '/' as area, min(e.opened_at) as since,
       count(*)::int as opened, count(*) filter (where e.state = 'closed')::int as closed,
       percentile_cont(0.5) within group (order by extract(epoch from e.closed_at - e.opened_at) / 3600) filter (where e.state = 'closed') as hours
     from events e where e.type = any($1) and not e.exercise and e.state not in ('merged', 'false-alarm') and ${scopeSql('e.area', scope, values)} group by 1`,
    values,
  )
}

/** Names of areas by their paths. */
export async function namesOfAreas(db: Db, paths: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ path: string; name: string }>('select path, name from areas where path = any($1)', [paths])
  return new Map(rows.map(({ path, name }) => [path, name]))
}

/** A district in force by its path. */
export async function isDistrict(db: Db, path: string): Promise<boolean> {
  return (await db.query(`select 1 from areas where path = $1 and tier = 'district' and valid_to is null`, [path])).length > 0
}
