import type { Db, Tx } from '../../kernel/spine.ts'
import type { ToldGap } from './rules/gap-changes.ts'
import type { Span } from './types.ts'

export type RosteredPost = { post: string; post_name: string; unit: string; unit_name: string; area: string | null }

/** Posts that keep a roster, with their unit and its first area; of these only where some are named. */
export const rosteredPosts = (db: Db, only: string[] | null, now: Date): Promise<RosteredPost[]> =>
  db.query<RosteredPost>(
    `select p.id as post, p.name as post_name, u.id as unit, u.name as unit_name,
       (select min(ua.path) from unit_areas ua where ua.unit = u.id) as area
     from posts p join units u on u.id = p.unit
     where (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1) and ($2::text[] is null or p.id = any($2))
       and exists (select 1 from duty_shifts d where d.post = p.id) order by p.id`,
    [now, only],
  )

export type OpenGap = ToldGap & { post: string }

/** Gaps that were told and are not over, of these posts, locked. */
export const lockOpenGaps = (tx: Tx, posts: string[]): Promise<OpenGap[]> =>
  tx.query<OpenGap>(
    `select id, post, day::text as day, from_at as "from", to_at as "to" from duty_gaps where post = any($1) and over_at is null
     order by post, to_at for update`,
    [posts],
  )

export async function insertGap(tx: Tx, { post, day, from, to }: Span & { post: string; day: string }): Promise<string> {
  const id = tx.newId()
  await tx.query('insert into duty_gaps (id, post, day, from_at, to_at, found_at) values ($1, $2, $3, $4, $5, $6)', [
    ...[id, post, day, from, to, tx.now],
  ])
  return id
}

export const endGap = (tx: Tx, id: string): Promise<unknown> =>
  tx.query('update duty_gaps set over_at = $2 where id = $1', [id, tx.now])
