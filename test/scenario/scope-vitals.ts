import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

/** Vitals: numbers of areas; no case and no object stands in them. What a reader of another area meets stands in vitals.db.test.ts. */
export const vitalRoutes: Record<string, Read | Act> = {
  'GET /api/v1/vitals': { reads: () => ['/api/v1/vitals'], meets: {} },
  'GET /api/v1/vitals/{code}': { reads: () => ['/api/v1/vitals/none.none'], meets: {} },
  'GET /api/v1/vitals/{code}/told': { reads: () => ['/api/v1/vitals/none.none/told?area=99&period=2026'], meets: {} },
  'POST /api/v1/vitals/values': {
    acts: () => ['/api/v1/vitals/values', { values: [{ vital: 'none.none', area: '99', period: '2026', value: 1 }] }],
    // each row is taken or refused by itself: whoever may tell gets an answer, and nothing is taken
    may: ['hub', 'town', 'city', 'data', 'otherDuty', 'otherDistrict'],
  },
}
