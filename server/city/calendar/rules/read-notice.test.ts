import assert from 'node:assert/strict'
import { it } from 'node:test'
import { readNotices } from './read-notice.ts'

const days = [
  { name: '元旦', date: '2027-01-01', isOffDay: true },
  { name: '元旦', date: '2027-01-03', isOffDay: false },
]

it('a notice is read in the open form and in ours, one year or several', () => {
  const year = { papers: ['https://example.test/2027'], off: { '2027-01-01': '元旦' }, work: { '2027-01-03': '元旦' } }
  const read = { ok: true, notices: [{ year: '2027', days: year }] }
  assert.deepEqual(readNotices({ year: 2027, papers: year.papers, days }), read)
  assert.deepEqual(readNotices({ '2027': year }), read)
  assert.deepEqual(readNotices({ source: 'x', years: { '2027': year, '2028': { papers: [], days: [] } } }), read)
})

it('what is no notice is refused with its place', () => {
  const at = (given: unknown) => {
    const read = readNotices(given)
    return read.ok ? 'read' : read.at
  }
  assert.equal(at([]), '')
  assert.equal(at({ year: 2027, days: [] }), '')
  assert.equal(at({ nine: {} }), 'nine')
  assert.equal(at({ year: 2027, days: [{ name: 'x', date: '2027-02-30', isOffDay: true }] }), '2027.off.2027-02-30')
  assert.equal(at({ year: 2027, days: [{ ...days[0], date: '2025-01-01' }] }), '2027.2025-01-01')
  assert.equal(at({ year: 2027, days: [...days, { ...days[0], isOffDay: false }] }), '2027.2027-01-01')
  assert.equal(at({ year: 2027, days: [{ ...days[0], name: 'x'.repeat(41) }] }), '2027.off.2027-01-01')
  assert.equal(at({ year: 2027, days: [days[0], { ...days[1], isOffDay: 'no' }] }), '2027.days.1.isOffDay')
  assert.equal(at({ year: 2027, days: [days[0], 'x'] }), '2027.days.1')
})
