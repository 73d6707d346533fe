import { deviceRoutes } from './scope-devices.ts'
import { ledgerRoutes } from './scope-ledger.ts'
import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const nobodys = '00000000-0000-4000-8000-000000000000'
const query = `kind=report&title=${encodeURIComponent('试探越权')}`

/** Papers of objects: read as the register is, brought and withdrawn by its keeper. */
export const documentRoutes: Record<string, Read | Act> = {
  ...deviceRoutes,
  ...ledgerRoutes,
  'GET /api/v1/objects/{id}/documents': { reads: (w) => [`/api/v1/objects/${w.object}/documents`], meets: {} },
  'POST /api/v1/objects/{id}/documents': {
    acts: (w) => [`/api/v1/objects/${w.object}/documents?${query}`, Buffer.from('no paper')],
    may: ['data'],
  },
  'GET /api/v1/objects/{id}/courses': { reads: (w) => [`/api/v1/objects/${w.object}/courses`], meets: {} },
  'PUT /api/v1/objects/{id}/courses': { acts: (w) => [`/api/v1/objects/${w.object}/courses`, { upstream: [] }], may: ['data'] },
  'GET /api/v1/object-documents': { reads: () => ['/api/v1/object-documents'], meets: {} },
  'POST /api/v1/object-documents/{id}/withdraw': {
    acts: () => [`/api/v1/object-documents/${nobodys}/withdraw`, { version: 1, reason: '试探越权' }],
    may: ['data'],
  },
}
