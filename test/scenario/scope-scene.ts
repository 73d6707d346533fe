import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const asked = `area=990101001&name=${encodeURIComponent('试探')}&source=x&asOf=2026-03-01`
const file = Buffer.from('{"type":"FeatureCollection","features":[]}')

/** Scene features: places without people, read by area; no case and no object stands in them. What a reader of another area finds stands in scene.db.test.ts. */
export const sceneRoutes: Record<string, Read | Act> = {
  'GET /api/v1/scene': { reads: () => ['/api/v1/scene?bbox=105,31,106,32'], meets: {} },
  'GET /api/v1/scene/nearest': { reads: () => ['/api/v1/scene/nearest?kind=hydrant&lon=105.5&lat=31.5'], meets: {} },
  // ground for everybody who reads the map: no case, no object
  'GET /api/v1/map/base': { reads: () => ['/api/v1/map/base'], meets: {} },
  'GET /api/v1/map/base/{z}/{x}/{y}': { reads: () => ['/api/v1/map/base/9/400/212'], meets: {} },
  // a tank is no vehicle: whoever may ask for tracks hears that it has none
  'GET /api/v1/objects/{id}/track': { reads: (w) => [`/api/v1/objects/${w.object}/track`], meets: {} },
  'GET /api/v1/scene/counts': { reads: () => ['/api/v1/scene/counts?bbox=105,31,106,32'], meets: {} },
  'GET /api/v1/scene/features/{id}': { reads: () => ['/api/v1/scene/features/1'], meets: {} },
  'GET /api/v1/scene/layers': { reads: () => ['/api/v1/scene/layers'], meets: {} },
  'POST /api/v1/scene/layers/look': { acts: () => [`/api/v1/scene/layers/look?${asked}`, file], may: ['data'] },
  'POST /api/v1/scene/layers/take': {
    acts: () => [`/api/v1/scene/layers/take?${asked}&digest=${'0'.repeat(64)}`, file],
    may: ['data'],
  },
  'POST /api/v1/scene/layers/{id}/roll-back': {
    acts: () => ['/api/v1/scene/layers/none/roll-back', { version: 1, to: 1 }],
    may: ['data'],
  },
}
