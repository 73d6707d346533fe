import assert from 'node:assert/strict'
import { it } from 'node:test'
import { spanWords } from './span-words.ts'

it('says the days a figure counts, no more of the first than the last does not say', () => {
  const said = (from: string, to: string) => Object.values(spanWords(from, to)).join(' | ')
  assert.equal(said('2026-11-28', '2026-11-28'), '2026年11月28日 | 28 Nov 2026')
  assert.equal(said('2026-11-01', '2026-11-28'), '2026年11月1–28日 | 1–28 Nov 2026')
  assert.equal(said('2026-10-01', '2026-11-28'), '2026年10月1日–11月28日 | 1 Oct – 28 Nov 2026')
  assert.equal(said('2025-12-29', '2026-01-04'), '2025年12月29日–2026年1月4日 | 29 Dec 2025 – 4 Jan 2026')
})
