import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { problems } from '../../../../contract/problem.ts'
import { at } from '../../../../test/work-order.ts'
import { mayHandOverTo, mayTransferTo } from './transfer.ts'

const beian = { district: 'unit-beian', areas: [] as string[] }
const board = {
  id: 'unit-linjiang-safety-law',
  name: '平安法治板块',
  above: ['unit-linjiang', 'unit-beian', 'unit-city'],
  ...beian,
}
const beside = {
  id: 'unit-linjiang-livelihood',
  name: '民生服务板块',
  above: ['unit-linjiang', 'unit-beian', 'unit-city'],
  ...beian,
}
const centre = { id: 'unit-linjiang', name: '临江街道指挥中心', above: ['unit-beian', 'unit-city'], ...beian }
const water = { id: 'unit-beian-water', name: '水利局', above: ['unit-beian', 'unit-city'], ...beian }
const across = {
  id: 'unit-nanan-water',
  name: '南岸水利局',
  above: ['unit-nanan', 'unit-city'],
  district: 'unit-nanan',
  areas: ['99/990102/'],
}
const city = { id: 'unit-city', name: '市中心', above: [], district: null, areas: ['99/'] }
const order = { unit: board.id, area: '99/990101/990101001/', accepted_at: null }
const accepted = { ...order, accepted_at: at('09:32') }
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
  it('once accepted, to any unit of the district and to whoever answers for the place', () => {
    assert.equal(code(accepted, board, water), 'ok')
    assert.equal(code(accepted, board, city), 'ok')
    assert.equal(code({ ...accepted, area: '99/990102/990102001/' }, board, across), 'ok')
  })
  it('never with one tap to a unit of another district, and the refusal names the way', () => {
    const answer = mayTransferTo(accepted, board, across)
    assert.ok(!answer.ok)
    assert.deepEqual(answer.refusal, { code: 'work-order.other-district', details: { unit: '南岸水利局' } })
    assert.match(problems['work-order.other-district'].zh, /请求支援.*值班长/)
  })
  it('never to the unit that has it', () => assert.equal(code(order, board, board), 'input.malformed'))
})

describe('an order nobody is left at is handed over', () => {
  const nowhere = { id: board.id, name: board.name, above: [], district: board.id, areas: [] }
  it('to another post of its unit, within the district, and to whoever answers for the place, accepted or not', () => {
    for (const one of [order, accepted]) {
      assert.ok(mayHandOverTo(one, board, board).ok)
      assert.ok(mayHandOverTo(one, board, water).ok)
      assert.ok(mayHandOverTo(one, nowhere, city).ok, 'of a unit that is no more')
    }
  })
  it('never into another district', () => {
    const answer = mayHandOverTo(order, board, across)
    assert.equal(answer.ok ? '' : answer.refusal.code, 'work-order.other-district')
  })
})
