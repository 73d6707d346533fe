import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { RiskSample } from '../../contract/pack-risk-sample.ts'
import { readDetails } from '../../contract/read-detail.ts'
import { fireAlarm } from '../../packs/fire-alarm/pack.ts'
import { highRiseFire } from '../../packs/high-rise-fire/pack.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { spoilTruck } from '../../packs/spoil-truck/pack.ts'
import { rateSample } from '../../server/centre/packs/replay-sample.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { checkRisks } from '../../server/city/pack/check-risk.ts'
import { inventDetails } from '../../server/city/seed/buildings.ts'
import { rateObject } from '../../server/flow/8-risk/rules/rate-object.ts'
import { nothingKnown } from '../../server/flow/8-risk/types.ts'

const rated = [highRiseFire, rockHazard, septicGas, spoilTruck]

describe('the risk models that come with the packs', () => {
  it('have no fault', () => assert.deepEqual(checkRisks([fireAlarm, ...rated]), []))
})

const building = highRiseFire.objects[0]!

describe('the invented high-rises of the demo', () => {
  const now = new Date('2026-04-10T01:00:00Z')
  const chance = chanceFrom('demo')
  const invented = Array.from({ length: 2_000 }, () => inventDetails(chance, now))

  it('hold only what the pack keeps, and not everything', () => {
    for (const details of invented) assert.deepEqual(readDetails(building.details, details).faults, [])
    const known = invented.reduce((sum, details) => sum + Object.keys(details).length, 0)
    const share = known / (invented.length * Object.keys(building.details).length)
    assert.ok(share > 0.6 && share < 0.9, String(share))
  })

  it('have every level among them after three days', () => {
    const before = new Date(now.getTime() - 3 * 86_400_000)
    const held = Object.fromEntries(building.risk!.floors.map(({ id }) => [id, before]))
    const levels = invented.map((details) => rateObject(building.risk!, { ...nothingKnown, details }, held, now).level)
    assert.deepEqual([...new Set(levels)].sort(), ['blue', 'green', 'orange', 'red', 'yellow'])
  })
})

const kindOf = (file: URL): string | undefined => RiskSample.parse(JSON.parse(readFileSync(file, 'utf8'))).kind

for (const pack of rated) {
  const kinds = pack.objects.filter(({ risk }) => risk)
  const folder = new URL(`../../packs/${pack.id}/risk-samples/`, import.meta.url)
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))

  describe(`the samples of ${pack.id}`, () => {
    it('are at least three of each kind', () => {
      for (const { kind } of kinds) {
        const own = files.filter((file) => (kindOf(new URL(file, folder)) ?? kinds[0]!.kind) === kind)
        assert.ok(own.length >= 3, kind)
      }
    })

    for (const file of files) {
      const sample = RiskSample.parse(JSON.parse(readFileSync(new URL(file, folder), 'utf8')))
      it(`${file}: ${sample.name}`, () => {
        const kind = kinds.find((one) => (sample.kind ?? one.kind) === one.kind)!
        assert.deepEqual(readDetails(kind.details, sample.details).faults, [])
        const { expect } = sample
        assert.deepEqual(rateSample(kind.risk!, sample), {
          ...expect,
          worsens: expect.worsens && { ...expect.worsens, at: new Date(expect.worsens.at) },
        })
      })
    }
  })
}
