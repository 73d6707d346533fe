import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { XY } from '../../ui/project.ts'
import { type Mark, placeNames, wide } from './marks.ts'

const letter = 26
const keep = { x: 0, y: 0, width: 900, height: 900 }
const bare = (at: XY, name: string): Mark => ({ at, shape: 0, words: wide(name, letter), weight: 0 })
const open = (at: XY, name: string): Mark => ({ at, shape: 34, words: wide(name, letter), weight: 2 })
/** Words as drawn, without the air between them. */
const inkOf = ({ at: [x, y], words }: Mark, [dx, dy]: XY) => ({
  ...{ left: x + dx - words / 2, right: x + dx + words / 2 },
  ...{ top: y + dy - 0.88 * letter, bottom: y + dy + 0.22 * letter },
})

describe('names on a map', () => {
  it('stand where they belong while there is room', () => {
    const [on, below] = placeNames([bare([100, 100], '大足'), open([500, 500], '渝北 1')], { letter, keep })
    assert.equal(on![0], 0)
    assert.ok(Math.abs(on![1]) < letter / 2)
    assert.ok(below![0] === 0 && below![1] > 17)
  })

  it('never run into each other nor over a shape, however close they are', () => {
    const marks = ['铜梁 1', '大足', '璧山', '九龙坡', '大渡口', '沙坪坝', '渝中'].map((name, n) =>
      (n === 0 ? open : bare)([300 + (n % 3) * 42, 300 + Math.floor(n / 3) * 22], name),
    )
    const placed = placeNames(marks, { letter, keep })
    const boxes = placed.flatMap((place, n) => (place ? [inkOf(marks[n]!, place)] : []))
    const meet = boxes.flatMap((a, n) =>
      boxes.slice(n + 1).filter((b) => a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom),
    )
    assert.deepEqual(meet, [])
    assert.ok(boxes.length >= 4, 'most of them are kept')
    assert.ok(placed[0], 'what is open is named')
  })

  it('leave out the one with nothing open, and keep what is open where it was', () => {
    const crowd = Array.from({ length: 30 }, (_, n) => bare([300 + (n % 6) * 4, 300 + Math.floor(n / 6) * 4], '大渡口'))
    const placed = placeNames([...crowd, open([310, 310], '渝中 2')], { letter, keep })
    assert.ok(placed.slice(0, -1).some((place) => place === null))
    assert.deepEqual(placed.at(-1)![0], 0)
  })

  it('stand within the picture and not under the inset', () => {
    const taken = { x: 0, y: 0, width: 372, height: 318 }
    const [beside, edge] = placeNames([bare([375, 100], '合川'), bare([890, 500], '巫山')], { letter, keep, taken })
    assert.ok(!beside || 375 + beside[0] - letter >= 372)
    assert.ok(!edge || 890 + edge[0] + letter <= 900)
  })
})
