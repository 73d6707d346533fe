import { z } from 'zod'
import {
  AdminAppointmentList,
  AdminPersonList,
  AdminPostList,
  AdminUnitList,
  ApiKeyList,
  ApiKeyMade,
  ApiKeyNew,
  ApiKeyQuery,
  AppointmentQuery,
  AuditList,
  AuditQuery,
  Made,
  PersonQuery,
  PostQuery,
  UnitQuery,
} from '../../../contract/admin.ts'
import type { LiveCalendar } from '../../city/calendar/live-calendar.ts'
import { inScope } from '../../city/permit/scope.ts'
import { lockUnit } from '../../city/person/store.ts'
import { pageOf, parseCursor, parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { sessionId, uuidv7 } from '../../kernel/ids.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { calendarRoutes } from './routes-calendar.ts'
import { calendarFeedRoute } from './routes-calendar-feed.ts'
import { peopleRoutes } from './routes-people.ts'
import { unitRoutes } from './routes-units.ts'
import { readAppointments, readKeys, readPeople, readPosts, readUnits } from './store.ts'
import { readAudit } from './store-audit.ts'
import { endKey, insertKey } from './store-keys.ts'

/** K16: units, posts, people, appointments; keys (security) and the audit (audit), each for its own administrator. */
export async function adminRoutes(app: App, { spine, calendar }: { spine: Spine; calendar: LiveCalendar }): Promise<void> {
  const read = { permit: 'admin.read' } as const
  const now = (): Date => spine.clock.now()

  app.get(
    '/api/v1/admin/units',
    { schema: { summary: '单位', querystring: UnitQuery, response: { 200: AdminUnitList, ...errors } }, config: read },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const rows = await readUnits(spine, callerOf(request), {
        ...wish,
        after: parseWords(cursor, 2),
        limit: limit + 1,
        now: now(),
      })
      return wordPage(rows, limit, (row) => [String(row.sort), row.id])
    },
  )

  app.get(
    '/api/v1/admin/posts',
    { schema: { summary: '岗位', querystring: PostQuery, response: { 200: AdminPostList, ...errors } }, config: read },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      return wordPage(
        await readPosts(spine, callerOf(request), { ...wish, after: parseWords(cursor, 1), limit: limit + 1, now: now() }),
        limit,
        (row) => [row.id],
      )
    },
  )

  app.get(
    '/api/v1/admin/people',
    { schema: { summary: '人员', querystring: PersonQuery, response: { 200: AdminPersonList, ...errors } }, config: read },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      return wordPage(
        await readPeople(spine, callerOf(request), { ...wish, after: parseWords(cursor, 2), limit: limit + 1, now: now() }),
        limit,
        (row) => [row.name, row.id],
      )
    },
  )

  app.get(
    '/api/v1/admin/appointments',
    {
      schema: { summary: '任职', querystring: AppointmentQuery, response: { 200: AdminAppointmentList, ...errors } },
      config: read,
    },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      return wordPage(
        await readAppointments(spine, callerOf(request), { ...wish, after: parseWords(cursor, 2), limit: limit + 1, now: now() }),
        limit,
        (row) => [row.from, row.id],
      )
    },
  )

  app.get(
    '/api/v1/audit',
    {
      schema: { summary: '审计', querystring: AuditQuery, response: { 200: AuditList, ...errors } },
      config: { permit: 'audit.read' },
    },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      const page = pageOf(
        await readAudit(spine, callerOf(request), { ...wish, after: parseCursor(cursor), limit: limit + 1 }),
        limit,
        (row) => ({ at: row.at, id: row.id }),
      )
      return { rows: page.rows.map((row) => row.fact), next: page.next, at: now().toISOString() }
    },
  )

  await calendarRoutes(app, { spine, calendar })
  await calendarFeedRoute(app, { spine, zone: calendar.zone })
  await unitRoutes(app, { spine })
  await peopleRoutes(app, { spine })
  await keyRoutes(app, { spine })
}

/** Keys of devices, gateways and systems: the security administrator's alone. */
async function keyRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const security = { permit: 'admin.security' } as const

  app.get(
    '/api/v1/admin/keys',
    { schema: { summary: '接口密钥', querystring: ApiKeyQuery, response: { 200: ApiKeyList, ...errors } }, config: security },
    async (request) => {
      const { cursor, limit, ...wish } = request.query
      return wordPage(
        await readKeys(spine, callerOf(request), { ...wish, after: parseWords(cursor, 1), limit: limit + 1 }),
        limit,
        (row) => [row.id],
      )
    },
  )

  // No idempotency key here: its row would keep the answer, and with it the secret.
  app.post(
    '/api/v1/admin/keys',
    {
      schema: { summary: '发放密钥（只显示一次）', body: ApiKeyNew, response: { 200: ApiKeyMade, ...errors } },
      config: security,
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const { name, kind, unit } = request.body
        const owner = await lockUnit(tx, unit)
        if (!owner || owner.valid_to !== null || !owner.paths.some((path) => inScope(callerOf(request).scope, path)))
          throw new RefusalError({ code: 'work-order.unit-unknown', details: { unit } })
        const [id, secret] = [request.body.id ?? `key-${uuidv7(tx.now).slice(-12)}`, sessionId()]
        if (!(await insertKey(tx, { id, name, kind, unit, secret }))) throw new RefusalError(malformed('/id', 'name.taken'))
        await tx.record({ kind: 'key.made', subject: id, area: null, unit, body: { key: id, name } })
        return { id, secret }
      }),
  )

  app.post(
    '/api/v1/admin/keys/:id/end',
    {
      schema: {
        summary: '停用密钥',
        params: z.object({ id: z.string().max(80) }),
        body: z.strictObject({}).nullish(),
        response: { 200: Made, ...errors },
      },
      config: security,
    },
    (request) =>
      write(spine, request, async (tx) => {
        if (!(await endKey(tx, callerOf(request), request.params.id))) throw new RefusalError({ code: 'thing.not-found' })
        const { id } = request.params
        await tx.record({ kind: 'key.ended', subject: id, area: null, body: { key: id, name: id } })
        return { id }
      }),
  )
}
