import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gapChanges, tellingWindow } from './gap-changes.ts'

const at = (hour: number): Date => new Date(Date.UTC(2026, 2, 2, hour))
const span = (from: number, to: number) => ({ from: at(from), to: at(to) })
const told = (from: number, to: number, day = '2026-03-02') => ({ ...span(from, to), id: `${from}-${to}`, day })
const today = '2026-03-02'

describe('gaps that are told', () => {
  it('lie before the end of tomorrow, by the city’s clock', () => {
    const eight = 8 * 3_600_000
    assert.equal(tellingWindow(at(15), eight).to.toISOString(), '2026-03-03T16:00:00.000Z')
    assert.equal(tellingWindow(at(16), eight).to.toISOString(), '2026-03-04T16:00:00.000Z', 'the city has a new day at 16:00 UTC')
  })
  it('are told once, and are over when filled', () => {
    const now = at(8)
    assert.deepEqual(gapChanges([span(20, 30)], [], { now, today }), { found: [span(20, 30)], over: [] })
    assert.deepEqual(gapChanges([span(20, 30)], [told(20, 30)], { now, today }), { found: [], over: [] })
    assert.deepEqual(gapChanges([], [told(20, 30)], { now, today }), { found: [], over: [{ id: '20-30', how: 'filled' }] })
  })
  it('stay the same when they begin later, or have begun', () => {
    assert.deepEqual(gapChanges([span(24, 30)], [told(20, 30)], { now: at(8), today }), { found: [], over: [] })
    assert.deepEqual(gapChanges([span(22, 30)], [told(20, 30)], { now: at(22), today }), { found: [], over: [] })
  })
  it('are others when they end earlier', () => {
    const changes = gapChanges([span(20, 26)], [told(20, 30)], { now: at(8), today })
    assert.deepEqual(changes, { found: [span(20, 26)], over: [{ id: '20-30', how: 'filled' }] })
  })
  it('are told anew the next day, and pass with their end', () => {
    const changes = gapChanges([span(26, 30)], [told(20, 30)], { now: at(26), today: '2026-03-03' })
    assert.deepEqual(changes, { found: [span(26, 30)], over: [{ id: '20-30', how: 'passed' }] })
    assert.deepEqual(gapChanges([], [told(20, 30)], { now: at(30), today }).over, [{ id: '20-30', how: 'passed' }])
  })
})
