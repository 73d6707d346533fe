import type { DutyDesk } from '../../../contract/duty.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

export const setDutyPhone = (tx: Tx, unit: string, phone: string | null): Promise<unknown> =>
  tx.query('update units set duty_phone = $2 where id = $1', [unit, phone])

/** Is it the number of a person of the register? Then everybody would read it here unmasked. */
export async function isPrivate(db: Db, phone: string): Promise<boolean> {
  const digits = phone.replace(/\D/g, '')
  const [row] = await db.query<{ is: boolean }>('select exists (select 1 from persons where phone = any($1)) as is', [
    [phone, digits, digits.replace(/^86/, '')],
  ])
  return row!.is
}

/** `paths`: the areas of its unit: whose phone one may ask for. `desk`: of its unit, or of the nearest above it that has a phone. */
export type PostReach = { paths: string[]; desk: DutyDesk | null }

/** How one gets hold of some posts, by post. */
export async function reachOfPosts(db: Db, posts: readonly string[]): Promise<Map<string, PostReach>> {
  const rows = await db.query<PostReach & { post: string }>(
    `select p.id as post, array(select ua.path from unit_areas ua where ua.unit = p.unit) as paths,
       (with recursive up as (
          select id, parent, name, duty_phone, 0 as depth from units where id = p.unit
          union all select u.id, u.parent, u.name, u.duty_phone, up.depth + 1 from units u join up on u.id = up.parent
          where up.duty_phone is null and up.depth < 10)
        select jsonb_build_object('unitName', name, 'phone', duty_phone) from up where duty_phone is not null order by depth limit 1) as desk
     from posts p where p.id = any($1)`,
    [posts],
  )
  return new Map(rows.map(({ post, paths, desk }) => [post, { paths, desk }]))
}
