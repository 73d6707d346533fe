import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Details } from '../../../contract/detail.ts'
import type { ObjectEntry } from '../../../contract/register.ts'
import { draftOf, readDraft } from './draft.ts'

const words = { zh: '项', en: 'item' }
const details: Details = {
  volume: { kind: 'number', name: words, unit: 'm³', min: 1, max: 100, required: false },
  vent: { kind: 'yes', name: words, required: false },
  driver: { kind: 'text', name: words, max: 20, personal: true, required: false },
}
const entry = {
  ...{ code: '007', name: '一号池', lon: 106.5, lat: 29.5, address: null, owner: '物业', ownerKind: 'owned' },
  ...{ dutyUnit: null, maintainerUnit: 'unit-a', details: { volume: 30, vent: false, driver: '周*' } },
} as unknown as ObjectEntry
const begun = draftOf(details, entry)

describe('a form of an object', () => {
  it('sends nothing when nothing was written, least of all a masked value', () => {
    assert.deepEqual(readDraft(details, begun, begun), { wish: {}, faults: {} })
  })
  it('sends what was written, and null for what was emptied', () => {
    const draft = { ...begun, owner: ' ', lon: '106.6', details: { ...begun.details, volume: '', vent: 'yes' } }
    assert.deepEqual(readDraft(details, begun, draft).wish, { owner: null, lon: 106.6, details: { volume: null, vent: true } })
  })
  it('says at each field what does not fit', () => {
    const draft = { ...begun, lat: '北', details: { ...begun.details, volume: '101' } }
    assert.deepEqual(Object.keys(readDraft(details, begun, draft).faults), ['lat', 'details/volume'])
  })
})
