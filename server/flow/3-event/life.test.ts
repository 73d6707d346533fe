import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { eventIsOpen, eventStates, eventVerbs, nextEventState } from './life.ts'

// Written down a second time, by hand: a change of the law must be made in both places.
const law = `
open: dispatch>handling merge>merged false-alarm>false-alarm grade>open suspend>suspended park>parked
handling: undo>open finish>checking suspend>suspended park>parked merge>merged false-alarm>false-alarm grade>handling urge>handling dispatch>handling
checking: close>closed send-back>handling false-alarm>false-alarm grade>checking
suspended: resume>handling resume-open>open false-alarm>false-alarm grade>suspended
parked: resume>handling resume-open>open false-alarm>false-alarm grade>parked
closed: reopen>handling
merged: split>open
false-alarm: reopen>handling
self-handled: reopen>handling
`
const allowed = new Map(
  law
    .trim()
    .split('\n')
    .flatMap((line) => {
      const [from = '', verbs = ''] = line.split(':')
      return verbs
        .trim()
        .split(' ')
        .map((pair) => [`${from} ${pair.split('>')[0]}`, pair.split('>')[1]!] as const)
    }),
)

describe('the life of an event', () => {
  it('allows exactly the written pairs and refuses every other', () => {
    let looked = 0
    for (const from of eventStates)
      for (const verb of eventVerbs) {
        assert.equal(nextEventState(from, verb), allowed.get(`${from} ${verb}`) ?? null, `${from} ${verb}`)
        looked++
      }
    assert.equal(looked, 9 * 15)
    assert.equal(allowed.size, 31)
  })

  it('closes only from the check, and comes back from an end only by reopen or split', () => {
    const ends = eventStates.filter((state) => !eventIsOpen(state))
    assert.deepEqual(ends, ['closed', 'merged', 'false-alarm', 'self-handled'])
    for (const from of eventStates) assert.equal(nextEventState(from, 'close') !== null, from === 'checking', from)
    for (const end of ends)
      for (const verb of eventVerbs)
        assert.equal(nextEventState(end, verb) !== null, verb === (end === 'merged' ? 'split' : 'reopen'), `${end} ${verb}`)
  })
})
