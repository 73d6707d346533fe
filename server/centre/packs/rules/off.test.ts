import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { OffRequestState, OffRequestVerb } from '../../../../contract/pack-off.ts'
import { mayDecide } from './off.ts'

const may = (
  verb: OffRequestVerb,
  person: string,
  { whole = false, area = '99/990101/', state = 'waiting' as OffRequestState } = {},
) => {
  const done = mayDecide(verb, { state, askedBy: 'a', area }, { person, whole })
  return done.ok ? 'yes' : done.refusal.code
}

it('whoever asked takes it back and no more; a second of the place decides; the tier above refuses only', () => {
  assert.deepEqual([may('withdraw', 'a'), may('confirm', 'a'), may('refuse', 'a')], ['yes', 'pack.off-second', 'pack.off-second'])
  assert.deepEqual([may('withdraw', 'b'), may('confirm', 'b'), may('refuse', 'b')], ['pack.off-own', 'yes', 'yes'])
  const whole = { whole: true }
  assert.deepEqual([may('confirm', 'c', whole), may('refuse', 'c', whole)], ['pack.off-second', 'yes'])
  assert.equal(may('confirm', 'c', { whole: true, area: '' }), 'yes', 'of the whole city')
  assert.equal(may('confirm', 'b', { state: 'lapsed' }), 'pack.off-state')
})
