import { reviewRoutes } from './scope-reviews.ts'
import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' | 'file' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const inside = ['hub', 'town', 'lead', 'city', 'leader', 'maintainer'] as const

/** Case files are for whoever sees the case, masked; the archive is a deed of theirs. */
export const caseFileRoutes: Record<string, Read | Act> = {
  ...reviewRoutes,
  'GET /api/v1/events/{id}/case-file': {
    reads: (w) => [`/api/v1/events/${w.event}/case-file`],
    meets: Object.fromEntries(inside.map((actor) => [actor, ['case']])),
    named: 'page',
  },
  'GET /api/v1/events/{id}/replay': {
    reads: (w) => [`/api/v1/events/${w.event}/replay`],
    meets: Object.fromEntries(inside.map((actor) => [actor, ['case', 'object']])),
    named: 'page',
  },
  'POST /api/v1/events/{id}/case-file': {
    acts: (w) => [`/api/v1/events/${w.event}/case-file`, { lang: 'zh' }],
    may: inside,
  },
}
