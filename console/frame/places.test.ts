import assert from 'node:assert/strict'
import { it } from 'node:test'
import { places } from './places.ts'

it('no two places of the rail bear the same picture', () => {
  const icons = places.map(({ icon }) => icon)
  assert.deepEqual(
    icons.filter((icon, i) => icons.indexOf(icon) !== i),
    [],
  )
  assert.ok(places.length >= 20)
})
