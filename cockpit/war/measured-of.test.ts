import assert from 'node:assert/strict'
import { it } from 'node:test'
import { measuredOf } from './measured-of.ts'

it('what was measured of a case: its vital, else the readings of its object; unread only where nothing can take its place', () => {
  const [vital, series] = [{ of: { code: 'river.level' }, joined: [] }, [{ device: 'd', readings: [{}] }]]
  const none = { of: null, joined: [] }
  const of = (war: object) => measuredOf(war as Parameters<typeof measuredOf>[0])
  assert.deepEqual(of({ vital, series: [] }), { vitals: [vital.of] })
  assert.deepEqual(of({ vital, series: null }), { vitals: [vital.of] }, 'readings that cannot be read hide no vital')
  assert.deepEqual(of({ vital: none, series }), { series })
  assert.deepEqual(of({ vital: null, series }), { series }, 'a vital that cannot be read hides no readings')
  assert.deepEqual(of({ vital: none, series: [] }), { series: [] }, 'nothing measures it')
  assert.equal(of({ vital: null, series: [] }), null)
  assert.equal(of({ vital: none, series: null }), null)
  const other = { code: 'river.oxygen' }
  assert.deepEqual(
    of({ vital: { ...vital, joined: [other] }, series }),
    { vitals: [vital.of, other] },
    'one that joined the case',
  )
  assert.deepEqual(of({ vital: { of: null, joined: [other] }, series }), { series }, 'a case an alarm opened: its readings')
  assert.deepEqual(of({ vital: { of: null, joined: [other] }, series: null }), { vitals: [other] })
})
