import assert from 'node:assert/strict'
import { it } from 'node:test'
import { kept, wayTo } from './bearing.ts'

it('says which way a camera lies', () => {
  const from = { lon: 106.6, lat: 29.6 }
  const to = (lon: number, lat: number) => wayTo(from, { lon: from.lon + lon, lat: from.lat + lat })
  assert.deepEqual(
    [to(0, 0.001), to(0.001, 0.001), to(0.001, 0), to(0, -0.001), to(-0.001, -0.001), to(-0.001, 0), to(-0.001, 0.001)],
    ['n', 'ne', 'e', 's', 'sw', 'w', 'nw'],
  )
})

it('keeps a mark in sight, with an arrow where it stands farther out', () => {
  const reach = { x: 380, y: 150 }
  assert.deepEqual(kept([100, -100], reach), { at: [100, -100], out: null })
  assert.deepEqual(kept([760, 0], reach), { at: [380, 0], out: 0 })
  assert.deepEqual(kept([0, -300], reach), { at: [0, -150], out: -90 })
  assert.deepEqual(kept([0, 0], reach), { at: [0, 0], out: null })
})
