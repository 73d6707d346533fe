import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }

/** What concerns a district though another leads it. The case of town A concerns no other district: nobody meets anything of it here. */
export const concernRoutes: Record<string, Read> = {
  'GET /api/v1/concerns': { reads: () => ['/api/v1/concerns?over=yes'], meets: {} },
  'GET /api/v1/concerns/{id}': { reads: (w) => [w.event, w.ended].map((id) => `/api/v1/concerns/${id}`), meets: {} },
  // districts and reasons only, and only to whoever sees the case
  'GET /api/v1/events/{id}/parts': { reads: (w) => [`/api/v1/events/${w.event}/parts`], meets: {} },
}
