import assert from 'node:assert/strict'
import { it } from 'node:test'
import { demoField } from '../../../contract/demo-field.ts'
import { areaAt } from '../area/places.ts'

it('the demo’s devices of field protocols stand in areas of the city, each under a number of its own', () => {
  for (const { name, lon, lat } of demoField) assert.equal(areaAt(lon, lat)?.district, '500105', name)
  assert.equal(new Set(demoField.map(({ protocol, number }) => `${protocol} ${number}`)).size, demoField.length)
})
