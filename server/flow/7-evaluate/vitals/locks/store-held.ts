import type { Db } from '../../../../kernel/spine.ts'
import type { HeldVersion } from '../rules/held.ts'

const ms = (column: string): string => `extract(epoch from ${column})::float8 * 1000`

/**
 * Vitals as they were defined when periods of some areas were closed, where another version came since: none where nothing was published after a lock. `at`: by
 * the locks in force then, and what was published until then; null: now.
 */
export function heldVersions(
  db: Db,
  { areas, vitals, at }: { areas: readonly string[]; vitals: readonly number[]; at: Date | null },
): Promise<HeldVersion[]> {
  return db.query<HeldVersion>(
    `select l.area, v.id as vital, ${ms('l.period')} as from, ${ms('l.until')} as until, ${ms('l.locked_at')} as at, w.version, w.definition
     from vital_locks l cross join unnest($2::int[]) v(id) cross join lateral (
       select version, definition from vital_versions n where n.vital = v.id
       order by n.at > l.locked_at, case when n.at > l.locked_at then n.version else -n.version end limit 1) w
     where l.area = any($1) and (l.opened_at is null or l.opened_at > $3) and ($3::timestamptz is null or l.locked_at <= $3)
       and exists (select 1 from vital_versions n where n.vital = v.id and n.version > 1 and n.at > l.locked_at and ($3::timestamptz is null or n.at <= $3))`,
    [areas, vitals, at],
  )
}
