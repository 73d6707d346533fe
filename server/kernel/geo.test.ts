import assert from 'node:assert/strict'
import { it } from 'node:test'
import { distanceM } from './geo.ts'

it('a distance is in whole metres, a minute of latitude being 1,853 on the mean sphere', () => {
  assert.equal(distanceM({ lon: 106.61, lat: 29.61 }, { lon: 106.61, lat: 29.61 }), 0)
  assert.equal(distanceM({ lon: 106.61, lat: 29.61 }, { lon: 106.61, lat: 29.61 + 1 / 60 }), 1853)
})
