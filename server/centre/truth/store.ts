import { ending } from '../../flow/3-event/rules/off-of.ts'
import type { Db } from '../../kernel/spine.ts'
import type { Found } from './score.ts'

/** Families of alarms the simulated city writes the truth of. */
const families = ['gas', 'tank-low', 'rock', 'rock-device']

/**
 * What the platform brought before people by itself since a moment: alarms that call people (yellow and graver), suspicions somebody looks at, findings
 * of haulage but those put off to end by themselves. `now`: the newest moment the city's clock has come to, by its facts.
 */
export async function readFound(db: Db, since: Date): Promise<{ found: Found[]; now: Date }> {
  const rows = await db.query<Found & { lasts: boolean }>(
    `select a.pack, a.family as matter, a.object as "of", min(c.at) as at, a.cleared_at as "until", true as lasts, a.area,
       min(c.at) filter (where c.to_severity = 'red') as "gravestAt", null as picture,
       (select s.event from signals s where s.alarm = a.id and s.event is not null order by s.received_at limit 1)::text as event
     from alarms a join alarm_changes c on c.alarm = a.id and c.to_severity in ('yellow', 'orange', 'red')
     where a.since >= $1 and a.family = any($2) group by a.id
     union all select split_part(s.type, '.', 1), s.type, s.thing, s.first_at, null, false, s.area, null,
       (select g.photo from sightings g where g.suspicion = s.id and g.photo is not null order by g.confidence desc nulls last limit 1), null
     from suspicions s where s.first_at >= $1 and s.look <> 'held' and s.thing is not null
     union all select h.pack, h.type, h.object, h.found_at, null, false, h.area, null, null, (select s.event from signals s where s.id = h.id)::text
     from haul_findings h where h.found_at >= $1 and h.object is not null
       and not exists (select 1 from signals s where s.id = h.id and s.reason = any($3))`,
    [since, families, ending],
  )
  const [newest] = await db.query<{ at: Date | null }>('select max(recorded_at) as at from facts where recorded_at >= $1', [
    since,
  ])
  const found = rows.map(({ lasts, until, ...one }): Found => (lasts ? { ...one, until } : one))
  return { found, now: newest?.at ?? since }
}

export type Thing = { id: string; code: string; name: string; area: string }
/** Objects by their id, or by the code on them (the plate of a truck). */
export const readThings = (db: Db, of: readonly string[]): Promise<Thing[]> =>
  db.query<Thing>('select id, code, name, area from objects where id = any($1) or code = any($1)', [of])
