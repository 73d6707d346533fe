import type { Db, Tx } from '../../kernel/spine.ts'
import { dutyPostOver, holdersOfPosts, holdersOfUnit } from './store.ts'
import type { Holder } from './types.ts'

/** Withdraws what was told of the silence of a vital; returns whom. */
export const cancelVitalNotices = (tx: Tx, vital: string): Promise<{ id: string; person: string }[]> =>
  tx.query('update notices set cancelled_at = $2 where vital = $1 and cancelled_at is null returning id, person', [vital, tx.now])

type Owner = { owner: string | null; ownerPost: string | null }

/** Who answers for a vital now, each post once: whoever holds the post named in it, else its unit, else who leads the duty above. */
export async function answeringFor(db: Db, { owner, ownerPost }: Owner, now: Date): Promise<Holder[]> {
  const named = ownerPost ? await holdersOfPosts(db, [ownerPost], now) : []
  if (named.some(isHeld)) return onceEach(named)
  if (!owner) return []
  const ofUnit = await holdersOfUnit(db, owner, now)
  if (ofUnit.some(isHeld)) return onceEach(ofUnit)
  const above = await dutyPostOver(db, owner, now)
  return above ? onceEach(await holdersOfPosts(db, [above], now)) : []
}

const isHeld = ({ person }: Holder): boolean => person !== null
/** A post held by two is one desk: its first holder hears. */
const onceEach = (holders: Holder[]): Holder[] => [
  ...new Map(
    [...Map.groupBy(holders.filter(isHeld), ({ post }) => post).values()].map(([first]) => [first!.person, first!]),
  ).values(),
]
