import type { Actor, Group, World } from './scope-world.ts'

type Read = { reads: (w: World) => string[]; meets: Partial<Record<Actor, readonly Group[]>> }
type Act = { acts: (w: World) => [url: string, body: unknown]; may: readonly Actor[] }

const reason = '试探越权'
const only = (path: string, body: unknown, may: readonly Actor[] = ['system']): Act => ({
  acts: () => [`/api/v1/admin/${path}`, body],
  may,
})

const areaChange = { day: '2030-01-01', title: reason, basis: reason, text: '990101001001,990101001001,试探社区,居委会' }

/** Acts of the administration: each its own administrator's, nobody else's. */
export const adminActs: Record<string, Act> = {
  'POST /api/v1/admin/units': only('units', {
    name: reason,
    shortName: '试探',
    kind: 'department',
    tier: 'town',
    parent: 'unit-linjiang',
  }),
  'POST /api/v1/admin/units/{id}/end': only('units/unit-linjiang/end', {}),
  'POST /api/v1/duty/units/{id}/phone': {
    acts: () => ['/api/v1/duty/units/unit-linjiang/phone', { phone: '023-00000000' }],
    may: ['hub', 'town', 'city'],
  },
  'POST /api/v1/admin/posts': only('posts', { unit: 'unit-linjiang', name: reason, kind: 'town-post' }),
  'POST /api/v1/admin/posts/{id}/end': only('posts/post-linjiang-duty/end', {}),
  'POST /api/v1/admin/people': only('people', { name: reason, phone: '13000001111', post: 'post-linjiang-duty' }),
  'POST /api/v1/admin/people/{id}/end': only('people/p-zhoumin/end', {}),
  'POST /api/v1/admin/appointments': only('appointments', { person: 'p-suhe', post: 'post-linjiang-duty' }),
  'POST /api/v1/admin/appointments/{id}/end': only('appointments/appointment-linjiang-duty/end', {}),
  'POST /api/v1/admin/appointments/{id}/delegate': only('appointments/appointment-linjiang-duty/delegate', {
    person: 'p-suhe',
    until: '2027-01-01T00:00:00Z',
  }),
  'POST /api/v1/admin/appointments/waiting/{id}/confirm': only('appointments/waiting/none/confirm', {}, []),
  'POST /api/v1/admin/appointments/waiting/{id}/reject': only('appointments/waiting/none/reject', {}, []),
  'POST /api/v1/admin/area-changes/look': only('area-changes/look', areaChange),
  'POST /api/v1/admin/area-changes': only('area-changes', areaChange),
  'POST /api/v1/admin/area-changes/{id}/withdraw': only('area-changes/none/withdraw', {}),
  'POST /api/v1/admin/calendar/notice': only('calendar/notice', { text: '{}', source: reason }),
  'POST /api/v1/admin/calendar/hours': only('calendar/hours', {
    workingDay: 480,
    hours: [{ from: null, to: null, windows: [['08:00', '16:00']] }],
  }),
  'POST /api/v1/admin/senders': only('senders', { protocol: 'hj212', number: 'PROBE1', device: 'hf-990101-0001' }),
  'POST /api/v1/admin/senders/{protocol}/{number}/change': only('senders/hj212/NONE/change', { code: null }),
  'POST /api/v1/admin/senders/{protocol}/{number}/replace-terminal': only('senders/jt808/1/replace-terminal', {}),
  'POST /api/v1/admin/senders/{protocol}/{number}/end': only('senders/hj212/NONE/end', {}),
  'POST /api/v1/admin/senders/import': only('senders/import', { name: reason, data: 'eA==' }),
  'POST /api/v1/admin/camera-platforms/{number}/address': only('camera-platforms/0/address', { address: null }),
  'POST /api/v1/admin/camera-labels': only('camera-labels', {
    ...{ protocol: 'gb28181', label: reason, type: null, windowS: 600, before: null },
  }),
  'POST /api/v1/admin/camera-labels/{id}/end': only('camera-labels/00000000-0000-4000-8000-000000000000/end', {}),
  'POST /api/v1/admin/catalogue': only('catalogue', { name: reason, data: 'eA==' }),
  'POST /api/v1/admin/catalogue/conditions/{id}/limit': only('catalogue/conditions/E0101-1/limit', {
    version: 1,
    limit: null,
  }),
  'POST /api/v1/admin/catalogue/classes': only('catalogue/classes', {
    ...{ version: 1, kind: 'event', major: '01', name: reason, text: reason, limit: '2wd' },
  }),
  'POST /api/v1/portal/directory': { acts: () => ['/api/v1/portal/directory', {}], may: ['key'] },
  'POST /api/v1/work-orders/{id}/hand-over': {
    acts: (w) => [`/api/v1/work-orders/${w.order}/hand-over`, { post: 'post-linjiang-duty', reason }],
    may: ['hub', 'town', 'city', 'leader'],
  },
  'POST /api/v1/admin/keys': only('keys', { name: reason, kind: 'system', unit: 'unit-linjiang' }, ['security']),
  'POST /api/v1/admin/keys/{id}/end': only('keys/gw-990101/end', {}, ['security']),
}

const admins = ['system', 'security', 'audit'] as const
const who = (actors: readonly Actor[], ...groups: Group[]): Read['meets'] =>
  Object.fromEntries(actors.map((actor) => [actor, groups]))
const lists = (path: string, queries: string[], meets: Read['meets']): Read => ({
  reads: () => queries.map((query) => `/api/v1/${path}${query}`),
  meets,
})

/** Lists of the administration: its own administrators', and most of them nobody's names. */
export const adminReads: Record<string, Read> = {
  'GET /api/v1/admin/area-changes': lists('admin/area-changes', [''], {}),
  'GET /api/v1/admin/units': lists('admin/units', ['', '?parent=unit-linjiang'], {}),
  'GET /api/v1/admin/posts': lists('admin/posts', ['?unit=unit-linjiang-safety-law'], who(admins, 'staff')),
  'GET /api/v1/admin/people': lists('admin/people', ['?q=%E5%91%A8%E6%95%8F'], who(admins, 'staff')),
  'GET /api/v1/admin/appointments': lists('admin/appointments', ['?person=p-zhoumin'], who(admins, 'staff')),
  'GET /api/v1/admin/appointments/waiting': lists('admin/appointments/waiting', [''], {}),
  'GET /api/v1/admin/keys': lists('admin/keys', [''], {}),
  'GET /api/v1/admin/senders': lists('admin/senders', ['', '?protocol=jt808'], {}),
  'GET /api/v1/admin/senders.csv': lists('admin/senders.csv', [''], {}),
  'GET /api/v1/admin/senders/unknown': lists('admin/senders/unknown', [''], {}),
  'GET /api/v1/admin/senders/devices': lists('admin/senders/devices', ['?q=hf'], who(['system'], 'object')),
  'GET /api/v1/admin/catalogue.xlsx': lists('admin/catalogue.xlsx', [''], {}),
  'GET /api/v1/admin/catalogue.csv': lists('admin/catalogue.csv', ['', '?kind=component'], {}),
  // masked numbers and the words of calls; administrators only
  'GET /api/v1/admin/sent': lists('admin/sent', [''], {}),
}
