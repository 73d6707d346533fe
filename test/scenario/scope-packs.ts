import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const reason = '试探越权'
const act = (path: string, body: unknown, may: readonly Actor[]): Act => ({ acts: () => [`/api/v1/${path}`, body], may })
/** A pack speaks of rules, places of duty and numbers, never of a case or of anybody in it. */
const read = (path: string): Read => ({ reads: () => [`/api/v1/${path}`], meets: {} })
const key = '0123456789abcdef'
const nobody = '00000000-0000-7000-8000-000000000000'

/** Packs: read by those who read rules, brought and published by the city's hub, tuned by whoever answers for a district. */
export const packRoutes: Record<string, Read | Act> = {
  'GET /api/v1/packs': read('packs'),
  'GET /api/v1/packs/{pack}': read('packs/septic-gas'),
  'GET /api/v1/packs/{pack}/releases/{no}': read('packs/septic-gas/releases/1'),
  'POST /api/v1/pack-files/look': act('pack-files/look', Buffer.from('{}'), ['city']),
  'POST /api/v1/pack-files/ask': act(`pack-files/ask?note=${encodeURIComponent(reason)}`, Buffer.from('{}'), ['city']),
  'POST /api/v1/packs/{pack}/shipped/look': act('packs/none/shipped/look', {}, ['city']),
  'POST /api/v1/packs/{pack}/shipped/ask': act('packs/none/shipped/ask', { note: reason }, ['city']),
  'POST /api/v1/packs/{pack}/releases/{no}/publish': act('packs/none/releases/1/publish', {}, ['city', 'leader']),
  'POST /api/v1/packs/{pack}/releases/{no}/discard': act('packs/none/releases/1/discard', { note: reason }, [
    'hub',
    'otherDuty',
    'town',
    'city',
    'leader',
  ]),
  'POST /api/v1/packs/{pack}/roll-back': act('packs/none/roll-back', { note: reason }, ['city']),
  'POST /api/v1/packs/{pack}/off-requests': act('packs/none/off-requests', { area: '99/', reason }, ['hub', 'city', 'leader']),
  'POST /api/v1/packs/{pack}/setting-requests': act('packs/none/setting-requests', { area: '99/', settings: { a: 1 }, reason }, [
    'hub',
    'city',
    'leader',
  ]),
  'POST /api/v1/pack-requests/{id}/confirm': act(`pack-requests/${nobody}/confirm`, {}, ['hub', 'city', 'leader']),
  'POST /api/v1/pack-requests/{id}/refuse': act(`pack-requests/${nobody}/refuse`, {}, ['hub', 'city', 'leader']),
  'POST /api/v1/pack-requests/{id}/withdraw': act(`pack-requests/${nobody}/withdraw`, {}, ['hub', 'city', 'leader']),
  'POST /api/v1/pack-requests/{id}/undo': act(`pack-requests/${nobody}/undo`, { reason }, ['hub', 'city', 'leader']),
  'POST /api/v1/packs/{pack}/tune': act('packs/none/tune', { area: '99/', off: true, reason }, ['hub', 'city', 'leader']),
  'GET /api/v1/pack-publishers': read('pack-publishers'),
  'POST /api/v1/pack-publishers': act('pack-publishers', { name: reason, publicKey: reason }, ['system']),
  'POST /api/v1/pack-publishers/{key}/confirm': act(`pack-publishers/${key}/confirm`, {}, ['security']),
  'POST /api/v1/pack-publishers/{key}/refuse': act(`pack-publishers/${key}/refuse`, {}, ['security']),
  'POST /api/v1/pack-publishers/{key}/withdraw': act(`pack-publishers/${key}/withdraw`, {}, ['security']),
}
