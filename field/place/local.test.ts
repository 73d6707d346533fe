import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fromPlane, isInside, metres, toPlane } from './local.ts'

const here = { lon: 106.5934, lat: 29.6121 }

test('there and back is the same place to a tenth of a metre', () => {
  const there = fromPlane(here, { x: 120, y: -80 })
  const back = toPlane(here, there)
  assert.ok(Math.abs(back.x - 120) < 0.2 && Math.abs(back.y + 80) < 0.2)
  assert.ok(there.lat > here.lat && there.lon > here.lon)
  assert.ok(Math.abs(metres(here, there) - Math.hypot(120, 80)) < 0.3)
})

test('inside, outside, and the hole of an area', () => {
  const square = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
    [0, 0],
  ] as const
  const hole = [
    [4, 4],
    [6, 4],
    [6, 6],
    [4, 6],
    [4, 4],
  ] as const
  assert.equal(isInside([square, hole], { lon: 2, lat: 2 }), true)
  assert.equal(isInside([square, hole], { lon: 5, lat: 5 }), false)
  assert.equal(isInside([square], { lon: 11, lat: 5 }), false)
})
