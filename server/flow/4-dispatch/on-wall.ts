import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { holdersOfPosts } from './store.ts'
import { postsOfPeople } from './store-papers.ts'
import { postsWith } from './store-second.ts'
import { tell } from './tell.ts'

/** Of these tiers are they who keep walls. */
const tiers = ['town', 'district', 'city']

/** Two machines use one wall seat, or another asked for its new key. */
export const onTwoMachines = ({ area, body }: RecordedFact<'wall.two-machines'>, tx: Tx): Promise<void> =>
  tellKeeper(tx, 'wall-two-machines', { area, ...body })

/** A machine was refused with a key the seat had before: a copy, or the wall itself. */
export const onKeyRefused = ({ area, body }: RecordedFact<'wall.key-refused'>, tx: Tx): Promise<void> =>
  tellKeeper(tx, 'wall-key-refused', { area, ...body })

type About = { area: string | null; maker?: string | undefined; name: string; areaName: string; one: string; other: string }

/** Who let the seat in hears of it; where they hold no post any more, whoever may end it. Each once. */
async function tellKeeper(tx: Tx, kind: 'wall-two-machines' | 'wall-key-refused', about: About): Promise<void> {
  const { area, maker, name, areaName, one, other } = about
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
    ...{ event: null, order: null, area, kind, why: kind, urgent: false },
    wall: { name, areaName, one, other },
  })
}
