import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type ItemState, itemLight } from './item-light.ts'

const item = (change: Partial<ItemState>): ItemState => ({
  ...{ start: undefined, due: undefined, milestones: [], progress: null },
  ...change,
})
const light = (change: Partial<ItemState>, day = '2026-07-01') => {
  const { light, why } = itemLight(item(change), day, 0.9)
  return `${light} ${why}`
}
const told = { percent: null, stuck: false, thisQuarter: true }

describe('an item stands', () => {
  it('unknown while nobody told anything of the quarter, never on track', () => {
    assert.equal(light({}), 'unknown nothing-told')
    assert.equal(light({ progress: { ...told, thisQuarter: false } }), 'unknown nothing-told')
    assert.equal(light({ due: '2026-12-31', progress: told }), 'on-track told')
    assert.equal(light({ milestones: [{ id: 'a', due: '2026-12-31', done: null }], progress: told }), 'on-track told')
  })
  it('not judged where no day holds it to anything, whatever its owner says', () => {
    assert.equal(light({ progress: { ...told, percent: 0 } }), 'unjudged no-days')
    assert.equal(light({ start: '2026-01-01', progress: { ...told, percent: 80 } }), 'unjudged no-days')
    assert.equal(light({ milestones: [{ id: 'a', done: null }], progress: told }), 'unjudged no-days')
    assert.equal(light({ progress: { ...told, stuck: true } }), 'slow stuck')
  })
  it('done when all milestones are reached by the day, or its owner says 100', () => {
    const through = { id: 'through', done: '2024-04-07' }
    assert.equal(light({ milestones: [through] }, '2024-04-07'), 'done reached')
    assert.equal(light({ milestones: [through] }, '2024-04-06'), 'unknown nothing-told')
    assert.equal(light({ progress: { ...told, percent: 100 } }), 'done reached')
  })
  it('behind after the day of a milestone or its own', () => {
    const milestones = [{ id: 'a', due: '2026-06-30', done: null }]
    assert.equal(light({ milestones }, '2026-06-30'), 'unknown nothing-told')
    assert.equal(light({ milestones, progress: told }), 'behind milestone-late')
    assert.equal(itemLight(item({ milestones }), '2026-07-01', 0.9).whyMilestone, 'a')
    assert.equal(light({ due: '2026-06-30', progress: told }), 'behind overdue')
  })
  it('by its pace between start and due, and slow when something stands in the way', () => {
    const year = { start: '2026-01-01', due: '2027-01-01' } // 49.6 % on 1 July
    assert.equal(itemLight(item(year), '2026-07-01', 0.9).expected, 49.6)
    assert.equal(light({ ...year, progress: { ...told, percent: 44 } }), 'behind pace')
    assert.equal(light({ ...year, progress: { ...told, percent: 45 } }), 'slow pace')
    assert.equal(light({ ...year, progress: { ...told, percent: 50 } }), 'on-track told')
    assert.equal(light({ ...year, progress: { ...told, percent: 50, stuck: true } }), 'slow stuck')
  })
})
