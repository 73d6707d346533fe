import type { Db } from '../../kernel/spine.ts'
import { dutyPostOver, holdersOfPosts } from './store.ts'
import { centresOver } from './store-papers.ts'

/** Who has the duty of a post now; `person` and `name` null: nobody. */
export type OnDuty = { post: string; postName: string; unit: string; name: string | null; person: string | null }

/** Who has the duty over a place now: of its town, then of its district. */
export async function dutyOver(db: Db, area: string, now: Date): Promise<OnDuty[]> {
  const found: OnDuty[] = []
  for (const unit of await centresOver(db, area, now)) {
    const post = await dutyPostOver(db, unit, now)
    if (!post || found.some((one) => one.post === post)) continue
    const holders = await holdersOfPosts(db, [post], now)
    const one = holders.find(({ person }) => person !== null) ?? holders[0]
    if (one) found.push({ post, postName: one.post_name, unit: one.unit_name, name: one.person_name, person: one.person })
  }
  return found
}
