import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }

const townA = '99/990101/990101001/'
const nobodys = '00000000-0000-4000-8000-000000000000'
const who = (actors: readonly Actor[], ...groups: Group[]): Read['meets'] =>
  Object.fromEntries(actors.map((actor) => [actor, groups]))
const lists = (path: string, queries: string[], meets: Read['meets']): Read => ({
  reads: () => queries.map((query) => `/api/v1/${path}${query}`),
  meets,
})

/** What comes in, and what is counted of it. */
export const feedReads: Record<string, Read> = {
  'GET /api/v1/feeds': lists('feeds', [''], {}),
  // counts of devices, no case
  'GET /api/v1/shed': lists('shed', [''], {}),
  'GET /api/v1/received': lists('received', [''], {
    ...who(['hub', 'city', 'leader', 'system'], 'object', 'refused'),
    ...who(['town'], 'object'),
  }),
  // how much waits in this process, no device and no case
  'GET /api/v1/lanes': lists('lanes', [''], {}),
  // counts of frames; those of devices by area
  'GET /api/v1/gateways': lists('gateways', [''], {}),
  'GET /api/v1/gateways/{protocol}/frames': lists('gateways', ['/jt808/frames', '/hj212/frames'], {}),
  'GET /api/v1/mapped-feeds': lists('mapped-feeds', [''], {}),
  'GET /api/v1/mapped-feeds/{id}/deliveries': lists('mapped-feeds', [`/${nobodys}/deliveries`], {}),
  'GET /api/v1/deliveries/{id}/faults': lists('deliveries', [`/${nobodys}/faults`], {}),
  'GET /api/v1/file-feeds/{id}/files/{delivery}': lists('file-feeds', [`/f/files/${nobodys}`], {}),
  'GET /api/v1/file-feeds/{id}/files/{delivery}/faults': lists('file-feeds', [`/f/files/${nobodys}/faults`], {}),
  // where ships are, of one's own areas; a test of its own tells whose
  'GET /api/v1/plots': lists('plots', ['', '?limit=1000'], {}),
  'GET /api/v1/targets': lists('targets', [''], {}),
  // numbers of areas and days, nobody's name and no case
  'GET /api/v1/balance': lists('balance', ['', `?area=${townA}`, '?area=99/&day=2026-03-02'], {}),
  // numbers only, of one's own areas
  'GET /api/v1/evaluation': lists('evaluation', ['', `?area=${townA}`, '?period=year'], {}),
  'GET /api/v1/evaluation/paper.pdf': { reads: () => [`/api/v1/evaluation/paper.pdf?area=${townA}`], meets: {} },
  'GET /api/v1/evaluation/sheet.csv': { reads: () => [`/api/v1/evaluation/sheet.csv?area=${townA}`], meets: {} },
  'GET /api/v1/evaluation/sheet.xlsx': { reads: () => [`/api/v1/evaluation/sheet.xlsx?area=${townA}`], meets: {} },
  'GET /api/v1/kpis': lists('kpis', ['', `?area=${townA}`, '?period=year'], {}),
  'GET /api/v1/balance/differences': lists('balance/differences', ['', `?area=${townA}`], {}),
}
