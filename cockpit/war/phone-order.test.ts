import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { byWeight } from './phone-order.ts'

const one = (name: string, state: Parameters<typeof byWeight>[0][number]['state'], unitName = '街道') => ({
  name,
  state,
  unitName,
})
const order = (people: ReturnType<typeof one>[]) => byWeight(people, '城管局').map(({ name }) => name)

describe('whom to call on the wall', () => {
  it('begins with whose answer is waited for; whom another one spared comes last', () => {
    const people = [one('已告知', 'informed'), one('他人已应答', 'spared'), one('已签收', 'accepted'), one('叫应中', 'ringing')]
    assert.deepEqual(order(people), ['叫应中', '已签收', '已告知', '他人已应答'])
  })
  it('keeps the rung called last first, whatever unit it is of', () => {
    assert.deepEqual(order([one('指挥长', 'ringing'), one('值班长', 'called', '城管局')]), ['指挥长', '值班长'])
  })
  it('names among those who accepted the unit that leads first', () => {
    assert.deepEqual(order([one('协办', 'accepted'), one('牵头', 'accepted', '城管局')]), ['牵头', '协办'])
  })
})
