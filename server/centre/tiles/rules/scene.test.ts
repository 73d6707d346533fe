import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cutLines } from './cut-line.ts'
import { boundsOf } from './mercator.ts'
import { leastDegrees } from './scene-zoom.ts'
import { shapeOf } from './wind.ts'

const tile = { z: 14, x: 13046, y: 6787 }
const { west, east, north, south } = boundsOf(tile)
const middle = (north + south) / 2

describe('a line in a tile', () => {
  it('goes a little over both edges and no further', () => {
    const { type, commands } = cutLines(
      [
        [
          [west - 1, middle],
          [east + 1, middle],
        ],
      ],
      tile,
    )!
    assert.equal(type, 'line')
    // from −64 by 4,224 units to the east
    assert.deepEqual([commands[0], commands[1], commands[3], commands[4], commands[5]], [9, 127, 10, 8448, 0])
  })

  it('comes in as many pieces as it crosses the tile, and not at all beside it', () => {
    const width = east - west
    const twice: [number, number][] = [
      [west + width * 0.2, middle],
      [west + width * 0.2, north + 1],
      [west + width * 0.8, north + 1],
      [west + width * 0.8, middle],
    ]
    const moves = cutLines([twice], tile)!.commands.filter((command) => command === 9)
    assert.equal(moves.length, 2)
    assert.equal(
      cutLines(
        [
          [
            [west - 2, middle],
            [west - 1, middle],
          ],
        ],
        tile,
      ),
      null,
    )
  })
})

describe('rings of a file', () => {
  const ring: [number, number][] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 0],
  ]
  const counter = [1, 0, 1, 1, 0, 0]
  it('are wound alike: outer ones counter-clockwise, holes the other way', () => {
    const [outer, hole] = shapeOf({ type: 'Polygon', coordinates: [ring.toReversed(), ring] })
    const area = (flat: readonly number[]) => {
      let sum = 0
      for (let i = 0; i < flat.length; i += 2) sum += flat.at(i - 2)! * flat[i + 1]! - flat[i]! * flat.at(i - 1)!
      return sum
    }
    assert.ok(area(outer!) > 0 && area(hole!) < 0 && area(counter) > 0)
  })
})

describe('what is too small for a zoom', () => {
  it('is some pixels far out and nothing near by', () => {
    assert.ok(leastDegrees(13, 'shape') > leastDegrees(14, 'shape') && leastDegrees(14, 'shape') > 0)
    assert.equal(leastDegrees(16, 'footprint'), 0)
  })
})
