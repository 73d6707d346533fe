import assert from 'node:assert/strict'
import { test } from 'node:test'
import { sinceCounted } from './since-counted.ts'

const zone = 'Asia/Shanghai'
const day = (date: string): number => Date.parse(`${date}T00:00:00+08:00`)
const days = (counted: string, running: string) =>
  sinceCounted(day(counted), day(running), { cadence: 'day', zone }).map((start) =>
    new Date(start + 8 * 3_600_000).toISOString().slice(0, 10),
  )

test('a period that begins is counted with the one before it, after a stop with all that were missed', () => {
  assert.deepEqual(days('2026-03-05', '2026-03-05'), ['2026-03-04', '2026-03-05'])
  assert.deepEqual(days('2026-03-04', '2026-03-05'), ['2026-03-04', '2026-03-05'])
  assert.deepEqual(days('2026-03-02', '2026-03-05'), ['2026-03-02', '2026-03-03', '2026-03-04', '2026-03-05'])
  assert.equal(days('2020-01-01', '2026-03-05').length, 49, 'and no further back')
})
