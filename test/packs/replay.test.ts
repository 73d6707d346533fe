import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { sortOf } from '../../contract/any-sample.ts'
import { Sample } from '../../contract/pack-sample.ts'
import { cameras } from '../../packs/cameras/pack.ts'
import { cityBasics } from '../../packs/city-basics/pack.ts'
import { environment } from '../../packs/environment/pack.ts'
import { fireAlarm } from '../../packs/fire-alarm/pack.ts'
import { loudspeaker } from '../../packs/loudspeaker/pack.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { spoilTruck } from '../../packs/spoil-truck/pack.ts'
import { supply } from '../../packs/supply/pack.ts'
import { replaySample, wantedOf } from '../../server/centre/packs/replay-sample.ts'

const packs = [septicGas, cityBasics, environment, spoilTruck, fireAlarm, cameras, rockHazard, loudspeaker, supply]

for (const pack of packs) {
  const folder = new URL(`../../packs/${pack.id}/samples/`, import.meta.url)
  const files = pack.detect.length > 0 ? readdirSync(folder).filter((name) => name.endsWith('.json')) : []
  describe(`the samples of ${pack.id}`, () => {
    if (pack.detect.length > 0) it('are at least three', () => assert.ok(files.length >= 3))
    for (const file of files)
      it(file, () => {
        const given = JSON.parse(readFileSync(new URL(file, folder), 'utf8'))
        if (sortOf(given) !== 'readings') return
        const sample = Sample.parse(given)
        assert.deepEqual(replaySample(pack, sample), wantedOf(sample))
      })
  })
}
