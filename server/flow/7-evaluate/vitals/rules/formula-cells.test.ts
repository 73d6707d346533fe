import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import type { VitalTier } from '../../../../../contract/vital-kinds.ts'
import type { TreeNode } from '../types.ts'
import { formulaCells, type OpeningFormula } from './formula-cells.ts'

const above: Record<string, string | null> = { c: null, d1: 'c', d2: 'c', t1: 'd1', t2: 'd1', t3: 'd2' }
const tierOf: Record<string, VitalTier> = { c: 'city', d: 'district', t: 'town' }
const tree = {
  parentOf: (area: string) => above[area],
  node: (code: string) => ({ code, tier: tierOf[code[0]!] }) as TreeNode,
}
const formula = (id: number, tier: VitalTier, leaves: number[], opens?: VitalTier): OpeningFormula => ({
  ...{ id, code: `f.${id}`, version: 1 },
  definition: { tier, opens: { hold: 1, causeHours: 24, tier: opens } } as unknown as VitalDefinition,
  leaves: new Map(leaves.map((leaf) => [leaf, {} as VitalDefinition])),
})
const told = (vital: number, area: string, period = 1) => ({ vital, area, period, part: null })
const cells = (changes: ReturnType<typeof told>[], formulas: OpeningFormula[]) =>
  formulaCells(changes, formulas, tree).map((one) => `${one.formula.id} ${one.area} of ${one.parent || '-'} in ${one.period}`)

describe('what formulas are judged by when vitals were told', () => {
  it('is the number of the area of their own tier, once however many values came', () => {
    const changes = [told(1, 't1'), told(1, 't2'), told(2, 't1'), told(1, 't3')]
    assert.deepEqual(cells(changes, [formula(9, 'district', [1, 2])]), ['9 d1 of c in 1', '9 d2 of c in 1'])
    assert.deepEqual(cells(changes, [formula(9, 'town', [2])]), ['9 t1 of d1 in 1'])
    assert.deepEqual(cells([told(1, 't1'), told(1, 't1', 2)], [formula(9, 'city', [1])]), ['9 c of - in 1', '9 c of - in 2'])
  })

  it('is that of the tier that is named', () => {
    assert.deepEqual(cells([told(1, 't1')], [formula(9, 'town', [1], 'district')]), ['9 d1 of c in 1'])
  })

  it('is nothing where they do not stand on it, nor of an area that was not there', () => {
    assert.deepEqual(cells([told(3, 't1')], [formula(9, 'town', [1])]), [])
    assert.deepEqual(cells([told(1, 'gone')], [formula(9, 'town', [1])]), [])
    assert.deepEqual(cells([told(1, 'd1')], [formula(9, 'town', [1])]), [], 'told above it')
  })
})
