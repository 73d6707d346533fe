import type { FastifyRequest } from 'fastify'
import { callerOf } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Tx } from '../../kernel/spine.ts'
import { type EventVerb, nextEventState } from './life.ts'
import { lockEvent, visibleEvent } from './store.ts'
import type { EventRecord } from './types.ts'

/** Locks an event the caller may see and checks the life table and the version. Shared by every stage that acts on events. */
export async function lockForVerb(
  tx: Tx,
  request: FastifyRequest,
  verb: EventVerb,
  { id, version }: { id: string; version?: number | undefined },
): Promise<EventRecord> {
  if (!(await visibleEvent(tx, callerOf(request), id))) throw new RefusalError({ code: 'thing.not-found' })
  const event = (await lockEvent(tx, id))!
  if (version !== undefined && version !== event.version)
    throw new RefusalError({ code: 'version.stale', details: { version: event.version } })
  if (nextEventState(event.state, verb) === null)
    throw new RefusalError({ code: 'event.state', details: { state: event.state, verb } })
  return event
}
