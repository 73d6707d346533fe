import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

/** Those that lead a duty, lead, or keep the register; nobody learns of a request that is none of theirs. */
const may: readonly Actor[] = ['hub', 'town', 'city', 'leader', 'data']
const nobody = '00000000-0000-4000-8000-000000000000'
const answer = (verb: string): Act => ({ acts: () => [`/api/v1/object-requests/${nobody}/${verb}`, {}], may })

/** Changes of the register that wait for a second person: read by area, like the objects they are of. */
export const requestRoutes: Record<string, Read | Act> = {
  'GET /api/v1/object-requests': { reads: () => ['/api/v1/object-requests'], meets: {} },
  'POST /api/v1/object-requests/{id}/confirm': answer('confirm'),
  'POST /api/v1/object-requests/{id}/refuse': answer('refuse'),
  'POST /api/v1/object-requests/{id}/withdraw': answer('withdraw'),
}
