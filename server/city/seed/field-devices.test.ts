import assert from 'node:assert/strict'
import { it } from 'node:test'
import { demoField, demoTanks } from '../../../contract/demo-field.ts'
import { demoHaulers } from '../../../contract/demo-haulers.ts'
import { areaAt } from '../area/places.ts'

it('the demo’s devices of field protocols stand in areas of the city, each under a number of its own', () => {
  for (const { name, lon, lat } of demoField) assert.equal(areaAt(lon, lat)?.district, '500105', name)
  const all = [...demoField, ...demoTanks, ...demoHaulers]
  assert.equal(new Set(all.map(({ id }) => id)).size, all.length)
  assert.equal(new Set(all.map(({ protocol, number }) => `${protocol} ${number}`)).size, all.length)
})
