import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holdersOfPosts } from './store.ts'
import { postsOfPeople } from './store-papers.ts'
import { postsWith } from './store-second.ts'
import { tell } from './tell.ts'

/** Of these tiers are they who keep walls. */
const tiers = ['town', 'district', 'city']

/** Two machines use one wall seat: who let it in hears of it; where they hold no post any more, whoever may end it. Each once. */
export async function onTwoMachines({ area, body }: RecordedFact<'wall.two-machines'>, tx: Tx): Promise<void> {
  const { maker, name, areaName, one, other } = body
  const own = maker ? await postsOfPeople(tx, [maker], tx.now) : []
  const makers = (
    await holdersOfPosts(
      tx,
      own.map(({ post }) => post),
      tx.now,
    )
  ).filter(({ person }) => person === maker)
  const may = makers.length > 0 || area === null ? [] : await postsWith(tx, { permit: 'wall.keep', tiers, area }, tx.now)
  const held = makers.length > 0 ? makers : await holdersOfPosts(tx, may, tx.now)
  await tell(tx, [...new Map(held.map((one) => [one.person, one])).values()], {
    ...{ event: null, order: null, area, kind: 'wall-two-machines', why: 'wall-two-machines', urgent: false },
    wall: { name, areaName, one, other },
  })
}
