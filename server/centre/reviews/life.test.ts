import assert from 'node:assert/strict'
import { it } from 'node:test'
import { reviewStates, reviewVerbs } from '../../../contract/review-kinds.ts'
import { nextReviewState } from './life.ts'

it('a review moves as its law says, over all pairs of state and verb', () => {
  const table = {
    open: ['filled', null, null, null, null],
    filled: ['filled', 'discussed', null, null, null],
    discussed: ['filled', null, 'acting', 'closed', null],
    acting: [null, null, 'acting', 'closed', null],
    closed: [null, null, null, null, 'reopened'],
    reopened: ['filled', null, null, null, null],
  } as const
  for (const from of reviewStates)
    for (const [at, verb] of reviewVerbs.entries()) assert.equal(nextReviewState(from, verb), table[from][at], `${from} ${verb}`)
})
