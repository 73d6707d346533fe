import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ClosingLine, Lines, PartLine } from '../types.ts'
import { judge, measure } from './judge.ts'
import { casesOf, defectsOf, grouped, quantile, shareOf, spreadOf } from './tally.ts'
import { treeOrder } from './tree-order.ts'

const span = { from: 0, until: 1_000 * 60_000 }
const minute = (n: number): number => n * 60_000
const of = { unit: 'u', type: 't', source: 'sensor' }
const part = (change: Partial<PartLine> = {}): PartLine => ({
  ...{ event: 'e', ...of, asked: minute(1), acceptBy: minute(5), accepted: minute(3), arriveBy: null, arrived: null },
  ...{ finishBy: minute(60), submitted: minute(40), over: null, paused: false, pausedMs: 0, isLead: true },
  ...{ returned: false, overruled: null },
  ...change,
})
const closing = (change: Partial<ClosingLine> = {}): ClosingLine => ({
  ...{ event: 'e', ...of, closed: minute(50), checkingSince: minute(40), sentBack: false, reopened: false, defects: [] },
  ...change,
})
const none: Lines = { parts: [], closings: [], opened: [], points: [], answers: [], safe: [] }
const share = (lines: Partial<Lines>, id: keyof ReturnType<typeof judge>) => shareOf(judge({ ...none, ...lines }, span)[id])

describe('what counts in a rate', () => {
  it('accepts by the limit, and is late once the limit is over', () => {
    const parts = [part(), part({ accepted: minute(6) }), part({ accepted: null })]
    assert.deepEqual(share({ parts }, 'accepted-in-time'), { n: 1, of: 3 })
  })

  it('leaves out what stands still, what is not due yet, and what ended before it was due', () => {
    const parts = [
      part({ accepted: null, paused: true }),
      part({ accepted: null, acceptBy: span.until + 1 }),
      part({ accepted: null, over: minute(2) }),
      part({ asked: -1 }),
    ]
    assert.deepEqual(share({ parts }, 'accepted-in-time'), { n: 0, of: 0 })
    assert.deepEqual(share({ parts: [part({ accepted: null, over: minute(9) })] }, 'accepted-in-time'), { n: 0, of: 1 })
  })

  it('asks only those for their arrival who had a limit, and only leads for finishing', () => {
    const parts = [part(), part({ arriveBy: minute(30), arrived: minute(20) }), part({ isLead: false, submitted: minute(90) })]
    assert.deepEqual(share({ parts }, 'arrived-in-time'), { n: 1, of: 1 })
    assert.deepEqual(share({ parts }, 'finished-in-time'), { n: 2, of: 2 })
  })

  it('takes closings as they were: defects, checks that failed before, and whether they held', () => {
    const closings = [
      closing({ defects: ['too-brief', 'no-evidence'] }),
      closing({ sentBack: true }),
      closing({ reopened: true }),
    ]
    assert.deepEqual(share({ closings }, 'false-closing'), { n: 1, of: 3 })
    assert.deepEqual(share({ closings }, 'verified-first'), { n: 2, of: 3 })
    assert.deepEqual(share({ closings }, 'reopened'), { n: 1, of: 3 })
    assert.deepEqual(
      defectsOf(closings)
        .filter(({ n }) => n > 0)
        .map(({ defect }) => defect),
      ['too-brief', 'no-evidence'],
    )
  })

  it('counts a return as overruled only when it was decided so', () => {
    const parts = [part(), part({ returned: true }), ...[true, false].map((overruled) => part({ returned: true, overruled }))]
    assert.deepEqual(share({ parts }, 'returned'), { n: 3, of: 4 })
    assert.deepEqual(share({ parts }, 'return-overruled'), { n: 1, of: 2 })
  })

  it('takes three events at one object for a repeat point, and lists all of them', () => {
    const points = [
      { object: 'a', type: 't', events: ['1', '2', '3'] },
      { object: 'b', type: 't', events: ['4', '5'] },
    ]
    const { repeat } = judge({ ...none, points }, span)
    assert.deepEqual(shareOf(repeat), { n: 1, of: 2 })
    assert.deepEqual(casesOf(repeat.filter(({ hit }) => hit)), ['1', '2', '3'])
  })
})

describe('how long things took', () => {
  it('is measured without the time it stood still, and never below zero', () => {
    const parts = [part({ pausedMs: minute(10) }), part({ submitted: minute(2), pausedMs: minute(10) })]
    const lengths = measure({ ...none, parts, closings: [closing()] }, span)
    assert.deepEqual(
      lengths['to-finish'].map(({ minutes }) => minutes),
      [29, 0],
    )
    assert.deepEqual(
      lengths['to-accept'].map(({ minutes }) => minutes),
      [2, 2],
    )
    assert.deepEqual(
      lengths['to-verify'].map(({ minutes }) => minutes),
      [10],
    )
  })

  it('is shown as it is spread: columns, the middle one, and what nine of ten stay below', () => {
    const spread = spreadOf([0.5, 1, 3, 3, 4, 4, 5, 8, 30, 99_999].map((minutes) => ({ minutes })))
    assert.deepEqual(spread.columns, [2, 0, 5, 1, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1])
    assert.deepEqual([spread.n, spread.median, spread.nine], [10, 4, 30])
    assert.deepEqual([quantile([], 0.5), quantile([7], 0.9)], [null, 7])
  })
})

describe('groups', () => {
  it('hold what is theirs, and stand as units stand in their tree, whatever they reached', () => {
    const verdict = (unit: string | null, hit: boolean) => ({ unit, type: 't', source: null, hit, events: ['e'] })
    assert.deepEqual(
      [...grouped([verdict('b', true), verdict('b', false), verdict(null, true)], 'unit')],
      [['b', { n: 1, of: 2 }]],
    )
    const unit = (id: string, parent: string | null, sort: number) => ({ id, parent, sort })
    const tree = [unit('t2', 'd', 2), unit('v', 't1', 0), unit('d', 'outside', 0), unit('t1', 'd', 1)]
    assert.deepEqual(
      treeOrder(tree).map(({ id }) => id),
      ['d', 't1', 'v', 't2'],
    )
  })
})
