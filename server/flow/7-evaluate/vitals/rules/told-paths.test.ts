import assert from 'node:assert/strict'
import { it } from 'node:test'
import { toldPaths } from './told-paths.ts'

it('a round of numbers names its districts, each once, and the city where its own changed', () => {
  const towns = Array.from({ length: 4_000 }, (_, n) => `50/5001${String(n % 41).padStart(2, '0')}/5001${n}/`)
  assert.equal(toldPaths(towns).length, 41)
  assert.deepEqual(toldPaths(['50/500105/500105005/', '50/', '50/500105/']), ['50/', '50/500105/'])
  assert.deepEqual(toldPaths([]), [])
})
