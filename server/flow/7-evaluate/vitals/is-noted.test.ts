import assert from 'node:assert/strict'
import { it } from 'node:test'
import { isNoted } from './is-noted.ts'

it('holds above the towns: of the city’s own family, of the districts’ and of the towns’ of a district or zone', () => {
  assert.deepEqual(['', '50', '500105', 'zone-1'].map(isNoted), [true, true, true, true])
  assert.deepEqual(['500105001', '500105001002', '500105001002003'].map(isNoted), [false, false, false])
})
