import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { healthOf } from './health.ts'
import { addReasons, nothingTaken, reasonsOf } from './reasons.ts'

const at = (minute: number) => new Date(Date.UTC(2026, 2, 2, 8, minute))
const feed = {
  on: true,
  expect_s: 300,
  pull: null,
  made_at: at(0),
  last_ok_at: null,
  last_failed_at: null,
  failure: null,
  gone: [],
  last_measured_at: null,
}

describe('the health of a feed', () => {
  it('is new, then well, then silent once three times of what is expected have passed', () => {
    assert.equal(healthOf(feed, at(14)), 'new')
    assert.equal(healthOf(feed, at(16)), 'silent')
    const heard = { ...feed, last_ok_at: at(20), last_measured_at: at(10) }
    assert.equal(healthOf(heard, at(24)), 'well')
    assert.equal(healthOf(heard, at(26)), 'silent')
    assert.equal(healthOf({ ...heard, expect_s: null }, at(59)), 'well')
    assert.equal(healthOf({ ...heard, expect_s: null, pull: { name: 'a', path: '/', everyS: 60 } }, at(24)), 'silent')
  })

  it('is silent while somebody of it has said goodbye', () => {
    assert.equal(healthOf({ ...feed, expect_s: null, last_ok_at: at(20), gone: ['pump'] }, at(20)), 'silent')
  })

  it('is failing while the last try came to nothing, and off when it is', () => {
    const failing = { ...feed, last_ok_at: at(1), failure: { code: 'feed.away' as never }, last_failed_at: at(2) }
    assert.equal(healthOf(failing, at(3)), 'failing')
    assert.equal(healthOf({ ...failing, on: false }, at(3)), 'off')
  })
})

describe('reasons', () => {
  it('say why nothing came in, but not while something did', () => {
    const reasons = [{ refusal: { code: 'reading.unknown-device' as const, details: { device: 'x' } }, n: 2 }]
    assert.equal(nothingTaken({ kept: 0, duplicates: 0, refused: 2, reasons })?.code, 'reading.unknown-device')
    assert.equal(nothingTaken({ kept: 1, duplicates: 0, refused: 2, reasons }), null)
    assert.equal(nothingTaken({ kept: 0, duplicates: 1, refused: 2, reasons }), null)
    assert.equal(nothingTaken({ kept: 0, duplicates: 0, refused: 0, reasons: [] }), null)
  })

  const refusal = (column: string, text: string) => ({
    code: 'reading.malformed' as const,
    details: { path: `/${column}`, reason: 'row.number', text },
  })
  it('are counted by what is wrong in which column, and bounded', () => {
    const faults = ['a', 'b', 'a', 'a'].map((column, n) => ({ n, cells: [], refusal: refusal(column, String(n)) }))
    assert.deepEqual(
      reasonsOf(faults).map(({ refusal, n }) => [refusal.details?.path, refusal.details?.text, n]),
      [
        ['/a', '0', 3],
        ['/b', '1', 1],
      ],
    )
    const many = Array.from({ length: 50 }, (_, i) => ({ refusal: refusal(`c${i}`, 'x'), n: 1 }))
    assert.equal(addReasons(many.slice(0, 3), many).length, 12)
    assert.equal(addReasons(many.slice(0, 3), many)[0]!.n, 2)
  })
})
