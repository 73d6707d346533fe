import assert from 'node:assert/strict'
import { test } from 'node:test'
import { latePeriods } from './late-periods.ts'

const at = (text: string) => new Date(`${text}+08:00`)
const zone = 'Asia/Shanghai'

test('what happened to a case falls into the periods of its moments, as far as they are not counted anyway', () => {
  const moments = [
    { area: '9/1/', at: at('2026-03-02T23:59:59') },
    { area: '9/2/', at: at('2026-03-02T00:00:00') },
    { area: '9/1/', at: at('2026-03-02T12:00:00') },
    { area: '9/1/', at: at('2026-02-28T12:00:00') },
    { area: '9/1/', at: at('2026-03-04T00:00:00') },
  ]
  const by = (cadence: 'day' | 'month', before: string) =>
    [...latePeriods(moments, { cadence, before: at(before).getTime(), zone })].map(([period, paths]) => [
      new Date(period + 8 * 3_600_000).toISOString().slice(0, 10),
      [...paths].sort(),
    ])
  assert.deepEqual(by('day', '2026-03-04T00:00:00'), [
    ['2026-03-02', ['9/1/', '9/2/']],
    ['2026-02-28', ['9/1/']],
  ])
  assert.deepEqual(by('month', '2026-03-01T00:00:00'), [['2026-02-01', ['9/1/']]])
  assert.deepEqual(by('month', '2026-02-01T00:00:00'), [], 'the month before is counted anyway')
})
