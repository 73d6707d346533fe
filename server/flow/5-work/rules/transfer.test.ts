import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { at } from '../../../../test/work-order.ts'
import { mayTransferTo } from './transfer.ts'

const board = { id: 'unit-linjiang-safety-law', name: '平安法治板块', above: ['unit-linjiang', 'unit-beian', 'unit-city'] }
const beside = { id: 'unit-linjiang-livelihood', name: '民生服务板块', above: ['unit-linjiang', 'unit-beian', 'unit-city'] }
const centre = { id: 'unit-linjiang', name: '临江街道指挥中心', above: ['unit-beian', 'unit-city'] }
const water = { id: 'unit-beian-water', name: '水利局', above: ['unit-beian', 'unit-city'] }
const order = { unit: board.id, accepted_at: null }
const code = (...args: Parameters<typeof mayTransferTo>) => {
  const answer = mayTransferTo(...args)
  return answer.ok ? 'ok' : answer.refusal.code
}

describe('an order is handed on', () => {
  it('before it is accepted only within the unit’s own tree', () => {
    assert.equal(code(order, board, beside), 'ok')
    assert.equal(code(order, board, centre), 'ok')
    assert.equal(code({ ...order, unit: centre.id }, centre, board), 'ok')
    assert.equal(code(order, board, water), 'work-order.return-basis')
  })
  it('to any other unit once accepted', () => assert.equal(code({ ...order, accepted_at: at('09:32') }, board, water), 'ok'))
  it('never to the unit that has it', () => assert.equal(code(order, board, board), 'input.malformed'))
})
