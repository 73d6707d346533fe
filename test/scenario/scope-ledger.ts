import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }

const readers = ['hub', 'town', 'lead', 'city', 'leader', 'data', 'reporter'] as const
const meets = Object.fromEntries(readers.map((actor) => [actor, ['object'] as const]))

/** The ledger of a kind is read as the register is; it tells objects, and of cases only their letters. */
export const ledgerRoutes: Record<string, Read> = {
  'GET /api/v1/object-ledger': { reads: () => ['/api/v1/object-ledger?kind=septic-tank&limit=200'], meets },
  'GET /api/v1/object-ledger.csv': { reads: () => ['/api/v1/object-ledger.csv?kind=septic-tank'], meets: {} },
  'GET /api/v1/object-ledger.xlsx': { reads: () => ['/api/v1/object-ledger.xlsx?kind=septic-tank'], meets: {} },
}
