import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LetterState, LetterVerb } from '../../../../../contract/hazard.ts'
import { letterLife, letterRuns } from './letter-life.ts'

describe('the life of a letter', () => {
  it('ends: nothing may be done with what was kept, not kept or withdrawn', () => {
    const running = LetterState.options.filter(letterRuns)
    assert.deepEqual(running, ['issued', 'delivered', 'refused'])
    for (const state of running) assert.ok(letterLife[state].includes('reinspect') && letterLife[state].includes('extend'))
  })
  it('is delivered once, also after it was refused', () => {
    assert.deepEqual(
      LetterState.options.filter((state) => letterLife[state].includes('deliver')),
      ['issued', 'refused'],
    )
    assert.deepEqual(
      LetterState.options.filter((state) => letterLife[state].includes('refuse')),
      ['issued'],
    )
    assert.equal(new Set(Object.values(letterLife).flat()).size, LetterVerb.options.length)
  })
})
