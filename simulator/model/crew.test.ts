import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { WorkOrder } from '../../contract/work-order.ts'
import { type CrewPerson, dueMoves, type Scene } from './crew.ts'
import { answerOf, checkAfterMs } from './people.ts'

const asked = Date.parse('2026-04-10T09:00:00Z')
const at = (ms: number): string => new Date(asked + ms).toISOString()
const person = (account: string, postKind: string, unit: string): CrewPerson => ({
  account,
  name: `name of ${account}`,
  post: `post-${account}`,
  postKind,
  district: 'd',
  town: null,
  unit,
})
const people = [
  person('a', 'town-post', 'unit-t'),
  person('b', 'town-post', 'unit-t'),
  person('m', 'maintainer', 'unit-s'),
  person('c', 'district-checker', 'unit-d'),
]

const orderId = (kind: string): string => {
  for (let i = 0; ; i++) if (answerOf('1', { account: 'a', order: `o${i}`, limitMs: 180_000 }).kind === kind) return `o${i}`
}
const words = { zh: '项', en: 'item' }
const item = (id: string, done = false) => ({
  id,
  name: words,
  kind: 'photo' as const,
  unit: null,
  required: true,
  done,
  doneAt: null,
})

function order(change: Partial<WorkOrder>): WorkOrder {
  const base = {
    id: orderId('prompt'),
    unit: 'unit-t',
    role: 'lead',
    state: 'asked',
    askedAt: at(0),
    acceptBy: at(180_000),
    acceptedAt: null,
    arrivedAt: null,
    submittedAt: null,
    holderName: null,
    checklist: [item('lid-before'), item('lid-after')],
  }
  return { ...base, ...change } as WorkOrder
}

const steps = (count: number) =>
  ['a', 'b'].slice(0, count).map((account, step) => ({
    step,
    called: true,
    at: at(step * 180_000),
    people: [{ post: `post-${account}`, inform: false }],
  }))

function scene(change: {
  nowMs: number
  orders: WorkOrder[]
  cleared?: boolean
  state?: string
  called?: number
  haste?: number
  checkLaterMs?: number
}): Scene {
  const event = {
    id: 'e',
    state: change.state ?? 'handling',
    workOrders: change.orders,
    alarm: { clearedAt: change.cleared ? at(0) : null },
    plan: { steps: steps(change.called ?? 1) },
  }
  const holders = new Map(change.orders.map((one) => [one.id, 'a']))
  return {
    seed: '1',
    nowMs: asked + change.nowMs,
    haste: change.haste ?? 1,
    event: event as unknown as EventDetail,
    people,
    holders,
    checkLaterMs: change.checkLaterMs ?? 0,
  }
}
const verbs = (given: Scene): string[] => dueMoves(given).map(({ verb, account }) => `${account} ${verb}`)
const day = 86_400_000

describe('the people of a district', () => {
  it('let some seconds go by, then accept', () => {
    assert.deepEqual(verbs(scene({ nowMs: 1_000, orders: [order({})] })), [])
    assert.deepEqual(verbs(scene({ nowMs: 144_000, orders: [order({})] })), ['a accept'])
  })

  it('are quicker in a run of greater speed', () =>
    assert.deepEqual(verbs(scene({ nowMs: 7_200, haste: 20, orders: [order({})] })), ['a accept']))

  it('leave an order of somebody who never answers to the next step', () => {
    const orders = [order({ id: orderId('never') })]
    assert.deepEqual(verbs(scene({ nowMs: day, orders })), [])
    const later = verbs(scene({ nowMs: day, orders, called: 2 }))
    assert.ok(later.length === 0 || later[0] === 'b accept')
  })

  it('arrive, then take one item after another', () => {
    assert.deepEqual(verbs(scene({ nowMs: day, orders: [order({ state: 'accepted', acceptedAt: at(0) })] })), ['a arrive'])
    const [move] = dueMoves(scene({ nowMs: day, orders: [order({ state: 'arrived', arrivedAt: at(0) })] }))
    assert.ok(move?.verb === 'progress' && move.item.id === 'lid-before')
  })

  it('take the after photo and submit only when the gas is back to normal', () => {
    const half = [order({ state: 'arrived', arrivedAt: at(0), checklist: [item('lid-before', true), item('lid-after')] })]
    assert.deepEqual(verbs(scene({ nowMs: day, orders: half })), [])
    assert.deepEqual(verbs(scene({ nowMs: day, orders: half, cleared: true })), ['a progress'])
    const all = [order({ state: 'arrived', arrivedAt: at(0), checklist: [item('lid-before', true), item('lid-after', true)] })]
    assert.deepEqual(verbs(scene({ nowMs: day, orders: all })), [])
    assert.deepEqual(verbs(scene({ nowMs: day, orders: all, cleared: true })), ['a submit'])
  })

  it('play an assisting unit by its own people', () => {
    const account = verbs(scene({ nowMs: day, orders: [order({ role: 'assist', unit: 'unit-s', checklist: [] })] }))
    assert.ok(account.length === 0 || account[0] === 'm accept')
  })

  it('have the work checked by a second person, after a while', () => {
    const orders = [order({ state: 'submitted', submittedAt: at(0), holderName: 'name of a' })]
    const wait = checkAfterMs('1', 'e')
    assert.deepEqual(verbs(scene({ nowMs: wait - 1, orders, state: 'checking', cleared: true })), [])
    assert.deepEqual(verbs(scene({ nowMs: wait, orders, state: 'checking', cleared: true })), ['c check'])
    assert.deepEqual(verbs(scene({ nowMs: wait, orders, state: 'checking' })), [])
    const left = { orders, state: 'checking', cleared: true, checkLaterMs: 60_000 }
    assert.deepEqual(verbs(scene({ nowMs: wait + 59_999, ...left })), [], 'left for the newcomer')
    assert.deepEqual(verbs(scene({ nowMs: wait + 60_000, ...left })), ['c check'])
  })

  it('never check what they handled themselves', () => {
    const orders = [order({ state: 'submitted', submittedAt: at(0), holderName: 'name of c' })]
    assert.deepEqual(verbs(scene({ nowMs: day, orders, state: 'checking', cleared: true })), [])
  })
})
