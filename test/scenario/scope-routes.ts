import { adminActs, adminReads } from './scope-admin.ts'
import { caseFileRoutes } from './scope-case-file.ts'
import { checkUpRoutes } from './scope-check-ups.ts'
import { concernRoutes } from './scope-concerns.ts'
import { documentRoutes } from './scope-documents.ts'
import { evacuationRoutes } from './scope-evacuation.ts'
import { feedReads } from './scope-feeds.ts'
import { inspectionRoutes } from './scope-inspections.ts'
import { itemRoutes } from './scope-items.ts'
import { leadRequestRoutes } from './scope-lead-requests.ts'
import { mapReads } from './scope-map.ts'
import { registerRoutes } from './scope-objects.ts'
import { open } from './scope-open.ts'
import { packRoutes } from './scope-packs.ts'
import { planRoutes } from './scope-plans.ts'
import { sceneRoutes } from './scope-scene.ts'
import { targetRoutes } from './scope-targets.ts'
import { vettingRoutes } from './scope-vetting.ts'
import { viewRoutes } from './scope-views.ts'
import { vitalRoutes } from './scope-vitals.ts'
import { wallScope } from './scope-walls.ts'
import { wayRoutes } from './scope-ways.ts'
import { type Actor, everybody, type Group, type World } from './scope-world.ts'

/** Reads: which groups of town A's things each actor meets there; whoever is left out meets nothing. `named`: every address names one of them. */
type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' | 'file' }
/** Acts on a thing of town A: only these actors get past the door; nobody else changes anything. */
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }
export type Row = Read | Act | { open: string }

const townA = '99/990101/990101001/'
const inside = ['hub', 'town', 'lead', 'city', 'leader'] as const
const withCase = [...inside, 'maintainer'] as const
const hubs = ['hub', 'town', 'city'] as const
const chiefs = [...hubs, 'leader'] as const
const repairers = ['hub', 'city', 'system'] as const
const reason = '试探越权'
const nobodys = '00000000-0000-4000-8000-000000000000'

const who = (actors: readonly Actor[], ...groups: Group[]): Read['meets'] =>
  Object.fromEntries(actors.map((actor) => [actor, groups]))
const lists = (path: string, queries: string[], meets: Read['meets']): Read => ({
  reads: () => queries.map((query) => `/api/v1/${path}${query}`),
  meets,
})
const onEvent = (verb: string, may: readonly Actor[], body: (w: World) => unknown = () => ({})): Act => ({
  acts: (w) => [`/api/v1/events/${w.event}/${verb}`, body(w)],
  may,
})
const onOrder = (verb: string, may: readonly Actor[], body: unknown = {}): Act => ({
  acts: (w) => [`/api/v1/work-orders/${w.order}/${verb}`, body],
  may,
})
const onSignal = (verb: string, body: (w: World) => unknown): Act => ({
  acts: (w) => [`/api/v1/signals/${w.signal}/${verb}`, body(w)],
  may: hubs,
})
const onHotline = (verb: string, body: object): Act => ({
  acts: (w) => [`/api/v1/hotline-orders/${w.gridReport}/${verb}`, body],
  may: hubs,
})
const onRules = (path: string, body: unknown, may: readonly Actor[]): Act => ({
  acts: () => [`/api/v1/rules/${path}`, body],
  may,
})
const onShift = (verb: string, more: object): Act => ({
  acts: () => [`/api/v1/duty/shifts/shift-over/${verb}`, { reason, ...more }],
  may: hubs,
})
const feed = {
  ...{ name: reason, kind: 'file', unit: 'unit-linjiang' },
  mapping: { device: { fixed: 'd' }, time: { column: 't', format: 'iso' }, wide: [{ column: 'v', reading: 'ch4' }] },
}
const notification = { id: 'n', type: 'Notification', data: [0] }
const later = (w: World): string => new Date(w.story.now().getTime() + 86_400_000).toISOString()
const withReason = () => ({ reason })

const reads: Record<string, Row> = {
  'GET /api/v1/events': lists(
    'events',
    ['', `?area=${townA}`, '?area=990101001&view=all', '?area=99/&view=closed', '?q=%E5%85%AC%E5%8E%95'],
    {
      ...who(inside, 'case', 'ended'),
      ...who(['maintainer'], 'case'),
    },
  ),
  'GET /api/v1/events.csv': lists('events.csv', ['', `?area=${townA}&lang=en`], {
    ...who(inside, 'case', 'ended'),
    ...who(['maintainer'], 'case'),
  }),
  // matters that are public, without words and people: nothing of a case
  'GET /api/open311/v2/requests.{format}': {
    reads: () => ['/api/open311/v2/requests.json', '/api/open311/v2/requests.xml?status=open'],
    meets: {},
  },
  // a system hears of the devices in the areas of its unit
  'GET /api/sta/v1.1/{entities}': {
    reads: () => ['Things', 'Locations'].map((set) => `/api/sta/v1.1/${set}?$top=1000`),
    meets: who(['key'], 'object'),
  },
  'GET /api/sta/v1.1/{entities}/{way}': {
    reads: (w) => [`/api/sta/v1.1/Things('${w.device}')/Datastreams`],
    meets: who(['key'], 'object'),
  },
  // public matters only, without title and people
  'GET /api/ogc/features/collections/{id}/items': {
    reads: () => ['districts', 'towns', 'events'].map((layer) => `/api/ogc/features/collections/${layer}/items`),
    meets: {},
  },
  'GET /api/v1/events/{id}': {
    reads: (w) => [w.event, w.ended].map((id) => `/api/v1/events/${id}`),
    meets: { ...who(inside, 'case', 'ended'), ...who(['maintainer'], 'case') },
    named: 'page',
  },
  'GET /api/v1/events/{id}/calls': {
    reads: (w) => [`/api/v1/events/${w.event}/calls`],
    meets: who(withCase, 'case'),
    named: 'page',
  },
  // numbers only, behind the door of the case
  'GET /api/v1/events/{id}/quiet': {
    reads: (w) => [`/api/v1/events/${w.event}/quiet`],
    meets: who(withCase, 'case'),
    named: 'page',
  },
  // nothing is muted in this world; what others see of silences stands in quiet.test.ts
  'GET /api/v1/mutes': lists('mutes', ['', '?view=over'], {}),
  'GET /api/v1/muted-alarms': lists('muted-alarms', [''], {}),
  'GET /api/v1/signals': lists(
    'signals',
    [
      '',
      '?view=waiting',
      '?area=99/&view=auto',
      '?view=handled',
      `?view=handled&area=${townA}`,
      '?view=waiting&q=%E4%BA%95%E7%9B%96',
    ],
    who(inside, 'case', 'report', 'ended'),
  ),
  'GET /api/v1/signals/{id}': {
    reads: (w) => [`/api/v1/signals/${w.signal}`],
    meets: who(inside, 'case', 'report'),
    named: 'page',
  },
  'GET /api/v1/search': {
    reads: (w) =>
      [w.no, '公厕', '号化粪池', w.device, '周敏', '唐可'].map((words) => `/api/v1/search?q=${encodeURIComponent(words)}`),
    meets: { ...who(inside, 'case', 'object', 'staff'), ...who(['maintainer'], 'case') },
  },
  'GET /api/v1/work-orders': lists('work-orders', ['', '?view=unit'], who(['lead', 'maintainer', 'city'], 'case')),
  'GET /api/v1/work-orders/{id}': {
    reads: (w) => [w.order, w.assist].map((id) => `/api/v1/work-orders/${id}`),
    meets: who(withCase, 'case'),
    named: 'page',
  },
  'GET /api/v1/files/{id}': {
    reads: (w) => [w.photo, w.publicPhoto].map((id) => `/api/v1/files/${id}`),
    meets: who(withCase, 'case'),
    named: 'file',
  },
  'GET /api/v1/files/{id}/state': {
    reads: (w) => [`/api/v1/files/${w.photo}/state`],
    meets: who(['lead'], 'case'),
    named: 'page',
  },
  'GET /api/v1/objects/{id}': {
    reads: (w) => [`/api/v1/objects/${w.object}`],
    meets: who(withCase, 'case', 'object'),
    named: 'page',
  },
  'GET /api/v1/devices/{id}/series': {
    reads: (w) => [`/api/v1/devices/${w.device}/series`],
    meets: who(withCase, 'object'),
    named: 'page',
  },
  'GET /api/v1/cockpit': lists('cockpit', ['', `?area=${townA}`, '?area=990101', '?area=99/'], who(chiefs, 'case')),
  'GET /api/v1/cockpit/event/{id}': {
    reads: (w) => [`/api/v1/cockpit/event/${w.event}`],
    meets: who(chiefs, 'case'),
    named: 'page',
  },
  'GET /api/v1/leader': lists('leader', ['', '?area=990101001'], who(chiefs, 'case')),
  'GET /api/v1/duty': lists('duty', ['', `?area=${townA}`, '?area=990101'], who(chiefs, 'staff')),
  'GET /api/v1/checks': lists('checks', ['', '?limit=100'], who(hubs, 'case')),
  'GET /api/v1/disputes': lists('disputes', [''], who(hubs, 'ended')),
  // rules hold for the whole city and name no place and nobody of a case
  'GET /api/v1/rules': lists('rules', [''], {}),
  'GET /api/v1/rules/{pack}': lists('rules', ['/septic-gas'], {}),
  'GET /api/v1/rules/{pack}/versions/{no}': lists('rules', ['/septic-gas/versions/0'], {}),
  // counts of alarms by rule
  'GET /api/v1/rules/{pack}/week': lists('rules', ['/septic-gas/week', '/septic-gas/week?area=99/'], {}),
  // counts and names of posts, for who sees all of its areas
  'GET /api/v1/backtests': lists('backtests', ['?pack=septic-gas'], {}),
  'GET /api/v1/backtests/{id}': lists('backtests', ['/00000000-0000-4000-8000-000000000000'], {}),
  'GET /api/v1/why': {
    reads: (w) => [`/api/v1/why?event=${w.event}`, `/api/v1/why?device=${w.device}`],
    meets: { ...who(inside, 'case', 'object', 'staff'), ...who(['maintainer'], 'case', 'object', 'staff') },
  },
  'GET /api/v1/hotline-orders': lists('hotline-orders', ['', '?view=all'], who(inside, 'report')),
  'GET /api/v1/hotline/orders/{no}': { reads: () => ['/api/v1/hotline/orders/H-1'], meets: {} },
  'GET /api/v1/quarantine': lists(
    'quarantine',
    ['', '?decided=true'],
    who(['hub', 'city', 'leader', 'system'], 'object', 'refused'),
  ),
  'GET /api/v1/stuck': lists('stuck', [''], who(['hub', 'city', 'system'], 'stuck')),
  'GET /api/v1/plans/try': lists(
    'plans/try',
    ['?type=septic-gas.over-limit&area=990101001&grade=serious', '?type=city.manhole&area=990101001001&grade=ordinary'],
    who(chiefs, 'staff'),
  ),
  // whoever holds the code, and no names even then
  'GET /api/v1/public/reports/{code}': {
    reads: (w) => [`/api/v1/public/reports/${w.citizenCode}`],
    meets: who(everybody, 'case'),
    named: 'page',
  },
  'GET /api/v1/reports/mine': lists('reports/mine', ['', '?limit=1'], who(['reporter'], 'report')),
  'GET /api/v1/left-orders': lists('left-orders', [''], {}),
  'GET /api/v1/left-orders/posts': lists('left-orders/posts', ['?q=%E5%91%A8%E6%95%8F'], who(chiefs, 'staff')),
  // the city's own list of what is filed: it names no place and nobody
  'GET /api/v1/cameras': lists('cameras', [''], {}),
  'GET /api/v1/audit': lists('audit', ['?kind=session.opened'], who(['audit'], 'staff')),
}

const acts: Record<string, Row> = {
  'POST /api/v1/events/{id}/dispatch': onEvent('dispatch', hubs),
  'POST /api/v1/events/{id}/undo': onEvent('undo', hubs),
  'POST /api/v1/events/{id}/support': onEvent('support', hubs, () => ({ unit: 'unit-zhuxi', reason })),
  'POST /api/v1/events/{id}/raise': onEvent('raise', hubs, withReason),
  'POST /api/v1/events/{id}/hand-down': onEvent('hand-down', hubs, withReason),
  'PUT /api/v1/supplies/{id}': {
    acts: (w) => [`/api/v1/supplies/${w.object}`, { kind: 'power', objects: [] }],
    may: ['hub', 'city'],
  },
  'POST /api/v1/mutes': { acts: (w) => ['/api/v1/mutes', { kind: 'silence', area: townA, reason, to: later(w) }], may: hubs },
  'POST /api/v1/mutes/reach': { acts: () => ['/api/v1/mutes/reach', { area: townA }], may: hubs },
  'POST /api/v1/mutes/{id}/confirm': { acts: () => [`/api/v1/mutes/${nobodys}/confirm`, {}], may: [] },
  'POST /api/v1/mutes/{id}/reveal': { acts: () => [`/api/v1/mutes/${nobodys}/reveal`, { purpose: reason }], may: [] },
  'POST /api/v1/mutes/{id}/end': { acts: () => [`/api/v1/mutes/${nobodys}/end`, {}], may: [] },
  'POST /api/v1/events/{id}/grade': onEvent('grade', hubs, () => ({ grade: 'minor', reason })),
  'POST /api/v1/events/{id}/merge': onEvent('merge', hubs, (w) => ({ into: w.theirs.event })),
  'POST /api/v1/events/{id}/split': onEvent('split', hubs),
  'POST /api/v1/events/{id}/false-alarm': onEvent('false-alarm', [...hubs, 'lead'], withReason),
  'POST /api/v1/events/{id}/report-false-alarm': onEvent('report-false-alarm', withCase, withReason),
  'POST /api/v1/events/{id}/suspend': onEvent('suspend', withCase, withReason),
  'POST /api/v1/events/{id}/park': onEvent('park', withCase, (w) => ({ reason, until: later(w) })),
  'POST /api/v1/events/{id}/approve-pause': onEvent('approve-pause', withCase),
  'POST /api/v1/events/{id}/refuse-pause': onEvent('refuse-pause', withCase),
  'POST /api/v1/events/{id}/resume': onEvent('resume', chiefs),
  'POST /api/v1/events/{id}/check': onEvent('check', hubs, () => ({ passed: true, waiver: reason })),
  'POST /api/v1/events/{id}/dispute': onEvent('dispute', [...hubs, 'lead', 'maintainer'], withReason),
  'POST /api/v1/events/{id}/reopen': onEvent('reopen', hubs, withReason),
  'POST /api/v1/disputes/{id}/refuse': { acts: (w) => [`/api/v1/disputes/${w.dispute}/refuse`, { reason }], may: hubs },

  'POST /api/v1/work-orders/{id}/accept': onOrder('accept', withCase),
  // only whoever was called for it
  'POST /api/v1/work-orders/{id}/answer-call': {
    acts: (w) => [`/api/v1/work-orders/${w.order}/answer-call`, { attempt: w.attempt, answer: 'known' }],
    may: ['lead'],
  },
  'POST /api/v1/work-orders/{id}/arrive': onOrder('arrive', withCase, { lon: 105.5, lat: 31.5 }),
  'POST /api/v1/work-orders/{id}/progress': onOrder('progress', withCase, { note: reason }),
  'POST /api/v1/work-orders/{id}/support': onOrder('support', withCase, { note: reason }),
  'POST /api/v1/work-orders/{id}/submit': onOrder('submit', withCase, { result: reason }),
  'POST /api/v1/work-orders/{id}/return': onOrder('return', withCase, {
    reason: 'function',
    basis: '履职清单第三条',
    proposed: 'unit-zhuxi',
  }),
  'POST /api/v1/work-orders/{id}/transfer': onOrder('transfer', withCase, { unit: 'unit-zhuxi', reason }),
  'POST /api/v1/work-orders/{id}/suspend': onOrder('suspend', withCase, { reason }),
  'POST /api/v1/work-orders/{id}/resume': onOrder('resume', withCase),
  'POST /api/v1/work-orders/{id}/extend': onOrder('extend', withCase, { until: '2027-01-01T00:00:00Z', reason }),
  'POST /api/v1/work-orders/{id}/approve-extend': onOrder('approve-extend', chiefs),
  'POST /api/v1/work-orders/{id}/refuse-extend': onOrder('refuse-extend', chiefs),
  'POST /api/v1/work-orders/{id}/arbitrate': onOrder('arbitrate', chiefs, { unit: 'unit-zhuxi', reason }),
  'POST /api/v1/work-orders/{id}/excuse': onOrder('excuse', chiefs, { reason }),
  'POST /api/v1/events/{id}/call': onEvent('call', withCase, () => ({ whose: 'responsible', purpose: reason })),
  'POST /api/v1/work-orders/{id}/urge': onOrder('urge', chiefs, { words: reason }),

  'POST /api/v1/backtests': {
    acts: () => ['/api/v1/backtests', { kind: 'rules', pack: 'none', version: 0 }],
    may: ['city'],
  },
  'POST /api/v1/backtests/{id}/cancel': {
    acts: () => ['/api/v1/backtests/00000000-0000-4000-8000-000000000000/cancel', {}],
    may: [...chiefs],
  },
  'POST /api/v1/rules/{pack}/check': { acts: () => ['/api/v1/rules/none/check', { rules: [reason] }], may: [...chiefs] },
  'POST /api/v1/rules/{pack}/versions': onRules('none/versions', { rules: [reason], note: reason }, ['city']),
  'PUT /api/v1/rules/{pack}/versions/{no}': onRules(
    'none/versions/1',
    { rules: [reason], note: reason, changedAt: '2026-03-02T00:00:00Z' },
    ['city'],
  ),
  'POST /api/v1/rules/{pack}/versions/{no}/ask': onRules('none/versions/1/ask', {}, ['city']),
  'POST /api/v1/rules/{pack}/versions/{no}/publish': onRules('none/versions/1/publish', { changedAt: '2026-03-02T00:00:00Z' }, [
    'city',
  ]),
  'POST /api/v1/rules/{pack}/versions/{no}/send-back': onRules('none/versions/1/send-back', { note: reason }, [...chiefs]),
  'POST /api/v1/rules/{pack}/versions/{no}/discard': onRules('none/versions/1/discard', {}, ['city']),
  'POST /api/v1/rules/{pack}/versions/{no}/roll-back': onRules('none/versions/1/roll-back', { note: reason }, ['city']),

  'POST /api/v1/signals': {
    acts: () => ['/api/v1/signals', { type: 'city.manhole', title: reason, lon: 105.5072, lat: 31.5069 }],
    may: hubs,
  },
  'POST /api/v1/signals/{id}/open': onSignal('open', () => ({})),
  'POST /api/v1/signals/{id}/merge': onSignal('merge', (w) => ({ event: w.theirs.event })),
  'POST /api/v1/signals/{id}/split': { acts: (w) => [`/api/v1/signals/${w.mergedSignal}/split`, { reason }], may: hubs },
  'POST /api/v1/signals/{id}/reject': onSignal('reject', withReason),
  'POST /api/v1/signals/{id}/snooze': onSignal('snooze', () => ({ minutes: 5 })),
  'POST /api/v1/hotline-orders/{report}/ask': onHotline('ask', { what: 'return', reason }),
  'POST /api/v1/hotline-orders/{report}/answer': onHotline('answer', { text: `${reason}：不属本地` }),
  'POST /api/v1/mapped-feeds': { acts: () => ['/api/v1/mapped-feeds', feed], may: ['system'] },
  'POST /api/v1/mapped-feeds/{id}': { acts: () => ['/api/v1/mapped-feeds/none', feed], may: [] },
  'POST /api/v1/mapped-feeds/{id}/files': { acts: () => ['/api/v1/mapped-feeds/none/files', {}], may: [] },
  'POST /api/v1/mapped-feed-preview': {
    acts: () => [
      '/api/v1/mapped-feed-preview',
      { name: 'a', data: 'eA==', unit: 'unit-linjiang', look: { sheet: null, heading: 1, list: '' }, mapping: null },
    ],
    may: ['system'],
  },
  'POST /api/v1/file-feeds/{id}/files': { acts: () => ['/api/v1/file-feeds/none/files', {}], may: [] },
  'POST /api/v1/ngsi-ld/entities': { acts: () => ['/api/v1/ngsi-ld/entities', {}], may: [] },
  'POST /api/v1/ngsi-ld/entityOperations/upsert': { acts: () => ['/api/v1/ngsi-ld/entityOperations/upsert', [{}]], may: [] },
  'POST /api/v1/ngsi-ld/notifications': { acts: () => ['/api/v1/ngsi-ld/notifications', notification], may: [] },
  'POST /api/v1/hotline/orders': { acts: () => ['/api/v1/hotline/orders', {}], may: ['key'] },
  'POST /api/v1/hotline/orders/{no}/said': { acts: () => ['/api/v1/hotline/orders/H-1/said', {}], may: ['key'] },
  'POST /api/v1/hotline/orders/{no}/verdict': { acts: () => ['/api/v1/hotline/orders/H-1/verdict', {}], may: ['key'] },
  'POST /api/v1/reports/{id}/reveal': {
    acts: (w) => [`/api/v1/reports/${w.citizenReport}/reveal`, { purpose: reason }],
    may: hubs,
  },
  'PUT /api/v1/files/{id}': { acts: (w) => [`/api/v1/files/${w.photo}?offset=0`, Buffer.from('x')], may: ['lead'] },
  'POST /api/v1/quarantine/{id}/decide': { acts: (w) => [`/api/v1/quarantine/${w.quarantine}/decide`, {}], may: repairers },
  'POST /api/v1/stuck/{key}/retry': { acts: (w) => [`/api/v1/stuck/${w.stuck}/retry`, {}], may: repairers },

  ...adminActs,
  'POST /api/v1/appointments/delegate': {
    acts: (w) => ['/api/v1/appointments/delegate', { person: 'p-nobody', until: later(w) }],
    may: [],
  },
  'POST /api/v1/cloudevents': {
    acts: (w) => ['/api/v1/cloudevents', { specversion: '1.0', id: 'x', source: `devices/${w.device}`, type: 'zhili.reading' }],
    // a key is let in to speak for its own devices; that this one has none is told elsewhere
    may: ['key'],
  },
  'POST /api/open311/v2/requests.{format}': { acts: () => ['/api/open311/v2/requests.json', {}], may: ['key'] },
  'POST /api/v1/plots': { acts: () => ['/api/v1/plots', {}], may: ['key'] },
  'POST /api/v1/warnings/cap': { acts: () => ['/api/v1/warnings/cap', {}], may: ['key'] },
  'POST /api/v1/duty/shifts': {
    acts: (w) => [
      '/api/v1/duty/shifts',
      { post: 'post-linjiang-duty', person: 'p-nobody', from: later(w), to: '2027-01-01T00:00:00Z' },
    ],
    may: hubs,
  },
  'POST /api/v1/duty/shifts/{id}/hand-over': onShift('hand-over', {}),
  'POST /api/v1/duty/shifts/{id}/substitute': onShift('substitute', { person: 'p-nobody' }),
  'POST /api/v1/duty/shifts/{id}/cancel': onShift('cancel', {}),
  'POST /api/v1/duty/posts/{id}/call': {
    acts: () => ['/api/v1/duty/posts/post-linjiang-duty/call', { person: 'p-tangke', purpose: reason }],
    may: [...hubs, 'leader'],
  },
  'POST /api/v1/calls/answers': { acts: () => ['/api/v1/calls/answers', { code: '000000', key: 'none' }], may: [] },
  'PUT /api/v1/session/post': { acts: () => ['/api/v1/session/post', { post: 'post-linjiang-duty' }], may: ['town'] },
}

/** Every route of the OpenAPI document stands here: a new one without a row fails the test. */
export const routes: Record<string, Row> = {
  ...reads,
  ...adminReads,
  ...feedReads,
  ...mapReads,
  ...acts,
  ...documentRoutes,
  ...registerRoutes,
  ...planRoutes,
  ...packRoutes,
  ...vettingRoutes,
  ...caseFileRoutes,
  ...evacuationRoutes,
  ...wayRoutes,
  ...concernRoutes,
  ...leadRequestRoutes,
  ...inspectionRoutes,
  ...sceneRoutes,
  ...vitalRoutes,
  ...targetRoutes,
  ...itemRoutes,
  ...checkUpRoutes,
  ...viewRoutes,
  ...wallScope,
  ...open,
}
