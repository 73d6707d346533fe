import type { Tx } from '../../kernel/spine.ts'
import type { FindingRow } from '../2-detect/haulage/store.ts'
import type { Known } from './rules/off-of.ts'

/**
 * What is known of the place of a volume found: the loads found to have left it without a ticket (none that came since, and none a person put aside or
 * closed as false), how much its tickets carry on average, and what they had taken when the same was found last that came before somebody.
 */
export async function knownOfVolume(tx: Tx, found: FindingRow, checks: readonly string[]): Promise<Known> {
  const [row] = await tx.query<Known>(
    `select (select count(*)::int from haul_findings f join objects o on o.id = $2 left join signals s on s.id = f.id left join events e on e.id = s.event and not e.exercise
        where f.pack = $1 and f.check_id = any($5) and f.evidence ->> 'from' = o.code
          and (s.id is null or s.state not in ('gone', 'rejected')) and (e.id is null or e.state <> 'false-alarm')) as untold,
       (select coalesce(avg(coalesce(t.closed_load, t.load)), 0)::float8 from tickets t join objects o on o.code = t.from_code
        where o.id = $2 and t.pack = $1 and t.void_at is null) as each,
       (select (f.evidence ->> 'taken')::float8 from haul_findings f join signals s on s.id = f.id
        where f.pack = $1 and f.check_id = $3 and f.object = $2 and f.id <> $4 and f.evidence ->> 'permitted' = $6
          and coalesce(s.reason, '') not in ('as-before', 'loads-known')
        order by f.found_at desc limit 1) as before`,
    [found.pack, found.object, found.check, found.id, checks, String((found.evidence as Record<string, unknown>).permitted)],
  )
  return row!
}
