import assert from 'node:assert/strict'
import { it } from 'node:test'
import { missingYear } from './missing-year.ts'

it('a year is missed once it has begun, the next one from December on', () => {
  const years = { 2025: {}, 2026: {} }
  assert.equal(missingYear('2026-11-30 23:59:59', years), null)
  assert.equal(missingYear('2026-12-01 00:00:00', years), 2027)
  assert.equal(missingYear('2027-03-01 08:00:00', years), 2027)
  assert.equal(missingYear('2024-12-05 08:00:00', years), 2024)
  assert.equal(missingYear('2025-12-05 08:00:00', years), null)
})
