import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Details } from '../../../../contract/detail.ts'
import type { Entry } from '../types.ts'
import { changeEntry, newEntry } from './change-entry.ts'

const today = '2026-04-10'
const words = { zh: '项', en: 'item' }
const details: Details = {
  volume: { kind: 'number', name: words, unit: 'm³', min: 1, max: 100, required: false },
  vent: { kind: 'yes', name: words, required: false },
  firm: { kind: 'text', name: words, max: 20, required: true },
  driver: { kind: 'text', name: words, max: 20, personal: true, required: false },
}
const tank: Entry = {
  ...{ code: '007', name: '一号池', lon: 106.5, lat: 29.5, area: '50/500105/', address: null, owner: null },
  ...{ ownerKind: 'owned', dutyUnit: null, maintainerUnit: null },
  details: { volume: 30, firm: '环卫所', driver: '周敏', gone: 'once' },
}
const fields = (wish: Parameters<typeof changeEntry>[2]) => {
  const changed = changeEntry(details, tank, wish, today)
  return changed.ok
    ? changed.changes.map(({ field, from, to }) => [field, from, to])
    : changed.faults.map(({ field, reason }) => [field, reason])
}

describe('a change of an object', () => {
  it('leaves what it does not name, and says each field that is another', () => {
    assert.deepEqual(fields({ name: '一号化粪池', details: { volume: 31 } }), [
      ['name', '一号池', '一号化粪池'],
      ['details/volume', 30, 31],
    ])
    assert.deepEqual(fields({ name: '一号池', address: undefined, details: { volume: 30 } }), [])
  })

  it('takes null for “not known any more”, not for 0 or no', () => {
    const changed = changeEntry(details, tank, { details: { volume: null, vent: null } }, today)
    assert.ok(changed.ok)
    assert.deepEqual(changed.changes, [{ field: 'details/volume', personal: false, from: 30, to: null }])
    assert.equal('volume' in changed.entry.details, false)
    assert.equal('vent' in changed.entry.details, false)
  })

  it('never says what a personal field held or holds', () => {
    assert.deepEqual(fields({ details: { driver: '吴桐' } }), [['details/driver', null, null]])
  })

  it('tells every fault at once', () => {
    assert.deepEqual(fields({ details: { volume: 101, vent: 'yes', firm: null, other: 1 } }), [
      ['details/other', 'name.unknown'],
      ['details/volume', 'most.number'],
      ['details/vent', 'must.boolean'],
      ['details/firm', 'value.missing'],
    ])
  })

  it('takes no day to come for what has happened, and lets an old one be until somebody touches it', () => {
    const dated: Details = { ...details, dredged: { kind: 'date', past: true, name: words, required: false } }
    const dates = (dredged: string, before: Entry = tank) => {
      const changed = changeEntry(dated, before, { name: '甲', details: { dredged } }, today)
      return changed.ok ? null : changed.faults
    }
    assert.equal(dates(today), null)
    assert.deepEqual(dates('2026-04-11'), [{ field: 'details/dredged', reason: 'value.future', given: { day: today } }])
    const old = { ...tank, details: { ...tank.details, dredged: '2030-01-01' } }
    assert.equal(dates('2030-01-01', old), null)
    assert.equal(dates('2029-01-01', old)?.[0]?.reason, 'value.future')
  })

  it('keeps what the pack knew once', () => {
    const changed = changeEntry(details, tank, { details: { volume: 31 } }, today)
    assert.equal(changed.ok && changed.entry.details.gone, 'once')
  })
})

describe('a new object', () => {
  it('must have what its kind requires', () => {
    const { details: _, ...plain } = tank
    const made = newEntry(details, plain, { details: { volume: 3 } }, today)
    assert.deepEqual(made, { ok: false, faults: [{ field: 'details/firm', reason: 'value.missing', given: {} }] })
    assert.ok(newEntry(details, plain, { details: { firm: '甲' } }, today).ok)
  })
})
