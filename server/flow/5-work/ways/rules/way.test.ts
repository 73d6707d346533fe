import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { allowedOf, type Hand, isCalm, mayAskLift, mayClose, type Standing, stillClosed, unordered } from './way.ts'

const name = { zh: '停航令', en: 'Shipping stop' }
const closed: Standing = { state: 'closed', orderedBy: 'ship', askedBy: null, handed: false }
const lifting: Standing = { ...closed, state: 'lifting', askedBy: 'mate' }
const hand = (over: Partial<Hand>): Hand => ({ person: 'x', orders: false, asks: false, checks: false, ...over })
const block = {
  below: 'red' as const,
  checks: [
    { id: 'quiet', name: { zh: '变形收敛', en: 'Movement slows' } },
    { id: 'swept', name: { zh: '航道扫测', en: 'Swept' } },
  ],
}

describe('who may do what with a way', () => {
  it('lets the part order it, or say it is needless only where the plan wants it', () => {
    assert.deepEqual(allowedOf(true, null, hand({ orders: true })), ['close', 'needless'])
    assert.deepEqual(allowedOf(false, null, hand({ orders: true })), ['close'])
    assert.deepEqual(allowedOf(true, null, hand({ checks: true, asks: true })), [])
    assert.deepEqual(
      allowedOf(true, { ...closed, state: 'needless' }, hand({ orders: true })),
      ['close'],
      'it was needed after all',
    )
    assert.deepEqual(allowedOf(true, { ...closed, state: 'open' }, hand({ orders: true })), ['close'], 'it moves again')
  })
  it('lets nobody lift what they ordered or asked to lift', () => {
    assert.deepEqual(allowedOf(true, closed, hand({ orders: true, asks: true })), ['tell', 'ask-lift'])
    const checker = hand({ checks: true })
    assert.deepEqual(allowedOf(true, closed, checker), ['hand-over'], 'nobody asked')
    assert.deepEqual(allowedOf(true, lifting, checker), ['lift', 'refuse-lift', 'hand-over'])
    for (const person of ['ship', 'mate'])
      assert.deepEqual(allowedOf(true, lifting, hand({ checks: true, person })), ['hand-over'])
    assert.deepEqual(allowedOf(true, { ...lifting, handed: true }, checker), ['lift', 'refuse-lift'])
  })
})

describe('lifting', () => {
  it('waits until the alarm is below the level', () => {
    assert.ok(!isCalm(block, 'red').ok)
    assert.ok(isCalm(block, 'orange').ok)
    assert.ok(isCalm(block, null).ok)
    assert.ok(!isCalm({ below: 'orange' }, 'red').ok, 'graver than the level')
  })
  it('wants everything ticked, and says what is missing', () => {
    const early = mayAskLift(block, ['quiet'], null)
    assert.equal(!early.ok && early.refusal.details?.missing, '航道扫测')
    assert.ok(mayAskLift(block, ['swept', 'quiet'], 'orange').ok)
    assert.ok(!mayAskLift(block, ['swept', 'quiet'], 'red').ok)
  })
})

it('a reach begins before it ends', () => {
  assert.ok(mayClose({ fromKm: 610, toKm: 612.5 }).ok)
  assert.ok(!mayClose({ fromKm: 612, toKm: 612 }).ok)
})

it('a way that is closed holds its case until it is lifted or handed over; one nobody spoke of is missing', () => {
  assert.deepEqual(
    stillClosed([
      { name, closure: closed },
      { name, closure: { ...lifting } },
    ]),
    [name, name],
  )
  assert.deepEqual(
    stillClosed([
      { name, closure: { ...closed, handed: true } },
      { name, closure: { ...closed, state: 'open' } },
      { name, closure: null },
    ]),
    [],
  )
  const wanted = { name, below: 'red', wanted: true, standing: null } as const
  assert.deepEqual(unordered([{ ...wanted, closure: null }]), [name])
  assert.deepEqual(
    unordered([
      { ...wanted, wanted: false, closure: null },
      { ...wanted, closure: closed },
      { ...wanted, closure: { ...closed, state: 'open' }, standing: 'orange' },
      { ...wanted, closure: { ...closed, state: 'needless' }, standing: 'red' },
    ]),
    [],
  )
  assert.deepEqual(unordered([{ ...wanted, closure: { ...closed, state: 'open' }, standing: 'red' }]), [name], 'red again')
})
