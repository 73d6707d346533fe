import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventType } from '../../../../contract/pack.ts'
import type { RequestRow } from '../types.ts'
import { requestOf } from './request.ts'

const type = { id: 'city.noise', name: { zh: '噪声扰民', en: 'Noise' } } as EventType
const row: RequestRow = {
  ...{ id: 'r1', type: 'city.noise', state: 'handling', outcome: 'handling', disputed: false, lon: 105.5, lat: 31.5 },
  ...{
    received_at: new Date('2026-03-02T01:30:00.123Z'),
    told_at: null,
    lead_name: '临江街道',
    finish_by: new Date('2026-03-09T01:30:00Z'),
  },
  ...{ district: '北岸区', town: '临江街道', community: '渡口社区' },
}

describe('a report in the words of the standard', () => {
  it('of a public matter says where; of one that is not, only the town', () => {
    const open = requestOf(row, { ...type, public: true }, 'zh')
    assert.deepEqual([open.lat, open.long, open.address], [31.5, 105.5, '北岸区临江街道渡口社区'])
    const kept = requestOf(row, type, 'zh')
    assert.deepEqual([kept.lat, kept.long, kept.address], [null, null, '北岸区临江街道'])
  })
  it('is closed once done or not taken up, open in everything else, and then has a due time', () => {
    const states = ['received', 'accepted', 'merged', 'handling', 'closed', 'rejected'] as const
    const seen = states.map((state) => requestOf({ ...row, state }, type, 'en'))
    assert.deepEqual(
      seen.map(({ status }) => status),
      ['open', 'open', 'open', 'open', 'closed', 'closed'],
    )
    assert.deepEqual(
      seen.map((one) => one.expected_datetime !== null),
      [true, true, true, true, false, false],
    )
    assert.equal(new Set(seen.map((one) => one.status_notes)).size, 6)
  })
  it('tells what holds it up, while it is open', () => {
    assert.equal(requestOf({ ...row, outcome: 'parked' }, type, 'zh').status_notes, '已列入计划')
    const disputed = requestOf({ ...row, state: 'closed', outcome: 'closed', disputed: true }, type, 'zh')
    assert.deepEqual([disputed.status, disputed.status_notes], ['open', '有异议，重新查看中'])
  })
  it('has times without fractions, and the last change or else the receipt as the newest', () => {
    const { requested_datetime, updated_datetime } = requestOf(row, type, 'zh')
    assert.deepEqual([requested_datetime, updated_datetime], ['2026-03-02T01:30:00Z', '2026-03-02T01:30:00Z'])
  })
})
