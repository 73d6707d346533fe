import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Severity } from '../../../../../contract/scales.ts'
import type { Played, PlayedAlarm } from '../types.ts'
import { againOf, pairAlarms, verdictOf } from './compare.ts'
import { minutesOf } from './minutes.ts'

const alarm = (since: number, cleared: number | null, severity: Severity = 'red', family = 'gas'): PlayedAlarm => ({
  ...{ family, severity, rule: 'ch4', since, cleared },
})
const played = (...alarms: PlayedAlarm[]): Played => ({ alarms, events: [] })
const whats = (live: Played, tried: Played): string[] => pairAlarms(live, tried).map(({ what }) => what)

describe('the alarms of two sides', () => {
  it('are the same when they overlap, and tell which is graver', () => {
    assert.deepEqual(whats(played(alarm(1, 5)), played(alarm(3, null))), ['same'])
    assert.deepEqual(whats(played(alarm(1, 5, 'blue')), played(alarm(3, 9))), ['graver'])
    assert.deepEqual(whats(played(alarm(1, 5)), played(alarm(3, 9, 'yellow'))), ['milder'])
  })
  it('are new or gone when nothing of the family was there at the time', () => {
    assert.deepEqual(whats(played(alarm(1, 5)), played(alarm(6, 9))), ['new', 'gone'])
    assert.deepEqual(whats(played(alarm(1, 5)), played(alarm(1, 5, 'red', 'fan'))), ['new', 'gone'])
  })
  it('count as one when several of one side stand in one of the other', () => {
    assert.deepEqual(whats(played(alarm(1, 3), alarm(4, 6)), played(alarm(1, 9))), ['same'])
  })
  it('count as raised again within the hour only', () => {
    const h = 3_600_000
    assert.equal(againOf(played(alarm(0, 1), alarm(h, h + 1), alarm(3 * h, null), alarm(3 * h, null, 'red', 'fan'))), 1)
  })
})

describe('the verdict of an event', () => {
  const event = { family: 'gas', since: 10, ended: 20 }
  const verdict = (from: number, to: number, falseAlarm: boolean) => ({ family: 'gas', from, to, falseAlarm })
  it('is that of the events at the time; one real one is enough', () => {
    assert.equal(verdictOf(event, []), null)
    assert.equal(verdictOf(event, [verdict(21, 30, true)]), null)
    assert.equal(verdictOf(event, [verdict(15, 30, true)]), 'false')
    assert.equal(verdictOf(event, [verdict(15, 30, true), verdict(1, 11, false)]), 'real')
  })
})

describe('the minutes an event asks', () => {
  it('are its required fields, its photos and the visits', () => {
    const item = (kind: 'tick' | 'photo' | 'text', required = true) => ({ id: kind, name: { zh: 'x', en: 'x' }, kind, required })
    assert.equal(minutesOf([item('tick'), item('text'), item('photo'), item('photo', false)], 2), (6 + 6 + 20 + 1800) / 60)
  })
})
