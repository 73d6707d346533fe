import { z } from 'zod'
import { PlotList, PlotQuery, PlotsIn, PlotsTaken, TargetList, TargetQuery } from '../../../../contract/plot.ts'
import { parseWords, wordPage } from '../../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow } from '../../../kernel/sliding-window.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { Ingest } from '../accept.ts'
import { createAllowance } from '../gateways/rules/allowance.ts'
import { costOf } from '../pressure.ts'
import { createPersons } from './rules/persons.ts'
import { readPlots, readTargets } from './store-read.ts'
import { takeSensed } from './take-sensed.ts'

type Deps = { spine: Spine; ingest: Ingest; keepDays: number; zone: string }

const dayMs = 86_400_000
const hourMs = 3_600_000
/** Batches of one key in ten minutes: two a second. */
const keyLimit = { limit: 1_200, ms: 600_000 }
/** Plots of one key a day: a base station that follows fifty things at 1 Hz sends 4.3 million. */
const portionOfKey = { windowMs: dayMs, each: { count: 5_000_000 }, keys: 1_000 }
const busyS = 2

/** Where ships and sensed targets are: taken in from sensing systems, shown to whoever may see it. */
export async function plotRoutes(app: App, deps: Deps): Promise<void> {
  takeRoute(app, deps)
  readRoutes(app, deps.spine)
}

function takeRoute(app: App, { spine, ingest, keepDays, zone }: Deps): void {
  const window = createSlidingWindow(keyLimit)
  const sensed = { keepDays, zone, portion: createAllowance(portionOfKey), persons: createPersons() }
  app.post(
    '/api/v1/plots',
    {
      schema: { summary: '通感等系统上报点迹', body: PlotsIn, response: { 200: PlotsTaken, ...errors } },
      config: { permit: 'key' },
    },
    async (request) => {
      const caller = callerOf(request)
      if (caller.postKind !== 'key-system') throw new RefusalError({ code: 'key.wrong' })
      if (ingest.pressure.level() !== 'free') throw new RefusalError({ code: 'ingest.busy', details: { seconds: busyS } })
      const seconds = window.take(caller.actor.id, spine.clock.now())
      if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
      const release = ingest.pressure.hold(costOf({ length: Number(request.headers['content-length'] ?? 0) }))
      return spine.transaction(caller.actor, (tx) => takeSensed(tx, sensed, caller.actor.id, request.body)).finally(release)
    },
  )
}

function readRoutes(app: App, spine: Spine): void {
  const config = { permit: 'plot.read' } as const
  app.get(
    '/api/v1/targets',
    {
      schema: { summary: '船舶和感知目标的最新位置', querystring: TargetQuery, response: { 200: TargetList, ...errors } },
      config,
    },
    async (request) => {
      const { kind, cursor, limit } = request.query
      const after = keyOf(cursor)
      const rows = await readTargets(spine, callerOf(request), { kind: kind ?? null, after, limit: limit + 1 })
      return { ...wordPage(rows, limit, partsOf), at: spine.clock.now().toISOString() }
    },
  )
  app.get(
    '/api/v1/plots',
    { schema: { summary: '一段时间的点迹', querystring: PlotQuery, response: { 200: PlotList, ...errors } }, config },
    async (request) => {
      const { source = null, number = null, cursor, limit } = request.query
      const now = spine.clock.now()
      const to = new Date(request.query.to ?? now)
      const from = new Date(request.query.from ?? to.getTime() - hourMs)
      if (!(from <= to && to.getTime() - from.getTime() <= dayMs))
        throw new RefusalError(malformed('/from', 'time.span', { max: 1 }))
      const wanted = { from, to, source, number, after: keyOf(cursor), limit: limit + 1 }
      const rows = await readPlots(spine, callerOf(request), wanted)
      return { ...wordPage(rows, limit, partsOf), at: now.toISOString() }
    },
  )
}

const Moment = z.iso.datetime({ offset: true })

/** Where a page ended: moment, source, number. */
function keyOf(cursor: string | undefined): [string, string, string] | null {
  const parts = parseWords(cursor, 3)
  if (parts && !Moment.safeParse(parts[0]).success) throw new RefusalError(malformed('/cursor', 'cursor.foreign'))
  return parts as [string, string, string] | null
}
const partsOf = ({ at, source, number }: { at: string; source: string; number: string }): string[] => [at, source, number]
