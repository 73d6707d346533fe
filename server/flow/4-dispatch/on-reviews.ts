import type { RecordedFact } from '../../kernel/facts.ts'
import type { Tx } from '../../kernel/spine.ts'
import { answeringFor } from './store-vitals.ts'
import { tell } from './tell.ts'

/** An action of a review is overdue: whoever leads its unit hears of it, or who leads the duty above. It is nobody's alarm. */
export async function onReviewActionOverdue({ body, area }: RecordedFact<'review.action-overdue'>, tx: Tx): Promise<void> {
  await tell(tx, await answeringFor(tx, { owner: body.unit, ownerPost: null }, tx.now), {
    ...{ event: body.event, order: null, area, kind: 'review-action', why: 'review-action', urgent: false },
  })
}
