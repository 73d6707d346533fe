import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { dutyPostOver, holdersOfPosts } from './store.ts'
import { cancelPaperNotices, centresOver, chargedWith, postsOfPeople } from './store-papers.ts'
import { tell } from './tell.ts'
import type { Holder } from './types.ts'

/**
 * A paper of an object is about to expire, or has: whoever of the staff is responsible for the object or manages it hears of it; where nobody is,
 * the duty post of its unit, else of the centre of its town. What was told before of the same paper goes.
 */
export async function onPaperDue(fact: RecordedFact<'object.document-due'>, tx: Tx): Promise<void> {
  const { document, object, name, title, validUntil, state } = fact.body
  await takeBack(tx, document, fact.area)
  const kind = state === 'soon' ? ('paper-soon' as const) : ('paper-expired' as const)
  await tell(tx, await keepersOf(tx, fact), {
    ...{ event: null, order: null, area: fact.area, kind, why: kind, urgent: false },
    paper: { id: document, object, objectName: name, title, validUntil: validUntil ?? '' },
  })
}

/** A new version came, or it was withdrawn: nobody need look any more. */
export const onPaperOver = (
  fact: RecordedFact<'object.document-added'> | RecordedFact<'object.document-withdrawn'>,
  tx: Tx,
): Promise<void> => takeBack(tx, fact.body.document, fact.area)

async function takeBack(tx: Tx, document: string, area: string | null): Promise<void> {
  for (const { id, person } of await cancelPaperNotices(tx, document))
    await tx.record({ kind: 'notice.cancelled', subject: person, area, body: { notice: id, person } })
}

/** Each person once. */
async function keepersOf(tx: Tx, { body, area }: RecordedFact<'object.document-due'>): Promise<Holder[]> {
  const charged = await chargedWith(tx, body.object, tx.now)
  const people = await postsOfPeople(
    tx,
    charged.flatMap(({ person }) => person ?? []),
    tx.now,
  )
  const own = (
    await holdersOfPosts(
      tx,
      people.map(({ post }) => post),
      tx.now,
    )
  ).filter(({ post, person }) => people.some((one) => one.post === post && one.person === person))
  const posts = charged.flatMap(({ post }) => post ?? [])
  for (const { unit } of charged) if (unit) posts.push(...(await dutyPostsOver(tx, unit)))
  const named = [...own, ...(await held(tx, posts))]
  if (named.length > 0) return onceEach(named)
  const unit = body.dutyUnit ?? (area ? (await centresOver(tx, area, tx.now))[0] : null)
  return unit ? onceEach(await held(tx, await dutyPostsOver(tx, unit))) : []
}

const dutyPostsOver = async (tx: Tx, unit: string): Promise<string[]> => {
  const post = await dutyPostOver(tx, unit, tx.now)
  return post ? [post] : []
}

async function held(tx: Tx, posts: string[]): Promise<Holder[]> {
  const all = posts.length > 0 ? await holdersOfPosts(tx, posts, tx.now) : []
  // A post held by two is one desk: its first holder hears.
  return [...Map.groupBy(all, ({ post }) => post).values()].flatMap((some) => some.find(({ person }) => person !== null) ?? [])
}

const onceEach = (holders: Holder[]): Holder[] => [...new Map(holders.map((one) => [one.person, one])).values()]
