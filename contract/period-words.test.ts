import assert from 'node:assert/strict'
import { it } from 'node:test'
import { periodWords } from './period-words.ts'

it('says a period of every cadence in both languages, and leaves what is none', () => {
  const said = (text: string) => Object.values(periodWords(text)).join(' | ')
  assert.equal(said('2026-11-27T08'), '2026年11月27日 8时 | 2026-11-27 08:00')
  assert.equal(said('2026-11-07'), '2026年11月7日 | 2026-11-07')
  assert.equal(said('2026-W08'), '2026年第8周 | week 8 of 2026')
  assert.equal(said('2026-04'), '2026年4月 | 2026-04')
  assert.equal(said('2026-Q4'), '2026年4季度 | Q4 2026')
  assert.equal(said('2026Q4'), said('2026-Q4'), 'facts of before write it without a dash and are said alike')
  assert.equal(said('2026Q5'), '2026Q5 | 2026Q5')
  assert.equal(said('2026'), '2026年 | 2026')
  assert.equal(said('2026-11-27T08:30:00Z'), '2026-11-27T08:30:00Z | 2026-11-27T08:30:00Z')
})
