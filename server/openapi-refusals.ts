import type { Operation } from './openapi.ts'

/** Answered without asking the database: it may be down. */
const needsNoStore = new Set([
  'GET /api/v1/session/providers',
  'GET /api/v1/clock',
  'GET /api/v1/demo/clock',
  'GET /api/v1/words',
  'GET /api/v1/public/report-types',
  'OPTIONS /api/v1/cloudevents',
])
/** Who cannot sign in cannot see either, so these writes go on with a full disk (`evenWhenFull` of the routes). */
const evenWhenFull = new Set([
  'POST /api/v1/session',
  'GET /api/v1/session',
  'DELETE /api/v1/session',
  'PUT /api/v1/session/post',
  'POST /api/v1/demo/session',
  'POST /api/v1/session/portal',
  'POST /api/v1/session/providers/{id}',
])
/** Limited by address. */
const limited = new Set([
  'POST /api/v1/session',
  'POST /api/v1/session/portal',
  'POST /api/v1/session/providers/{id}',
  'POST /api/v1/files',
  'POST /api/v1/reports',
  'GET /api/v1/public/reports/{code}',
  'POST /api/v1/public/reports/{code}/dispute',
])
/** What an address without an id in it may not find: an area outside one's own, an upload, the demo where it is switched off. */
const mayMiss =
  /^(GET \/api\/v1\/(cockpit|leader|duty|map\/outlines|plans\/try|live|demo$|demo\/inventory)|POST \/api\/v1\/(cloudevents|demo|admin|appointments|duty))/
/** Public addresses that know wrong passwords, and people without a post. */
const signsIn = new Set(['POST /api/v1/session', 'POST /api/v1/demo/session'])

/** The numbers an operation may refuse with, from what it takes and who may knock; `name` is method and path. */
export function refusedStatuses(name: string, one: Operation): number[] {
  const asks = name.startsWith('OPTIONS ')
  const write = !name.startsWith('GET ') && !asks
  const takesBody = name.startsWith('POST ') || name.startsWith('PUT ')
  const permit = one['x-permit']
  const open = permit === 'public'
  const may: [status: number, can: boolean][] = [
    [400, takesBody || (one.parameters ?? []).length > 0],
    [401, !open || signsIn.has(name)],
    // A write from a page of another origin is refused whoever asks.
    [403, write || !(open || permit === 'session')],
    [404, name.includes('{') || name === 'POST /api/v1/session/portal' || mayMiss.test(name)],
    [409, write],
    [413, takesBody || asks],
    [415, takesBody],
    [422, takesBody],
    [423, name === 'POST /api/v1/session'],
    [429, limited.has(name) || /\/api\/(open311|ogc)\//.test(name) || /^POST \/api\/v1\/(hotline\/|plots)/.test(name)],
    [502, name === 'POST /api/v1/session/providers/{id}' || name === 'POST /api/v1/session/portal'],
    [503, !needsNoStore.has(name)],
    [507, write && !evenWhenFull.has(name)],
  ]
  return may.filter(([, can]) => can).map(([status]) => status)
}
