import assert from 'node:assert/strict'
import { it } from 'node:test'
import { columnOf, judgedText, lengthStep, readJudged, spreadEdges } from './evaluation-kinds.ts'

it('a figure’s list goes into one word of an address and comes back', () => {
  const judged = {
    figure: 'false-closing',
    part: 'hit',
    period: 'month',
    day: '2026-03-01',
    by: { by: 'type', of: 'city.garbage' },
  } as const
  assert.deepEqual(readJudged(judgedText(judged)), judged)
  assert.deepEqual(readJudged('late~working~day~2026-03-02')?.by, null)
  for (const strange of [
    '',
    'x~hit~month~2026-03-01',
    'late~often~day~2026-03-02',
    'late~all~day~2026',
    'late~all~day~2026-03-02~person~p',
  ])
    assert.equal(readJudged(strange), null, strange)
})

it('a length falls into the first column that reaches it, the longest into the last', () => {
  assert.deepEqual([0, 1, 1.1, 5, 10_081].map(columnOf), [0, 0, 1, 2, spreadEdges.length])
})

it('lengths are kept in steps that end where the columns end, the longer the wider, and never shorter than they were', () => {
  assert.deepEqual([0, 0.2, 12.4, 60, 60.1, 1440, 1441, 14_401].map(lengthStep), [1, 1, 13, 60, 65, 1440, 1500, 15_840])
  for (const edge of spreadEdges) assert.equal(lengthStep(edge), edge)
  for (let minutes = 0; minutes < 20_000; minutes += 7.3)
    assert.equal(columnOf(lengthStep(minutes)), columnOf(minutes), String(minutes))
})
