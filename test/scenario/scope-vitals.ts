import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

/** Who defines vitals at all; whose vital it is stands in registry.db.test.ts. */
const definers: readonly Actor[] = ['hub', 'town', 'city', 'data', 'leader', 'otherDuty', 'otherDistrict']
const words = { zh: '试探', en: 'probing' }
const definition = {
  ...{ code: 'none.none', name: words, board: 'none', track: 'none', unit: words, decimals: 0, aggregation: 'sum' },
  ...{ tier: 'town', cadence: 'day', dueMinutes: 60, source: words },
}
const act = (url: string, body: unknown): Act => ({ acts: () => [url, body], may: definers })
const answer = (verb: string): Act => act(`/api/v1/vital-requests/00000000-0000-4000-8000-000000000000/${verb}`, {})
const sheet = (what: string): Act => act(`/api/v1/vital-sheets/${what}`, Buffer.from('编码,名称\nnone.none,试探\n'))
const registry: Record<string, Read | Act> = {
  'GET /api/v1/vitals/{code}/entry': { reads: () => ['/api/v1/vitals/none.none/entry'], meets: {} },
  'GET /api/v1/vitals/{code}/cells.csv': { reads: () => ['/api/v1/vitals/none.none/cells.csv'], meets: {} },
  'GET /api/v1/vitals/{code}/cells.xlsx': { reads: () => ['/api/v1/vitals/none.none/cells.xlsx'], meets: {} },
  'GET /api/v1/vitals.csv': { reads: () => ['/api/v1/vitals.csv'], meets: {} },
  'GET /api/v1/vitals.xlsx': { reads: () => ['/api/v1/vitals.xlsx'], meets: {} },
  'POST /api/v1/vitals': act('/api/v1/vitals', { definition }),
  'PUT /api/v1/vitals/{code}/draft': act('/api/v1/vitals/none.none/draft', { definition, version: 1 }),
  'POST /api/v1/vitals/{code}/drop-draft': act('/api/v1/vitals/none.none/drop-draft', {}),
  'POST /api/v1/vitals/{code}/publish': act('/api/v1/vitals/none.none/publish', { version: 1 }),
  // of vitals one knows of, and who may answer: second.db.test.ts
  'GET /api/v1/vital-requests': { reads: () => ['/api/v1/vital-requests'], meets: {} },
  'POST /api/v1/vital-requests/{id}/confirm': answer('confirm'),
  'POST /api/v1/vital-requests/{id}/refuse': answer('refuse'),
  'POST /api/v1/vital-requests/{id}/withdraw': answer('withdraw'),
  'POST /api/v1/vitals/{code}/move': act('/api/v1/vitals/none.none/move', { to: 'catalogued' }),
  'POST /api/v1/vital-sheets/look': sheet('look'),
  'POST /api/v1/vital-sheets/errors': sheet('errors'),
  'POST /api/v1/vital-sheets/take': act(`/api/v1/vital-sheets/take?digest=${'0'.repeat(64)}`, Buffer.from('编码\nnone.none\n')),
}

const tellers: readonly Actor[] = ['hub', 'town', 'city', 'data', 'otherDuty', 'otherDistrict']
/** Sheets of values: one's own only, and row by row as by the route; whose one may stop stands in sheets.db.test.ts. */
const sheets: Record<string, Read | Act> = {
  'GET /api/v1/vital-values.csv': { reads: () => ['/api/v1/vital-values.csv?vital=none.none'], meets: {} },
  'GET /api/v1/vital-values.xlsx': { reads: () => ['/api/v1/vital-values.xlsx?vital=none.none'], meets: {} },
  'GET /api/v1/vital-value-sheets': { reads: () => ['/api/v1/vital-value-sheets'], meets: {} },
  'POST /api/v1/vital-value-sheets/{id}/stop': {
    acts: () => ['/api/v1/vital-value-sheets/sheet-none/stop', {}],
    may: tellers,
  },
  'GET /api/v1/vital-value-sheets/{id}': { reads: () => ['/api/v1/vital-value-sheets/sheet-0001'], meets: {} },
  'GET /api/v1/vital-value-sheets/{id}/errors': { reads: () => ['/api/v1/vital-value-sheets/sheet-0001/errors'], meets: {} },
  'PUT /api/v1/vital-value-sheets/{id}': {
    acts: () => ['/api/v1/vital-value-sheets/sheet-0001', Buffer.from('指标编码,区域编码,周期,数值\nnone.none,99,2026,1\n')],
    may: tellers,
  },
}

/** Vitals: numbers of areas; no case and no object stands in them. What a reader of another area meets stands in vitals.db.test.ts. */
export const vitalRoutes: Record<string, Read | Act> = {
  // what of it lies in whose areas stands in centre/truth/quality.db.test.ts
  'GET /api/v1/detection-quality': { reads: () => ['/api/v1/detection-quality'], meets: {} },
  'GET /api/v1/vitals': { reads: () => ['/api/v1/vitals'], meets: {} },
  'GET /api/v1/vitals/{code}': { reads: () => ['/api/v1/vitals/none.none'], meets: {} },
  'GET /api/v1/vitals/{code}/told': { reads: () => ['/api/v1/vitals/none.none/told?area=99&period=2026'], meets: {} },
  'GET /api/v1/look-up': {
    reads: (w) => [w.no, '公厕', '周敏'].map((words) => `/api/v1/look-up?q=${encodeURIComponent(words)}`),
    meets: Object.fromEntries((['hub', 'town', 'city', 'leader'] as const).map((actor) => [actor, ['case', 'object', 'staff']])),
  },
  // only of areas one answers for, and rows only with sight of whole areas: lineage.db.test.ts
  'GET /api/v1/vitals/{code}/rows': { reads: () => ['/api/v1/vitals/none.none/rows?area=99&period=2026'], meets: {} },
  // behind the door of the case; what lies upstream stands in vital-causes.test.ts
  'GET /api/v1/events/{id}/vital': { reads: (w) => [`/api/v1/events/${w.event}/vital`], meets: {} },
  'GET /api/v1/vital-tasks': { reads: () => ['/api/v1/vital-tasks'], meets: {} },
  'GET /api/v1/vital-doubts': { reads: () => ['/api/v1/vital-doubts'], meets: {} },
  // whose value it is stands in checks.db.test.ts
  'POST /api/v1/vital-doubts/confirm': {
    acts: () => ['/api/v1/vital-doubts/confirm', { vital: 'none.none', area: '99', period: '2026', reason: '试探' }],
    may: tellers,
  },
  // figures of an area one answers for: vitals.db.test.ts
  'GET /api/v1/vital-reporting': { reads: () => ['/api/v1/vital-reporting'], meets: {} },
  'GET /api/v1/vital-reporting.csv': { reads: () => ['/api/v1/vital-reporting.csv'], meets: {} },
  'GET /api/v1/vital-reporting.xlsx': { reads: () => ['/api/v1/vital-reporting.xlsx'], meets: {} },
  // whose they are to change stands in tracks.db.test.ts
  'GET /api/v1/vital-tracks': { reads: () => ['/api/v1/vital-tracks'], meets: {} },
  'POST /api/v1/vital-tracks': act('/api/v1/vital-tracks', { code: 'none', board: 'none', name: words }),
  'PUT /api/v1/vital-tracks/{code}': act('/api/v1/vital-tracks/none', { name: words, ordinal: 1, version: 1 }),
  'POST /api/v1/vital-tracks/{code}/stop': act('/api/v1/vital-tracks/none/stop', { version: 1, reason: '试探' }),
  'GET /api/v1/vital-locks': { reads: () => ['/api/v1/vital-locks'], meets: {} },
  'GET /api/v1/vital-locks/{id}/changes': { reads: () => ['/api/v1/vital-locks/1/changes'], meets: {} },
  'POST /api/v1/vital-locks': act('/api/v1/vital-locks', { area: 'none', cadence: 'month', period: '2026-01' }),
  'POST /api/v1/vital-locks/{id}/open': act('/api/v1/vital-locks/1/open', { reason: '试探' }),
  ...registry,
  ...sheets,
  'POST /api/v1/vitals/values': {
    acts: () => ['/api/v1/vitals/values', { values: [{ vital: 'none.none', area: '99', period: '2026', value: 1 }] }],
    // each row is taken or refused by itself: whoever may tell gets an answer, and nothing is taken
    may: tellers,
  },
}
