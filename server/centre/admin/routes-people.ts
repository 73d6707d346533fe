import { z } from 'zod'
import { EndBody, Made, PersonMade, PersonNew } from '../../../contract/admin.ts'
import { countOrdersOfPerson, insertAccount, insertPerson, lockOut, lockPost } from '../../city/person/store.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { appoint, lockStaff } from './appoint.ts'
import { endHeld } from './end-held.ts'
import { appointmentRoutes, reject } from './routes-appoint.ts'
import { orHidden } from './routes-units.ts'
import { fitsPeriod } from './rules/appoint.ts'
import { waitingOf } from './store-waiting.ts'

const Id = z.object({ id: z.string().max(80) })

/** People are registered with a first post, appointed, delegated to, and leave. Every change is a fact. */
export async function peopleRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const config = { permit: 'admin.people' } as const
  const response = { 200: Made, ...errors }

  app.post(
    '/api/v1/admin/people',
    { schema: { summary: '登记人员', body: PersonNew, response: { 200: PersonMade, ...errors } }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const { name, phone, idNumber, account, until } = request.body
        const post = orHidden(await lockPost(tx, request.body.post), callerOf(request))
        const person = { id: `p-${tx.newId()}`, name }
        await insertPerson(tx, { ...person, phone, idNumber: idNumber ?? null })
        if (account && !(await insertAccount(tx, { person: person.id, account })))
          throw new RefusalError(malformed('/account', 'name.taken'))
        await tx.record({
          kind: 'person.made',
          subject: person.id,
          area: post.paths[0] ?? null,
          unit: post.unit,
          body: { person: person.id, name },
        })
        const span = { from: tx.now, to: until ? new Date(until) : null }
        const given = await appoint(tx, { person, post, kind: 'main', ...span }, callerOf(request))
        return { id: person.id, appointment: given.id, waiting: given.waiting }
      }),
  )

  app.post(
    '/api/v1/admin/people/:id/end',
    { schema: { summary: '人员离开', params: Id, body: EndBody, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = callerOf(request)
        const { person, held } = await lockStaff(tx, caller, request.params.id)
        if (person.id === caller.person) throw new RefusalError(malformed('/id', 'person.self'))
        const at = request.body.at ? new Date(request.body.at) : tx.now
        orRefuse(fitsPeriod({ from: new Date(0), to: at }, tx.now))
        // Who holds a post outside the caller's areas is not theirs to send away.
        const wishes = await waitingOf(tx, person.id)
        for (const one of [...held, ...wishes]) orHidden(one, caller)
        const count = await countOrdersOfPerson(tx, person.id)
        if (count > 0) throw new RefusalError({ code: 'admin.in-use', details: { count } })
        await endHeld(tx, held, at)
        for (const one of wishes) await reject(tx, one, caller.person)
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

  await appointmentRoutes(app, { spine })
}
