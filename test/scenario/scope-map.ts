import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' | 'file' }

const townA = '99/990101/990101001/'
const townCentre = { lon: 105.507, lat: 31.507 }

/** The tile a place of town A lies in: far out all are one cluster, nearest each stands by name. */
function tileAt(z: number, { lon, lat }: { lon: number; lat: number }): string {
  const n = 2 ** z
  const north = (1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2
  return `${z}/${Math.floor(((lon + 180) / 360) * n)}/${Math.floor(north * n)}`
}

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
  'GET /api/v1/tiles/{layer}/{z}/{x}/{y}': {
    reads: (w) =>
      [5, 8, 12, 18].flatMap((z) =>
        ['objects', 'events', 'areas', 'scene', 'footprints', 'cameras'].map(
          (layer) => `/api/v1/tiles/${layer}/${tileAt(z, z === 18 ? w.tankAt : townCentre)}`,
        ),
      ),
    meets: who(inside, 'case', 'object'),
  },
  'GET /api/v1/map/view': lists(
    'map/view',
    ['objects', 'events'].flatMap((show) => [
      `?show=${show}&bbox=105,31,106,32`,
      `?show=${show}&area=${townA}&bbox=105,31,106,32`,
    ]),
    who(inside, 'case', 'object'),
  ),
  // numbers, nothing by name
  'GET /api/v1/map/cameras': lists('map/cameras', ['?bbox=105,31,106,32', `?area=${townA}&bbox=105,31,106,32`], {}),
  // counts of areas, nothing by name
  'GET /api/v1/map/areas': lists('map/areas', ['', `?area=${townA}`, '?area=99/&show=events'], {}),
  'GET /api/v1/risks': lists('risks', ['', `?area=${townA}`, '?area=99/&kind=building'], {}),
  'GET /api/v1/cockpit/risk': lists(
    'cockpit/risk',
    ['', `?area=${townA}`, '?area=99/'],
    who(['hub', 'town', 'city', 'leader'], 'case', 'object'),
  ),
  'GET /api/v1/risks/objects': lists(
    'risks/objects',
    ['', `?area=${townA}`, '?area=990101&kind=building', '?level=yellow', '?area=99/'],
    who(inside, 'object'),
  ),
  'GET /api/v1/objects/{id}/risk': {
    reads: (w) => [`/api/v1/objects/${w.object}/risk`],
    // whoever reads the register reads why, and nothing of a case
    meets: who([...inside, 'maintainer', 'data', 'reporter'], 'object'),
    named: 'page',
  },
}
