import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { truckPack } from '../../../../../test/demo-packs.ts'
import type { Told } from '../types.ts'
import { stoodAt, washedByPlaces } from './stood-at.ts'

const haulage = truckPack.haulage!
const check = haulage.checks.find((one) => one.kind === 'unwashed')!
const wash = [106.5, 29.5] as const
const asked = { places: [wash], nearM: check.nearM, haulage }
/** Metres north of the wash, told every twenty seconds. */
const told = (...moments: readonly (readonly [north: number, speed: number | null, load: number | null])[]): Told[] =>
  moments.map(([north, speed, load], n) => ({
    ...{ at: new Date(n * 20_000), lon: wash[0], lat: wash[1] + north / 111_195, speed, load },
  }))
const loaded = [200, 0, 100] as const
const comes = [90, 20, 100] as const

describe('a wash by a carrier’s own places', () => {
  it('is how long it stood loaded at the wash after it had come there', () => {
    assert.equal(stoodAt(told(loaded, comes, [5, 0, 100], [9, 1, 100], [0, 0, 100], [-90, 30, 100]), asked), 40)
    assert.equal(stoodAt(told(loaded, [5, 0, 100], [9, 0, 100]), asked), 20, 'it was elsewhere when it was loaded')
  })

  it('is none where it was loaded beside the wash, came empty, drove through, or stood elsewhere', () => {
    assert.equal(stoodAt(told([20, 0, 0], [20, 0, 100], [20, 0, 100], [20, 0, 100]), asked), 0)
    assert.equal(
      stoodAt(told(loaded, comes, [5, 0, 100], [5, 0, 100], [900, 40, 0], loaded, comes, [-90, 30, 100]), asked),
      0,
      'that was the load before',
    )
    assert.equal(stoodAt(told([90, 20, 0], [5, 0, 0], [5, 0, 0], [5, 0, 0]), asked), 0)
    assert.equal(stoodAt(told(loaded, comes, [5, 12, 100], [0, 12, 100], [-9, 12, 100]), asked), 0)
    assert.equal(stoodAt(told(loaded, comes, [80, 0, 100], [80, 0, 100], [80, 0, 100]), asked), 0)
  })

  it('is none where nothing was told: no load, no speed, no place of a wash, two minutes without a word', () => {
    assert.equal(stoodAt(told(loaded, comes, [5, 0, null], [5, 0, null], [5, 0, null]), asked), 0)
    assert.equal(stoodAt(told(loaded, comes, [5, null, 100], [5, null, 100], [5, null, 100]), asked), 0)
    assert.equal(stoodAt(told(loaded, comes, [5, 0, 100], [5, 0, 100]), { ...asked, places: [] }), 0)
    const silent = told(loaded, comes, [5, 0, 100], [5, 0, 100])
    silent[3]!.at = new Date(silent[2]!.at.getTime() + 121_000)
    assert.equal(stoodAt(silent, asked), 0)
  })

  it('counts from the seconds of the check, and not at all where it asks for none', () => {
    assert.deepEqual(washedByPlaces(check, 74, false), {})
    assert.deepEqual(washedByPlaces(check, 75, false), { stood: 75 })
    assert.deepEqual(washedByPlaces(check, 75, true), { stood: 75, sampled: true })
    assert.deepEqual(washedByPlaces({ ...check, stands: '0s' }, 75, false), {})
  })
})
