import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' | 'file' }

const townA = '99/990101/990101001/'
const inside = ['hub', 'town', 'lead', 'city', 'leader'] as const
const who = (actors: readonly Actor[], ...groups: Group[]): Read['meets'] =>
  Object.fromEntries(actors.map((actor) => [actor, groups]))
const lists = (path: string, queries: string[], meets: Read['meets']): Read => ({
  reads: () => queries.map((query) => `/api/v1/${path}${query}`),
  meets,
})

/** What stands on the map, and the risk of what stands there. */
export const mapReads: Record<string, Read> = {
  'GET /api/v1/map/points': lists(
    'map/points',
    ['', `?area=${townA}`, '?area=99/&bbox=105,31,106,32', `?area=${townA}&bbox=105,31,106,32`],
    who(inside, 'case', 'object'),
  ),
  // counts of areas, nothing by name
  'GET /api/v1/risks': lists('risks', ['', `?area=${townA}`, '?area=99/&kind=building'], {}),
  'GET /api/v1/risks/objects': lists(
    'risks/objects',
    ['', `?area=${townA}`, '?area=990101&kind=building', '?level=yellow', '?area=99/'],
    who(inside, 'object'),
  ),
  'GET /api/v1/objects/{id}/risk': {
    reads: (w) => [`/api/v1/objects/${w.object}/risk`],
    meets: who([...inside, 'maintainer'], 'object'),
    named: 'page',
  },
}
