import assert from 'node:assert/strict'
import { it } from 'node:test'
import { roundsPlay } from '../../test/shipped-plays.ts'
import { eyeOf, noticedOf, tripsOf } from './truck-cameras.ts'

const eyes = roundsPlay.model.cameras
const matters = ['a', 'b']
const traffic = { trucks: 200, tripsADay: 5, cameras: 60, share: 0.1, matters }

it('trips are the same for a seed, and cameras notice, miss and err as often as they are made to', () => {
  const trips = tripsOf('1', 3, traffic)
  assert.deepEqual(trips, tripsOf('1', 3, traffic))
  const bad = trips.filter(({ matter }) => matter !== null).length
  assert.ok(bad > 60 && bad < 140, `${bad} of ${trips.length}`)
  const count = { of: 0, hit: 0, clean: 0, wrong: 0 }
  for (const trip of trips) {
    const noticed = noticedOf(eyes, trip, { seed: '1', matters })
    for (const { camera } of trip.passes) {
      if (eyeOf(eyes, camera).model !== 'DEMO-A1') continue
      if (trip.matter) count.of++
      else count.clean++
      const told = noticed.filter((one) => one.camera === camera)
      if (told.some(({ matter }) => matter === trip.matter)) count.hit++
      if (trip.matter === null && told.length > 0) count.wrong++
    }
  }
  assert.ok(Math.abs(count.hit / count.of - 0.85) < 0.1, `${count.hit}/${count.of}`)
  assert.ok(count.wrong / count.clean < 0.02, `${count.wrong}/${count.clean}`)
})
