import { z } from 'zod'
import { narrowScope } from '../../city/permit/scope.ts'
import { factsAfter, parsePosition } from '../../kernel/facts.ts'
import { type App, callerOf } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { hears, type Listener } from './hears.ts'
import { type Heard, type Hub, toView } from './hub.ts'
import { casesOf } from './store.ts'

/** The browser of a sleeping laptop may ask for this many missed facts at once; beyond that it reads the lists anew. */
const mostMissed = 2_000
const heartbeatMs = 15_000
const caseAgeMs = 30 * 86_400_000

const Query = z.object({ area: z.string().max(80).optional(), after: z.string().max(48).optional() })

/** Server-Sent Events: every fact the caller may see, resumable by `Last-Event-ID` (or `?after=`), so that nothing is missed over a reconnect. */
export async function liveRoutes(app: App, { spine, hub }: { spine: Spine; hub: Hub }): Promise<void> {
  app.get(
    '/api/v1/live',
    { schema: { summary: '实时事实流 (SSE)', querystring: Query }, config: { permit: 'session' } },
    async (request, reply) => {
      const caller = callerOf(request)
      const wanted = request.query.area
      const scope = wanted ? narrowScope(caller.scope, wanted) : caller.scope
      if (!scope) throw new RefusalError({ code: 'thing.not-found' })
      const header = request.headers['last-event-id']
      const after = parsePosition(request.query.after ?? (typeof header === 'string' ? header : ''))
      const listener: Listener = {
        caller,
        scope,
        cases: await casesOf(
          spine,
          { unit: caller.unit, person: caller.person },
          new Date(spine.clock.now().getTime() - caseAgeMs),
        ),
      }
      // HTTP/2 replies and plain ones alike: the stream is written by hand, so the reply is taken over.
      reply.hijack()
      const out = reply.raw
      out.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-cache, no-transform',
        'x-accel-buffering': 'no',
      })
      const hello = (): void =>
        void out.write(
          `event: clock\ndata: ${JSON.stringify({ now: spine.clock.now().toISOString(), rate: spine.clock.rate() })}\n\n`,
        )
      const tell = (facts: Heard[]): void => {
        const text = facts
          .filter((fact) => hears(listener, fact))
          .map((fact) => `id: ${toView(fact).position}\nevent: fact\ndata: ${JSON.stringify(toView(fact))}\n\n`)
          .join('')
        if (text) out.write(text)
      }
      hello()
      // Facts that come while the missed ones are read wait, so that the order holds and none is told twice.
      let early: Heard[] | null = []
      const leave = hub.join((facts) => (early ? early.push(...facts) : tell(facts)))
      const beat = setInterval(hello, heartbeatMs)
      request.raw.on('close', () => {
        clearInterval(beat)
        leave()
      })
      const missed = after ? await factsAfter(spine, after, mostMissed) : []
      if (missed.length === mostMissed) out.write('event: reload\ndata: {}\n\n')
      else tell(missed)
      const told = new Set(missed.map((fact) => fact.id))
      tell(early.filter((fact) => !told.has(fact.id)))
      early = null
    },
  )
}
