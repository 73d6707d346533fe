import { z } from 'zod'
import { AppointmentNew, DelegateBody, EndBody, Made, PersonMade, PersonNew } from '../../../contract/admin.ts'
import {
  type AppointmentLine,
  appointmentsOf,
  countOrdersOfPerson,
  insertAccount,
  insertAppointment,
  insertPerson,
  lockAppointment,
  lockOut,
  lockPerson,
  lockPost,
  type PersonLine,
  type PostLine,
  postKindsOf,
} from '../../city/person/store.ts'
import { hashPassword } from '../../city/sign-in/password.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { lookupCode } from '../../kernel/ids.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { endHeld } from './end-held.ts'
import { orHidden } from './routes-units.ts'
import { fitsPeriod, type Held, mayDelegate, mayFill, mayHold } from './rules/appoint.ts'

const Id = z.object({ id: z.string().max(80) })
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })
const dateOr = (text: string | undefined, otherwise: Date): Date => (text ? new Date(text) : otherwise)

/** People are registered with a first post, appointed, delegated to, and leave. Every change is a fact. */
export async function peopleRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'admin.people' } as const
  const response = { 200: Made, ...errors }

  // No idempotency key here: its row would keep the first password.
  app.post(
    '/api/v1/admin/people',
    { schema: { summary: '登记人员', body: PersonNew, response: { 200: PersonMade, ...errors } }, config },
    async (request) => {
      const { name, phone, idNumber, account, until } = request.body
      const password = account ? lookupCode() : null
      const hash = password ? await hashPassword(password) : null
      return spine.transaction(callerOf(request).actor, async (tx) => {
        const post = orHidden(await lockPost(tx, request.body.post), callerOf(request))
        const person = { id: `p-${tx.newId()}`, name }
        await insertPerson(tx, { ...person, phone, idNumber: idNumber ?? null })
        if (account && hash && !(await insertAccount(tx, { person: person.id, account, hash })))
          throw new RefusalError(malformed('/account', 'name.taken'))
        await tx.record({
          kind: 'person.made',
          subject: person.id,
          area: post.paths[0] ?? null,
          unit: post.unit,
          body: { person: person.id, name },
        })
        const appointment = await appoint(tx, { person, post, kind: 'main', from: tx.now, to: until ? new Date(until) : null })
        return { id: person.id, appointment, password }
      })
    },
  )

  app.post(
    '/api/v1/admin/people/:id/end',
    { schema: { summary: '人员离开', params: Id, body: EndBody, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = callerOf(request)
        const { person, held } = await lockStaff(tx, caller, request.params.id)
        if (person.id === caller.person) throw new RefusalError(malformed('/id', 'person.self'))
        const at = dateOr(request.body.at, tx.now)
        orRefuse(fitsPeriod({ from: new Date(0), to: at }, tx.now))
        // Who holds a post outside the caller's areas is not theirs to send away.
        for (const one of held) orHidden(one, caller)
        const count = await countOrdersOfPerson(tx, person.id)
        if (count > 0) throw new RefusalError({ code: 'admin.in-use', details: { count } })
        await endHeld(tx, held, at)
        if (at <= tx.now) await lockOut(tx, person.id)
        await tx.record({
          kind: 'person.ended',
          subject: person.id,
          area: held[0]?.paths[0] ?? null,
          unit: held[0]?.unit ?? null,
          body: { person: person.id, name: person.name },
        })
        return { id: person.id }
      }),
  )

  app.post('/api/v1/admin/appointments', { schema: { summary: '任命', body: AppointmentNew, response }, config }, (request) =>
    write(spine, request, async (tx) => {
      const { kind, from, until } = request.body
      const caller = callerOf(request)
      if (request.body.person === caller.person) throw new RefusalError({ code: 'admin.self' })
      const { person } = await lockStaff(tx, caller, request.body.person, new Date(0))
      const post = orHidden(await lockPost(tx, request.body.post), callerOf(request))
      return { id: await appoint(tx, { person, post, kind, from: dateOr(from, tx.now), to: until ? new Date(until) : null }) }
    }),
  )

  app.post(
    '/api/v1/admin/appointments/:id/end',
    { schema: { summary: '免职', params: Id, body: EndBody, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const held = await lockHeld(tx, callerOf(request), request.params.id)
        const at = dateOr(request.body.at, tx.now)
        if (held.valid_from < tx.now) orRefuse(fitsPeriod({ from: held.valid_from, to: at }, tx.now))
        await endHeld(tx, [held], at)
        return { id: held.id }
      }),
  )

  app.post(
    '/api/v1/admin/appointments/:id/delegate',
    { schema: { summary: '委托', params: Id, body: DelegateBody, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const held = await lockHeld(tx, callerOf(request), request.params.id)
        if (held.valid_from > tx.now) throw notFound()
        const until = new Date(request.body.until)
        orRefuse(
          mayDelegate({ holder: held.person, to: request.body.person, kind: held.kind, heldUntil: held.valid_to, until }, tx.now),
        )
        if (request.body.person === callerOf(request).person) throw new RefusalError({ code: 'admin.self' })
        const { person } = await lockStaff(tx, callerOf(request), request.body.person)
        const post = orHidden(await lockPost(tx, held.post), callerOf(request))
        orRefuse(mayHold(post.kind, { from: tx.now, to: until }, await postKindsOf(tx, person.id)))
        const id = tx.newId()
        await insertAppointment(tx, {
          id,
          person: person.id,
          post: post.id,
          kind: 'delegated',
          from: tx.now,
          to: until,
          delegatedBy: held.person,
        })
        const body = {
          appointment: id,
          person: person.id,
          personName: person.name,
          post: post.id,
          postName: post.name,
          until: until.toISOString(),
        }
        await tx.record({ kind: 'appointment.delegated', subject: person.id, area: post.paths[0] ?? null, unit: post.unit, body })
        return { id }
      }),
  )
}

type Appointing = { person: PersonLine; post: PostLine; kind: string; from: Date; to: Date | null }

async function appoint(tx: Tx, { person, post, kind, from, to }: Appointing): Promise<string> {
  if (post.valid_to && post.valid_to <= from) throw notFound()
  if (from < tx.now) throw new RefusalError({ code: 'admin.period' })
  orRefuse(fitsPeriod({ from, to }, tx.now))
  orRefuse(mayHold(post.kind, { from, to }, await postKindsOf(tx, person.id)))
  orRefuse(mayFill({ person: person.id, kind, from, to }, await holdersOf(tx, post.id)))
  const id = tx.newId()
  await insertAppointment(tx, { id, person: person.id, post: post.id, kind, from, to, delegatedBy: null })
  const body = {
    appointment: id,
    person: person.id,
    personName: person.name,
    post: post.id,
    postName: post.name,
    until: to?.toISOString() ?? null,
  }
  await tx.record({ kind: 'appointment.made', subject: person.id, area: post.paths[0] ?? null, unit: post.unit, body })
  return id
}

/** Who holds a post, now or later. The post is locked: two appointments to it are decided one after another. */
const holdersOf = async (tx: Tx, post: string): Promise<Held[]> =>
  (await appointmentsOf(tx, { post }, tx.now)).map((one) => ({
    person: one.person,
    name: one.person_name,
    kind: one.kind,
    from: one.valid_from,
    to: one.valid_to,
  }))

/** A person who holds a post in the caller's areas, locked, with everything they hold; with an earlier `since` also those who held one. */
async function lockStaff(
  tx: Tx,
  caller: Caller,
  id: string,
  since = tx.now,
): Promise<{ person: PersonLine; held: AppointmentLine[] }> {
  const person = await lockPerson(tx, id)
  const held = person ? await appointmentsOf(tx, { person: id }, since) : []
  const paths = held.flatMap((one) => one.paths)
  if (!person) throw notFound()
  orHidden({ paths }, caller)
  return { person, held }
}

/** An appointment of the caller's areas that is not over, locked. */
async function lockHeld(tx: Tx, caller: Caller, id: string): Promise<AppointmentLine> {
  const held = orHidden(await lockAppointment(tx, id), caller)
  if (held.valid_to && held.valid_to <= tx.now) throw notFound()
  return held
}
