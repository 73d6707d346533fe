import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const views = '/api/v1/event-views'
const nobodys = `${views}/00000000-0000-4000-8000-000000000000`
const readers = ['hub', 'town', 'lead', 'city', 'leader', 'maintainer', 'reporter'] as const
const act = (path: string, body: object): Act => ({ acts: () => [path, body], may: readers })

/** Saved views: names and filters of one's own and of one's unit, no case in them. */
export const viewRoutes: Record<string, Read | Act | { open: string }> = {
  'GET /api/v1/event-views': { reads: () => [views], meets: {} },
  'POST /api/v1/event-views': { open: 'makes a view of one’s own; who may make one of the unit stands in views.db.test.ts' },
  'POST /api/v1/event-views/{id}/change': act(`${nobodys}/change`, { name: '试探越权' }),
  'POST /api/v1/event-views/{id}/move': act(`${nobodys}/move`, { to: 'front' }),
  'POST /api/v1/event-views/{id}/delete': act(`${nobodys}/delete`, {}),
}
