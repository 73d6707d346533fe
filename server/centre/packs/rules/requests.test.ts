import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { PackRequestState, PackRequestVerb } from '../../../../contract/pack-requests.ts'
import { mayDecide } from './requests.ts'

const may = (
  verb: PackRequestVerb,
  person: string,
  { whole = false, area = '99/990101/', state = 'waiting' as PackRequestState } = {},
) => {
  const done = mayDecide(verb, { state, askedBy: 'a', area }, { person, whole })
  return done.ok ? 'yes' : done.refusal.code
}

it('whoever asked takes it back and no more; a second of the place decides; the tier above refuses only', () => {
  assert.deepEqual(
    [may('withdraw', 'a'), may('confirm', 'a'), may('refuse', 'a')],
    ['yes', 'pack.request-second', 'pack.request-second'],
  )
  assert.deepEqual([may('withdraw', 'b'), may('confirm', 'b'), may('refuse', 'b')], ['pack.request-own', 'yes', 'yes'])
  const whole = { whole: true }
  assert.deepEqual([may('confirm', 'c', whole), may('refuse', 'c', whole)], ['pack.request-second', 'yes'])
  assert.equal(may('confirm', 'c', { whole: true, area: '' }), 'yes', 'of the whole city')
  assert.equal(may('confirm', 'b', { state: 'lapsed' }), 'pack.request-state')
})
