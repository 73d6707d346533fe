import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { VitalDefinition } from '../../contract/vital.ts'
import { environment } from '../../packs/environment/pack.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { readingVitals } from '../../server/city/seed/reading-vitals.ts'

describe('vitals of the demo that devices tell', () => {
  it('are of readings their packs have, in the unit they are measured in', () => {
    const packs = [environment, septicGas]
    for (const definition of readingVitals) {
      VitalDefinition.parse(definition)
      const { count, unit } = definition
      const kinds = count!.where.flatMap((one) => ('field' in one ? one.in : []))
      const of = packs.filter(({ deviceKind }) => deviceKind !== null && kinds.includes(deviceKind))
      assert.equal(of.length, 1, definition.code)
      if (count!.reading) assert.equal(of[0]!.readings[count!.reading]?.unit, unit.zh)
    }
  })
})
