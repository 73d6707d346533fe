import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { XY } from '../../ui/project.ts'
import { clip, middleIn } from './visible.ts'

const frame = { left: 0, top: 0, right: 100, bottom: 100 }
const wide: XY[] = [
  [50, 20],
  [300, 20],
  [300, 60],
  [50, 60],
]

test('what stands out of the frame is cut off', () => {
  const xs = clip(wide, frame).map(([x]) => x)
  assert.equal(Math.max(...xs), 100)
  assert.equal(Math.min(...xs), 50)
})

test('a name stands in the middle of the part that is seen', () => {
  const [x, y] = middleIn(wide, frame, 100)!
  assert.ok(Math.abs(x - 75) < 1e-9 && Math.abs(y - 40) < 1e-9)
})

test('an area of which too little is seen has no name', () => {
  assert.equal(middleIn(wide, frame, 5000), null)
  assert.equal(
    middleIn(
      wide.map(([x, y]): XY => [x + 500, y]),
      frame,
      1,
    ),
    null,
  )
})
