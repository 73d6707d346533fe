import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import {
  type Counted,
  isNewer,
  isSettled,
  isWanted,
  listOf,
  mayBeNobody,
  mayCount,
  mayFinish,
  type Registered,
  sumOf,
} from './evacuation.ts'

const count = (persons: number, ...[gone = 0, refused = 0, missing = 0]: number[]): Counted => ({
  ...{ persons, gone, refused, missing, told: gone + refused + missing > 0 },
})

const said = (households: number | null, persons: number | null): Registered => ({ households, persons })
const kept = (...rows: Counted[]) => ({ required: true, list: 'kept', registered: said(2, 5), sum: sumOf(rows) }) as const

describe('the list of an evacuation', () => {
  it('has settled a household once everybody of it has left, refuses or is missing', () => {
    const rows: [Counted, boolean][] = [
      [count(4, 4), true],
      [count(4, 2, 1, 1), true],
      [count(4, 0, 0, 4), true],
      [count(4, 3), false],
      [count(4, 0), false],
    ]
    for (const [row, settled] of rows) assert.equal(isSettled(row), settled, JSON.stringify(row))
  })
  it('counts nobody who does not live there', () => {
    assert.equal(mayCount(count(0, 3, 1), 4).ok, true)
    const refused = mayCount(count(0, 3, 1, 1), 4)
    assert.ok(!refused.ok && refused.refusal.code === 'evacuation.too-many')
  })
  it('keeps the case open while one household is not settled, at grades that want the list', () => {
    const half = kept(count(3, 3), count(2, 1))
    const open = mayFinish(half)
    assert.ok(!open.ok && open.refusal.code === 'evacuation.open' && open.refusal.details?.count === 1)
    assert.equal(mayFinish({ ...half, required: false }).ok, true)
    assert.equal(mayFinish(kept(count(3, 2, 1), count(2, 1, 0, 1))).ok, true)
  })
  it('that was never entered is none only where the register says none, or somebody said so', () => {
    const lists = [
      [0, said(3, 9), false, 'unlisted'],
      [0, said(null, null), false, 'unlisted'],
      [0, said(0, null), false, 'nobody'],
      [0, said(0, 0), false, 'nobody'],
      [0, said(0, 2), false, 'unlisted'],
      [0, said(null, 0), false, 'unlisted'],
      [0, said(3, 9), true, 'nobody'],
      [2, said(0, 0), true, 'kept'],
    ] as const
    for (const [rows, registered, saidNobody, list] of lists)
      assert.equal(listOf(rows, registered, saidNobody), list, JSON.stringify([rows, registered, saidNobody]))
  })
  it('that was never entered holds the case, with what the register says of it', () => {
    const unlisted = { required: true, list: 'unlisted', registered: said(3, 9), sum: sumOf([]) } as const
    const refused = mayFinish(unlisted)
    assert.ok(!refused.ok && refused.refusal.code === 'evacuation.unlisted')
    assert.equal(refused.refusal.details?.known, '3 户 9 人')
    const unknown = mayFinish({ ...unlisted, registered: said(null, null) })
    assert.ok(!unknown.ok && unknown.refusal.details?.known === '没有填户数')
    assert.equal(mayFinish({ ...unlisted, required: false }).ok, true)
    assert.equal(mayFinish({ ...unlisted, list: 'nobody' }).ok, true)
  })
  it('is worth a word before it is needed only where the register says that somebody lives there', () => {
    const early = { required: false, list: 'unlisted' } as const
    assert.deepEqual(
      [said(3, 9), said(null, 4), said(null, null), said(0, 0)].map((registered) => isWanted({ ...early, registered })),
      [true, true, false, false],
    )
    assert.equal(isWanted({ ...early, required: true, registered: said(null, null) }), true)
    assert.equal(isWanted({ ...early, list: 'kept', registered: said(0, 0) }), true)
  })
  it('cannot be called empty once households are entered', () => {
    const refused = mayBeNobody(2)
    assert.ok(!refused.ok && refused.refusal.code === 'evacuation.listed')
    assert.equal(mayBeNobody(0).ok, true)
  })
  it('sums what was counted, and leaves what nobody counted to the persons', () => {
    assert.deepEqual(sumOf([count(3, 2, 1), count(5)]), {
      ...{ households: 2, settled: 1, told: 1, persons: 8, gone: 2, refused: 1, missing: 0 },
    })
  })
  it('lets the newest count of a door win, however late a phone sends it', () => {
    const at = (s: number) => new Date(Date.UTC(2026, 5, 10, 4, 0, s))
    assert.deepEqual(
      [isNewer(at(5), null), isNewer(at(5), at(4)), isNewer(at(5), at(5)), isNewer(at(4), at(5))],
      [true, true, true, false],
    )
  })
})
