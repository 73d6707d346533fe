import { z } from 'zod'
import {
  AppointmentConfirmed,
  AppointmentGiven,
  AppointmentNew,
  DelegateBody,
  EndBody,
  Made,
  type WaitingAppointment,
  WaitingAppointmentList,
} from '../../../contract/admin.ts'
import { inScope } from '../../city/permit/scope.ts'
import { appointmentsOf, lockPerson, lockPost, setFirstPassword } from '../../city/person/store.ts'
import { hashPassword } from '../../city/sign-in/password.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { lookupCode } from '../../kernel/ids.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { appoint, delegate, lockHeld, lockStaff, notFound, putInForce, refuseAppointing, refuseDelegating } from './appoint.ts'
import { endHeld } from './end-held.ts'
import { orHidden } from './routes-units.ts'
import { fitsPeriod } from './rules/appoint.ts'
import { mayConfirm } from './second.ts'
import { decideWaiting, lockWaiting, type WaitingLine, waitingOf } from './store-waiting.ts'

const Id = z.object({ id: z.string().max(80) })
const given = { 200: AppointmentGiven, ...errors }

/** Posts are given, lent and taken. Every gift of a post waits for a second administrator. */
export async function appointmentRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'admin.people' } as const

  app.post(
    '/api/v1/admin/appointments',
    { schema: { summary: '任命', body: AppointmentNew, response: given }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const { kind, from, until } = request.body
        const caller = callerOf(request)
        if (request.body.person === caller.person) throw new RefusalError({ code: 'admin.self' })
        const { person } = await lockStaff(tx, caller, request.body.person, new Date(0))
        const post = orHidden(await lockPost(tx, request.body.post), caller)
        const span = { from: from ? new Date(from) : tx.now, to: until ? new Date(until) : null }
        return appoint(tx, { person, post, kind, ...span }, caller)
      }),
  )

  app.post(
    '/api/v1/admin/appointments/:id/end',
    { schema: { summary: '免职', params: Id, body: EndBody, response: { 200: Made, ...errors } }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const held = await lockHeld(tx, callerOf(request), request.params.id)
        const at = request.body.at ? new Date(request.body.at) : tx.now
        if (held.valid_from < tx.now) orRefuse(fitsPeriod({ from: held.valid_from, to: at }, tx.now))
        await endHeld(tx, [held], at)
        return { id: held.id }
      }),
  )

  app.post(
    '/api/v1/admin/appointments/:id/delegate',
    { schema: { summary: '委托', params: Id, body: DelegateBody, response: given }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = callerOf(request)
        if (request.body.person === caller.person) throw new RefusalError({ code: 'admin.self' })
        const held = await lockHeld(tx, caller, request.params.id)
        const { person } = await lockStaff(tx, caller, request.body.person)
        const post = orHidden(await lockPost(tx, held.post), caller)
        return delegate(tx, { person, post, held, until: new Date(request.body.until) }, caller)
      }),
  )

  app.post(
    '/api/v1/appointments/delegate',
    { schema: { summary: '委托自己的岗位', body: DelegateBody, response: given }, config: { permit: 'session' } },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = callerOf(request)
        const { person } = await lockStaff(tx, caller, request.body.person)
        const post = orHidden(await lockPost(tx, caller.post), caller)
        const held = await ownHeld(tx, { person: caller.person, post: post.id })
        return delegate(tx, { person, post, held, until: new Date(request.body.until) }, caller)
      }),
  )

  await waitingRoutes(app, { spine })
}

/** The second administrator's part: what waits, and yes or no to it. */
async function waitingRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'admin.confirm' } as const
  const schema = { params: Id, body: z.strictObject({}).nullish(), response: { 200: Made, ...errors } }

  app.get(
    '/api/v1/admin/appointments/waiting',
    {
      schema: { summary: '待确认的任命', response: { 200: WaitingAppointmentList, ...errors } },
      config: { permit: 'admin.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const rows = (await waitingOf(spine)).filter(({ paths }) => paths.some((path) => inScope(caller.scope, path)))
      return { rows: rows.map((row) => shown(row, caller)) }
    },
  )

  // No idempotency key here: its row would keep the first password.
  app.post(
    '/api/v1/admin/appointments/waiting/:id/confirm',
    { schema: { ...schema, summary: '确认任命', response: { 200: AppointmentConfirmed, ...errors } }, config },
    async (request) => {
      const first = { password: lookupCode(), hash: '' }
      first.hash = await hashPassword(first.password)
      return spine.transaction(callerOf(request).actor, async (tx) => {
        const waiting = orHidden(await lockWaiting(tx, request.params.id), callerOf(request))
        orRefuse(mayConfirm(waiting, callerOf(request).person))
        await confirm(tx, waiting)
        await decideWaiting(tx, waiting.id, callerOf(request).person)
        const given = await setFirstPassword(tx, waiting.person, first.hash)
        return { id: waiting.id, password: given ? first.password : null }
      })
    },
  )

  app.post('/api/v1/admin/appointments/waiting/:id/reject', { schema: { summary: '驳回任命', ...schema }, config }, (request) =>
    write(spine, request, async (tx) => {
      const waiting = orHidden(await lockWaiting(tx, request.params.id), callerOf(request))
      await reject(tx, waiting, callerOf(request).person)
      return { id: waiting.id }
    }),
  )
}

/** Time has passed since it was asked: everything is looked at anew, and nothing begins in the past. */
async function confirm(tx: Tx, waiting: WaitingLine): Promise<void> {
  const [person, post] = [await lockPerson(tx, waiting.person), await lockPost(tx, waiting.post)]
  if (!person || !post) throw notFound()
  const row = { ...waiting, person, post, from: waiting.from > tx.now ? waiting.from : tx.now }
  if (waiting.delegatedBy) {
    const held = await ownHeld(tx, { person: waiting.delegatedBy, post: post.id })
    await refuseDelegating(tx, { person, post, held, until: waiting.to! })
  } else await refuseAppointing(tx, row)
  await putInForce(tx, row)
}

/** Says no to a waiting appointment, with its fact. */
export async function reject(tx: Tx, waiting: WaitingLine, by: string): Promise<void> {
  if (!(await decideWaiting(tx, waiting.id, by))) return
  const { id: appointment, person, personName, post, postName, paths } = waiting
  const body = { appointment, person, personName, post, postName }
  await tx.record({ kind: 'appointment.refused', subject: person, area: paths[0] ?? null, body })
}

/** The appointment by which a person holds a post themselves. */
async function ownHeld(tx: Tx, { person, post }: { person: string; post: string }) {
  const own = (await appointmentsOf(tx, { post, person }, tx.now)).filter(
    (one) => one.kind !== 'delegated' && one.valid_from <= tx.now,
  )
  if (!own[0]) throw notFound()
  return own[0]
}

const shown = (row: WaitingLine, caller: Caller): WaitingAppointment => ({
  id: row.id,
  personName: row.personName,
  postName: row.postName,
  unitName: row.unitName,
  kind: row.kind as WaitingAppointment['kind'],
  from: row.from.toISOString(),
  to: row.to?.toISOString() ?? null,
  askedByName: row.askedByName,
  askedAt: row.askedAt.toISOString(),
  allowed: caller.permits.has('admin.confirm')
    ? [...(mayConfirm(row, caller.person).ok ? (['confirm'] as const) : []), 'reject']
    : [],
})
