import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { demoField } from '../../contract/demo-field.ts'
import { demoTrips } from '../../contract/demo-haul.ts'
import type { Pack } from '../../contract/pack.ts'
import { PackSimulator } from '../../contract/pack-simulator.ts'
import { shownPlay } from '../../server/centre/packs/rules/show-play.ts'
import { blockFaults } from '../../server/city/pack/check-blocks.ts'
import { metresFromLine } from '../../server/flow/2-detect/haulage/rules/metres-from-line.ts'
import { readRoute } from '../../server/flow/2-detect/haulage/rules/read-permit.ts'
import { loadedPacks } from '../../server/main.ts'
import { Inventory, simulatorsOf } from '../../simulator/inventory.ts'
import { newTank, profileOf, restingLevel, stepTank } from '../../simulator/model/gas.ts'
import { vesselOf } from '../../simulator/model/roof-tank.ts'
import { addsTo, slopeTruth, storyOf } from '../../simulator/model/slope.ts'
import { route as truckRoute } from '../../simulator/model/truck.ts'
import { noticedOf, tripsOf } from '../../simulator/model/truck-cameras.ts'
import { playOf } from '../../simulator/plays.ts'
import { gasPlay, roundsPlay, slopePlay, vesselPlay } from '../shipped-plays.ts'
import { startStory } from '../story.ts'

const four = ['septic-gas', 'spoil-truck', 'rock-hazard', 'high-rise-fire']
const byId = (id: string): Pack => loadedPacks.find((pack) => pack.id === id)!
const nowMs = Date.parse('2026-06-10T01:00:00Z')
/** A block with one number changed, read again as a pack from a file is. */
function changed<T extends PackSimulator>(play: T, place: string, value: unknown): T {
  const whole = JSON.parse(JSON.stringify(play)) as Record<string, unknown>
  const names = place.split('.')
  const at = names.slice(0, -1).reduce((one, name) => one[name] as Record<string, unknown>, whole)
  assert.notEqual(at[names.at(-1)!], undefined, place)
  at[names.at(-1)!] = value
  return PackSimulator.parse(whole) as T
}
const limitOf = (pack: string, rule: string, severity: string): number => {
  const found = byId(pack).detect.find(({ id }) => id === rule)!
  assert.equal(found.kind, 'threshold')
  return found.kind === 'threshold' ? found.levels.find((level) => level.severity === severity)!.limit : Number.NaN
}

describe('how the shipped packs are played', () => {
  it('each of the four says so by itself, and is taken as a pack from a file would be', () => {
    for (const id of four) {
      const pack = byId(id)
      assert.ok(pack.simulator?.model, id)
      const others = loadedPacks.filter((one) => one.id !== id)
      assert.deepEqual(blockFaults(pack, others), [], id)
      assert.deepEqual(PackSimulator.parse(JSON.parse(JSON.stringify(pack.simulator))), pack.simulator, 'data only')
      const shown = shownPlay(pack, loadedPacks)!
      assert.ok(shown.model.length >= 4, `${id} shows its model`)
      for (const { name, says } of [...shown.model, ...shown.series]) {
        assert.match(name.zh + says.zh, /\p{Script=Han}/u)
        assert.doesNotMatch(name.en + says.en, /\p{Script=Han}/u)
        assert.doesNotMatch(says.zh + says.en, /NaN|undefined|\[object/)
      }
    }
  })

  it('what is to be found stands where the rules stand', () => {
    assert.equal(gasPlay.model.truth.due, limitOf('septic-gas', 'ch4', 'yellow'))
    assert.equal(vesselPlay.model.low, limitOf('fire-alarm', 'tank-low', 'yellow'))
    const check = byId('spoil-truck').haulage!.checks.find(({ kind }) => kind === 'no-ticket')!
    assert.equal(roundsPlay.model.unticketed.due, check.kind === 'no-ticket' && check.hold)
  })

  it('trucks of the demo that tell where they are keep to the route of their permits, bend and all', () => {
    const off = byId('spoil-truck').haulage!.checks.find(({ kind }) => kind === 'route')!
    const allowed = off.kind === 'route' ? off.offM : 0
    for (const { device, route: written, ...tip } of demoTrips) {
      const line = readRoute(written)
      assert.ok(line.length > 2, device)
      const site = demoField.find(({ id }) => id === device)!
      for (let minute = 0; minute < 40; minute++) {
        const at = truckRoute(roundsPlay.model, { id: device, site, tip }, nowMs + minute * 60_000)
        assert.ok(metresFromLine(line, at) < allowed / 4, `${device} ${Math.round(metresFromLine(line, at))} m off`)
      }
    }
  })
})

describe('a number of a pack changed', () => {
  const gas = (play: typeof gasPlay) => stepTank(profileOf('1', 'd-1', play), newTank(profileOf('1', 'd-1', play)), moment)
  const moment = { nowMs, sinceStartMs: 0, asked: null }

  it('changes what a tank of gas says', () => {
    const fresh = gas(changed(gasPlay, 'series.ch4.base', [7, 7.5])).values!
    assert.ok(fresh.ch4! > gas(gasPlay).values!.ch4! && fresh.co! > gas(gasPlay).values!.co!, 'and what follows it')
    const still = profileOf('1', 'd-1', changed(gasPlay, 'series.ch4.peakHour', 17))
    assert.ok(restingLevel(still, moment) !== restingLevel(profileOf('1', 'd-1', gasPlay), moment))
  })

  it('changes how full a roof tank is and when it is truly too low', () => {
    const leak = { kind: 'leak-fast' as const, fromMs: nowMs, untilMs: nowMs + 7_200_000 }
    const [before, after] = [vesselOf(vesselPlay), vesselOf(changed(vesselPlay, 'series.tank-level.base', [3, 3]))]
    assert.equal(after.at('t', [], nowMs).level, 3)
    assert.ok(after.lowSince('t', leak) === null || after.lowSince('t', leak)! > before.lowSince('t', leak)!)
    const faster = vesselOf(changed(vesselPlay, 'model.troubles.0.lossPerHour', 2))
    assert.ok(faster.lowSince('t', leak)! < before.lowSince('t', leak)!)
  })

  it('changes how far a slope moves, and from when on it is to be called', () => {
    const of = { point: 'point-500236-0001', kind: 'fails', fromMs: nowMs } as const
    const sensor = { says: 'crack', serial: 1 }
    const { model: more } = changed(slopePlay, 'model.stories.fails.mm', 25)
    const story = storyOf(slopePlay.model, of)
    const at = nowMs + 6 * 3_600_000
    assert.ok(addsTo(more, story, sensor, at)! > 1.9 * addsTo(slopePlay.model, story, sensor, at)!)
    assert.ok(slopeTruth(more, [story], at)[0]!.due! < slopeTruth(slopePlay.model, [story], at)[0]!.due!)
  })

  it('changes what cameras notice', () => {
    const matters = ['a', 'b']
    const trips = tripsOf('1', 1, { trucks: 50, tripsADay: 5, cameras: 60, share: 0.5, matters })
    const count = ({ model: { cameras } }: typeof roundsPlay): number =>
      trips.flatMap((trip) => noticedOf(cameras, trip, { seed: '1', matters })).length
    assert.ok(count(changed(roundsPlay, 'model.cameras.0.hits', 0.1)) < count(roundsPlay))
  })

  it('reaches the simulator by the public door, the devices of another pack among them', async (t) => {
    const tower = byId('high-rise-fire')
    const story = await startStory(t, {
      packs: [byId('fire-alarm'), { ...tower, simulator: changed(tower.simulator!, 'model.fillsPerHour', 9) }],
    })
    const inventory = Inventory.parse((await story.public('GET', '/api/v1/demo/inventory')).body)
    const told = simulatorsOf(inventory)
    assert.deepEqual(playOf(told, 'gas'), gasPlay)
    assert.equal(playOf(told, 'vessel')!.model.fillsPerHour, 9)
    assert.equal(playOf(told, 'slope'), null, 'no pack plays slopes here')
    assert.deepEqual(inventory.profiles['fire-transmitter']!.ranges['tank-level'], [0, 20])
    await story.end()
  })
})
