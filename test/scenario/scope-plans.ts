import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const reason = '试探越权'
const nobodys = '00000000-0000-4000-8000-000000000000'
/** Hubs, leaders and the city over town A: they read plans, and see the cases that run by them. */
const chiefs = ['hub', 'town', 'city', 'leader'] as const
const cases = Object.fromEntries(chiefs.map((actor) => [actor, ['case'] as const]))
const type = 'septic-gas.over-limit'
const reads = (path: string, meets: Read['meets'] = {}): Read => ({ reads: () => [`/api/v1/plans${path}`], meets })
const act = (path: string, body: unknown, may: readonly Actor[] = ['city']): Act => ({
  acts: () => [`/api/v1/plans/${path}`, body],
  may,
})
const at = '2026-03-02T00:00:00Z'
const clocks = { accept: '5m', arrive: null, report: null, finish: null, calendar: 'wall' }
const plan = {
  lead: [{ call: [{ postKind: 'town-duty', tier: 'town' }], name: { zh: reason, en: reason } }],
  ...{ assist: [], inform: [], clocks: { major: clocks }, checklist: [], safety: [] },
}

/** Plans hold for the whole city and name nobody; only what runs by them tells of cases. */
export const planRoutes: Record<string, Read | Act> = {
  // no drill runs in this world; who sees which is the sight of cases, as of /events
  'GET /api/v1/exercises': { reads: () => ['/api/v1/exercises'], meets: {} },
  'POST /api/v1/exercises/{id}/notes': { acts: () => [`/api/v1/exercises/${nobodys}/notes`, { note: reason }], may: [...chiefs] },
  'GET /api/v1/exercises/{id}': { reads: () => [`/api/v1/exercises/${nobodys}`], meets: {} },
  'POST /api/v1/exercises': {
    acts: () => ['/api/v1/exercises', { type: 'none', grade: 'minor', area: '990101001', words: reason }],
    may: [...chiefs],
  },
  'POST /api/v1/exercises/{id}/end': { acts: () => [`/api/v1/exercises/${nobodys}/end`, { reason }], may: [...chiefs] },
  'POST /api/v1/exercises/{id}/promote': { acts: () => [`/api/v1/exercises/${nobodys}/promote`, { reason }], may: [...chiefs] },
  'GET /api/v1/plans': reads(''),
  'GET /api/v1/plans/{type}': reads(`/${type}`),
  'GET /api/v1/plans/{type}/versions/{no}': reads(`/${type}/versions/0`),
  'GET /api/v1/plans/{type}/running': reads(`/${type}/running`, cases),
  'POST /api/v1/plans/{type}/rehearse': act(`${type}/rehearse`, { area: '990101001', grade: 'major', at, minutes: 1 }, chiefs),
  'POST /api/v1/plans/{type}/tiers': act(`${type}/tiers`, { area: '990101001', at }, chiefs),
  'POST /api/v1/plans/{type}/check': act('none/check', { plan }, chiefs),
  'POST /api/v1/plans/{type}/versions': act('none/versions', { plan, note: reason }),
  'PUT /api/v1/plans/{type}/versions/{no}': act('none/versions/1', { plan, note: reason, changedAt: '2026-03-02T00:00:00Z' }),
  'POST /api/v1/plans/{type}/versions/{no}/ask': act('none/versions/1/ask', {}),
  'POST /api/v1/plans/{type}/versions/{no}/publish': act('none/versions/1/publish', { changedAt: '2026-03-02T00:00:00Z' }),
  'POST /api/v1/plans/{type}/versions/{no}/send-back': act('none/versions/1/send-back', { note: reason }, chiefs),
  'POST /api/v1/plans/{type}/versions/{no}/discard': act('none/versions/1/discard', {}),
  'POST /api/v1/plans/{type}/versions/{no}/roll-back': act('none/versions/1/roll-back', { note: reason }),
}
