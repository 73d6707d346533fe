import { withoutOwn } from '../../../contract/own-place.ts'
import type { WallHead } from '../../../contract/wall-head.ts'
import { townsOfParted } from '../../city/area/store.ts'
import type { Db } from '../../kernel/spine.ts'

/** Posts that lead the duty of a centre: where both are rostered, whoever commands. */
const leading = ['city-leader', 'district-leader', 'town-commander', 'city-duty', 'district-duty', 'town-duty']

/** The level whose own centre leads the duty of a place: of several towns (a zone) the district's, also where one is left, below a town the town's. */
async function tierOf(db: Db, prefixes: readonly string[], area: string | undefined): Promise<string> {
  if (prefixes.length > 1) return 'district'
  const code = area?.split('/').filter(Boolean).at(-1)
  if (code && !(prefixes[0] ?? '').endsWith(`${code}/`) && (await townsOfParted(db, [code])).size > 0) return 'district'
  const depth = (prefixes[0] ?? '').split('/').length - 1
  return depth <= 1 ? 'city' : depth === 2 ? 'district' : 'town'
}

/**
 * Who leads the duty of the unit of a place's own level that answers for all of it, by the roster, at `now`: a running shift of somebody who holds the
 * post, of two that run the one that began last (the rule: `city/duty/rules/roster.ts`). A district is looked at by the towns it operates, not by its
 * statutory path: where a zone took some of them its centre answers for the rest, and nobody above it leads in its place. Of several units the one for
 * the smallest area: of a zone its own, not its district's. And whether any warning was ever heard.
 */
export async function readOnDuty(
  db: Db,
  asked: { prefixes: readonly string[]; area: string | undefined },
  now: Date,
): Promise<{ duty: WallHead['duty']; heard: boolean }> {
  const prefixes = withoutOwn(asked.prefixes)
  const [row] = await db.query<{ name: string | null; post: string | null; heard: boolean }>(
    `with wished as (
       select distinct coalesce(t.path, w.path) as path from unnest($1::text[]) w(path)
         left join areas d on d.path = w.path and d.tier = 'district' and d.valid_to is null
         left join areas t on t.operating_district = d.code and t.tier = 'town' and t.valid_to is null),
     mine as (
       select u.id, (select max(length(ua.path)) from unit_areas ua where ua.unit = u.id and (select min(path) from wished) ^@ ua.path) as fit from units u
       where u.tier = $4 and (u.valid_to is null or u.valid_to > $2) and exists (select 1 from posts p where p.unit = u.id and p.kind = any($3::text[]))
         and not exists (select 1 from wished w where not exists (select 1 from unit_areas ua where ua.unit = u.id and w.path ^@ ua.path))),
     turns as (
       select p.name as post, n.name, p.kind, d.starts_at from posts p join duty_shifts d on d.post = p.id and d.starts_at <= $2 and d.ends_at > $2
         join persons n on n.id = d.person
       where p.kind = any($3::text[]) and (p.valid_to is null or p.valid_to > $2) and p.unit in (select id from mine where fit = (select max(fit) from mine))
         and exists (select 1 from appointments a where a.post = p.id and a.person = d.person and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)))
     select t.name, t.post, exists (select 1 from warnings) as heard from (select 1) one
     left join lateral (select * from turns order by array_position($3::text[], kind), starts_at desc limit 1) t on true`,
    [prefixes, now, leading, await tierOf(db, prefixes, asked.area)],
  )
  const { name = null, post = null, heard = false } = row ?? {}
  return { duty: name && post ? { name, postName: post } : null, heard }
}
