import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { known } from './case.ts'
import { eachOnce } from './rules/each-once.ts'
import { callsOfEvent, cancelNotices, holdersOfPosts } from './store.ts'
import { tell } from './tell.ts'

/** A drill is over, or became live: whoever was called or told in it hears so, each once; what was still held back is not said any more. */
export async function onExerciseOver(
  fact: RecordedFact<'exercise.ended'> | RecordedFact<'exercise.promoted'>,
  tx: Tx,
): Promise<void> {
  const event = await known(tx, fact.body.event)
  await tx.cancelTimer(`notices:${event.id}`)
  await cancelNotices(tx, event.id)
  const calls = await callsOfEvent(tx, event.id)
  const people = await holdersOfPosts(tx, [...new Set(calls.map(({ post }) => post))], tx.now)
  const why = fact.kind === 'exercise.promoted' ? 'exercise-promoted' : 'exercise-ended'
  // To whom it became live the order of the live event rings by itself; this one says that the drill is not to be gone on with.
  await tell(tx, eachOnce(people), { event: event.id, area: event.area, order: null, kind: 'cancelled', why, urgent: false })
}
