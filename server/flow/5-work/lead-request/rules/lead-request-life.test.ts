import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { LeadRequestState, LeadRequestVerb } from '../../../../../contract/lead-request.ts'
import { nextRequestState, requestRuns } from './lead-request-life.ts'

/** Every pair that is allowed, written by hand: whatever is not here is refused. */
const allowed: Record<string, LeadRequestState> = {
  'asked agree': 'agreed',
  'asked refuse': 'arbitration',
  'asked lapse': 'arbitration',
  'asked withdraw': 'withdrawn',
  'asked void': 'void',
  'arbitration rule': 'ruled',
  'arbitration keep': 'stays',
  'arbitration withdraw': 'withdrawn',
  'arbitration void': 'void',
}

describe('the life of a request to lead', () => {
  for (const state of LeadRequestState.options)
    for (const verb of LeadRequestVerb.options)
      it(`${state} ${verb}`, () => assert.equal(nextRequestState(state, verb), allowed[`${state} ${verb}`] ?? null))
  it('runs until the asked hub agreed or the city ruled', () => {
    assert.deepEqual(LeadRequestState.options.filter(requestRuns), ['asked', 'arbitration'])
  })
})
