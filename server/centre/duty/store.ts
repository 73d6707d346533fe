import { withoutOwn } from '../../../contract/own-place.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { AttemptRow } from '../../flow/4-dispatch/types.ts'
import type { Db } from '../../kernel/spine.ts'

export type PostLine = {
  post: string
  post_name: string
  unit: string
  unit_name: string
  unit_short: string
  tier: string
  phone: string | null
  paths: string[]
}

/** Posts somebody must watch, day and night: a roster is expected of them. */
const duty = ['city-duty', 'district-duty', 'town-duty']
/** Others that are asked to act; they show where a single town is looked at, or when they keep a roster. */
const acting = ['town-post', 'town-commander', 'department-clerk', 'maintainer']

const tiers = ['city', 'district', 'town', 'community', 'grid']

/** The tier of the areas looked at and the one below: a district sees itself and its towns. Several towns are a zone's: it stands above them. */
export function tiersOf(prefixes: readonly string[]): string[] {
  const places = withoutOwn(prefixes)
  const depth = Math.min(...places.map((place) => place.split('/').length - 1)) - (places.length > 1 ? 1 : 0)
  return tiers.slice(Math.max(0, depth - 1), Math.max(0, depth - 1) + 2)
}

/** Posts of the units that answer for an area of these prefixes, from the widest down. */
export async function readPosts(db: Db, prefixes: readonly string[], now: Date): Promise<PostLine[]> {
  const shown = tiersOf(prefixes)
  const kinds = shown[0] === 'town' ? [...duty, ...acting] : duty
  const values: unknown[] = [now, shown, kinds]
  return db.query<PostLine>(
    `select p.id as post, p.name as post_name, u.id as unit, u.name as unit_name, u.short_name as unit_short, u.tier, u.duty_phone as phone,
       array(select ua.path from unit_areas ua where ua.unit = u.id order by ua.path) as paths
     from posts p join units u on u.id = p.unit
     where (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1) and u.tier = any($2)
       and (p.kind = any($3) or exists (select 1 from duty_shifts d where d.post = p.id and d.ends_at > $1))
       and exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', prefixes, values)})
     order by array_position($2, u.tier), u.sort, u.id, p.sort, p.id limit 400`,
    values,
  )
}

export type LastCall = Pick<AttemptRow, 'post' | 'person_name' | 'channel' | 'state' | 'answer' | 'asked_at'>

/** The newest attempt to reach somebody of each post. */
export const lastCalls = (db: Db, posts: string[]): Promise<LastCall[]> =>
  db.query<LastCall>(
    `select c.post, c.person_name, c.channel, c.state, c.answer, c.asked_at from unnest($1::text[]) as wanted (post)
     cross join lateral (select * from call_attempts a where a.post = wanted.post order by a.asked_at desc, a.key desc limit 1) c`,
    [posts],
  )

/** Who was told of a gap, and when; nobody where nobody leads the duty there. */
export type ToldLine = { post: string; to: Date; at: Date; names: string[] }

/** Gaps of these posts that were told and are not over. */
export const toldGaps = (db: Db, posts: string[]): Promise<ToldLine[]> =>
  db.query<ToldLine>(
    `select g.post, g.to_at as "to", g.found_at as at,
       array(select p.name from notices n join persons p on p.id = n.person where n.gap = g.id and n.cancelled_at is null order by n.made_at, n.id) as names
     from duty_gaps g where g.post = any($1) and g.over_at is null order by g.to_at`,
    [posts],
  )

export async function personOf(db: Db, person: string): Promise<{ name: string; phone: string } | null> {
  const [row] = await db.query<{ name: string; phone: string }>('select name, phone from persons where id = $1', [person])
  return row ?? null
}
