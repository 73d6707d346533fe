import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { ChargeRole } from '../../../../contract/charge-role.ts'
import { maskName } from '../../../city/mask.ts'
import type { ChargeLine } from '../types.ts'
import { calledAll, readCharges } from './read-charges.ts'

const line = (id: string, role: ChargeRole, more: Partial<ChargeLine>): ChargeLine => ({
  ...{ id, object: 'o', role, unit: null, post: null, person: null, name: null, unit_name: null },
  ...{ outside_name: null, outside_firm: false, outside_phone: null, valid_from: new Date(0), valid_to: null },
  ...more,
})
const owner = line('1', 'responsible', { outside_name: '欧阳芷兰', outside_phone: '13000008888' })
const firm = line('2', 'maintainer', { outside_name: '永固消防维保', outside_firm: true })
const post = line('3', 'grid', { post: 'p-1', name: '专职网格员', unit_name: '临江街道网格队' })
const held = [owner, firm, post]
const names = new Map([['临江街道', { kind: 'unit', id: 'u-1' } as const]])
const read = (cells: Partial<Record<ChargeRole, string>>) =>
  readCharges(new Map(Object.entries(cells) as [ChargeRole, string][]), held, {
    find: (name) => (name === '值班长' ? 'several' : (names.get(name) ?? 'absent')),
    masked: maskName,
  })
const faults = (cells: Partial<Record<ChargeRole, string>>) => {
  const answer = read(cells)
  return answer.ok ? [] : answer.faults.map(({ field, reason }) => `${field} ${reason}`)
}

describe('who answers, in a cell', () => {
  it('is as it was handed out: masked people, firms in full, posts with their unit', () => {
    assert.deepEqual(
      held.map((one) => calledAll([one], 'zh', maskName)),
      ['外部：欧***', '外部：永固消防维保', '临江街道网格队专职网格员'],
    )
    const unchanged = { ok: true, begin: [], end: [], changes: [] }
    for (const language of ['zh', 'en'] as const)
      assert.deepEqual(
        read(Object.fromEntries(held.map((one) => [one.role, calledAll([one], language, maskName)]))),
        unchanged,
        'what is masked changes nothing',
      )
    assert.deepEqual(read({ responsible: '', manager: '' }), unchanged, 'nor does an empty cell')
  })

  it('names who answers from now on, and nobody else', () => {
    const answer = read({ maintainer: '外部：永固消防维保；临江街道', grid: '外部: 安和物业', responsible: '—' })
    assert.ok(answer.ok)
    assert.deepEqual(answer.begin, [
      { role: 'maintainer', holder: { kind: 'unit', id: 'u-1' } },
      { role: 'grid', holder: { kind: 'outside', name: '安和物业', firm: true, phone: null } },
    ])
    assert.deepEqual(
      answer.end.map(({ id }) => id),
      ['3', '1'],
    )
    assert.deepEqual(answer.changes.at(-1), {
      ...{ field: 'charges/responsible', personal: false, from: '外部：欧***', to: null },
    })
  })

  it('is refused where nobody, or more than one, is called so, and where it is masked', () => {
    assert.deepEqual(faults({ manager: '云上街道', grid: '值班长', responsible: '外部：张**', maintainer: '外部：' }), [
      'charges/manager name.unknown',
      'charges/grid name.several',
      'charges/responsible value.masked',
      'charges/maintainer value.missing',
    ])
    assert.deepEqual(faults({ manager: `外部：${'长'.repeat(61)}` }), ['charges/manager most.string'])
  })
})
