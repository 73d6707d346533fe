import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { gasPack, highRisePacks, truckPack } from '../../../test/demo-packs.ts'
import { fedBy, ratedIn } from './rated-fields.ts'

const building = highRisePacks[1]!.objects[0]!
const tower = { kind: building.kind, model: building.risk!, inspections: building.inspections }
const kinds = [...highRisePacks, gasPack, truckPack].flatMap(({ objects }) => objects)
const rated = (kind: string): string[] => [...(ratedIn(kinds).get(kind) ?? [])].sort()

describe('the fields a risk model looks at', () => {
  it('follow from its indicators and floors; what it reads of the flow is none', () => {
    const own = rated('building')
    assert.ok(own.includes('details/water') && own.includes('details/patrol-rate') && own.includes('details/built-on'))
    // Where the entrance is says nothing of the risk, and every rated detail is one the register keeps.
    assert.ok(!own.includes('details/entrance') && !own.includes('ownerKind'))
    assert.deepEqual(
      own.filter((field) => !Object.hasOwn(building.details, field.replace('details/', ''))),
      [],
    )
  })

  it('are who owns it, and the cycle a date is due by', () => {
    assert.deepEqual(rated('septic-tank'), [
      ...['details/dredge-cycle', 'details/last-dredge', 'details/near', 'details/vent', 'ownerKind'],
    ])
  })

  it('are those of the papers that name an object too', () => {
    assert.deepEqual(
      rated('spoil-permit').filter((field) => /valid-until|truck/.test(field)),
      ['details/truck', 'details/valid-until'],
    )
  })

  it('of a kind nobody rates are none', () => {
    assert.deepEqual(rated('fire-system'), [])
    const { risk: _, ...plain } = building
    assert.equal(ratedIn([plain]).size, 0)
  })
})

describe('what a field feeds', () => {
  it('is every indicator and floor that looks at it, also a floor that stands on an indicator', () => {
    assert.deepEqual(fedBy(tower, { kind: 'building', fields: ['details/water'] }), {
      indicators: ['water'],
      floors: ['no-water'],
    })
    assert.deepEqual(fedBy(tower, { kind: 'building', fields: ['details/entrance'] }), { indicators: [], floors: [] })
    assert.deepEqual(fedBy(tower, { kind: 'other', fields: ['details/water'] }).indicators, [])
    const [floor] = tower.model.floors
    const standing = { ...floor!, id: 'on-water', when: [{ kind: 'indicator' as const, indicator: 'water', least: 1 }] }
    const model = { ...tower.model, floors: [standing] }
    assert.deepEqual(fedBy({ ...tower, model }, { kind: 'building', fields: ['details/water'] }).floors, ['on-water'])
  })
})
