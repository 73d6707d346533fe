import { z } from 'zod'
import { EventDone, ReasonBody } from '../../../contract/event.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { nextEventState } from './life.ts'
import { mayEndAsFalse, mayReportAsFalse } from './rules/false-alarm.ts'
import { changeEvent, lockEvent } from './store.ts'
import { lockForVerb } from './store-lock.ts'
import { enderOf, partsOf } from './store-parts.ts'
import type { EventRecord } from './types.ts'
import { voidPause } from './void-pause.ts'

const Id = z.object({ id: z.uuid() })

/** Ends a locked event as a false alarm, if this person may do that alone. */
export async function endAsFalse(tx: Tx, caller: Caller, event: EventRecord, reason: string): Promise<void> {
  // What was reported may have gone on since: a case that is over or merged by now ends no second time.
  if (!nextEventState(event.state, 'false-alarm'))
    throw new RefusalError({ code: 'event.state', details: { state: event.state, verb: 'false-alarm' } })
  orRefuse(mayEndAsFalse(await enderOf(tx, caller, event), await partsOf(tx, event.id), event.tier))
  // Who reported it as one sees it confirmed; anything else that was asked for is void.
  if (event.pause?.verb !== 'false-alarm') await voidPause(tx, event, 'false-alarm')
  await changeEvent(tx, event.id, { state: 'false-alarm', closed_at: tx.now, closed_by: tx.actor.id, pause: null })
  await tx.cancelTimer(`pause:${event.id}`)
  await tx.record({
    kind: 'event.false-alarm',
    subject: event.id,
    area: event.area,
    body: { event: event.id, reason, alarm: event.alarm },
  })
}

/** Keeps what somebody at the case says of it, for a second person to confirm or refuse (`approve-pause`, `refuse-pause`). */
async function reportAsFalse(tx: Tx, caller: Caller, event: EventRecord, reason: string): Promise<void> {
  orRefuse(mayReportAsFalse(await enderOf(tx, caller, event), await partsOf(tx, event.id), event))
  const asked = { verb: 'false-alarm' as const, reason, until: null }
  await changeEvent(tx, event.id, {
    pause: { ...asked, askedBy: tx.actor.id, askedByName: tx.actor.name ?? tx.actor.id, granted: false },
  })
  await tx.record({ kind: 'event.pause-asked', subject: event.id, area: event.area, body: { event: event.id, ...asked } })
}

/** False alarms: one tap while nobody has accepted; after that reported by who is there and confirmed by a second person. */
export async function falseAlarmRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  const response = { 200: EventDone, ...errors }
  const rows = [
    { path: 'false-alarm', summary: '误报', permit: 'event.false-alarm', work: endAsFalse },
    { path: 'report-false-alarm', summary: '上报误报，待他人核实', permit: 'work-order.act', work: reportAsFalse },
  ] as const
  for (const { path, summary, permit, work } of rows) {
    app.post(
      `/api/v1/events/:id/${path}`,
      { schema: { summary, params: Id, body: ReasonBody, response }, config: { permit } },
      (request) =>
        write(spine, request, async (tx) => {
          const { reason, version } = request.body
          const event = await lockForVerb(tx, request, 'false-alarm', { id: request.params.id, version })
          await work(tx, callerOf(request), event, reason)
          const after = (await lockEvent(tx, event.id))!
          return { id: after.id, state: after.state, version: after.version }
        }),
    )
  }
}
