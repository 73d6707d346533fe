import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

/** Check-ups of whole areas: no case and no object stands in the list. Whose check-up one opens stands in check-up.db.test.ts. */
export const checkUpRoutes: Record<string, Read | Act | { open: string }> = {
  'GET /api/v1/check-ups': { reads: () => ['/api/v1/check-ups'], meets: {} },
  'GET /api/v1/check-ups/{id}': { reads: () => ['/api/v1/check-ups/none'], meets: {} },
  'GET /api/v1/check-ups/{id}/paper.pdf': { reads: () => ['/api/v1/check-ups/none/paper.pdf'], meets: {} },
  'GET /api/v1/check-ups/{id}/sheet.csv': { reads: () => ['/api/v1/check-ups/none/sheet.csv'], meets: {} },
  'GET /api/v1/check-ups/{id}/sheet.xlsx': { reads: () => ['/api/v1/check-ups/none/sheet.xlsx'], meets: {} },
  'POST /api/v1/check-ups': { acts: () => ['/api/v1/check-ups', { area: '990199' }], may: [] },
}
