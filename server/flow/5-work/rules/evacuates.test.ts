import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Permit } from '../../../../contract/permit.ts'
import { orderRow } from '../../../../test/work-order.ts'
import type { Standing } from '../types.ts'
import { evacuates, readsHouseholds, shownTo } from './evacuates.ts'

const watch = { zh: '群测群防员：查看变形', en: 'Watcher' }
const ships = { zh: '海事：航道管制', en: 'Maritime' }
const item = { id: 'look', name: { zh: '现场', en: 'Look' }, kind: 'text' as const, required: true }
const lead = orderRow({ role: 'lead', unit: 'u-lead' })
const watcher = orderRow({ role: 'assist', part: watch, unit: 'u-watch' })
const maritime = orderRow({ role: 'assist', part: ships, unit: 'u-ships' })
const who = (given: Partial<Standing>): Standing => ({
  ...{ person: 'p', unit: 'u-none', post: 'post', inScope: false, permits: new Set<Permit>() },
  ...given,
})

describe('who counts the households', () => {
  it('is whoever leads or led, and the parts the plan marks', () => {
    assert.equal(evacuates(lead, []), true)
    assert.equal(evacuates(orderRow({ role: 'assist', checklist: [item] }), []), true, 'led before')
    assert.equal(evacuates(watcher, [watch]), true)
    assert.equal(evacuates(maritime, [watch]), false)
    assert.equal(evacuates(orderRow({ role: 'assist', part: null }), [watch]), false, 'support')
    assert.equal(evacuates(watcher, []), false, 'a plan that marks nobody')
  })
  it('is told to them by their own part while it is not over, and to whoever dispatches there', () => {
    const orders = [lead, watcher, maritime]
    const reads = (given: Partial<Standing>, of = orders) => readsHouseholds(of, [watch], who(given))
    assert.deepEqual(
      ['u-lead', 'u-watch', 'u-ships', 'u-none'].map((unit) => reads({ unit })),
      [true, true, false, false],
    )
    assert.equal(reads({ unit: 'u-watch' }, [{ ...watcher, state: 'cancelled' }]), false)
    assert.equal(reads({ unit: 'u-watch' }, [{ ...watcher, state: 'submitted' }]), true)
    assert.equal(reads({ post: 'post-above' }, [{ ...lead, called: ['post-above'] }]), true)
    const permits = new Set<Permit>(['event.dispatch'])
    assert.equal(reads({ permits, inScope: true }), true)
    assert.equal(reads({ permits, inScope: false }), false, 'another district')
    assert.equal(reads({ inScope: true }), false, 'seeing a case is not knowing who lives there')
  })
  it('leaves the sums to everybody', () => {
    const sum = { households: 1, settled: 0, told: 0, persons: 4, gone: 0, refused: 0, missing: 0 }
    const row = {
      ...{ id: 'h', door: '1 号', head: '江*', persons: 4, inCharge: null, help: '卧床病人' },
      ...{ told: false, gone: 0, refused: 0, missing: 0, at: null, byName: null },
    }
    const list = {
      ...{ required: true, expired: false, list: 'kept' as const, registered: { households: 1, persons: 4 } },
      ...{ sum, rows: [row], parts: [watch] },
    }
    assert.deepEqual([shownTo(list, true).rows.length, shownTo(list, false).rows.length], [1, 0])
    assert.deepEqual(shownTo(list, false).sum, sum)
    assert.ok(!('parts' in shownTo(list, true)))
  })
})
