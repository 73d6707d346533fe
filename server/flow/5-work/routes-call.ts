import { CallBody, Called } from '../../../contract/event.ts'
import { maskName, maskPhone } from '../../city/mask.ts'
import { inScope } from '../../city/permit/scope.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Db } from '../../kernel/spine.ts'
import { reportsOfEvent } from '../1-ingest/reports/store.ts'
import { eventIsOpen } from '../3-event/life.ts'
import { visibleEvent } from '../3-event/store.ts'
import type { EventRecord } from '../3-event/types.ts'
import { type Desk, OrderId } from './act.ts'
import { type Callable, mayCall, whomToCall } from './rules/may-call.ts'
import { ordersOfEvent } from './store.ts'
import { responsibleOf } from './store-call.ts'

/**
 * The phone number of the reporter or of the responsible person, for whoever acts on the case. Shown once and written down. No
 * idempotency key: its row would keep the number, and an answer from it would be a look without a fact.
 */
export async function callRoute(app: App, { spine }: Pick<Desk, 'spine'>): Promise<void> {
  app.post(
    '/api/v1/events/:id/call',
    {
      schema: {
        summary: '打电话：取上报人或责任人的号码（写明用途，留痕）',
        params: OrderId,
        body: CallBody,
        response: { 200: Called, ...errors },
      },
      config: { permit: 'work-order.act' },
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const caller = callerOf(request)
        const event = await visibleEvent(tx, caller, request.params.id)
        if (!event) throw new RefusalError({ code: 'thing.not-found' })
        if (!eventIsOpen(event.state))
          throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'call' } })
        orRefuse(mayCall(askerOf(caller, event), await ordersOfEvent(tx, event.id)))
        const { whose, of } = request.body
        const purpose = plainText(request.body.purpose)
        if ([...purpose].length < 2) throw new RefusalError({ code: 'personal.purpose' })
        const found = orRefuse(whomToCall(await peopleOf(tx, event.id, whose), of))
        const field = whose === 'reporter' ? 'report.contact' : 'person.phone'
        // Staff stand on the case by their names; of a citizen the fact keeps no more than a star shows.
        const name = whose === 'reporter' ? maskedOf(found) : (found.name ?? found.id)
        await tx.record({
          kind: 'personal.revealed',
          subject: event.id,
          area: event.area,
          unit: caller.unit,
          body: { subject: found.id, field, whose: name, purpose },
        })
        return { name: found.name, phone: found.phone }
      }),
  )
}

const askerOf = (caller: Caller, event: Pick<EventRecord, 'area'>) => ({
  unit: caller.unit,
  person: caller.person,
  seat: (caller.permits.has('personal.reveal') || caller.permits.has('leader.read')) && inScope(caller.scope, event.area),
})

async function peopleOf(db: Db, event: string, whose: 'reporter' | 'responsible'): Promise<Callable[]> {
  if (whose === 'responsible') return responsibleOf(db, event)
  const reports = await reportsOfEvent(db, event)
  return reports.flatMap(({ id, contact_name: name, phone }) => (phone === null ? [] : [{ id, name, phone }]))
}

const maskedOf = ({ name, phone }: Callable): string => (name ? maskName(name) : maskPhone(phone))
