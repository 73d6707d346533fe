import assert from 'node:assert/strict'
import { it } from 'node:test'
import { typedNumber, typedPeriod } from './typed.ts'

it('a comma stands between thousands, or it is no number', () => {
  assert.deepEqual(['1,204', '-1,204,000.5', '3.10', '１２', '1e3'].map(typedNumber), [1204, -1204000.5, 3.1, 12, 1000])
  assert.deepEqual(['3,10', '1,2345', ',5', '1,,000', '0x10', '约 5', ''].map(typedNumber), [
    null,
    null,
    null,
    null,
    null,
    null,
    null,
  ])
})

it('a period survives being saved by an office program', () => {
  const saved = [
    '2026/11/25',
    '2026/1/5',
    '2026年1月5日',
    '2026/11/25 5:00',
    '2026-11-25 14:00:00',
    '2026/3',
    '2026年11月',
    'Nov-26',
  ]
  const written = ['2026-11-25', '2026-01-05', '2026-01-05', '2026-11-25T05', '2026-11-25T14', '2026-03', '2026-11', '2026-11']
  assert.deepEqual(saved.map(typedPeriod), written)
  for (const own of ['2026-11-27T14', '2026-11-27', '2026-W48', '2026-11', '2026-Q4', '2026', 'x'])
    assert.equal(typedPeriod(own), own)
})
