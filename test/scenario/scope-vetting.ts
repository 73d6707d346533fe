import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>>; named?: 'page' }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const nobody = '00000000-0000-4000-8000-000000000000'
const hubs: readonly Actor[] = ['hub', 'town', 'city']
/** Another hub takes the next of its own areas, of which there is none. */
const act = (path: string, body: unknown, may: readonly Actor[]): Act => ({ acts: () => [`/api/v1/${path}`, body], may })

/** Whoever puts right what feeds told may bring a sheet, each for sites of their own areas; here it has no row at all. */
const sheet = (verb: string, more = '') =>
  act(`ticket-sheets/${verb}?pack=spoil-truck${more}`, Buffer.from('联单号,工地编号,消纳场编号,号牌,装载量,开出时间\n'), [
    ...(['hub', 'otherDistrict', 'city', 'system'] as const),
  ])

/** Whoever tunes a pack may bring a sheet, each for districts of their own; here it has no row at all. */
const baselines = (verb: string, more = '') =>
  act(`haulage-baseline-sheets/${verb}?pack=spoil-truck${more}`, Buffer.from('区县,期间自,期间至,发现数,办理数,出处\n'), [
    ...(['hub', 'otherDistrict', 'city', 'leader'] as const),
  ])

/** Looks at what cameras noticed: those who triage, each in their own areas; gates are the system administrator's. */
export const vettingRoutes: Record<string, Read | Act> = {
  // places of the gates, nobody by name
  'GET /api/v1/haulage-effects': { reads: () => ['/api/v1/haulage-effects'], meets: {} },
  'POST /api/v1/tickets/void': act('tickets/void', { pack: 'spoil-truck', no: 'LD-0', reason: '试探越权' }, []),
  'POST /api/v1/ticket-sheets/look': sheet('look'),
  'POST /api/v1/ticket-sheets/errors': sheet('errors'),
  'POST /api/v1/ticket-sheets/take': sheet('take', `&digest=${'0'.repeat(64)}`),
  'GET /api/v1/ticket-details': { reads: () => ['/api/v1/ticket-details?pack=spoil-truck&no=LD-0'], meets: {} },
  'POST /api/v1/haulage-baseline-sheets/look': baselines('look'),
  'POST /api/v1/haulage-baseline-sheets/errors': baselines('errors'),
  'POST /api/v1/haulage-baseline-sheets/take': baselines('take', `&digest=${'0'.repeat(64)}`),
  'POST /api/v1/haulage-baselines': act(
    'haulage-baselines',
    { pack: 'spoil-truck', district: '990101', from: '2025-01-01', to: '2025-12-31', found: 10, handled: 2, source: '试探越权' },
    ['hub', 'city', 'leader'],
  ),
  'GET /api/v1/tickets': { reads: () => ['/api/v1/tickets'], meets: {} },
  'POST /api/v1/tickets': act('tickets', {}, ['key']),
  'GET /api/v1/vetting': { reads: () => ['/api/v1/vetting'], meets: {} },
  'GET /api/v1/vetting/{id}': { reads: () => [`/api/v1/vetting/${nobody}`], meets: {} },
  'GET /api/v1/camera-list': { reads: () => ['/api/v1/camera-list', '/api/v1/camera-list?limit=1'], meets: {} },
  'GET /api/v1/camera-gates': { reads: () => ['/api/v1/camera-gates'], meets: {} },
  'POST /api/v1/vetting/next': act('vetting/next', {}, [...hubs, 'otherDuty', 'otherDistrict']),
  'POST /api/v1/vetting/{id}/answer': act(`vetting/${nobody}/answer`, { answer: 'unreal' }, hubs),
  'POST /api/v1/vetting/{id}/take-back': act(`vetting/${nobody}/take-back`, {}, hubs),
  'POST /api/v1/admin/camera-gates': act(
    'admin/camera-gates',
    {
      ...{ protocol: 'gat1400', number: '0', camera: '0', type: 'nobody.knows', set: { to: 'anew' } },
      reason: '试探越权',
    },
    ['system'],
  ),
}
