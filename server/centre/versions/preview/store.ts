import type { Call } from '../../../../contract/pack.ts'
import type { TierCell } from '../../../../contract/plan-preview.ts'
import type { Db } from '../../../kernel/spine.ts'
import type { PostWords } from './lanes.ts'

/** What posts and their units are called. */
export async function postWords(db: Db, posts: string[]): Promise<Map<string, PostWords>> {
  const rows = await db.query<PostWords & { post: string }>(
    `select p.id as post, p.name as "postName", u.name as "unitName", u.tier from posts p join units u on u.id = p.unit where p.id = any($1)`,
    [[...new Set(posts)]],
  )
  return new Map(rows.map(({ post, ...words }) => [post, words]))
}

export type Answering = Pick<TierCell['posts'][number], 'posts' | 'manned' | 'name' | 'spot'>

/**
 * How many posts answer a call somewhere in an area or above it, how many of them somebody holds then, and what it is called when it is
 * the only one (`prefixes`: the area's own and all above it). What is below a town (a grid's team) answers as the town's, as when somebody
 * is called in earnest. While a shift runs only who is on it counts.
 */
export async function answeringPosts(
  db: Db,
  { call, area, prefixes, at }: { call: Call; area: string; prefixes: string[]; at: Date },
): Promise<Answering> {
  const [row] = await db.query<Answering>(
    `with found as (
       select p.id, p.name as post_name, u.id as unit, u.name as unit_name, u.tier from posts p join units u on u.id = p.unit
       where p.kind = $1 and (u.tier = $2 or ($2 = 'town' and u.tier in ('community', 'grid'))) and ($3::text is null or u.board = $3) and ($4::text is null or u.domain = $4)
         and ($5::text is null or p.side = $5) and (p.valid_to is null or p.valid_to > $6) and (u.valid_to is null or u.valid_to > $6)
         and exists (select 1 from unit_areas ua where ua.unit = u.id and (ua.path = any($7) or starts_with(ua.path, $8)))),
     held as (
       select f.*, exists (
         select 1 from appointments a where a.post = f.id and a.valid_from <= $6 and (a.valid_to is null or a.valid_to > $6)
           and (exists (select 1 from duty_shifts d where d.post = f.id and d.person in (a.person, a.delegated_by) and d.starts_at <= $6 and d.ends_at > $6)
             or not exists (select 1 from duty_shifts d join appointments s on s.post = d.post and s.person = d.person
               and s.valid_from <= $6 and (s.valid_to is null or s.valid_to > $6) where d.post = f.id and d.starts_at <= $6 and d.ends_at > $6))) as manned
       from found f)
     select count(*)::int as posts, (count(*) filter (where manned))::int as manned,
       case when count(*) = 1 then min(unit_name || ' ' || post_name) end as name,
       case when count(distinct tier) = 1 and count(distinct unit) > 1 then min(tier) end as spot from held`,
    [call.postKind, call.tier, call.board ?? null, call.domain ?? null, call.side ?? null, at, prefixes, area],
  )
  return row!
}
