import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { VitalCadence } from '../../../../../contract/vital-kinds.ts'
import { writePeriod } from '../rules/period.ts'
import { firstCounted } from './first-counted.ts'

const zone = 'Asia/Shanghai'
const now = Date.parse('2026-03-02T01:30:00Z')
const first = (cadence: VitalCadence, days: number) =>
  writePeriod(cadence, firstCounted(cadence, { now, zone, oldest: now - days * 86_400_000 }), zone)

test('a version begins with the period before, of long periods with the running one', () => {
  const found = (['hour', 'day', 'week', 'month', 'quarter', 'year'] as const).map((cadence) => first(cadence, 400))
  assert.deepEqual(found, ['2026-03-02T08', '2026-03-01', '2026-W09', '2026-03', '2026-Q1', '2026'])
})

test('no period is counted of which a part is not kept any more', () => {
  assert.deepEqual(
    [first('week', 7), first('week', 3), first('quarter', 30), first('year', 30)],
    ['2026-W10', '2026-W10', '2026-Q2', '2027'],
  )
  assert.equal(first('day', 0), '2026-03-03')
})
