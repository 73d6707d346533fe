import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const asked = `area=990101001&name=${encodeURIComponent('试探')}&source=x&asOf=2026-03-01`
const file = Buffer.from('{"type":"FeatureCollection","features":[]}')

const nobodys = '00000000-0000-4000-8000-000000000000'
const base = { name: '试探', source: '试探', licence: '试探', attribution: '试探', asOf: '2026-03-01', crs: 'WGS-84', bytes: 500 }

/** Scene features: places without people, read by area; no case and no object stands in them. What a reader of another area finds stands in scene.db.test.ts. */
export const sceneRoutes: Record<string, Read | Act> = {
  'GET /api/v1/scene': { reads: () => ['/api/v1/scene?bbox=105,31,106,32'], meets: {} },
  'GET /api/v1/scene/nearest': { reads: () => ['/api/v1/scene/nearest?kind=hydrant&lon=105.5&lat=31.5'], meets: {} },
  // ground for everybody who reads the map: no case, no object
  'GET /api/v1/map/base': { reads: () => ['/api/v1/map/base'], meets: {} },
  'GET /api/v1/map/base/{z}/{x}/{y}': { reads: () => ['/api/v1/map/base/9/400/212'], meets: {} },
  'GET /api/v1/base-maps': { reads: () => ['/api/v1/base-maps'], meets: {} },
  'GET /api/v1/base-maps/{id}/tiles/{z}/{x}/{y}': { reads: () => [`/api/v1/base-maps/${nobodys}/tiles/9/400/212`], meets: {} },
  'POST /api/v1/base-maps': { acts: () => ['/api/v1/base-maps', { ...base, area: '99/990101/990101001/' }], may: ['data'] },
  'PUT /api/v1/base-maps/{id}/bytes': {
    acts: () => [`/api/v1/base-maps/${nobodys}/bytes?offset=0`, Buffer.alloc(9)],
    may: [],
  },
  'POST /api/v1/base-maps/{id}/enforce': { acts: () => [`/api/v1/base-maps/${nobodys}/enforce`, {}], may: [] },
  'POST /api/v1/base-maps/{id}/withdraw': { acts: () => [`/api/v1/base-maps/${nobodys}/withdraw`, {}], may: [] },
  'POST /api/v1/base-maps/{id}/discard': { acts: () => [`/api/v1/base-maps/${nobodys}/discard`, {}], may: [] },
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
