import assert from 'node:assert/strict'
import { it } from 'node:test'
import { remindAt } from './remind-at.ts'

it('reminds when the last quarter begins, a day before at the earliest, and never of a limit that has passed', () => {
  const at = (from: string, until: string) => remindAt(new Date(from), new Date(until))?.toISOString() ?? null
  assert.equal(at('2026-03-02T00:00:00Z', '2026-03-02T10:00:00Z'), '2026-03-02T07:30:00.000Z')
  assert.equal(at('2026-03-02T00:00:00Z', '2026-03-06T00:00:00Z'), '2026-03-05T00:00:00.000Z', 'four days: just a day')
  assert.equal(at('2026-03-02T00:00:00Z', '2026-03-17T00:00:00Z'), '2026-03-16T00:00:00.000Z')
  assert.equal(at('2026-03-02T00:00:00Z', '2026-03-02T00:00:00Z'), null)
  assert.equal(at('2026-03-02T00:00:00Z', '2026-03-01T00:00:00Z'), null)
})
