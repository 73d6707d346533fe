import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { nextOrderState, orderIsOpen, orderStates, orderVerbs } from './life.ts'

// Written down a second time, by hand: a change of the law must be made in both places.
const law = `
asked: accept>accepted return>returned return-again>arbitration transfer>transferred excuse>excused cancel>cancelled urge>asked call>asked
accepted: arrive>arrived progress>accepted transfer>transferred suspend>suspended resume>accepted ask-extend>accepted extend>accepted support>accepted submit>submitted excuse>excused cancel>cancelled urge>accepted
arrived: progress>arrived transfer>transferred suspend>suspended resume>arrived ask-extend>arrived extend>arrived support>arrived submit>submitted excuse>excused cancel>cancelled urge>arrived
suspended: resume>accepted resume-arrived>arrived excuse>excused cancel>cancelled
returned: hand-over>transferred arbitrate>transferred send-back>asked cancel>cancelled excuse>excused
arbitration: arbitrate>transferred send-back>asked cancel>cancelled excuse>excused
submitted: pass>passed send-back>accepted send-back-arrived>arrived cancel>cancelled
passed:
excused:
cancelled:
transferred:
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
        .filter(Boolean)
        .map((pair) => [`${from} ${pair.split('>')[0]}`, pair.split('>')[1]!] as const)
    }),
)

describe('the life of a work order', () => {
  it('allows exactly the written pairs and refuses every other', () => {
    let looked = 0
    for (const from of orderStates)
      for (const verb of orderVerbs) {
        assert.equal(nextOrderState(from, verb), allowed.get(`${from} ${verb}`) ?? null, `${from} ${verb}`)
        looked++
      }
    assert.equal(looked, 11 * 22)
    assert.equal(allowed.size, 48)
  })

  it('begins with the asking and reaches every state from there', () => {
    const reached = new Set<string>(['asked'])
    for (let grown = 0; grown !== reached.size; ) {
      grown = reached.size
      for (const [pair, to] of allowed) if (reached.has(pair.split(' ')[0]!)) reached.add(to)
    }
    assert.deepEqual([...reached].sort(), [...orderStates].sort())
  })

  it('ends for good: passed, excused, cancelled and transferred orders take no verb', () => {
    for (const end of ['passed', 'excused', 'cancelled', 'transferred'] as const)
      assert.ok(orderVerbs.every((verb) => nextOrderState(end, verb) === null))
  })

  it('can always be called off while work is open', () => {
    const open = orderStates.filter(orderIsOpen)
    assert.equal(open.length, 6)
    for (const state of open) assert.equal(nextOrderState(state, 'cancel'), 'cancelled')
  })
})
