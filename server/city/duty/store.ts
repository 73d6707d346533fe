import type { Db, Tx } from '../../kernel/spine.ts'
import type { NamedShift, Shift, Span } from './types.ts'

export type Deputy = { person: string; person_name: string }

/**
 * Who can stand in at a post now: the deputy named on the running shift first, then whoever else holds the post. Only people appointed
 * to the post: a deputy acts as the post, with its rights.
 */
export const deputiesOf = (db: Db, post: string, now: Date): Promise<Deputy[]> =>
  db.query<Deputy>(
    `select a.person, n.name as person_name from appointments a join persons n on n.id = a.person
     left join duty_shifts d on d.post = a.post and d.deputy = a.person and d.starts_at <= $2 and d.ends_at > $2
     where a.post = $1 and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)
     group by a.person, n.name order by bool_or(d.id is not null) desc, bool_or(a.kind = 'main') desc, min(a.valid_from), a.person`,
    [post, now],
  )

const shiftSql = `select d.id, d.post, d.person, n.name as person_name, d.deputy, m.name as deputy_name, d.starts_at as "from", d.ends_at as "to"
  from duty_shifts d join persons n on n.id = d.person left join persons m on m.id = d.deputy`

/** Shifts of these posts that touch a span, in order. */
export const shiftsOfPosts = (db: Db, posts: string[], { from, to }: Span): Promise<NamedShift[]> =>
  db.query<NamedShift>(`${shiftSql} where d.post = any($1) and d.ends_at > $2 and d.starts_at < $3 order by d.starts_at, d.id`, [
    posts,
    from,
    to,
  ])

/** All shifts of a post that are not over. */
export const shiftsAhead = (db: Db, post: string, now: Date): Promise<NamedShift[]> =>
  db.query<NamedShift>(`${shiftSql} where d.post = $1 and d.ends_at > $2 order by d.starts_at, d.id`, [post, now])

/** Which of these posts keep a roster: whoever has had a shift, or has one ahead. */
export async function keptPosts(db: Db, posts: string[]): Promise<Set<string>> {
  const rows = await db.query<{ post: string }>('select distinct post from duty_shifts where post = any($1)', [posts])
  return new Set(rows.map((row) => row.post))
}

export async function shiftById(db: Db, id: string): Promise<NamedShift | null> {
  const [row] = await db.query<NamedShift>(`${shiftSql} where d.id = $1`, [id])
  return row ?? null
}

export async function insertShift(tx: Tx, { id, post, person, deputy, from, to }: Shift): Promise<void> {
  await tx.query('insert into duty_shifts (id, post, person, deputy, starts_at, ends_at) values ($1, $2, $3, $4, $5, $6)', [
    id,
    post,
    person,
    deputy,
    from,
    to,
  ])
}

/** A shift ends at this moment; one that has only just begun never was. */
export async function endShift(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('delete from duty_shifts where id = $1 and starts_at >= $2', [id, at])
  await tx.query('update duty_shifts set ends_at = $2 where id = $1', [id, at])
}

export async function setShift(
  tx: Tx,
  id: string,
  to: { person: string; deputy: string | null } | { from: Date },
): Promise<void> {
  if ('from' in to) await tx.query('update duty_shifts set starts_at = $2 where id = $1', [id, to.from])
  else await tx.query('update duty_shifts set person = $2, deputy = $3 where id = $1', [id, to.person, to.deputy])
}

export async function removeShift(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from duty_shifts where id = $1', [id])
}

export type AppointedLine = { post: string; person: string; name: string; from: Date; to: Date | null }

/** Who is appointed to these posts now or later. */
export const appointedTo = (db: Db, posts: string[], now: Date): Promise<AppointedLine[]> =>
  db.query<AppointedLine>(
    `select a.post, a.person, n.name, a.valid_from as "from", a.valid_to as "to" from appointments a join persons n on n.id = a.person
     where a.post = any($1) and (a.valid_to is null or a.valid_to > $2) order by a.kind <> 'main', a.valid_from, a.person`,
    [posts, now],
  )
