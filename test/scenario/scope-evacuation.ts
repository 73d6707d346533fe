import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const withCase = ['city', 'leader', 'hub', 'town', 'lead', 'maintainer'] as const
const nobodys = '00000000-0000-4000-8000-000000000000'
const count = { household: nobodys, told: true, gone: 1, refused: 0, missing: 0 }

/** Evacuation lists and the households behind them: the case of this world has none, the register masks every name. */
export const evacuationRoutes: Record<string, Read | Act> = {
  'GET /api/v1/events/{id}/evacuation': { reads: (w) => [`/api/v1/events/${w.event}/evacuation`], meets: {} },
  // whoever sees the case is told how it stands; only whoever has a part may count
  'POST /api/v1/work-orders/{id}/evacuation': {
    acts: (w) => [`/api/v1/work-orders/${w.order}/evacuation`, count],
    may: withCase,
  },
  'POST /api/v1/work-orders/{id}/evacuation-nobody': {
    acts: (w) => [`/api/v1/work-orders/${w.order}/evacuation-nobody`, { reason: '试探越权' }],
    may: withCase,
  },
  'GET /api/v1/objects/{id}/households': { reads: (w) => [`/api/v1/objects/${w.object}/households`], meets: {} },
  'POST /api/v1/objects/{id}/households': {
    acts: (w) => [`/api/v1/objects/${w.object}/households`, { rows: [{ door: '1 号', head: '试探越权', persons: 1 }] }],
    may: ['data'],
  },
  // none stands in this world
  'GET /api/v1/doubts': { reads: () => ['/api/v1/doubts'], meets: {} },
  'POST /api/v1/doubts/{id}/end': { acts: () => [`/api/v1/doubts/${nobodys}/end`, { reason: '试探越权' }], may: [] },
}
