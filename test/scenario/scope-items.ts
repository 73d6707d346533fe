import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

/** Who keeps the catalogue of some units; whose units they are stands in items.db.test.ts. */
const keepers: readonly Actor[] = ['city', 'data']
const read = (url: string): Read => ({ reads: () => [url], meets: {} })
const sheet = (door: string, what: string): Act => ({
  acts: () => [
    `/api/v1/${door}/${what}${what === 'take' ? `?digest=${'0'.repeat(64)}` : ''}`,
    Buffer.from('编码,名称\nNONE-1,试探\n'),
  ],
  may: keepers,
})

/** Business items and special apps: what units do; no case, no object and no person stands in them. */
export const itemRoutes: Record<string, Read | Act> = {
  'GET /api/v1/business-items': read('/api/v1/business-items'),
  'GET /api/v1/business-items/{code}': read('/api/v1/business-items/NONE-1'),
  'POST /api/v1/business-items': {
    acts: () => ['/api/v1/business-items', { code: 'NONE-1', name: '试探', unit: 'unit-none' }],
    may: keepers,
  },
  'POST /api/v1/business-items/{code}': {
    acts: () => ['/api/v1/business-items/NONE-1', { version: 1, name: '试探' }],
    may: keepers,
  },
  'GET /api/v1/business-items.csv': read('/api/v1/business-items.csv'),
  'GET /api/v1/business-items.xlsx': read('/api/v1/business-items.xlsx'),
  'GET /api/v1/business-item-units': read('/api/v1/business-item-units'),
  'POST /api/v1/business-item-sheets/look': sheet('business-item-sheets', 'look'),
  'POST /api/v1/business-item-sheets/errors': sheet('business-item-sheets', 'errors'),
  'POST /api/v1/business-item-sheets/take': sheet('business-item-sheets', 'take'),
  'GET /api/v1/special-apps': read('/api/v1/special-apps'),
  'GET /api/v1/special-apps/{code}': read('/api/v1/special-apps/NONE-1'),
  'GET /api/v1/special-apps.csv': read('/api/v1/special-apps.csv'),
  'GET /api/v1/special-apps.xlsx': read('/api/v1/special-apps.xlsx'),
  'POST /api/v1/special-app-sheets/look': sheet('special-app-sheets', 'look'),
  'POST /api/v1/special-app-sheets/errors': sheet('special-app-sheets', 'errors'),
  'POST /api/v1/special-app-sheets/take': sheet('special-app-sheets', 'take'),
}
