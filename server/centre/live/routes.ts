import type { ServerResponse } from 'node:http'
import type { FastifyReply } from 'fastify'
import { z } from 'zod'
import { narrowScope } from '../../city/permit/scope.ts'
import { factsAfter, parsePosition } from '../../kernel/facts.ts'
import { type App, type Caller, callerOf, type Identify } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import type { Listener } from './hears.ts'
import type { Hub } from './hub.ts'
import { casesOf } from './store.ts'
import { createStream, heartbeatMs } from './stream.ts'

/** The browser of a sleeping laptop may ask for this many missed facts at once; beyond that it reads the lists anew. */
const mostMissed = 2_000
/** Bytes written that the other end has not read. */
const mostUnread = 1_048_576
const caseAgeMs = 30 * 86_400_000

const Query = z.object({ area: z.string().max(80).optional(), after: z.string().max(48).optional() })
type Deps = { spine: Spine; hub: Hub; identify: Identify }

/** Server-Sent Events: every fact the caller may see, resumable by `Last-Event-ID` (or `?after=`), so that nothing is missed over a reconnect. Ends when the session does. */
export async function liveRoutes(app: App, { spine, hub, identify }: Deps): Promise<void> {
  app.get(
    '/api/v1/live',
    { schema: { summary: '实时事实流 (SSE)', querystring: Query }, config: { permit: 'session', wall: true } },
    async (request, reply) => {
      const { area } = request.query
      const first = await listenerOf(spine, { caller: callerOf(request), area })
      if (!first) throw new RefusalError({ code: 'thing.not-found' })
      const header = request.headers['last-event-id']
      const after = parsePosition(request.query.after ?? (typeof header === 'string' ? header : ''))
      const out = takeOver(reply)
      // Gone while it was looked up who listens: that it closes is never told again, and nobody would leave the hub.
      if (out.destroyed) return
      const stream = createStream(
        {
          clock: spine.clock,
          who: async (before) => listenerOf(spine, { caller: await identify(request), area, before }),
          write(text) {
            // What the other end does not read would pile up here: it comes again and resumes.
            if (out.writableLength > mostUnread) out.destroy()
            else out.write(text)
          },
          end: () => void out.end(),
        },
        first,
        { from: hub.position(), resumes: after !== null },
      )
      // Facts that come while the missed ones are read wait, so that the order holds and none is told twice.
      const leave = hub.join(stream.hear)
      const beat = setInterval(stream.beat, heartbeatMs)
      out.on('close', () => {
        clearInterval(beat)
        leave()
        stream.close()
      })
      try {
        const missed = after ? await factsAfter(spine, after, mostMissed) : []
        stream.catchUp(missed.length === mostMissed ? null : missed)
      } catch {
        // It comes again and asks for the same facts.
        out.end()
      }
    },
  )
}

type Asked = { caller: Caller | null; area: string | undefined; before?: Listener }

/** Who listens, to which areas and cases; null for somebody who may not, or not there. */
async function listenerOf(spine: Spine, { caller, area, before }: Asked): Promise<Listener | null> {
  const scope = caller && (area ? narrowScope(caller.scope, area) : caller.scope)
  if (!caller || !scope) return null
  if (before && before.caller.unit === caller.unit && before.caller.person === caller.person)
    return { caller, scope, cases: before.cases }
  const since = new Date(spine.clock.now().getTime() - caseAgeMs)
  return { caller, scope, cases: await casesOf(spine, { unit: caller.unit, person: caller.person }, since) }
}

/** HTTP/2 replies and plain ones alike: the stream is written by hand, so the reply is taken over. */
function takeOver(reply: FastifyReply): ServerResponse {
  reply.hijack()
  reply.raw.writeHead(200, {
    'content-type': 'text/event-stream; charset=utf-8',
    'cache-control': 'no-cache, no-transform',
    'x-accel-buffering': 'no',
  })
  return reply.raw
}
