import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const withCase = ['city', 'leader', 'hub', 'town', 'lead', 'maintainer'] as const
const nobodys = '00000000-0000-4000-8000-000000000000'
const reach = { block: 'shipping', wayName: '试探越权', fromKm: 1, toKm: 2 }

/** Ways that are closed: the case of this world closes none, so nobody meets one; only whoever sees the case is told that it has none. */
export const wayRoutes: Record<string, Read | Act> = {
  'GET /api/v1/way-closures': { reads: () => ['/api/v1/way-closures'], meets: {} },
  'POST /api/v1/work-orders/{id}/way-close': { acts: (w) => [`/api/v1/work-orders/${w.order}/way-close`, reach], may: withCase },
  'POST /api/v1/work-orders/{id}/way-needless': {
    acts: (w) => [`/api/v1/work-orders/${w.order}/way-needless`, { block: 'shipping', reason: '试探越权' }],
    may: withCase,
  },
  'POST /api/v1/work-orders/{id}/way-tell': {
    acts: (w) => [`/api/v1/work-orders/${w.order}/way-tell`, { block: 'shipping', to: 'ports' }],
    may: withCase,
  },
  'POST /api/v1/way-closures/{id}/ask-lift': {
    acts: () => [`/api/v1/way-closures/${nobodys}/ask-lift`, { checks: [], note: '试探越权' }],
    may: [],
  },
  'POST /api/v1/way-closures/{id}/lift': { acts: () => [`/api/v1/way-closures/${nobodys}/lift`, { passed: true }], may: [] },
  'POST /api/v1/way-closures/{id}/hand-over': {
    acts: () => [`/api/v1/way-closures/${nobodys}/hand-over`, { to: '试探', reason: '试探越权' }],
    may: [],
  },
}
