import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byWeight } from './phone-order.ts'

type Called = Parameters<typeof byWeight>[0][number] & { name: string }
const one = (name: string, state: Called['state'], leads = true): Called => ({ name, state, leads })
const order = (people: Called[]) => byWeight(people).map(({ name }) => name)

describe('whom to call on the wall', () => {
  it('begins with whose answer is waited for; whom another one spared comes last', () => {
    const people = [one('已告知', 'informed'), one('他人已应答', 'spared'), one('已签收', 'accepted'), one('叫应中', 'ringing')]
    assert.deepEqual(order(people), ['叫应中', '已签收', '已告知', '他人已应答'])
  })
  it('keeps the rung called last first', () => {
    assert.deepEqual(order([one('指挥长', 'ringing'), one('值班长', 'called')]), ['指挥长', '值班长'])
  })
  it('names whom the lead order waits for before whom an assisting one called later', () => {
    const people = [one('协办 B', 'called', false), one('协办 A', 'ringing', false), one('牵头', 'ringing')]
    assert.deepEqual(order(people), ['牵头', '协办 B', '协办 A'])
  })
  it('names among those who accepted those of the lead order first', () => {
    assert.deepEqual(order([one('协办', 'accepted', false), one('牵头', 'accepted')]), ['牵头', '协办'])
  })
})
