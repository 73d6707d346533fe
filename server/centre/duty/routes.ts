import { z } from 'zod'
import {
  CancelBody,
  DutyCallBody,
  DutyList,
  DutyQuery,
  HandOverBody,
  ShiftChanged,
  ShiftsMade,
  ShiftsNew,
  SubstituteBody,
} from '../../../contract/duty.ts'
import { Called } from '../../../contract/event.ts'
import { closeGaps } from '../../city/duty/look-gaps.ts'
import { aheadMs, handOverTo, mayArrange, mayCancel, maySubstitute, shiftsOf } from '../../city/duty/rules/roster.ts'
import { appointedTo, endShift, insertShift, removeShift, setShift, shiftById, shiftsAhead } from '../../city/duty/store.ts'
import type { NamedShift } from '../../city/duty/types.ts'
import { inScope } from '../../city/permit/scope.ts'
import { lockPost, type PostLine } from '../../city/person/store.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { dutyPosts, isOver } from './page.ts'
import { phoneRoute } from './routes-phone.ts'
import { personOf } from './store.ts'

const Id = z.object({ id: z.string().max(80) })
const notFound = (): RefusalError => new RefusalError({ code: 'thing.not-found' })

/** K6 值班与组织: who is on duty and who comes next; the roster is changed with a reason, each change a fact. */
export async function dutyRoutes(app: App, { spine, zone }: { spine: Spine; zone: string }): Promise<void> {
  const arranges = { permit: 'duty.arrange' } as const
  const changed = { params: Id, response: { 200: ShiftChanged, ...errors } }

  app.get(
    '/api/v1/duty',
    {
      schema: { summary: '值班：现在、下一班、缺口', querystring: DutyQuery, response: { 200: DutyList, ...errors } },
      config: { permit: 'duty.read' },
    },
    async (request) => {
      const [caller, now] = [callerOf(request), spine.clock.now()]
      const prefixes = orNotFound(narrowed(caller.scope, await readPrefixes(spine, request.query.area)))
      const window = { from: now, to: new Date(now.getTime() + aheadMs) }
      return { rows: await dutyPosts(spine, caller, prefixes, window), until: window.to.toISOString(), at: now.toISOString() }
    },
  )

  app.post(
    '/api/v1/duty/shifts',
    { schema: { summary: '排班', body: ShiftsNew, response: { 200: ShiftsMade, ...errors } }, config: arranges },
    (request) =>
      write(spine, request, async (tx) => {
        const { days, person, deputy = null } = request.body
        const post = await lockOver(tx, callerOf(request), request.body.post)
        const wish = { person, deputy, from: new Date(request.body.from), to: new Date(request.body.to) }
        const wishes = shiftsOf(wish, days, tx.now)
        const appointed = await appointedTo(tx, [post.id], tx.now)
        orRefuse(mayArrange(wishes, { shifts: await shiftsAhead(tx, post.id, tx.now), appointed }))
        const nameOf = (id: string): string => appointed.find((one) => one.person === id)!.name
        const ids: string[] = []
        for (const one of wishes) {
          const id = tx.newId()
          await insertShift(tx, { ...one, id, post: post.id })
          const names = { personName: nameOf(person), deputy, deputyName: deputy && nameOf(deputy) }
          const span = { from: one.from.toISOString(), to: one.to.toISOString() }
          await tx.record({ kind: 'duty.arranged', ...about(post, id), body: { ...of(post, id), person, ...names, ...span } })
          ids.push(id)
        }
        await closeGaps(tx, post.id, zone)
        return { ids }
      }),
  )

  app.post(
    '/api/v1/duty/shifts/:id/hand-over',
    { schema: { ...changed, summary: '交班：下一班提前接班', body: HandOverBody }, config: arranges },
    (request) =>
      write(spine, request, async (tx) => {
        const { shift, post } = await lockShift(tx, callerOf(request), request.params.id)
        const all = await shiftsAhead(tx, post.id, tx.now)
        const appointed = await appointedTo(tx, [post.id], tx.now)
        const { next, to } = orRefuse(handOverTo(shift, { shifts: all, appointed }, tx.now))
        await endShift(tx, shift.id, tx.now)
        const id = to < next.from ? tx.newId() : next.id
        if (id === next.id) await setShift(tx, id, { from: tx.now })
        else await insertShift(tx, { id, post: post.id, person: next.person, deputy: next.deputy, from: tx.now, to })
        const { person, person_name: personName } = shift
        const coming = { to: next.person, toName: next.person_name, reason: plainText(request.body.reason) }
        await tx.record({
          kind: 'duty.handed-over',
          ...about(post, shift.id),
          body: { ...of(post, shift.id), person, personName, ...coming },
        })
        await closeGaps(tx, post.id, zone)
        return { id }
      }),
  )

  app.post(
    '/api/v1/duty/shifts/:id/substitute',
    { schema: { ...changed, summary: '替班', body: SubstituteBody }, config: arranges },
    (request) =>
      write(spine, request, async (tx) => {
        const { shift, post } = await lockShift(tx, callerOf(request), request.params.id)
        const { person } = request.body
        const appointed = await appointedTo(tx, [post.id], tx.now)
        const rest = orRefuse(maySubstitute(shift, person, appointed, tx.now))
        const deputy = shift.deputy === person ? null : shift.deputy
        const id = rest.from > shift.from ? tx.newId() : shift.id
        if (id === shift.id) await setShift(tx, id, { person, deputy })
        else {
          await endShift(tx, shift.id, tx.now)
          await insertShift(tx, { ...rest, id, post: post.id, person, deputy })
        }
        const names = { personName: appointed.find((one) => one.person === person)!.name, insteadName: shift.person_name }
        const cut = id === shift.id ? {} : { was: shift.id }
        const body = { ...of(post, id), person, instead: shift.person, ...names, ...cut, reason: plainText(request.body.reason) }
        await tx.record({ kind: 'duty.substituted', ...about(post, id), body })
        await closeGaps(tx, post.id, zone)
        return { id }
      }),
  )

  app.post(
    '/api/v1/duty/shifts/:id/cancel',
    { schema: { ...changed, summary: '撤销一班', body: CancelBody }, config: arranges },
    (request) =>
      write(spine, request, async (tx) => {
        const { shift, post } = await lockShift(tx, callerOf(request), request.params.id)
        orRefuse(mayCancel(shift, tx.now))
        await removeShift(tx, shift.id)
        const { person, person_name: personName } = shift
        const span = { from: shift.from.toISOString(), to: shift.to.toISOString() }
        const body = { ...of(post, shift.id), person, personName, ...span, reason: plainText(request.body.reason) }
        await tx.record({ kind: 'duty.cancelled', ...about(post, shift.id), body })
        return { id: shift.id }
      }),
  )

  callRoute(app, { spine })
  await phoneRoute(app, { spine })
}

/** The number of somebody of a post. No idempotency key: its row would keep the number, and an answer from it would be a look without a fact. */
function callRoute(app: App, { spine }: { spine: Spine }): void {
  app.post(
    '/api/v1/duty/posts/:id/call',
    {
      schema: {
        summary: '打电话：取值班人的号码（写明用途，留痕）',
        params: Id,
        body: DutyCallBody,
        response: { 200: Called, ...errors },
      },
      config: { permit: 'duty.call' },
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const [caller, purpose] = [callerOf(request), plainText(request.body.purpose)]
        const post = await lockPost(tx, request.params.id)
        if (!post?.paths.some((path) => inScope(caller.scope, path))) throw notFound()
        const appointed = await appointedTo(tx, [post.id], tx.now)
        const found = appointed.some(({ person, from }) => person === request.body.person && from <= tx.now)
        const person = found ? await personOf(tx, request.body.person) : null
        if (!person) throw notFound()
        if ([...purpose].length < 2) throw new RefusalError({ code: 'personal.purpose' })
        const body = { subject: request.body.person, field: 'person.phone', whose: person.name, purpose }
        await tx.record({
          kind: 'personal.revealed',
          subject: request.body.person,
          area: post.paths[0] ?? null,
          unit: caller.unit,
          body,
        })
        return person
      }),
  )
}

/** A post, locked, all of whose areas are the caller's: changes of one roster come one after another. */
async function lockOver(tx: Tx, caller: Caller, id: string): Promise<PostLine> {
  const post = await lockPost(tx, id)
  if (!post || (post.valid_to && post.valid_to <= tx.now) || !isOver(caller, post.paths)) throw notFound()
  return post
}

async function lockShift(tx: Tx, caller: Caller, id: string): Promise<{ shift: NamedShift; post: PostLine }> {
  const found = await shiftById(tx, id)
  if (!found) throw notFound()
  const post = await lockOver(tx, caller, found.post)
  const shift = await shiftById(tx, id)
  if (!shift) throw notFound()
  return { shift, post }
}

const about = (post: PostLine, shift: string) => ({ subject: shift, area: post.paths[0] ?? null, unit: post.unit })
const of = (post: PostLine, shift: string) => ({ shift, post: post.id, postName: post.name })
