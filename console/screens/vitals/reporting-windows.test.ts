import assert from 'node:assert/strict'
import { it } from 'node:test'
import { windowsBefore } from './reporting-windows.ts'

it('windows to choose from go back over the turn of a year, months and their quarters', () =>
  assert.deepEqual(windowsBefore('2026-02'), [
    ...['2026-02', '2026-01', '2025-12', '2025-11', '2025-10', '2025-09'],
    ...['2026-Q1', '2025-Q4', '2025-Q3'],
  ]))
