import { shippedLayout } from '../../contract/wall-kinds.ts'
import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const walls = '/api/v1/walls'
/** Who keeps walls, and may keep this town's. */
const keepers = ['hub', 'town', 'city'] as const
const townA = '990101001'
const chiefs = ['hub', 'town', 'city', 'leader'] as const
const see = (...groups: Group[]): Read['meets'] => Object.fromEntries(chiefs.map((actor) => [actor, groups]))

/** Walls: what they show is read as it is everywhere; composing them is for who answers for the whole area. */
export const wallScope: Record<string, Read | Act | { open: string }> = {
  'GET /api/v1/cockpit/parts': {
    reads: () =>
      ['head', 'now', 'open', 'areas', 'vitals', 'pulse', 'strip'].map(
        (part) => `/api/v1/cockpit/parts?part=${part}&area=${townA}`,
      ),
    meets: see('case'),
  },
  'GET /api/v1/cockpit/vital': { reads: () => [`/api/v1/cockpit/vital?code=none.none&area=${townA}`], meets: {} },
  'GET /api/v1/cockpit/rows': { reads: () => [`/api/v1/cockpit/rows?figure=open&area=${townA}`], meets: see('case') },
  'GET /api/v1/cockpit/board': { reads: () => [`/api/v1/cockpit/board?board=other&area=${townA}`], meets: {} },
  // the red case by name, whom to call about it
  'GET /api/v1/cockpit/check-up': { reads: () => [`/api/v1/cockpit/check-up?area=${townA}`], meets: see('case') },
  'GET /api/v1/walls/state': { reads: () => [`${walls}/state?area=${townA}`], meets: {} },
  'GET /api/v1/wall-seats/mine': { open: 'what this machine itself is' },
  'POST /api/v1/wall-seats/pairing': {
    open: 'a code that opens nothing until an administrator types it in; wall-seats.db.test.ts',
  },
  'GET /api/v1/wall-seats': { reads: () => ['/api/v1/wall-seats'], meets: {} },
  'POST /api/v1/wall-seats': {
    acts: () => ['/api/v1/wall-seats', { code: '00000000', name: '试探越权', area: townA }],
    may: keepers,
  },
  'POST /api/v1/wall-seats/{id}/end': {
    acts: () => ['/api/v1/wall-seats/00000000-0000-4000-8000-000000000000/end', {}],
    may: keepers,
  },
  'POST /api/v1/walls/opened': { open: 'counts a tile of a wall one sees; nothing of a case, nothing of who' },
  'GET /api/v1/walls/tiles': { reads: () => [`${walls}/tiles?area=${townA}`], meets: {} },
  'GET /api/v1/walls/settings': { reads: () => [`${walls}/settings?area=${townA}`], meets: {} },
  'POST /api/v1/walls/layout': { acts: () => [`${walls}/layout`, { area: townA, body: shippedLayout }], may: keepers },
  'POST /api/v1/walls/playlist': { acts: () => [`${walls}/playlist`, { area: townA, body: { turns: [] } }], may: keepers },
  'POST /api/v1/walls/push': {
    acts: () => [`${walls}/push`, { area: townA, screen: 'risk', show: null, event: null, minutes: 5 }],
    may: keepers,
  },
}
