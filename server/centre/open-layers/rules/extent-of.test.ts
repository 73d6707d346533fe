import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { Feature } from '../types.ts'
import { extentOf } from './extent-of.ts'

const drawn = (...rings: [number, number][][]): Feature => ({
  ...{ type: 'Feature', id: 'x', properties: {} },
  geometry: { type: 'MultiPolygon', coordinates: [rings] },
})

it('the extent of a city is the least box around what is drawn of it', () => {
  const one = drawn([
    [105.12345, 31],
    [105.5, 31.2],
    [105.2, 31.56789],
    [105.12345, 31],
  ])
  const two = drawn([
    [106, 30.5],
    [106.1, 30.5],
    [106, 30.7],
    [106, 30.5],
  ])
  assert.deepEqual(extentOf([one, two]), [105.1234, 30.5, 106.1, 31.5679])
  assert.deepEqual(extentOf([]), [-180, -90, 180, 90])
})
