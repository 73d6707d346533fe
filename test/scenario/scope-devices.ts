import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const readers = ['reporter', 'leader', 'city', 'lead', 'hub', 'town', 'data'] as const

/** Devices of objects: read as the register is, registered, changed and retired by its keeper. */
export const deviceRoutes: Record<string, Read | Act> = {
  'GET /api/v1/objects/{id}/devices': {
    reads: (w) => [`/api/v1/objects/${w.object}/devices`],
    meets: Object.fromEntries(readers.map((actor) => [actor, ['object']])),
  },
  'POST /api/v1/objects/{id}/devices': {
    acts: (w) => [`/api/v1/objects/${w.object}/devices`, { id: 'probe-1', kind: 'no-such-kind' }],
    may: ['data'],
  },
  'POST /api/v1/devices/{id}/change': { acts: (w) => [`/api/v1/devices/${w.device}/change`, { intervalS: 61 }], may: ['data'] },
  'POST /api/v1/devices/{id}/retire': {
    acts: (w) => [`/api/v1/devices/${w.device}/retire`, { reason: '试探越权' }],
    may: ['data'],
  },
}
