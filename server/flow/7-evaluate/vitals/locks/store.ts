import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { LockCadence } from '../../../../../contract/vital-kinds.ts'
import type { Db, Tx } from '../../../../kernel/spine.ts'
import type { VitalRecord } from '../store-registry.ts'
import { placedSql, placeName, underSql } from '../store-under.ts'

export type Lock = {
  id: string
  area: string
  cadence: LockCadence
  /** ms, `until` excluded */
  period: number
  until: number
  lockedAt: Date
  lockedBy: string
  openedAt: Date | null
  openedBy: string | null
  reason: string | null
}

const ms = (column: string): string => `extract(epoch from ${column})::float8 * 1000`
const columns = `l.id::text, l.area, l.cadence, ${ms('l.period')} as period, ${ms('l.until')} as until, l.locked_at as "lockedAt", p.name as "lockedBy",
  l.opened_at as "openedAt", o.name as "openedBy", l.reason`
const named = 'vital_locks l join persons p on p.id = l.locked_by left join persons o on o.id = l.opened_by'

/** Whoever tells values and whoever locks exclude one another: nothing is told into a period while it is being closed. */
export const whileTelling = (tx: Tx): Promise<unknown> =>
  tx.query(`select pg_advisory_xact_lock_shared(hashtext('vitals.locks'))`)
export const whileLocking = (tx: Tx): Promise<unknown> => tx.query(`select pg_advisory_xact_lock(hashtext('vitals.locks'))`)

export type InForce = Pick<Lock, 'area' | 'cadence' | 'period' | 'until'>

/** The locks in force of some areas. */
export function locksInForce(db: Db, areas: readonly string[]): Promise<InForce[]> {
  return db.query<InForce>(
    `select area, cadence, ${ms('period')} as period, ${ms('until')} as until from vital_locks where area = any($1) and opened_at is null`,
    [areas],
  )
}

/** The first lock in force of some areas in which a stretch (ms) lies wholly. */
export async function lockAround(
  db: Db,
  areas: readonly string[],
  { from, until }: { from: number; until: number },
): Promise<{ area: string; at: number } | null> {
  const [row] = await db.query<{ area: string; at: number }>(
    `select area, ${ms('locked_at')} as at from vital_locks
     where area = any($1) and opened_at is null and period <= to_timestamp($2) and until >= to_timestamp($3) order by locked_at, id limit 1`,
    [areas, from / 1000, until / 1000],
  )
  return row ?? null
}

/** All locks of some areas, newest first. */
export function locksOf(db: Db, areas: readonly string[], limit: number): Promise<Lock[]> {
  return db.query<Lock>(`select ${columns} from ${named} where l.area = any($1) order by l.locked_at desc, l.id desc limit $2`, [
    areas,
    limit,
  ])
}

export async function lockById(db: Db, id: string, forUpdate = false): Promise<Lock | null> {
  const [row] = await db.query<Lock>(`select ${columns} from ${named} where l.id = $1${forUpdate ? ' for update of l' : ''}`, [
    id,
  ])
  return row ?? null
}

type NewLock = Pick<Lock, 'area' | 'cadence' | 'period' | 'until' | 'lockedAt' | 'lockedBy'>

/** Closes a period; null: it is closed already. */
export async function addLock(tx: Tx, { area, cadence, period, until, lockedAt, lockedBy }: NewLock): Promise<string | null> {
  const [row] = await tx.query<{ id: string }>(
    `insert into vital_locks (area, cadence, period, until, locked_at, locked_by) values ($1, $2, to_timestamp($3), to_timestamp($4), $5, $6)
     on conflict do nothing returning id::text`,
    [area, cadence, period / 1000, until / 1000, lockedAt, lockedBy],
  )
  return row?.id ?? null
}

export async function openLock(tx: Tx, id: string, { by, reason }: { by: string; reason: string }): Promise<void> {
  await tx.query('update vital_locks set opened_at = $2, opened_by = $3, reason = $4 where id = $1', [id, tx.now, by, reason])
}

export type ChangeRow = {
  code: string
  definition: VitalDefinition
  area: string
  name: string
  period: number
  before_num: number | null
  before_den: number | null
  num: number | null
  den: number
  known_at: Date
  by: string
}

/** The vitals of which anything was told after a period was locked, under some paths, by their code. */
export async function vitalsToldSince(
  db: Db,
  { period, until, lockedAt }: Pick<Lock, 'period' | 'until' | 'lockedAt'>,
  paths: readonly string[],
): Promise<VitalRecord[]> {
  const values: unknown[] = [period / 1000, until / 1000, lockedAt]
  return db.query<VitalRecord>(
    `select d.id, d.code, d.state, d.version, d.definition, d.home from vitals d
     where d.id in (select v.vital from vital_values v ${placedSql('v')}
       where v.known_at > $3 and v.period >= to_timestamp($1) and v.period < to_timestamp($2) and ${underSql('v', paths, values)})
     order by d.code`,
    values,
  )
}

/** The connected formulas of some registries and the city's, by their code. `anew`: another version of it was published after a moment. */
export function formulasSince(db: Db, homes: readonly string[], at: Date): Promise<(VitalRecord & { anew: boolean })[]> {
  return db.query<VitalRecord & { anew: boolean }>(
    `select d.id, d.code, d.state, d.version, d.definition, d.home,
       exists (select 1 from vital_versions n where n.vital = d.id and n.version > 1 and n.at > $2) as anew
     from vitals d where d.definition->>'aggregation' = 'formula' and d.state in ('connected', 'trusted') and (d.home is null or d.home = any($1))
     order by d.code`,
    [homes, at],
  )
}

/** Values of a period under some paths that were told after a moment, the newest of each, beside what was known then; newest first. */
export async function toldSince(
  db: Db,
  { period, until, lockedAt }: Pick<Lock, 'period' | 'until' | 'lockedAt'>,
  paths: readonly string[],
  limit: number,
): Promise<{ rows: ChangeRow[]; total: number }> {
  const values: unknown[] = [period / 1000, until / 1000, lockedAt, limit]
  const rows = await db.query<ChangeRow & { total: number }>(
    `with since as (
       select distinct on (v.vital, v.period, v.area) v.* from vital_values v
       where v.known_at > $3 and v.period >= to_timestamp($1) and v.period < to_timestamp($2) order by v.vital, v.period, v.area, v.id desc)
     select d.code, d.definition, s.area, ${placeName('s')} as name, ${ms('s.period')} as period, b.num as before_num, b.den as before_den, s.num, s.den, s.known_at,
       coalesce(p.name, s.actor) as by, count(*) over ()::int as total
     from since s join vitals d on d.id = s.vital ${placedSql('s')} left join persons p on p.id = s.actor
       left join lateral (select v.num, v.den from vital_values v where v.vital = s.vital and v.period = s.period and v.area = s.area and v.known_at <= $3
         order by v.id desc limit 1) b on true
     where ${underSql('s', paths, values)} order by s.id desc limit $4`,
    values,
  )
  return { rows, total: rows[0]?.total ?? 0 }
}
