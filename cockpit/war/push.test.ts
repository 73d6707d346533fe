import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { EventRow } from '../../contract/event.ts'
import { inEarnestFirst, isUnaccepted, nextOf, pushed, queueOf, turnMs } from './push.ts'

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

test('several take turns by the clock, the one that waits longest first in the queue', () => {
  const queue = queueOf([row({ id: 'b', openedAt: '2026-04-10T01:41:00Z' }), row(), row({ id: 'c', holder: '周敏' })])
  assert.deepEqual(
    queue.map(({ id }) => id),
    ['a', 'b'],
  )
  assert.equal(pushed(queue, 0, 0)?.id, 'a')
  assert.equal(pushed(queue, turnMs, 0)?.id, 'b')
  assert.equal(pushed(queue, 2 * turnMs, 0)?.id, 'a')
})

test('a drill never has the wall while a real one waits, and is never named before it', () => {
  const drill = row({ id: 'd', title: '【演练】1 号池 沼气超标', openedAt: '2026-04-10T01:00:00Z' })
  const ids = (rows: EventRow[]) => rows.map(({ id }) => id)
  const queue = queueOf([drill, row()])
  for (const now of [0, turnMs, 2 * turnMs]) assert.equal(pushed(queue, now, 0)?.id, 'a')
  assert.equal(nextOf(queue, 'a'), null)
  assert.equal(nextOf(queue, 'd')?.id, 'a', 'somebody looks at the drill: the real one is named below it')
  assert.deepEqual(ids(queueOf([drill, row({ holder: '周敏' })])), ['d'], 'nothing real waits: the drill is shown as in life')
  assert.deepEqual(ids(inEarnestFirst([drill, row({ id: 'b' }), row()])), ['b', 'a', 'd'])
})

test('below an event stands the next in turn, below any other one who waits longest', () => {
  const queue = queueOf([row(), row({ id: 'b', openedAt: '2026-04-10T01:41:00Z' })])
  assert.deepEqual([nextOf(queue, 'a')?.id, nextOf(queue, 'b')?.id, nextOf(queue, 'x')?.id], ['b', 'a', 'a'])
  assert.equal(nextOf([], 'x'), null)
})

test('nothing is pushed from an empty queue or over a person’s choice', () => {
  assert.equal(pushed([], 0, 0), null)
  assert.equal(pushed([row()], 1_000, 2_000), null)
  assert.equal(pushed([row()], 2_000, 2_000)?.id, 'a')
})
