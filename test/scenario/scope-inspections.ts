import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

/** Whoever reads the register of town A, and who may inspect there. */
const readers = ['hub', 'town', 'lead', 'city', 'leader', 'data', 'reporter'] as const
const inspectors = ['hub', 'town', 'lead', 'city', 'reporter'] as const
const meets = (actors: readonly Actor[]): Read['meets'] => Object.fromEntries(actors.map((actor) => [actor, ['object'] as const]))
const nobodys = '00000000-0000-4000-8000-000000000000'
const query = 'kind=building&plan=daily-patrol'

/** Inspections: by object and area; they tell nothing of cases and of no person. */
export const inspectionRoutes: Record<string, Read | Act | { open: string }> = {
  'GET /api/v1/inspection-plans': { open: 'what the packs say, the same for all who are signed in' },
  'GET /api/v1/inspections/due': { reads: () => ['/api/v1/inspections/due'], meets: meets(['lead', 'reporter']) },
  'GET /api/v1/inspections/areas': { reads: () => [`/api/v1/inspections/areas?${query}`], meets: {} },
  'GET /api/v1/inspections/objects': {
    reads: () => [`/api/v1/inspections/objects?${query}&state=due`],
    meets: meets(readers),
  },
  // names and codes only
  'GET /api/v1/inspections.csv': { reads: () => [`/api/v1/inspections.csv?${query}`], meets: {} },
  'GET /api/v1/inspections.xlsx': { reads: () => [`/api/v1/inspections.xlsx?${query}`], meets: {} },
  // found by its id, without saying it again
  'GET /api/v1/objects/{id}/inspections': { reads: () => ['/api/v1/objects/tower-linjiang/inspections'], meets: {} },
  // no hazard stands in this world; who sees which is the sight of cases, as of /events
  'GET /api/v1/hazards': { reads: () => ['', '?view=closed'].map((query) => `/api/v1/hazards${query}`), meets: {} },
  // counts of areas only
  'GET /api/v1/month-sheets': { reads: () => ['/api/v1/month-sheets'], meets: {} },
  'GET /api/v1/month-sheets.csv': { reads: () => ['/api/v1/month-sheets.csv'], meets: {} },
  'GET /api/v1/month-sheets.xlsx': { reads: () => ['/api/v1/month-sheets.xlsx'], meets: {} },
  'GET /api/v1/hazards.csv': { reads: () => ['/api/v1/hazards.csv'], meets: {} },
  'GET /api/v1/hazards.xlsx': { reads: () => ['/api/v1/hazards.xlsx'], meets: {} },
  'GET /api/v1/events/{id}/letters': { reads: (w) => [`/api/v1/events/${w.event}/letters`], meets: {} },
  'GET /api/v1/letters/{id}': { reads: () => [`/api/v1/letters/${nobodys}`], meets: {} },
  'POST /api/v1/events/{id}/letters': {
    acts: (w) => [`/api/v1/events/${w.event}/letters`, { demand: '试探越权' }],
    may: ['hub', 'town', 'lead', 'city', 'maintainer'],
  },
  'POST /api/v1/letters/{id}/print': { acts: () => [`/api/v1/letters/${nobodys}/print`, {}], may: [] },
  'POST /api/v1/letters/{id}/act': {
    acts: () => [`/api/v1/letters/${nobodys}/act`, { verb: 'withdraw', version: 1, note: '试探越权' }],
    may: [],
  },
  'POST /api/v1/hazards': {
    acts: () => ['/api/v1/hazards', { object: 'tower-linjiang', type: 'no.such', what: '试探越权', grade: 'ordinary' }],
    may: ['hub', 'town', 'city'],
  },
  'POST /api/v1/inspections': {
    acts: () => ['/api/v1/inspections', { object: 'tower-linjiang', plan: 'no-such', answers: [{ item: 'x', answer: 'fine' }] }],
    may: inspectors,
  },
}
