import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Pack, Setting } from '../../contract/pack.ts'
import { checkPack } from '../../server/city/pack/check-pack.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { nowhere, withSettings } from '../../server/city/pack/settings.ts'
import { loadedPacks } from '../../server/main.ts'
import { highRisePacks, truckPack } from '../demo-packs.ts'

const [, highRise] = highRisePacks as [Pack, Pack]
const tunedIn = (pack: string, settings: Record<string, string | number>, off = false) => {
  const packs = createPacks(loadedPacks, { demo: false })
  packs.follow(1, { published: [], releases: [], formerTypes: [], tunings: [{ pack, area: '50/500105/', off, settings }] })
  return packs
}
const of = (packs: readonly Pack[], id: string): Pack => packs.find((pack) => pack.id === id)!

describe('the settings of the packs that come with the platform', () => {
  it('name places that say their value', () => {
    for (const pack of loadedPacks) {
      for (const [id, setting] of Object.entries(pack.settings)) {
        assert.deepEqual(nowhere(pack, setting), [], `${pack.id} ${id}`)
        assert.deepEqual(withSettings(pack, { [id]: setting.value }), pack, `${pack.id} ${id} sets what stands there already`)
      }
    }
    assert.ok(Object.keys(truckPack.settings).length >= 10 && Object.keys(highRise.settings).length >= 5)
  })
})

describe('a setting', () => {
  it('changes its check of the haulage, and nothing beside it', () => {
    const { haulage, ...rest } = withSettings(truckPack, { 'route-off': 350 })
    const { haulage: before, ...same } = truckPack
    assert.deepEqual(rest, same)
    const differ = haulage!.checks.filter((check, i) => check !== before!.checks[i])
    assert.deepEqual(
      differ.map((check) => check.kind === 'route' && check.offM),
      [350],
    )
  })

  it('changes floors of a risk model, and what a letter about a hazard says', () => {
    const changed = withSettings(highRise, { 'worsen-orange': '6h', 'mend-major': 2 })
    assert.deepEqual([...new Set(changed.objects[0]!.risk!.floors.map(({ steps }) => steps[1]!.after))], ['6h'])
    assert.deepEqual(changed.types[0]!.hazard!.days, { major: 2, serious: 7 })
  })

  it('out of its range changes nothing', () => assert.equal(withSettings(truckPack, { 'route-off': 5 }), truckPack))

  it('that points at nothing, breaks the order of floors or a range of a check is refused with its place', () => {
    const told = (pack: Pack, id: string, setting: Partial<Setting>) =>
      checkPack({ ...pack, settings: { ...pack.settings, [id]: { ...pack.settings[id]!, ...setting } } }, loadedPacks).map(
        ({ path, code }) => `${path} ${code}`,
      )
    assert.deepEqual(told(highRise, 'worsen-red', { min: '10h' }), ['settings.worsen-red.min risk'])
    assert.deepEqual(told(truckPack, 'route-off', { min: 5 }), ['settings.route-off.min setting-range'])
    assert.deepEqual(told(truckPack, 'route-off', { sets: [{ check: 'road', at: 'offM' }] }), [
      'settings.route-off.sets setting-nowhere',
    ])
  })
})

describe('a district', () => {
  it('has its own checks, floors and days, and no other district has them', () => {
    const trucks = tunedIn('spoil-truck', { 'speed-limit': 40 })
    const limitAt = (area: string) =>
      of(trucks.allAt(area), 'spoil-truck').haulage!.checks.flatMap((check) => (check.kind === 'speed' ? [check.limit] : []))
    assert.deepEqual([limitAt('50/500105/500105001/'), limitAt('50/500107/'), limitAt('')], [[40], [60], [60]])
    const fires = tunedIn('high-rise-fire', { 'mend-major': 1 })
    const daysAt = (area: string) => fires.typeAt('high-rise-fire.hazard', area)!.hazard!.days.major
    assert.deepEqual([daysAt('50/500105/500105001/'), daysAt('50/500107/')], [1, 3])
    assert.deepEqual(
      fires.grounds().map(({ area, except }) => [area, except]),
      [
        ['', ['50/500105/']],
        ['50/500105/', []],
      ],
    )
  })

  it('that switched a pack off has no checks of its haulage either', () => {
    const packs = tunedIn('spoil-truck', {}, true)
    assert.deepEqual(of(packs.allAt('50/500105/'), 'spoil-truck').haulage!.checks, [])
    assert.equal(of(packs.allAt('50/500107/'), 'spoil-truck').haulage!.checks.length, 9)
  })
})
