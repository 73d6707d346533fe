import type { Db, Tx } from '../../kernel/spine.ts'

export type Charged = { post: string | null; person: string | null; unit: string | null }

/** Who of the staff answers for an object now: posts, people and units; nobody from outside. Those responsible before the others. */
export const chargedWith = (db: Db, object: string, now: Date): Promise<Charged[]> =>
  db.query<Charged>(
    `select c.post, c.person, c.unit from object_charges c
     where c.object = $1 and c.valid_from <= $2 and (c.valid_to is null or c.valid_to > $2) and c.outside_name is null
       and c.role in ('responsible', 'manager')
     order by array_position(array['responsible', 'manager'], c.role), c.valid_from, c.id`,
    [object, now],
  )

/** The posts some people hold now, each person's first. */
export const postsOfPeople = (db: Db, people: string[], now: Date): Promise<{ post: string; person: string }[]> =>
  db.query<{ post: string; person: string }>(
    `select distinct on (a.person) a.post, a.person from appointments a
     where a.person = any($1) and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)
     order by a.person, (a.kind = 'main') desc, a.valid_from`,
    [people, now],
  )

/** The centres that answer for an area: of its town, then of its district. */
export async function centresOver(db: Db, area: string, now: Date): Promise<string[]> {
  const rows = await db.query<{ unit: string }>(
    `select u.id as unit from unit_areas ua join units u on u.id = ua.unit
     where u.kind in ('town-centre', 'district-centre') and starts_with($1, ua.path)
       and u.valid_from <= $2 and (u.valid_to is null or u.valid_to > $2) order by length(ua.path) desc, u.id`,
    [area, now],
  )
  return [...new Set(rows.map(({ unit }) => unit))]
}

/** Withdraws what was told of a paper; returns whom. */
export const cancelPaperNotices = (tx: Tx, document: string): Promise<{ id: string; person: string }[]> =>
  tx.query('update notices set cancelled_at = $2 where document = $1 and cancelled_at is null returning id, person', [
    document,
    tx.now,
  ])
