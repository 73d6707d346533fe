import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { isMoved, mayRenew, twoInUse } from './machines.ts'

const at = (time: string) => new Date(`2026-04-10T${time}:00+08:00`)
const [chrome, updated, edge] = ['X11 Chrome/126.0', 'X11 Chrome/127.1', 'Windows Chrome/126.0 Edg/126.0']
const machine = (address: string, first: string, last: string, more: { agent?: string; refusedAt?: Date } = {}) => ({
  ...{ address, agent: chrome, firstAt: at(first), lastAt: at(last), told: false, refusedAt: null, ...more },
})
const two = (machines: Parameters<typeof twoInUse>[0], now: string, rate = 1) =>
  twoInUse(machines, { now: at(now), rate })?.map(({ address }) => address) ?? null

describe('two machines of a seat', () => {
  it('are in use where each came while the other was there', () => {
    assert.deepEqual(two([machine('b', '09:00', '10:00'), machine('a', '08:00', '10:01')], '10:02'), ['a', 'b'])
    assert.equal(two([machine('a', '08:00', '10:00')], '10:00'), null)
  })

  it('are not where one took the place of the other, as when an address changes', () => {
    assert.equal(two([machine('a', '08:00', '10:00'), machine('b', '10:01', '10:05')], '10:05'), null)
    assert.equal(two([machine('a', '08:00', '10:00'), machine('a', '09:59', '10:05', { agent: updated })], '10:05'), null)
  })

  it('are not where one of them was refused: it sees nothing', () => {
    const wall = machine('a', '08:00', '10:00')
    assert.equal(two([wall, machine('b', '09:55', '09:55', { refusedAt: at('09:55') })], '10:00'), null)
    assert.deepEqual(two([wall, machine('b', '09:55', '09:59', { refusedAt: at('09:55') })], '10:00'), ['a', 'b'])
  })

  it('are not any more once one is silent', () => {
    const both = [machine('a', '08:00', '10:00'), machine('b', '09:00', '09:50')]
    assert.equal(two(both, '10:00'), null)
    assert.deepEqual(two(both, '10:00', 60), ['a', 'b'], 'a demo that runs faster')
  })
})

describe('the new key of a night', () => {
  const home = { address: 'a', agent: chrome }
  const seen = (last: string, agent = chrome) => [machine('a', '01:00', last, { agent })]
  const may = (from: object, machines = seen('03:59'), { now = '04:00', up = '00:00', rate = 1 } = {}) =>
    mayRenew({ home, machines }, { ...home, ...from }, { now: at(now), rate, upSince: at(up) })

  it('is for the machine the seat is known by, also after an update of its browser', () => {
    assert.equal(may({}), 'yes')
    assert.equal(may({}, []), 'yes', 'no visit is written down')
    assert.equal(may({ agent: updated }), 'yes')
    assert.equal(mayRenew({ home: null, machines: [] }, home, { now: at('04:00'), rate: 1, upSince: at('00:00') }), 'yes')
  })

  it('is for the same browser elsewhere once the former address is silent for ten minutes of the wall clock', () => {
    const elsewhere = { address: 'b' }
    assert.equal(may(elsewhere), 'wait')
    assert.equal(may(elsewhere, seen('03:51')), 'wait')
    assert.equal(may(elsewhere, seen('03:50')), 'yes')
    assert.equal(may(elsewhere, seen('03:51', updated)), 'wait', 'heard with the version after the update')
    assert.equal(may(elsewhere, seen('03:51', edge)), 'yes', 'another browser at that address is another machine')
    assert.equal(may(elsewhere, seen('03:00'), { rate: 60 }), 'wait', 'a demo that runs faster')
    assert.equal(may(elsewhere, []), 'yes')
  })

  it('is not for the same browser elsewhere while the server could not have heard the former address', () => {
    assert.equal(may({ address: 'b' }, seen('03:00'), { up: '03:55' }), 'wait')
    assert.equal(may({ address: 'b' }, seen('03:00'), { up: '03:50' }), 'yes')
  })

  it('is never for another browser', () => {
    assert.deepEqual([may({ agent: edge }), may({ agent: edge, address: 'b' }, [])], ['other', 'other'])
  })
})

it('a seat that was used last in another browser is asked about', () => {
  const moved = (
    machines: Parameters<typeof twoInUse>[0],
    home: { address: string; agent: string } | null = { address: 'a', agent: chrome },
  ) => isMoved({ home, machines })
  const [wall, other] = [machine('a', '08:00', '10:00'), machine('a', '10:01', '10:02', { agent: edge })]
  assert.equal(moved([wall, other]), true)
  assert.equal(moved([{ ...wall, lastAt: at('10:03') }, other]), false, 'the wall is back')
  assert.equal(moved([wall, { ...other, refusedAt: at('10:02') }]), false, 'it was refused')
  assert.equal(moved([wall, machine('b', '10:01', '10:02', { agent: updated })]), false, 'an address and a version change')
  assert.deepEqual([moved([wall, other], null), moved([])], [false, false])
})
