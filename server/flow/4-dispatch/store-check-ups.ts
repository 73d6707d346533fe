import type { Tx } from '../../kernel/spine.ts'

/** Who leads an area, and who leads its duty. */
const kinds = ['city-leader', 'city-duty', 'district-leader', 'district-duty', 'town-commander', 'town-duty']

/** The posts that read the check-up of an area: of the unit of its own tier that answers for it, not of those above and below. */
export async function readersOf(tx: Tx, { area, tier }: { area: string; tier: string }): Promise<string[]> {
  const rows = await tx.query<{ post: string }>(
    `select distinct p.id as post from posts p join units u on u.id = p.unit join unit_areas a on a.unit = u.id
     where p.kind = any($3) and u.tier = $2 and starts_with($1, a.path)
       and (p.valid_to is null or p.valid_to > $4) and (u.valid_to is null or u.valid_to > $4) order by 1`,
    [area, tier, kinds, tx.now],
  )
  return rows.map(({ post }) => post)
}
