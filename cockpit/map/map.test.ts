import assert from 'node:assert/strict'
import { test } from 'node:test'
import { fit, type LonLat, pathOf, simplify } from '../../ui/project.ts'
import { crowdedPart, zoom } from './inset.ts'
import { layOut } from './layout.ts'

const square = [
  [
    [106, 29],
    [107, 29],
    [107, 30],
    [106, 30],
    [106, 29],
  ],
] as const
const box = { x: 10, y: 20, width: 400, height: 400 }

test('shapes fill the picture without being stretched; north is up', () => {
  const { at } = fit([square], box)
  const [left, top] = at([106, 30])
  const [right, bottom] = at([107, 29])
  assert.ok(Math.abs(bottom - top - 400) < 1e-6)
  assert.ok(Math.abs(right - left - 400 * Math.cos((29.5 * Math.PI) / 180)) < 1e-6)
  assert.ok(Math.abs(left - 10 - (10 + 400 - right)) < 1e-6)
})

test('a straight line keeps its ends only, a corner stays', () => {
  assert.deepEqual(
    simplify(
      [
        [0, 0],
        [1, 0.01],
        [2, 0],
        [3, 0],
      ],
      0.5,
    ),
    [
      [0, 0],
      [3, 0],
    ],
  )
  assert.deepEqual(
    simplify(
      [
        [0, 0],
        [5, 5],
        [10, 0],
      ],
      0.5,
    ),
    [
      [0, 0],
      [5, 5],
      [10, 0],
    ],
  )
})

test('a ring stays a ring with its four corners', () => {
  const path = pathOf(square, fit([square], box))
  assert.equal(path.match(/L/g)?.length, 4)
  assert.ok(path.startsWith('M') && path.endsWith('Z'))
})

test('the inset shows the part that holds the most centres, in its own proportions', () => {
  const corner = { width: 372, height: 318 }
  const core = [
    [100, 100],
    [120, 105],
    [130, 120],
    [112, 118],
  ] as const
  const part = crowdedPart([...core, [300, 300], [320, 300], [700, 40]], corner)
  assert.ok(part)
  assert.ok(Math.abs(part.width * zoom - 372) < 1e-9 && Math.abs(part.height * zoom - 318) < 1e-9)
  for (const [x, y] of core) assert.ok(x > part.x && x < part.x + part.width && y > part.y && y < part.y + part.height)
})

test('nothing is enlarged where nothing is crowded', () => {
  assert.equal(
    crowdedPart(
      [
        [0, 0],
        [20, 0],
        [300, 0],
        [300, 300],
      ],
      { width: 372, height: 318 },
    ),
    null,
  )
})

/** A square city of 916 × 836 units with a crowd in its middle, and a mark in each of some corners. */
const cityWith = (marks: readonly LonLat[]) => {
  const crowd: LonLat[] = [
    [0.5, 0.4],
    [0.51, 0.4],
    [0.5, 0.41],
    [0.51, 0.41],
  ]
  const ring: LonLat[] = [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
    [0, 0],
  ]
  const found = layOut({
    ...{ shapes: [[ring]], places: [...crowd, ...marks], land: { x: 8, y: 8, width: 916, height: 836 }, by: zoom },
    corners: ['top-left', 'top-right', 'bottom-right'],
  })
  const box = found.inset!.box
  const under = found.centres.filter(
    ([x, y], n) =>
      !found.hidden[n] && x > box.x - 40 && x < box.x + box.width + 40 && y > box.y - 40 && y < box.y + box.height + 20,
  )
  return { corner: found.inset!.corner, under: under.length, scale: found.projection.scale }
}

test('the inset stands where no mark is, and where there is one everywhere the land gives way', () => {
  const [west, east, south] = [[0.1, 0.9] as const, [0.9, 0.9] as const, [0.9, 0.1] as const]
  const free = cityWith([])
  assert.equal(free.corner, 'top-left')
  assert.deepEqual(cityWith([west]), { ...free, corner: 'top-right' })
  assert.deepEqual(cityWith([west, east]), { ...free, corner: 'bottom-right' })
  const full = cityWith([west, east, south])
  assert.equal(full.under, 0)
  assert.ok(full.scale < free.scale, 'the land is smaller, the marks are all seen')
})
