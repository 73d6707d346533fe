import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { highRisePacks } from '../../../../test/demo-packs.ts'
import type { ChargeLine } from '../types.ts'
import { detailLines, publicHolders, publicRisk } from './views.ts'

const { card, details, risk } = highRisePacks[1]!.objects[0]!
const now = new Date('2026-03-02T02:00:00Z')
const charge = (more: Partial<ChargeLine>): ChargeLine => ({
  ...{
    id: 'c',
    object: 'o',
    role: 'manager',
    unit: null,
    post: null,
    person: null,
    outside_name: null,
    outside_firm: false,
    outside_phone: null,
  },
  ...{ name: null, unit_name: null, valid_from: new Date('2026-01-01T00:00:00Z'), valid_to: null },
  ...more,
})

describe('what a passer-by may know', () => {
  it('is what the card names, with its unit; what is not known is absent', () => {
    const values = { height: 96, use: 'housing', wiring: 'faulty' }
    assert.deepEqual(
      detailLines(card!, details, values).map(({ value }) => value.zh),
      ['住宅', '96 m'],
    )
  })

  it('names units and posts, and people by one character; who is to come or has gone is not named', () => {
    const charges = [
      charge({ role: 'responsible', outside_name: '欧阳芷兰', outside_phone: '13000008888' }),
      charge({ unit: 'u', name: '云庭物业' }),
      charge({ role: 'grid', post: 'p', name: '一网格', unit_name: '临江街道' }),
      charge({ person: 'n', name: '周敏' }),
      charge({ role: 'maintainer', outside_name: '永固消防维保', outside_firm: true, outside_phone: '13000009999' }),
      charge({ unit: 'v', name: '旧物业', valid_to: now }),
      charge({ unit: 'w', name: '新物业', valid_from: new Date(now.getTime() + 1) }),
    ]
    const shown = publicHolders(card!, charges, now)
    assert.deepEqual(
      shown.map(({ name }) => name),
      ['欧***', '云庭物业', '一网格', '周*', '永固消防维保'],
    )
    assert.ok(!JSON.stringify(shown).includes('1300000'))
    assert.deepEqual(publicHolders({ ...card!, roles: ['grid'] }, charges, now).length, 1)
  })

  it('is why, the worst known first, and never what nobody knows', () => {
    const values = { water: 'none', wiring: 'faulty' }
    const row = {
      ...{ object: 'o', kind: 'building', model: 'm', score: 45, level: 'yellow' as const, unknown: 17, indicators: 21 },
      ...{ since: now, rated_at: now, scores: { water: 1, wiring: 1, exits: 0.6, drill: 0.5, height: 0 } },
      ...{ floors: { 'no-water': now.toISOString() }, worsens_at: null, worsens_to: null, look_at: null },
    }
    const tell = (more: Partial<typeof row> = {}) =>
      publicRisk(card!, { row: { ...row, ...more }, model: risk!, details, values, restored: null, now })
    const told = tell()
    assert.deepEqual(
      told.why.map(({ name, says }) => [name.zh, says.map(({ zh }) => zh).join()]),
      [
        ['消防无水', ''],
        ['消防水源水压', '无水'],
        ['电气线路', ''],
        ['疏散楼梯与防火门', ''],
      ],
      'what the register holds of the wiring is not public',
    )
    assert.deepEqual([told.unknown, told.of, told.advice], [17, 21, card!.advice.yellow])
    assert.deepEqual(
      publicRisk(card!, { row: { ...row, level: 'green', floors: {} }, model: risk!, details, values, restored: null, now }).why,
      [],
    )
  })
})
