import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { figuresOf, quantile, shareOf, spreadOf } from './tally.ts'
import { treeOrder } from './tree-order.ts'

const tally = (figure: string, part: number, n: number, was = false) => ({ figure, part, n, was })

describe('figures from counts', () => {
  it('are both numbers of each rate beside those of the period before', () => {
    const { rates, defects } = figuresOf([
      ...[tally('reopened', 1, 2), tally('reopened', 0, 5), tally('reopened', 0, 9, true)],
      tally('defect too-brief', 1, 4),
    ])
    const found = rates.find(({ id }) => id === 'reopened')
    assert.deepEqual(found, { id: 'reopened', n: 2, of: 7, was: { n: 0, of: 9 } })
    assert.deepEqual(
      defects.filter(({ n }) => n > 0),
      [{ defect: 'too-brief', n: 4 }],
    )
    assert.deepEqual(shareOf([]), { n: 0, of: 0 })
  })

  it('show lengths as they are spread: columns, the middle one, and what nine of ten stay below', () => {
    const counted = [
      ...[
        [99_999, 1],
        [1, 2],
        [3, 2],
        [4, 2],
      ],
      ...[
        [5, 1],
        [8, 1],
        [30, 1],
      ],
    ].map(([part, n]) => ({ part: part!, n: n! }))
    const spread = spreadOf(counted)
    assert.deepEqual(spread.columns, [2, 0, 5, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1])
    assert.deepEqual([spread.n, spread.median, spread.nine], [10, 4, 30])
    assert.deepEqual([quantile([], 0.5), quantile([{ part: 7, n: 1 }], 0.9)], [null, 7])
  })
})

describe('groups', () => {
  it('stand as units stand in their tree', () => {
    const unit = (id: string, parent: string | null, sort: number) => ({ id, parent, sort })
    const tree = [unit('t2', 'd', 2), unit('v', 't1', 0), unit('d', 'outside', 0), unit('t1', 'd', 1)]
    assert.deepEqual(
      treeOrder(tree).map(({ id }) => id),
      ['d', 't1', 'v', 't2'],
    )
  })
})
