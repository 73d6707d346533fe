import assert from 'node:assert/strict'
import { it } from 'node:test'
import { VitalDefinition } from '../contract/vital.ts'
import { countedVitals } from './city/seed/counted-vitals.ts'
import { listVitals } from './city/seed/vitals-list.ts'
import { loadedPacks } from './main.ts'

it('what the platform counts is never told beside it, and is asked of types, packs and kinds that exist', () => {
  const counted = countedVitals()
  const told = new Set(listVitals().map(({ code }) => code))
  for (const code of ['fire.tower-red', 'rock.red', 'septic.over-limit', 'waste.trucks-over'])
    assert.ok(counted.some((one) => one.code === code) && !told.has(code), code)
  const known: Record<string, Set<string>> = {
    type: new Set(loadedPacks.flatMap(({ types }) => types.map(({ id }) => id))),
    pack: new Set(loadedPacks.map(({ id }) => id)),
    kind: new Set(loadedPacks.flatMap(({ objects }) => objects.map(({ kind }) => kind))),
  }
  for (const definition of counted) {
    assert.ok(VitalDefinition.safeParse(definition).success, definition.code)
    assert.ok(!told.has(definition.code), definition.code)
    for (const condition of [...definition.count!.where, ...(definition.count!.part ?? [])])
      if ('field' in condition && known[condition.field])
        for (const value of condition.in) assert.ok(known[condition.field]!.has(value), `${definition.code}: ${value}`)
  }
})
