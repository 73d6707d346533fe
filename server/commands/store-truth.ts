import type { Db } from '../kernel/spine.ts'
import type { Found } from './truth-score.ts'

/**
 * What the platform brought before people by itself since a moment: alarms that call people (yellow and graver), suspicions somebody looks at, findings
 * of haulage. `now`: the newest moment the city's clock has come to, by its facts.
 */
export async function readFound(db: Db, since: Date): Promise<{ found: Found[]; now: Date }> {
  const rows = await db.query<Found & { lasts: boolean }>(
    `select a.pack, a.family as matter, a.object as "of", min(c.at) as at, a.cleared_at as "until", true as lasts from alarms a join alarm_changes c on c.alarm = a.id and c.to_severity in ('yellow', 'orange', 'red')
     where a.since >= $1 and a.family in ('gas', 'tank-low', 'rock') group by a.id
     union all select split_part(s.type, '.', 1), s.type, s.thing, s.first_at, null, false from suspicions s where s.first_at >= $1 and s.look <> 'held' and s.thing is not null
     union all select h.pack, h.type, h.object, h.at, null, false from haul_findings h where h.at >= $1 and h.object is not null and h.check_id = 'no-ticket'`,
    [since],
  )
  const [newest] = await db.query<{ at: Date | null }>('select max(recorded_at) as at from facts where recorded_at >= $1', [
    since,
  ])
  const found = rows.map(({ lasts, until, ...one }): Found => (lasts ? { ...one, until } : one))
  return { found, now: newest?.at ?? since }
}
