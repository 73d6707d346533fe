import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { slopePlay } from '../../test/shipped-plays.ts'
import { addsTo, movedMm, rainOver, type SlopeStory, slopeTruth, storyOf } from './slope.ts'

const hourMs = 3_600_000
const { model } = slopePlay
const failsWithinMs = 12 * hourMs
const began = Date.parse('2026-06-10T01:00:00Z')
const at = (hours: number): number => began + hours * hourMs
const story = (kind: SlopeStory['kind']): SlopeStory => storyOf(model, { point: 'point-500236-0001', kind, fromMs: began })
const first = { says: 'crack', serial: 1 }

describe('what befalls a watched slope in the demo', () => {
  it('fails ever faster, both sensors see it, and then nothing is heard of them', () => {
    const fails = story('fails')
    const hours = [0, 3, 6, 9, 11].map((hour) => movedMm(model, fails, at(hour)))
    const steps = hours.slice(1).map((mm, i) => mm - hours[i]!)
    assert.ok(
      steps.every((step, i) => i === 0 || step > steps[i - 1]!),
      `${steps}`,
    )
    assert.ok(movedMm(model, fails, at(9.6)) >= 20, 'over the red of a day while hours are left')
    assert.ok(addsTo(model, fails, { says: 'crack', serial: 2 }, at(11))! > 10)
    assert.equal(addsTo(model, fails, first, began + failsWithinMs), null)
  })

  it('comes to rest under the orange of two sensors when a storm stirs it, and the storm itself is yellow within ten minutes', () => {
    const stirred = story('stirred')
    assert.ok(movedMm(model, stirred, at(23)) < 14)
    assert.ok(addsTo(model, stirred, { says: 'crack', serial: 2 }, at(23))! < 10, 'two at orange would be red')
    assert.ok(rainOver(model, stirred, began)!.rain24h > 50 && rainOver(model, stirred, began)!.rain1h < 30)
    assert.ok(rainOver(model, stirred, at(1 / 6))!.rain1h >= 30)
    assert.equal(rainOver(model, story('fails'), at(1)), null)
  })

  it('tells one sensor that was knocked and one that is mute as faults of sensors: nothing moves', () => {
    assert.deepEqual(
      [1, 2].map((serial) => addsTo(model, story('knocked'), { says: 'crack', serial }, at(1))),
      [7, 0],
    )
    assert.equal(addsTo(model, story('mute'), first, at(1)), null)
    assert.equal(addsTo(model, story('mute'), { says: 'crack', serial: 2 }, at(1)), 0)
    assert.deepEqual(
      slopeTruth(model, [story('knocked'), story('mute')], at(1)).map(({ matter, cause, due, before }) => [
        matter,
        cause,
        due === null,
        before,
      ]),
      [
        ['rock-device', 'knocked', true, undefined],
        ['rock-device', 'mute', false, undefined],
      ],
    )
  })

  it('is told from when on it must be called, and of what fails the moment before which', () => {
    const [line] = slopeTruth(model, [story('fails')], at(1))
    assert.equal(line!.before, new Date(began + failsWithinMs).toISOString())
    assert.ok(Math.abs(movedMm(model, story('fails'), Date.parse(line!.due!)) - 5) < 0.1, 'due at the yellow of a day')
    assert.equal(line!.until, null)
    assert.deepEqual(slopeTruth(model, [story('fails')], began - 1), [], 'what has not begun is not told')
  })
})
