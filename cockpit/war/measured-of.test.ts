import assert from 'node:assert/strict'
import { it } from 'node:test'
import { measuredOf } from './measured-of.ts'

it('what was measured of a case: its vital, else the readings of its object; unread only where nothing can take its place', () => {
  const [vital, series] = [{ of: { code: 'river.level' } }, [{ device: 'd' }]]
  const of = (war: object) => measuredOf(war as Parameters<typeof measuredOf>[0])
  assert.deepEqual(of({ vital, series: [] }), { vital: vital.of })
  assert.deepEqual(of({ vital, series: null }), { vital: vital.of }, 'readings that cannot be read hide no vital')
  assert.deepEqual(of({ vital: { of: null }, series }), { series })
  assert.deepEqual(of({ vital: null, series }), { series }, 'a vital that cannot be read hides no readings')
  assert.deepEqual(of({ vital: { of: null }, series: [] }), { series: [] }, 'nothing measures it')
  assert.equal(of({ vital: null, series: [] }), null)
  assert.equal(of({ vital: { of: null }, series: null }), null)
})
