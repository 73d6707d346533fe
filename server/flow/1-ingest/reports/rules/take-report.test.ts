import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ReportIn } from '../../../../../contract/report.ts'
import { type Gathered, takeReport } from './take-report.ts'

const now = new Date('2026-03-02T01:30:00Z')
const citizen: Gathered = {
  reporter: { person: null, maySend: false, maySelfHandle: false },
  area: '99/990101/',
  reportable: true,
  now,
}
const worker: Gathered = { ...citizen, reporter: { person: 'p-xieran', maySend: true, maySelfHandle: true } }
const body = (more: object = {}) => ReportIn.parse({ type: 'city.manhole', content: '井盖没了', lon: 106.6, lat: 29.6, ...more })
const codeOf = (result: ReturnType<typeof takeReport>) => (result.ok ? null : result.refusal.code)
const taken = (result: ReturnType<typeof takeReport>) => {
  assert.ok(result.ok)
  return result.value
}

describe('a report', () => {
  it('of a citizen has no person, of a grid worker it has', () => {
    assert.deepEqual([taken(takeReport(body(), citizen)).source, taken(takeReport(body(), citizen)).person], ['citizen', null])
    assert.deepEqual([taken(takeReport(body(), worker)).source, taken(takeReport(body(), worker)).person], ['grid', 'p-xieran'])
  })
  it('of somebody signed in without the permit is a citizen’s', () => {
    const clerk = { ...worker, reporter: { person: 'p-clerk', maySend: false, maySelfHandle: false } }
    assert.equal(taken(takeReport(body(), clerk)).person, null)
  })
  it('outside the city is refused', () => assert.equal(codeOf(takeReport(body(), { ...citizen, area: null })), 'report.place'))
  it('of an object lies where the object stands; what the phone said is kept beside', () => {
    const about = { id: 'tower-1', lon: 106.7, lat: 29.7, address: null }
    const far = taken(takeReport(body({ lon: 107.5, lat: 29.1 }), { ...citizen, about }))
    assert.deepEqual([far.lon, far.lat, far.sent_lon, far.sent_lat], [106.7, 29.7, 107.5, 29.1])
    const silent = taken(takeReport(body({ lon: undefined, lat: undefined }), { ...citizen, about }))
    assert.deepEqual([silent.lon, silent.lat, silent.sent_lon, silent.sent_lat], [106.7, 29.7, null, null])
    const open = taken(takeReport(body(), citizen))
    assert.deepEqual(
      [open.lon, open.lat, open.sent_lon, open.sent_lat],
      [106.6, 29.6, null, null],
      'without an object it is the place',
    )
  })
  it('of a type nobody may report is refused', () =>
    assert.equal(codeOf(takeReport(body(), { ...citizen, reportable: false })), 'input.malformed'))
  it('keeps rare characters of names as they came', () => {
    const kept = taken(takeReport(body({ content: '㐂喜路𠮷祥巷 \u{2F800}', contactName: '𠮷㐂' }), citizen))
    assert.deepEqual([kept.content, kept.contact_name], ['㐂喜路𠮷祥巷 \u{2F800}', '𠮷㐂'])
  })
  it('from the future happened now; from an offline phone it happened when it did', () => {
    assert.equal(taken(takeReport(body({ happenedAt: '2027-01-01T00:00:00Z' }), worker)).happened_at, now)
    assert.equal(
      taken(takeReport(body({ happenedAt: '2026-03-01T08:00:00+08:00' }), worker)).happened_at.toISOString(),
      '2026-03-01T00:00:00.000Z',
    )
  })
  it('settled on the spot is closed at once, by those who may', () => {
    assert.deepEqual(
      [
        taken(takeReport(body({ selfHandled: true }), worker)).state,
        taken(takeReport(body({ selfHandled: true }), worker)).outcome,
      ],
      ['closed', 'self-handled'],
    )
    assert.equal(codeOf(takeReport(body({ selfHandled: true }), citizen)), 'permit.missing')
  })
  it('of nothing but control characters is refused', () =>
    assert.equal(codeOf(takeReport(body({ content: '\u0000\u0007\u0000' }), citizen)), 'input.malformed'))
})
