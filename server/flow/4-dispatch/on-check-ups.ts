import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holdersOfPosts } from './store.ts'
import { readersOf } from './store-check-ups.ts'
import { tell } from './tell.ts'

/** The check-up of the month is made: whoever leads the area and whoever leads its duty hear of it, each once. */
export async function onCheckUpMade(fact: RecordedFact<'check-up.made'>, tx: Tx): Promise<void> {
  const { checkUp, areaName, no, tier, changes, sent } = fact.body
  if (!sent || fact.area === null) return
  const posts = await readersOf(tx, { area: fact.area, tier })
  const holders = (await holdersOfPosts(tx, posts, tx.now)).filter(({ person }) => person !== null)
  const readers = [...new Map(holders.map((one) => [one.person, one])).values()]
  await tell(tx, readers, {
    ...{ event: null, order: null, area: fact.area, kind: 'check-up', why: 'check-up', urgent: false },
    checkUp: { id: checkUp, areaName, no, changes },
  })
}
