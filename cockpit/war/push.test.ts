import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventRow } from '../../contract/event.ts'
import { redTurnMs } from '../../contract/red-turns.ts'
import { inEarnestFirst, isUnaccepted, nextOf, pushed } from './push.ts'

const clock = (name: 'accept' | 'arrive' | 'finish') => ({ clock: name, from: '', due: '', paused: false, provisional: false })
const row = (change: Partial<EventRow> = {}) =>
  ({
    id: 'a',
    title: '1 号池 沼气超标',
    grade: 'extraordinary',
    state: 'handling',
    holder: null,
    clock: clock('accept'),
    openedAt: '2026-04-10T01:39:00Z',
    ...change,
  }) as EventRow

test('only red events that nobody has accepted are pushed', () => {
  assert.equal(isUnaccepted(row()), true)
  assert.equal(isUnaccepted(row({ state: 'open', clock: null })), true)
  for (const change of [{ holder: '周敏' }, { grade: 'major' }, { state: 'closed' }, { state: 'suspended' }] as const)
    assert.equal(isUnaccepted(row(change)), false, JSON.stringify(change))
})

test('several take turns by the clock', () => {
  const queue = ['a', 'b']
  assert.deepEqual([pushed(queue, 0, 0), pushed(queue, redTurnMs, 0), pushed(queue, 2 * redTurnMs, 0)], ['a', 'b', 'a'])
})

test('real ones stand before drills, each in its order', () => {
  const drill = row({ id: 'd', title: '【演练】1 号池 沼气超标', openedAt: '2026-04-10T01:00:00Z' })
  const ids = inEarnestFirst([drill, row({ id: 'b' }), row()]).map(({ id }) => id)
  assert.deepEqual(ids, ['b', 'a', 'd'])
})

test('beside an event stands the next in turn; beside anything else each in its turn', () => {
  const rows = [row(), row({ id: 'b' })]
  const next = (shown: string | null, now = 0) => nextOf(['a', 'b'], shown, { rows, now })?.id
  assert.deepEqual([next('a'), next('b'), next('x'), next(null, redTurnMs)], ['b', 'a', 'a', 'b'])
  assert.equal(nextOf(['a', 'z', 'b'], 'a', { rows, now: 0 })?.id, 'b', 'of one that came without its row the next is named')
  assert.equal(nextOf(['a'], 'a', { rows, now: 0 }), null)
  assert.equal(nextOf([], null, { rows: [], now: 0 }), null)
})

test('nothing is pushed from an empty queue or over a person’s choice', () => {
  assert.equal(pushed([], 0, 0), null)
  assert.equal(pushed(['a'], 1_000, 2_000), null)
  assert.equal(pushed(['a'], 2_000, 2_000), 'a')
})
