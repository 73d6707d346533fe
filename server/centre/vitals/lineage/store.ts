import type { Db } from '../../../kernel/spine.ts'

/** A counted row as it is shown; `area`: its path. */
export type SourceLine = {
  id: string
  opens: 'event' | 'object'
  target: string
  no: string
  title: string
  area: string
  state: string
  at: Date | null
  unit_name: string | null
  name: string | null
}

const lead = `left join lateral (select w.unit, w.accepted_by from work_orders w where w.event = e.id and w.role = 'lead' order by w.asked_at desc limit 1) w on true
  left join units u on u.id = w.unit left join persons n on n.id = w.accepted_by`

const lines: Record<'events' | 'orders' | 'objects', string> = {
  events: `select e.id::text, 'event' as opens, e.id::text as target, e.no, e.title, e.area, e.state, e.opened_at as at, u.short_name as unit_name, n.name
    from events e ${lead} where e.id = any($1::uuid[])`,
  orders: `select o.id::text, 'event' as opens, e.id::text as target, e.no, e.title, e.area, o.state, o.asked_at as at, u.short_name as unit_name, n.name
    from work_orders o join events e on e.id = o.event left join units u on u.id = o.unit left join persons n on n.id = o.accepted_by
    where o.id = any($1::uuid[])`,
  objects: `select o.id, 'object' as opens, o.id as target, o.code as no, o.name as title, o.area, coalesce(o.risk, '') as state, null::timestamptz as at,
      u.short_name as unit_name, null::text as name
    from objects o left join units u on u.id = o.duty_unit where o.id = any($1)`,
}

/** The rows with these ids as they are shown, in the order of the ids. */
export async function linesOf(db: Db, of: keyof typeof lines, ids: readonly string[]): Promise<SourceLine[]> {
  if (ids.length === 0) return []
  const rows = await db.query<SourceLine>(lines[of], [ids])
  const byId = new Map(rows.map((row) => [row.id, row]))
  return ids.flatMap((id) => byId.get(id) ?? [])
}

export type TellerLine = { post: string; post_name: string; unit_name: string; person: string; name: string }

/** Those of some actors who are people in office, each by the post they hold longest; keys and the platform have none. */
export const tellersOf = (db: Db, actors: readonly string[], now: Date): Promise<TellerLine[]> =>
  db.query<TellerLine>(
    `select distinct on (n.id) p.id as post, p.name as post_name, u.name as unit_name, n.id as person, n.name
     from persons n join appointments a on a.person = n.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)
     join posts p on p.id = a.post join units u on u.id = p.unit where n.id = any($1) order by n.id, a.valid_from, p.id`,
    [actors, now],
  )
