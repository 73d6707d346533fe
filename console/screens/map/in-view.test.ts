import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { MapPoints } from '../../../contract/map.ts'
import { inView } from './in-view.ts'

const object = (
  id: string,
  risk: MapPoints['objects'][number]['risk'],
  severity: MapPoints['objects'][number]['severity'],
  lon = 106.6,
) => ({
  id,
  name: id,
  kind: 'septic-tank',
  risk,
  severity,
  lon,
  lat: 29.6,
})
const points: MapPoints = {
  at: '2026-04-10T01:00:00Z',
  events: [],
  objects: [
    object('calm', 'green', null),
    object('far', 'red', null, 108),
    object('hot', 'green', 'red'),
    object('grave', 'orange', null),
  ],
  objectsLeft: 0,
  children: [],
}

describe('the list beside the map', () => {
  it('shows what is in view: alarms first, then the graver risk', () => {
    const ids = inView(points, 'objects', [106.5, 29.5, 106.7, 29.7]).map((i) => i.id)
    assert.deepEqual(ids, ['hot', 'grave', 'calm'])
  })
  it('is empty before the map knows where it looks', () => assert.deepEqual(inView(points, 'objects', null), []))
})
