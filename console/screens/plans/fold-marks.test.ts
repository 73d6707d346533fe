import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { RehearsalMark } from '../../../contract/plan-preview.ts'
import { foldMarks, oftenOf } from './fold-marks.ts'

const mark = (s: number, kind: RehearsalMark['kind'] = 'voice', more: Partial<RehearsalMark> = {}): RehearsalMark => ({
  ...{ s, kind, why: 'plan', failed: false, deputy: null },
  ...more,
})
const told = (marks: RehearsalMark[]) =>
  foldMarks(marks).map(({ mark: { s, kind }, times, everyS, untilS }) =>
    times === 1 ? `${s} ${kind}` : `${s} ${kind} ×${times} /${everyS} –${untilS}`,
  )

describe('foldMarks', () => {
  it('makes one entry of forty calls in even steps, and one each of ways that take turns', () => {
    const voices = Array.from({ length: 40 }, (_, i) => mark(60 + i * 120))
    assert.deepEqual(told(voices), ['60 voice ×40 /120 –4740'])
    const turns = [0, 1, 2, 3].flatMap((i) => [mark(i * 180, 'app'), mark(i * 180 + 60, 'sms')])
    assert.deepEqual(told(turns), ['0 app ×4 /180 –540', '60 sms ×4 /180 –600'])
  })
  it('leaves two as two, takes a step that is a second off, and begins anew where the step changes', () => {
    assert.deepEqual(told([mark(0), mark(120)]), ['0 voice', '120 voice'])
    assert.deepEqual(told([mark(0), mark(120), mark(241), mark(360)]), ['0 voice ×4 /120 –360'])
    assert.deepEqual(told([mark(0), mark(30), mark(200), mark(400), mark(600)]), [
      '0 voice',
      '30 voice',
      '200 voice ×3 /200 –600',
    ])
  })
  it('never joins what differs in its reason, in who stood in, or in having failed', () => {
    const why = [0, 60, 120].map((s, i) => mark(s, 'voice', { why: i === 1 ? 'no-answer' : 'plan' }))
    const deputy = [0, 60, 120].map((s, i) => mark(s, 'voice', { deputy: i === 2 ? '周敏' : null }))
    const failed = [0, 60, 120].map((s, i) => mark(s, 'voice', { failed: i === 0 }))
    for (const marks of [why, deputy, failed]) assert.deepEqual(told(marks), ['0 voice', '60 voice', '120 voice'])
  })
  it('does not make one of many at the same moment, and loses none', () => {
    const all = [mark(5), mark(5), mark(5), mark(5), mark(65), mark(125), mark(900, 'overdue')]
    assert.deepEqual(told(all), ['5 voice', '5 voice', '5 voice', '5 voice ×3 /60 –125', '900 overdue'])
    assert.equal(
      foldMarks(all).reduce((n, { times }) => n + times, 0),
      all.length,
    )
    assert.deepEqual(foldMarks([]), [])
  })
})

describe('oftenOf', () => {
  it('tells ways that take turns in one row until the last of them, and another step in a row of its own', () => {
    const turns = [0, 1, 2].flatMap((i) => [mark(i * 180, 'app'), mark(i * 180 + 60, 'sms')])
    const slow = [0, 1, 2].map((i) => mark(i * 600, 'overdue'))
    assert.deepEqual(oftenOf(foldMarks([mark(0, 'order'), ...turns, ...slow])), [
      { kinds: ['app', 'sms'], everyS: 180, times: 3, untilS: 420 },
      { kinds: ['overdue'], everyS: 600, times: 3, untilS: 1200 },
    ])
    assert.deepEqual(oftenOf(foldMarks([mark(0), mark(60)])), [])
  })
})
