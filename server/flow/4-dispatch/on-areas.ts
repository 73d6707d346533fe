import { cityArea } from '../../city/area/store.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holdersOfPosts } from './store.ts'
import { postsOfPeople } from './store-papers.ts'
import { postsWith } from './store-second.ts'
import { tell } from './tell.ts'

/** A change of areas was not carried out on its day: whoever asked for it, and all who may ask again, hear of it with the reason, each once. */
export async function onAreasFailed({ body }: RecordedFact<'areas.change-failed'>, tx: Tx): Promise<void> {
  const { title, day, why, asker } = body
  const city = await cityArea(tx)
  const own = asker ? await postsOfPeople(tx, [asker], tx.now) : []
  const may = city ? await postsWith(tx, { permit: 'area.change', tiers: ['city'], area: city.path }, tx.now) : []
  const held = await holdersOfPosts(tx, [...new Set([...own.map(({ post }) => post), ...may])], tx.now)
  const meant = held.filter(({ post, person }) => person !== null && (may.includes(post) || person === asker))
  await tell(tx, [...new Map(meant.map((one) => [one.person, one])).values()], {
    ...{ event: null, order: null, area: city?.path ?? null, kind: 'areas-failed', why: 'areas-failed', urgent: false },
    areas: { title, day, why: why ?? { zh: '', en: '' } },
  })
}
