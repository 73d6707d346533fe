import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Permit } from '../../../../contract/permit.ts'
import type { EventRecord } from '../types.ts'
import { allowedActions } from './allowed.ts'
import { boxAround, distanceM } from './distance.ts'
import { eventNumber } from './number.ts'
import { type Compared, scoreOf as scoreBy, scoreParts, sharedPairs } from './score.ts'

const jiefangbei = { lon: 106.5745, lat: 29.5595 }

describe('an event number', () => {
  it('has 26 characters: prefix, city time, serial', () =>
    assert.equal(eventNumber('SSHFZL', new Date('2026-04-10T01:39:12Z'), 'Asia/Shanghai', 128), 'SSHFZL20260410093912000128'))
  it('writes midnight as 00', () =>
    assert.equal(eventNumber('SSHFZL', new Date('2026-04-09T16:00:00Z'), 'Asia/Shanghai', 1).slice(6, 20), '20260410000000'))
})

describe('distance', () => {
  it('between 解放碑 and a point a hundredth of a degree north is 1.11 km', () =>
    assert.ok(Math.abs(distanceM(jiefangbei, { ...jiefangbei, lat: jiefangbei.lat + 0.01 }) - 1112) < 1))
  it('stays inside its box', () => {
    const box = boxAround(jiefangbei, 500)
    assert.ok(distanceM(jiefangbei, { lon: box.east, lat: jiefangbei.lat }) >= 500)
    assert.ok(distanceM(jiefangbei, { lon: jiefangbei.lon, lat: box.north }) >= 500)
  })
})

describe('a score', () => {
  const at = new Date('2026-04-10T01:30:00Z')
  const gas = new Set(['city.gas-smell', 'septic-gas.over-limit'])
  const scoreOf = (a: Compared, b: Compared) => scoreBy(a, b, (one, other) => gas.has(one) && gas.has(other))
  const tank = { type: 'septic-gas.over-limit', object: 'tank-1', ...jiefangbei, at, text: '塔山公园公厕 沼气超标' }
  it('is certain for the same object', () => assert.equal(scoreOf(tank, { ...tank, type: 'city.other', text: '' }).score, 1))
  it('is high for a smell of gas beside the tank, said in like words', () =>
    assert.ok(scoreOf(tank, { ...tank, object: null, type: 'city.gas-smell', text: '塔山公园公厕 沼气味' }).score >= 0.8))
  it('is lower for it where no pack says that they are akin', () => {
    const smell = { ...tank, object: null, type: 'city.gas-smell', text: '塔山公园公厕 沼气味' }
    assert.deepEqual([scoreBy(tank, smell, () => false).parts.type, scoreOf(tank, smell).parts.type], [0, 0.7 * scoreParts.type])
  })
  it('is low for another matter at the same place', () =>
    assert.ok(scoreOf(tank, { ...tank, object: null, type: 'city.noise', text: '施工噪声' }).score < 0.5))
  it('fades with distance and age', () =>
    assert.ok(
      scoreOf(tank, { ...tank, object: null, lat: tank.lat + 0.01, at: new Date(at.getTime() - 50 * 3_600_000) }).score < 0.65,
    ))
  it('says what each part brings, and they add up to it', () => {
    const { score, parts, sameObject } = scoreOf(tank, {
      ...tank,
      object: null,
      type: 'septic-gas.fault',
      text: '塔山公园公厕 设备失联',
    })
    assert.equal(sameObject, false)
    assert.ok(Math.abs(score - (parts.type + parts.distance + parts.time + parts.text)) < 1e-9)
    assert.deepEqual([parts.type, parts.distance, parts.time], [0.7 * scoreParts.type, scoreParts.distance, scoreParts.time])
    assert.ok(parts.text > 0 && parts.text < scoreParts.text)
    assert.deepEqual(scoreOf(tank, { ...tank, text: '' }), { score: 1, sameObject: true, parts: { ...scoreParts, text: 0 } })
  })
  it('compares words by pairs of signs, marks left out', () => assert.equal(sharedPairs('沼气，超标', '沼气超标'), 1))
})

describe('what a person may do with an event', () => {
  const event = { state: 'handling', pause: null } as EventRecord
  const facts = {
    undoUntil: new Date(8_000),
    acceptedAny: false,
    calls: false,
    absorbed: false,
    tier: 'district' as const,
    falseAlarm: [],
  }
  const who = (...permits: Permit[]) => ({ person: 'p-1', permits: new Set(permits) })
  it('is nothing without permits', () => assert.deepEqual(allowedActions(event, who('event.read'), facts, new Date(0)), []))
  it('includes undo only in time and before anybody accepted', () => {
    assert.ok(allowedActions(event, who('event.dispatch'), facts, new Date(7_999)).includes('undo'))
    assert.ok(!allowedActions(event, who('event.dispatch'), facts, new Date(8_000)).includes('undo'))
    assert.ok(!allowedActions(event, who('event.dispatch'), { ...facts, acceptedAny: true }, new Date(0)).includes('undo'))
  })
  it('never includes granting one’s own pause', () => {
    const asked = {
      ...event,
      pause: { verb: 'suspend', reason: '暴雨', until: null, askedBy: 'p-1', askedByName: '周敏', granted: false },
    } as EventRecord
    assert.ok(!allowedActions(asked, who('event.suspend'), facts, new Date(0)).includes('approve-pause'))
    assert.ok(allowedActions(asked, { ...who('event.suspend'), person: 'p-2' }, facts, new Date(0)).includes('approve-pause'))
  })
  it('never includes undo or granting a standstill while its alarm calls people', () => {
    const pause = { verb: 'park', reason: '等资金', until: null, askedBy: 'p-1', askedByName: '周敏', granted: false }
    const may = (state: EventRecord['state'], more: Partial<typeof facts>) =>
      allowedActions(
        { ...event, state, pause } as EventRecord,
        { ...who('event.park', 'event.dispatch'), person: 'p-2' },
        { ...facts, ...more },
        new Date(0),
      ).filter((action) => /undo|pause/.test(action))
    assert.deepEqual(may('handling', {}), ['undo', 'approve-pause', 'refuse-pause'])
    assert.deepEqual(may('handling', { calls: true }), ['refuse-pause'])
    assert.deepEqual(may('handling', { absorbed: true }), ['approve-pause', 'refuse-pause'])
    assert.deepEqual(may('closed', {}), [], 'what is over has nothing to grant or refuse')
  })
  it('includes agreeing to a false alarm only for whoever may end it as one', () => {
    const asked = {
      ...event,
      pause: { verb: 'false-alarm', reason: '探头进水', until: null, askedBy: 'p-1', askedByName: '周敏', granted: false },
    } as EventRecord
    const other = { ...who('event.false-alarm', 'work-order.act'), person: 'p-2' }
    const may = (falseAlarm: ('false-alarm' | 'report-false-alarm')[]) =>
      allowedActions(asked, other, { ...facts, falseAlarm }, new Date(0))
    assert.deepEqual(may(['false-alarm']), ['approve-pause', 'refuse-pause', 'false-alarm'])
    assert.deepEqual(may(['report-false-alarm']), ['refuse-pause', 'report-false-alarm'])
  })
  it('ends with the event, but for dispute and reopening', () =>
    assert.deepEqual(
      allowedActions({ ...event, state: 'closed' }, who('event.check', 'event.dispute', 'event.grade'), facts, new Date(0)),
      ['reopen', 'dispute'],
    ))
})
