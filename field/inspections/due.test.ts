import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { DueRow } from '../../contract/inspection-desk.ts'
import type { OutItem } from '../outbox/types.ts'
import { caseOf, withoutDone } from './due.ts'

const row = (object: string): DueRow => ({
  ...{ object, code: object, name: object, kind: 'building', areaName: '', address: null, lon: 0, lat: 0 },
  ...{ plan: 'daily', planName: { zh: '巡查', en: 'Patrol' }, state: 'due', from: null, by: null, last: null },
})
const at = Date.parse('2026-04-10T01:00:00Z')
const item = (object: string, more: Partial<OutItem>): OutItem => ({
  ...{
    id: object,
    person: 'a',
    case: caseOf(object, 'daily'),
    seq: 1,
    verb: 'inspect',
    title: '',
    label: '',
    body: {},
    photos: [],
  },
  ...{ posted: false, state: 'ready', tries: 0, retryAt: null, problem: null, madeAt: '', sentAt: null, receipt: null, ...more },
})

describe('what is left to inspect', () => {
  it('is without what waits to be sent or was sent since the list was read', () => {
    const items = [
      item('waits', {}),
      item('sent', { state: 'sent', sentAt: '2026-04-10T01:00:01Z' }),
      item('before', { state: 'sent', sentAt: '2026-04-10T00:00:00Z' }),
      item('back', { state: 'refused' }),
      item('others', { person: 'b' }),
    ]
    const rows = ['waits', 'sent', 'before', 'back', 'others', 'none'].map(row)
    assert.deepEqual(
      withoutDone(rows, items, { person: 'a', readAt: at }).map(({ object }) => object),
      ['before', 'back', 'others', 'none'],
    )
  })
})
