import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const none = '/api/v1/target-plans/none'
const tell = { subject: 'none', quarter: '2026-Q1', said: { kind: 'reason', words: '试探越权' } }
const shown = `subject=none&quarter=2026-Q1&words=${encodeURIComponent('试探越权')}`

/** Target boards: plans of an area and how they stand; no case and no object stands in them. Who owns what stands in targets.db.test.ts. */
export const targetRoutes: Record<string, Read | Act | { open: string }> = {
  'GET /api/v1/target-plans': { reads: () => ['/api/v1/target-plans'], meets: {} },
  'GET /api/v1/target-plans/{plan}': { reads: () => [none], meets: {} },
  'GET /api/v1/target-plans/{plan}/entries/{subject}': { reads: () => [`${none}/entries/none`], meets: {} },
  'GET /api/v1/target-plans/{plan}/sheet.csv': { reads: () => [`${none}/sheet.csv`], meets: {} },
  'GET /api/v1/target-plans/{plan}/sheet.xlsx': { reads: () => [`${none}/sheet.xlsx`], meets: {} },
  'POST /api/v1/target-plans/{plan}/entries': { acts: () => [`${none}/entries`, tell], may: [] },
  'POST /api/v1/target-plans/{plan}/evidence': { acts: () => [`${none}/evidence?${shown}`, Buffer.from('no paper')], may: [] },
  'POST /api/v1/target-plans': {
    open: 'makes a plan of one’s own area; whoever keeps no plans is refused in targets.db.test.ts',
  },
}
