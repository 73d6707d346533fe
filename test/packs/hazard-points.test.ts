import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readDetails } from '../../contract/read-detail.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { inventPoint } from '../../server/city/seed/hazard-points.ts'

describe('the invented geohazard points of the demo', () => {
  it('hold only what the pack keeps, and not everything', () => {
    const [chance, { details }] = [chanceFrom('demo'), rockHazard.objects[0]!]
    const invented = Array.from({ length: 500 }, () => inventPoint('slide', chance, new Date('2026-06-10T01:00:00Z')))
    for (const one of invented) assert.deepEqual(readDetails(details, one).faults, [])
    assert.ok(invented.some((one) => Object.keys(one).length < Object.keys(details).length))
  })
})
