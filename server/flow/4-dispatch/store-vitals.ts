import type { Db, Tx } from '../../kernel/spine.ts'
import { type Answering, answeringIn } from './store.ts'
import type { Holder } from './types.ts'

type Owner = { owner: string | null; ownerPost: string | null }

/** Whose silent vitals a notice is about. */
export const silentKey = ({ owner, ownerPost }: Owner): string => `${owner ?? ''}/${ownerPost ?? ''}`

/** Withdraws what was told of the silent vitals of an owner; returns whom. */
export const cancelSilentNotices = (tx: Tx, owner: Owner): Promise<{ id: string; person: string }[]> =>
  tx.query('update notices set cancelled_at = $2 where silent_of = $1 and cancelled_at is null returning id, person', [
    ...[silentKey(owner), tx.now],
  ])

/** Takes the notices a migration withdrew without telling anybody. */
export const takeWithdrawn = (tx: Tx): Promise<{ id: string; person: string }[]> =>
  tx.query('delete from withdrawn_notices returning notice::text as id, person')

/** Who answers for a vital now, each post once: whoever holds the post named in it, else its unit, else who leads the duty above. */
export async function answeringFor(db: Db, owner: Owner, now: Date): Promise<Holder[]> {
  return (await answeringForAll(db, [{ key: '', ...owner }], now)).get('') ?? []
}

/** The same of several, by their key, in one statement. */
export async function answeringForAll(
  db: Db,
  owners: readonly (Owner & { key: string })[],
  now: Date,
): Promise<Map<string, Holder[]>> {
  const posts = owners.flatMap(({ ownerPost }) => ownerPost ?? [])
  const units = owners.flatMap(({ owner }) => owner ?? [])
  if (posts.length + units.length === 0) return new Map()
  const found = (await answeringIn(db, { posts, units }, now)).filter(({ person }) => person !== null)
  return new Map(owners.map((one) => [one.key, onceEach(chosen(found, one))]))
}

function chosen(found: readonly Answering[], { owner, ownerPost }: Owner): readonly Answering[] {
  const named = ownerPost ? found.filter(({ post }) => post === ownerPost) : []
  if (named.length > 0 || !owner) return named
  const ofUnit = found.filter(({ unit }) => unit === owner)
  // Of a unit those who are asked first; a post that never acts only where there is no other.
  const asked = ofUnit.filter(({ rank }) => rank === ofUnit[0]?.rank)
  return asked.length > 0 ? asked : found.filter(({ over }) => over?.includes(owner))
}

/** A post held by two is one desk: its first holder hears; whoever holds two posts hears once. */
const onceEach = (holders: readonly Answering[]): Holder[] => [
  ...new Map(
    [...Map.groupBy(holders, ({ post }) => post).values()].map(([first]) => {
      const { rank: _, over: __, ...holder } = first!
      return [holder.person, holder]
    }),
  ).values(),
]
