import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { OrderCard } from '../../contract/work-order.ts'
import type { OutItem } from '../outbox/types.ts'
import { inOrder, missingOf, overlay } from './overlay.ts'

const card = {
  id: 'o1',
  state: 'asked',
  askedAt: '2026-04-10T01:39:59.000Z',
  acceptedAt: null,
  arrivedAt: null,
  submittedAt: null,
  arriveBy: '2026-04-10T01:54:59.000Z',
  finishBy: null,
  provisional: false,
  clock: {
    clock: 'accept',
    from: '2026-04-10T01:39:59.000Z',
    due: '2026-04-10T01:45:59.000Z',
    firstDue: '2026-04-10T01:42:59.000Z',
    paused: false,
    provisional: false,
  },
  allowed: ['accept', 'return'],
  callWaiting: 'a1',
  checklist: [
    { id: 'cordon', name: { zh: '警戒', en: 'Cordon' }, kind: 'photo', required: true, done: false, doneAt: null },
    { id: 'note', name: { zh: '说明', en: 'Note' }, kind: 'text', required: false, done: false, doneAt: null },
  ],
} as unknown as OrderCard
let seq = 0
const item = (verb: OutItem['verb'], change: Partial<OutItem> = {}): OutItem =>
  ({
    id: `k${++seq}`,
    person: 'zhou-min',
    case: 'o1',
    seq,
    verb,
    body: {},
    photos: [],
    state: 'ready',
    madeAt: '2026-04-10T01:41:00.000Z',
    ...change,
  }) as OutItem
const shown = (items: OutItem[]) => overlay(card, items, 'zhou-min')

test('what waits in the outbox is shown as done, and the next verbs follow', () => {
  const accepted = shown([item('accept')])
  assert.equal(accepted.state, 'accepted')
  assert.deepEqual([accepted.clock?.clock, accepted.clock?.firstDue], ['arrive', card.arriveBy])
  assert.ok(accepted.allowed.includes('arrive'))
  const arrived = shown([item('accept'), item('arrive')])
  assert.equal(arrived.state, 'arrived')
  assert.equal(arrived.clock, null)
  assert.ok(!arrived.allowed.includes('arrive') && arrived.allowed.includes('submit'))
  assert.equal(shown([item('accept'), item('arrive'), item('submit')]).state, 'submitted')
})

test('a call is answered once: by accepting, or by saying known or cannot', () => {
  const known = (attempt: string) => item('answer-call', { body: { attempt, answer: 'known' } })
  assert.equal(shown([]).callWaiting, 'a1')
  for (const answered of [item('accept'), item('return'), known('a1')])
    assert.equal(shown([answered]).callWaiting, null, answered.verb)
  assert.equal(shown([known('a0')]).callWaiting, 'a1', 'an answer to the call before')
  assert.equal(shown([known('a1')]).state, 'asked', 'knowing is not accepting')
})

test('evidence that waits ticks its item and says so', () => {
  const done = shown([item('progress', { body: { item: 'cordon' } })])
  assert.equal(done.checklist[0]?.done, true)
  assert.deepEqual([...done.waitingItems], ['cordon'])
  assert.deepEqual(missingOf(done), [])
  assert.deepEqual(
    missingOf(card).map((one) => one.id),
    ['cordon'],
  )
})

test('what came back, was set aside, is sent, or is another person’s changes nothing', () => {
  for (const change of [
    { state: 'refused' },
    { state: 'kept' },
    { state: 'sent' },
    { state: 'draft' },
    { person: 'wu-tong' },
    { case: 'o2' },
  ] as const)
    assert.equal(shown([item('accept', change)]).state, 'asked', JSON.stringify(change))
})

test('what was receipted after the order was read still shows, until it is read again', () => {
  const sent = item('accept', { state: 'sent', sentAt: '2026-04-10T01:41:10.000Z' })
  const read = (at: string) => overlay(card, [sent], 'zhou-min', Date.parse(at))
  assert.equal(read('2026-04-10T01:41:00.000Z').state, 'accepted')
  assert.deepEqual(read('2026-04-10T01:41:00.000Z').waiting, [])
  assert.equal(read('2026-04-10T01:41:11.000Z').state, 'asked')
})

test('a late accept does not undo what the server already knows', () => {
  const known = { ...card, state: 'arrived', arrivedAt: '2026-04-10T01:45:00.000Z' } as OrderCard
  assert.equal(overlay(known, [item('accept')], 'zhou-min').state, 'arrived')
})

test('least time first, handed in last', () => {
  const due = (at: string | null, state = 'accepted') =>
    ({ ...card, state, clock: at ? { ...card.clock, due: at } : null, title: `${at}${state}` }) as OrderCard
  const rows = [due('2026-04-10T03:00:00Z', 'submitted'), due(null), due('2026-04-10T02:00:00Z'), due('2026-04-10T01:00:00Z')]
  assert.deepEqual(inOrder(rows), [rows[3], rows[2], rows[1], rows[0]])
})
