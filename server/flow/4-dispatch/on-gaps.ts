import { deputiesOf } from '../../city/duty/store.ts'
import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { cancelGapNotices, dutyPostOver, holdersOfPosts } from './store.ts'
import { standingIn } from './store-calls.ts'
import { tell } from './tell.ts'

/** A roster has a gap today or tomorrow: whoever leads the duty of the unit, or of the one above, hears of it, and their deputy. */
export async function onGapFound(fact: RecordedFact<'duty.gap-found'>, tx: Tx): Promise<void> {
  const { gap, unit, unitName, postName, from, to } = fact.body
  const post = await dutyPostOver(tx, unit, tx.now)
  if (!post) return
  const [head] = (await holdersOfPosts(tx, [post], tx.now)).filter(({ person }) => person !== null)
  if (!head) return
  const deputy = (await deputiesOf(tx, post, tx.now)).find(({ person }) => person !== head.person)
  await tell(tx, deputy ? [head, standingIn(head, deputy)] : [head], {
    ...{ event: null, order: null, area: fact.area, kind: 'duty-gap', why: 'duty-gap', urgent: false },
    gap: { id: gap, unitName, postName, from, to },
  })
}

/** The gap is filled, or its time is over: nobody need look any more. */
export async function onGapOver(fact: RecordedFact<'duty.gap-filled'> | RecordedFact<'duty.gap-passed'>, tx: Tx): Promise<void> {
  for (const { id, person } of await cancelGapNotices(tx, fact.body.gap))
    await tx.record({ kind: 'notice.cancelled', subject: person, area: fact.area, body: { notice: id, person } })
}
