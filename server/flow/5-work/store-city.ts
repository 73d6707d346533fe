import type { Db } from '../../kernel/spine.ts'
import type { UnitLine } from './types.ts'

/** A unit in force with the line above it, nearest first; null when there is none. */
export async function unitLine(db: Db, id: string, now: Date): Promise<UnitLine | null> {
  const rows = await db.query<{ id: string; name: string; tier: string; areas: string[] }>(
    `with recursive up as (
       select id, name, tier, parent, 0 as depth from units where id = $1 and valid_from <= $2 and (valid_to is null or valid_to > $2)
       union all select u.id, u.name, u.tier, u.parent, up.depth + 1 from units u join up on u.id = up.parent)
     select id, name, tier, array(select a.path from unit_areas a where a.unit = up.id) as areas from up order by depth`,
    [id, now],
  )
  const [own, ...above] = rows
  if (!own) return null
  const district = rows.findLast((row) => row.tier === 'district')?.id ?? null
  return { id: own.id, name: own.name, above: above.map((row) => row.id), district, areas: own.areas }
}
