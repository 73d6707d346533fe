import type { UnitFound } from '../../../contract/search.ts'
import type { Db } from '../../kernel/spine.ts'

/** What is asked of the list: the place it is for, words of a name, the moment. */
export type AskedUnits = { area: string | null; q: string | null; now: Date }
/** `rank` is where the order puts the unit, as a text of equal length. */
export type UnitLine = UnitFound['rows'][number] & { rank: string }

/**
 * Units in force. Those whose jurisdiction covers the place stand first, the smallest jurisdiction on top (the street before its
 * district); without words only those are named. Grid teams are called by plans, never chosen.
 */
export async function readUnits(
  db: Db,
  { area, q, now }: AskedUnits,
  page: { after: string[] | null; limit: number },
): Promise<UnitLine[]> {
  const words = q ? `%${q.replace(/[\\%_]/g, '\\$&')}%` : null
  return db.query(
    `select * from (
       select u.id, u.name, u.short_name as "shortName", u.tier,
         lpad((1000 - coalesce(near.reach, 0))::text, 4, '0') || (u.tier <> 'district')::int || lpad((u.sort + 1000000)::text, 8, '0') as rank
       from units u left join lateral (
         select max(length(ua.path)) as reach from unit_areas ua where ua.unit = u.id and starts_with($1::text, ua.path)
       ) near on true
       where u.valid_from <= $2 and (u.valid_to is null or u.valid_to > $2) and u.kind not in ('grid-team', 'community')
         and (case when $3::text is null then near.reach is not null else (u.name ilike $3 or u.short_name ilike $3) end)) found
     where $4::text is null or (rank collate "C", id collate "C") > ($4, $5)
     order by rank collate "C", id collate "C" limit $6`,
    [area, now, words, page.after?.[0] ?? null, page.after?.[1] ?? null, page.limit],
  )
}
