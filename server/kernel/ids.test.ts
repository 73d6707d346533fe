import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { orderedId } from './ids.ts'

describe('ids of what comes within one millisecond', () => {
  const at = new Date('2026-03-02T01:30:00.123Z')
  it('sort in the order it came, over every turn of the count', () => {
    const counts = [0, 1, 15, 16, 4_095, 4_096, 262_143, 262_144, 2 ** 30 - 1]
    const ids = counts.map((count) => orderedId(at, count))
    assert.deepEqual(ids.toSorted(), ids)
    for (const id of ids) assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
  })
  it('sort by time first, and are two for two processes', () => {
    assert.ok(orderedId(at, 999) < orderedId(new Date(at.getTime() + 1), 0))
    assert.notEqual(orderedId(at, 7), orderedId(at, 7))
  })
})
