import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const everywhere: Read['meets'] = Object.fromEntries(
  ['reporter', 'leader', 'city', 'lead', 'hub', 'town', 'data'].map((actor) => [actor, ['object'] as const]),
)

const sheet = (verb: string, more = ''): Act => ({
  acts: () => [`/api/v1/device-sheets/${verb}${more}`, Buffer.from('对象编号,设备号,设备名称\nHFC9901010001,probe-1,试探越权\n')],
  may: ['data'],
})

/** Devices of objects: read as the register is, registered, changed and retired by its keeper. */
export const deviceRoutes: Record<string, Read | Act> = {
  'GET /api/v1/objects/{id}/devices': {
    reads: (w) => [`/api/v1/objects/${w.object}/devices`],
    meets: everywhere,
  },
  'POST /api/v1/objects/{id}/devices': {
    acts: (w) => [`/api/v1/objects/${w.object}/devices`, { id: 'probe-1', kind: 'no-such-kind' }],
    may: ['data'],
  },
  'POST /api/v1/devices/{id}/change': { acts: (w) => [`/api/v1/devices/${w.device}/change`, { intervalS: 61 }], may: ['data'] },
  'POST /api/v1/devices/{id}/retire': {
    acts: (w) => [`/api/v1/devices/${w.device}/retire`, { reason: '试探越权' }],
    may: ['data'],
  },
  'GET /api/v1/object-devices.csv': { reads: () => ['/api/v1/object-devices.csv?kind=septic-tank'], meets: everywhere },
  'GET /api/v1/object-devices.xlsx': { reads: () => ['/api/v1/object-devices.xlsx?kind=septic-tank'], meets: {} },
  'POST /api/v1/device-sheets/look': sheet('look'),
  'POST /api/v1/device-sheets/errors': sheet('errors'),
  'POST /api/v1/device-sheets/take': sheet('take', `?digest=${'0'.repeat(64)}`),
}
