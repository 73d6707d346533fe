import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { fireAlarm } from '../../packs/fire-alarm/pack.ts'
import { highRiseFire } from '../../packs/high-rise-fire/pack.ts'
import { loudspeaker } from '../../packs/loudspeaker/pack.ts'
import { rockHazard } from '../../packs/rock-hazard/pack.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { spoilTruck } from '../../packs/spoil-truck/pack.ts'
import { deviceKindsFor } from '../../server/centre/register/devices/rules/kinds-for.ts'

const packs = [loudspeaker, fireAlarm, septicGas, rockHazard, highRiseFire, spoilTruck]
const kindsFor = (kind: string): string[] => deviceKindsFor(kind, packs).map((one) => one.kind)

describe('which devices may stand at an object', () => {
  it('are those of its own pack, and those its pack asks about', () => {
    assert.deepEqual(kindsFor('septic-tank'), ['gas-monitor'])
    assert.deepEqual(kindsFor('building'), ['fire-transmitter'], 'the building’s pack brings none of its own')
    const rocks = packs.find(({ id }) => id === 'rock-hazard')!.objects.find(({ devices }) => devices)!
    assert.deepEqual(kindsFor(rocks.kind), ['rock-sensor', 'loudspeaker'])
  })

  it('are none at a firm or a site, and none at what no pack brings', () => {
    assert.deepEqual(kindsFor('haul-firm'), [])
    assert.deepEqual(kindsFor('disposal-site'), [])
    assert.deepEqual(kindsFor('bridge'), [])
  })

  it('speak as often as their pack says', () => {
    assert.equal(deviceKindsFor('septic-tank', packs)[0]?.intervalS, 60)
  })
})
