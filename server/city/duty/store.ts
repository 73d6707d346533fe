import type { Db } from '../../kernel/spine.ts'

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
