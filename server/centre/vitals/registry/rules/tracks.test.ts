import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Result } from '../../../../kernel/result.ts'
import { checkChange, checkNew, checkStop, standsIn } from './tracks.ts'

const track = (code: string, board: string, zh: string, more: { ordinal?: number; stoppedAt?: Date } = {}) => ({
  ...{ code, board, name: { zh, en: code }, ordinal: more.ordinal ?? 1, version: 2, stoppedAt: more.stoppedAt ?? null },
})
const ended = { stoppedAt: new Date('2026-03-01T00:00:00Z') }
const [water, gas, old] = [
  track('water', 'facilities', '供水'),
  track('gas', 'facilities', '燃气', { ordinal: 7 }),
  track('lamps', 'facilities', '路灯', ended),
]
const all = [water, gas, old]
const said = (result: Result<unknown>) => (result.ok ? result.value : result.refusal.code)

describe('the tracks of a city', () => {
  it('hold vitals of their board, and of the town’s board that gathers it; none once they are stopped', () => {
    assert.deepEqual(
      [standsIn('facilities', gas), standsIn('town-safety', gas), standsIn('economy', gas), standsIn('town-party', gas)],
      ['stands', 'stands', 'none', 'none'],
    )
    assert.deepEqual([standsIn('facilities', old), standsIn('facilities', undefined)], ['stopped', 'none'])
  })

  it('are added to one of the eight boards, after the last of them, with a code and a name nobody has', () => {
    const name = { zh: '海绵城市', en: 'Sponge city' }
    const add = (more: object) => said(checkNew({ code: 'sponge', board: 'facilities', name, ...more }, all))
    assert.deepEqual(add({}), { ordinal: 8 })
    assert.deepEqual(add({ ordinal: 2 }), { ordinal: 2 })
    assert.deepEqual(add({ board: 'ecology' }), { ordinal: 1 })
    assert.equal(add({ board: 'town-safety' }), 'vital.track-board')
    assert.equal(add({ board: 'toString' }), 'vital.track-board')
    assert.equal(add({ code: 'lamps' }), 'vital.track-taken', 'of a stopped one too')
    assert.equal(add({ name: { zh: '燃气', en: 'Other' } }), 'vital.track-named')
    assert.equal(add({ name: { zh: '别的', en: 'GAS' } }), 'vital.track-named')
    assert.deepEqual(add({ name: { zh: '路灯', en: 'Lamps' } }), { ordinal: 8 }, 'the name of a stopped one is free')
    assert.deepEqual(add({ board: 'ecology', name: gas.name }), { ordinal: 1 }, 'and so is that of another board')
  })

  it('are called otherwise by a new version over the newest', () => {
    const change = (of: typeof gas, more: object) =>
      said(checkChange(of, { name: { zh: '天然气', en: 'Gas' }, ordinal: 7, version: 2, ...more }, all))
    assert.deepEqual(change(gas, {}), { name: { zh: '天然气', en: 'Gas' }, ordinal: 7, version: 2 })
    assert.equal(change(gas, { version: 1 }), 'vital.track-moved')
    assert.equal(change(gas, { name: gas.name }), 'vital.track-same')
    assert.deepEqual(change(gas, { name: gas.name, ordinal: 3 }), { name: gas.name, ordinal: 3, version: 2 })
    assert.equal(change(gas, { name: { zh: '供水', en: 'Gas' } }), 'vital.track-named')
    assert.equal(change(old, {}), 'vital.track-ended')
  })

  it('are stopped while no vital runs in them', () => {
    assert.equal(said(checkStop(gas, 2, 0)), null)
    assert.equal(said(checkStop(gas, 2, 1)), 'vital.track-used')
    assert.equal(said(checkStop(gas, 1, 0)), 'vital.track-moved')
    assert.equal(said(checkStop(old, 2, 0)), 'vital.track-ended')
  })
})
