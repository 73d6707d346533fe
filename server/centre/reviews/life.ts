import type { ReviewState, ReviewVerb } from '../../../contract/review-kinds.ts'

/**
 * The law: from → verb → to. What was written may be written anew until it is closed; a discussion of other words is another discussion, so
 * writing leads back. `act` is pressed by nobody: the first action that is set brings a review there. Without one it closes as discussed.
 */
export const reviewLife: Readonly<Record<ReviewState, Partial<Record<ReviewVerb, ReviewState>>>> = {
  open: { fill: 'filled' },
  filled: { fill: 'filled', discuss: 'discussed' },
  discussed: { fill: 'filled', act: 'acting', close: 'closed' },
  acting: { act: 'acting', close: 'closed' },
  closed: { reopen: 'reopened' },
  reopened: { fill: 'filled' },
}

/** The state after a verb, or null when the law does not allow it. */
export const nextReviewState = (from: ReviewState, verb: ReviewVerb): ReviewState | null => reviewLife[from][verb] ?? null
