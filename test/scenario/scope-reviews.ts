import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const nobodys = '00000000-0000-4000-8000-000000000000'
const reason = '试探越权'
const act = (url: string, body: object): Act => ({ acts: () => [`/api/v1/${url}`, body], may: [] })

/** Reviews of one's areas; the case of town A is not closed, so there is none of it. A test of its own tells who does what with one. */
export const reviewRoutes: Record<string, Read | Act> = {
  'GET /api/v1/reviews': { reads: () => ['/api/v1/reviews', '/api/v1/reviews?view=closed'], meets: {} },
  'GET /api/v1/reviews/{id}': { reads: () => [`/api/v1/reviews/${nobodys}`], meets: {} },
  'GET /api/v1/reviews/{id}/paper.pdf': { reads: () => [`/api/v1/reviews/${nobodys}/paper.pdf`], meets: {} },
  'GET /api/v1/review-actions/{id}/proofs': { reads: () => [`/api/v1/review-actions/${nobodys}/proofs`], meets: {} },
  'GET /api/v1/reviews/{id}/targets': { reads: () => [`/api/v1/reviews/${nobodys}/targets?kind=rule`], meets: {} },
  'POST /api/v1/reviews/{id}/fill': act(`reviews/${nobodys}/fill`, { version: 1, wentWell: reason, gaps: {} }),
  'POST /api/v1/reviews/{id}/move': act(`reviews/${nobodys}/move`, { version: 1, verb: 'discuss' }),
  'POST /api/v1/reviews/{id}/actions': act(`reviews/${nobodys}/actions`, {
    ...{ kind: 'other', words: reason, unit: 'u', due: '2027-01-01T00:00:00.000Z' },
  }),
  'POST /api/v1/review-actions/{id}/close': act(`review-actions/${nobodys}/close`, {}),
  'POST /api/v1/review-actions/{id}/hand-over': act(`review-actions/${nobodys}/hand-over`, { reason }),
}
