import { requestRoutes } from './scope-requests.ts'
import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const reason = '试探越权'
/** Whoever reads the register of town A: its keeper, its hubs, its grid. */
const readers = ['hub', 'town', 'lead', 'city', 'leader', 'data', 'reporter'] as const
const meets = Object.fromEntries(readers.map((actor) => [actor, ['object'] as const]))
const act = (path: (w: World) => string, body: unknown): Act => ({
  acts: (w) => [`/api/v1/${path(w)}`, body],
  may: ['data'],
})

/** A sheet tells objects by their codes and names. */
const codes: Read['meets'] = {}
const sheet = (verb: string, more = ''): Act =>
  act(() => `object-sheets/${verb}?kind=septic-tank${more}`, Buffer.from('编号,产权人\nHFC9901010001,试探越权\n'))

/** The register of objects: read by area, kept by its own post; it tells nothing of cases. */
export const registerRoutes: Record<string, Read | Act> = {
  ...requestRoutes,
  'GET /api/v1/object-kinds': { reads: () => ['/api/v1/object-kinds'], meets: {} },
  'GET /api/v1/objects': {
    reads: () => ['', '?kind=septic-tank&limit=200', '?area=99/990101/990101001/'].map((query) => `/api/v1/objects${query}`),
    meets,
  },
  'GET /api/v1/objects/{id}/entry': {
    reads: (w) => [`/api/v1/objects/${w.object}/entry`],
    meets: {
      ...meets,
      ...Object.fromEntries(['hub', 'town', 'lead', 'city', 'leader'].map((actor) => [actor, ['case', 'object']])),
    },
    named: 'page',
  },
  'GET /api/v1/objects/{id}/history': { reads: (w) => [`/api/v1/objects/${w.object}/history`], meets },
  'GET /api/v1/charge-holders': {
    reads: () => [`/api/v1/charge-holders?q=${encodeURIComponent('周敏')}`],
    meets: { data: ['staff'] },
  },
  'GET /api/v1/objects.csv': { reads: () => ['/api/v1/objects.csv?kind=septic-tank'], meets: codes },
  'GET /api/v1/objects.xlsx': { reads: () => ['/api/v1/objects.xlsx?kind=septic-tank'], meets: {} },
  'POST /api/v1/object-sheets/look': sheet('look'),
  'POST /api/v1/object-sheets/errors': sheet('errors'),
  'POST /api/v1/object-sheets/take': sheet('take', `&digest=${'0'.repeat(64)}`),
  'POST /api/v1/objects': act(() => 'objects', {
    ...{ kind: 'septic-tank', code: 'PROBE', name: reason, lon: 105.5072, lat: 31.5069 },
  }),
  'POST /api/v1/objects/change': act(() => 'objects/change', {
    ...{ objects: [{ id: 'tank-990101-0001', version: 1 }], change: { owner: reason } },
  }),
  'POST /api/v1/objects/{id}/change': act((w) => `objects/${w.object}/change`, { version: 1, name: reason }),
  'POST /api/v1/objects/{id}/end': act((w) => `objects/${w.object}/end`, { version: 1, reason }),
  'POST /api/v1/objects/{id}/charges': act((w) => `objects/${w.object}/charges`, {
    ...{ role: 'responsible', holder: { kind: 'outside', name: reason, phone: null } },
  }),
  'POST /api/v1/objects/{id}/reveal': act((w) => `objects/${w.object}/reveal`, { purpose: reason }),
  // a case shows itself to whoever sees it; how many there are, and who has the duty, to whoever goes there
  'GET /api/v1/objects/{id}/brief': {
    reads: (w) => [`/api/v1/objects/${w.object}/brief`],
    meets: {
      ...{ data: ['object', 'staff'], reporter: ['object', 'staff'] },
      ...Object.fromEntries(['hub', 'town', 'lead', 'city', 'leader'].map((actor) => [actor, ['case', 'object']])),
    },
    named: 'page',
  },
  'POST /api/v1/objects/{id}/numbers': {
    acts: (w) => [`/api/v1/objects/${w.object}/numbers`, { purpose: reason }],
    may: ['hub', 'town', 'lead', 'city', 'leader', 'data', 'reporter'],
  },
  'GET /api/v1/objects/{id}/codes': { reads: (w) => [`/api/v1/objects/${w.object}/codes`], meets: {} },
  'GET /api/v1/object-codes/{code}': { reads: (w) => [`/api/v1/object-codes/${w.objectCode}`], meets, named: 'page' },
  'GET /api/v1/object-plates': { reads: () => ['/api/v1/object-plates', '/api/v1/object-plates?kind=septic-tank'], meets },
  'POST /api/v1/objects/{id}/codes': act((w) => `objects/${w.object}/codes`, {}),
  'POST /api/v1/objects/{id}/codes/renew': act((w) => `objects/${w.object}/codes/renew`, { reason }),
  'POST /api/v1/objects/{id}/codes/end': act((w) => `objects/${w.object}/codes/end`, { reason }),
  // whoever goes there hangs the plate, too
  'POST /api/v1/objects/{id}/codes/post': {
    acts: (w) => [`/api/v1/objects/${w.object}/codes/post`, { where: reason }],
    may: ['hub', 'town', 'lead', 'city', 'data', 'reporter'],
  },
  'POST /api/v1/object-codes/issue': act(() => 'object-codes/issue', { kind: 'septic-tank', area: '99/990101/990101001/' }),
  'POST /api/v1/charges/{id}/end': act(() => 'charges/00000000-0000-4000-8000-000000000000/end', {}),
  'POST /api/v1/charges/{id}/firm': act(() => 'charges/00000000-0000-4000-8000-000000000000/firm', { firm: true }),
}
