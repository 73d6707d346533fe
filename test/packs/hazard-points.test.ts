import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDetails } from '../../contract/read-detail.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { inventPoint, inventPoints } from '../../server/city/seed/hazard-points.ts'

describe('the invented geohazard points of the demo', () => {
  it('hold only what the pack keeps, and not everything', () => {
    const [chance, { details }] = [chanceFrom('demo'), rockHazard.objects[0]!]
    const invented = Array.from({ length: 500 }, () => inventPoint('slide', chance, new Date('2026-06-10T01:00:00Z')))
    for (const one of invented) assert.deepEqual(readDetails(details, one).faults, [])
    assert.ok(invented.some((one) => Object.keys(one).length < Object.keys(details).length))
  })

  it('have each its own name, however many stand in one town', () => {
    const towns = [{ code: '500105005', name: '寸滩街道', path: '50/500105/500105005/', district: '500105' }]
    const of = (rocks: number) => inventPoints({ district: '500105', towns, count: 200, rocks }, new Date('2026-06-10T01:00:00Z'))
    const names = of(0).map(({ name }) => name)
    assert.equal(new Set(names).size, 200)
    const more = of(30)
    assert.deepEqual(more.slice(0, 200), of(0), 'rocks beside them change none of the others')
    assert.deepEqual(
      new Set(more.slice(200).map(({ details, sensors }) => `${details.form} ${sensors.length}`)),
      new Set(['rock 0']),
    )
    assert.ok(names.some((name) => / 2 号(危岩|滑坡)$/.test(name)))
  })
})
