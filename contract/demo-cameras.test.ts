import assert from 'node:assert/strict'
import { it } from 'node:test'
import { camerasAlong, demoRoadCameras } from './demo-cameras.ts'

it('cameras stand along roads: 620 of them, each number once, no two on one place, looking along their road', () => {
  assert.equal(demoRoadCameras.length, 620)
  assert.equal(new Set(demoRoadCameras.map(({ id }) => id)).size, 620)
  assert.equal(new Set(demoRoadCameras.map(({ lon, lat }) => `${lon} ${lat}`)).size, 620)
  assert.ok(demoRoadCameras.every(({ id }) => /^\d{20}$/.test(id)))
  const [first, second, third] = camerasAlong(620, 101)
  assert.ok(first && second && third)
  assert.equal((first.heading + 180) % 360, second.heading)
  assert.equal(first.heading, third.heading)
  assert.match(first.name, /^华福大道01号枪机（向西南）$/)
})

it('names every camera once', () => {
  assert.equal(new Set(demoRoadCameras.map(({ name }) => name)).size, 620)
})
