import type { LetterState, LetterVerb } from '../../../../../contract/hazard.ts'

const open: readonly LetterVerb[] = ['extend', 'reinspect', 'withdraw']

/** The law: what may be done with a letter as it stands. What has ended stays as it is. */
export const letterLife: Readonly<Record<LetterState, readonly LetterVerb[]>> = {
  issued: ['deliver', 'refuse', ...open],
  delivered: open,
  // Whoever would not take it may still be reached another way.
  refused: ['deliver', ...open],
  kept: [],
  'not-kept': [],
  withdrawn: [],
}

/** It runs: its day counts, and no second one may be written. */
export const letterRuns = (state: LetterState): boolean => letterLife[state].length > 0
