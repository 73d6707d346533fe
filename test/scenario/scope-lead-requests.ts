import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const reason = '试探越权'
const nobodys = '00000000-0000-4000-8000-000000000000'
const act = (verb: string, more: object): Act => ({
  acts: () => [`/api/v1/lead-requests/${nobodys}/${verb}`, { version: 1, ...more }],
  may: [],
})

/** One district asks another to lead. The case of town A concerns one district only: its own hub is refused for that, everybody else is outside. */
export const leadRequestRoutes: Record<string, Read | Act> = {
  'GET /api/v1/events/{id}/lead-requests': { reads: (w) => [`/api/v1/events/${w.event}/lead-requests`], meets: {} },
  'GET /api/v1/lead-requests': { reads: () => ['/api/v1/lead-requests'], meets: {} },
  'POST /api/v1/events/{id}/lead-requests': {
    acts: (w) => [`/api/v1/events/${w.event}/lead-requests`, { to: '990102', reason, evidence: reason }],
    may: ['hub'],
  },
  'POST /api/v1/lead-requests/{id}/agree': act('agree', {}),
  'POST /api/v1/lead-requests/{id}/refuse': act('refuse', { reason }),
  'POST /api/v1/lead-requests/{id}/withdraw': act('withdraw', {}),
  'POST /api/v1/lead-requests/{id}/rule': act('rule', { to: '990102', reason }),
}
