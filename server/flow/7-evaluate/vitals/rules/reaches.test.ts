import assert from 'node:assert/strict'
import { it } from 'node:test'
import { vitalTiers } from '../../../../../contract/vital-kinds.ts'
import { reaches } from './reaches.ts'

it('a vital has values at the tier that tells it and at all above, never below', () => {
  const reached = (tier: (typeof vitalTiers)[number]): string[] => vitalTiers.filter((area) => reaches({ tier }, area))
  assert.deepEqual(reached('district'), ['district', 'city'])
  assert.deepEqual(reached('grid'), [...vitalTiers])
  assert.deepEqual(reached('city'), ['city'])
})
