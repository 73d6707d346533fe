import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventType, Pack } from '../../../contract/pack.ts'
import { basicsPack, gasPack } from '../../../test/demo-packs.ts'
import { akinBy, unknownAkin } from './akin.ts'

const typesOf = (...packs: Pack[]) => ({
  typeOf: (id: string): { type: EventType } | null => {
    const type = packs.flatMap(({ types }) => types).find((one) => one.id === id)
    return type ? { type } : null
  },
})

describe('types that are akin', () => {
  it('are so both ways, by what one of their packs says', () => {
    const areAkin = akinBy(typesOf(basicsPack, gasPack))
    assert.deepEqual(
      [areAkin('city.gas-smell', 'septic-gas.over-limit'), areAkin('septic-gas.over-limit', 'city.gas-smell')],
      [true, true],
    )
    assert.deepEqual([areAkin('city.gas-smell', 'city.noise'), areAkin('nobody.knows', 'city.noise')], [false, false])
  })
  it('that no pack has are ignored, and remarked on', () => {
    assert.deepEqual(unknownAkin(basicsPack, [gasPack]), [])
    assert.deepEqual(unknownAkin(basicsPack, []), [{ type: 'city.gas-smell', akin: 'septic-gas.over-limit' }])
  })
})
