import { z } from 'zod'
import { boardOfPath, holdsBoard } from '../../../contract/check-up-kinds.ts'
import { readJudged } from '../../../contract/evaluation-kinds.ts'
import { EventDetail, EventList, EventQuery, type EventState } from '../../../contract/event.ts'
import { grades } from '../../../contract/scales.ts'
import { Found } from '../../../contract/search.ts'
import { SignalDetail, SignalList } from '../../../contract/signal.ts'
import { searchAreas, searchZones } from '../../city/area/store.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { eventStates } from '../../flow/3-event/life.ts'
import { wishOf } from '../../flow/7-evaluate/evaluation/store-period.ts'
import type { Config } from '../../kernel/config.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { eventsCsv } from './rules/csv.ts'
import { openSignal, signalRows } from './signals.ts'
import { type Asked, countViews, readEventRows } from './store.ts'
import { readEventPage } from './store-page.ts'
import { findEvents, findPeople, findThings } from './store-search.ts'
import { narrowed, readPrefixes, withPlacesOfThen } from './store-sight.ts'
import { type AskedSignals, countSignals, loadMinutes, readSignals } from './store-signals.ts'
import { lookUpWords } from './store-words.ts'
import { type EventFilter, type JudgedCases, SignalQuery } from './types.ts'

type Deps = { spine: Spine; packs: Packs; zone: string; config: Pick<Config, 'DESK_LOAD_BOUND'> }
const Id = z.object({ id: z.uuid() })
const exportAtMost = 10_000
const ExportQuery = EventQuery.omit({ cursor: true, limit: true }).extend({ lang: z.enum(['zh', 'en']).default('zh') })

/** K1 inbox, K2 event, K3 list with its export, and the search of the command menu. */
export async function deskRoutes(app: App, { spine, packs, zone, config: settings }: Deps): Promise<void> {
  const asked = async (caller: Caller, query: Omit<EventQuery, 'cursor' | 'limit'>): Promise<Asked> =>
    withPlacesOfThen({
      caller,
      wanted: await readPrefixes(spine, query.area),
      filter: {
        ...filterOf(query, packs),
        ...(query.judged ? { judged: await judgedCases(caller, query.judged, query.area) } : {}),
      },
      words: await lookUpWords(spine, query.q),
      now: spine.clock.now(),
      packs,
    })

  /** The cases behind a figure of the evaluation, as far as the caller reads evaluations. */
  async function judgedCases(caller: Caller, word: string, area: string | undefined): Promise<JudgedCases> {
    const judged = readJudged(word)
    if (!judged || !caller.permits.has('feed.read')) throw new RefusalError(malformed('/judged', 'name.unknown', { name: word }))
    const scope = narrowed(caller.scope, await readPrefixes(spine, area))
    const { wish } = await wishOf(spine, { scope, ...judged }, { now: spine.clock.now(), zone })
    return { judged, span: wish }
  }

  app.get(
    '/api/v1/events',
    {
      schema: { summary: '事件列表', querystring: EventQuery, response: { 200: EventList, ...errors } },
      config: { permit: 'event.read' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const asking = await asked(callerOf(request), request.query)
      const page = { after: parseCursor(cursor), limit: limit + 1 }
      const [rows, counts] = await Promise.all([readEventRows(spine, asking, page), countViews(spine, asking)])
      const shown = pageOf(rows, limit, (row) => ({ at: new Date(row.openedAt), id: row.id }))
      return { ...shown, counts, at: asking.now.toISOString() }
    },
  )

  app.get(
    '/api/v1/events.csv',
    {
      schema: { summary: '导出事件（CSV，最多 10,000 条）', querystring: ExportQuery, response: { 200: z.string(), ...errors } },
      config: { permit: 'event.read' },
    },
    async (request, reply) => {
      const rows = await readEventRows(spine, await asked(callerOf(request), request.query), { after: null, limit: exportAtMost })
      void reply
        .type('text/csv; charset=utf-8')
        .header('content-disposition', 'attachment; filename="events.csv"')
        .header('cache-control', 'no-store')
      return eventsCsv(rows, request.query.lang, zone)
    },
  )

  app.get(
    '/api/v1/events/:id',
    { schema: { summary: '事件详情', params: Id, response: { 200: EventDetail, ...errors } }, config: { permit: 'event.read' } },
    async (request) => {
      const opened = await readEventPage(spine, packs, callerOf(request), { id: request.params.id, now: spine.clock.now() })
      if (!opened) throw new RefusalError({ code: 'thing.not-found' })
      return opened.detail
    },
  )

  app.get(
    '/api/v1/signals',
    {
      schema: { summary: '收件箱', querystring: SignalQuery, response: { 200: SignalList, ...errors } },
      config: { permit: 'signal.read' },
    },
    async (request) => {
      const caller = callerOf(request)
      const { cursor, limit } = request.query
      const asking = withPlacesOfThen<AskedSignals>({
        caller,
        wanted: await readPrefixes(spine, request.query.area),
        query: request.query,
        now: spine.clock.now(),
      })
      const rows = await readSignals(spine, asking, { after: parseCursor(cursor), limit: limit + 1 })
      const done = await readSignals(
        spine,
        { ...asking, query: { ...request.query, view: 'handled', q: undefined } },
        { after: null, limit: 8 },
      )
      const counts = await countSignals(spine, asking)
      const page = pageOf(rows, limit, (row) => ({ at: row.received_at, id: row.id }))
      const views = await signalRows(spine, packs, caller, [...page.rows, ...done])
      const { waiting, snoozed, auto, opened, merged, rejected, calls, findings } = counts
      return {
        rows: views.slice(0, page.rows.length),
        next: page.next,
        counts: { waiting, snoozed, auto },
        handled: { opened, merged, rejected, snoozed, rows: views.slice(page.rows.length) },
        load: { minutes: loadMinutes, calls, findings, bound: settings.DESK_LOAD_BOUND },
        at: asking.now.toISOString(),
      }
    },
  )

  app.get(
    '/api/v1/signals/:id',
    {
      schema: { summary: '线索详情', params: Id, response: { 200: SignalDetail, ...errors } },
      config: { permit: 'signal.read' },
    },
    async (request) => {
      const signal = await openSignal(spine, packs, callerOf(request), { id: request.params.id, now: spine.clock.now() })
      if (!signal) throw new RefusalError({ code: 'thing.not-found' })
      return signal
    },
  )

  app.get(
    '/api/v1/search',
    {
      schema: {
        summary: '搜索（每类最多 8 条，随输随找，不翻页）',
        querystring: z.object({ q: z.string().trim().min(1).max(60) }),
        response: { 200: Found, ...errors },
      },
      config: { permit: 'session' },
    },
    async (request) => search(callerOf(request), request.query.q),
  )

  async function search(caller: Caller, typed: string): Promise<Found> {
    const may = caller.permits
    const words = await lookUpWords(spine, typed)
    const [things, zones, areas, events, people] = await Promise.all([
      may.has('map.read') ? findThings(spine, caller, words) : { objects: [], devices: [] },
      searchZones(spine, typed, caller.scope),
      searchAreas(spine, typed, caller.scope, 8),
      may.has('event.read') ? findEvents(spine, caller, words) : [],
      may.has('event.read') || may.has('admin.read') ? findPeople(spine, caller, words, spine.clock.now()) : [],
    ])
    return {
      events,
      areas: [...zones, ...areas].slice(0, 8).map(({ code, name, path, tier, above }) => ({ code, name, path, tier, above })),
      ...things,
      people,
    }
  }
}

/** `state=open,handling`: commas separate; words that are no state or grade are refused rather than ignored. */
function filterOf(query: Omit<EventQuery, 'cursor' | 'limit'>, packs: Packs): EventFilter {
  const list = (text: string | undefined): string[] =>
    text
      ? text
          .split(',')
          .map((part) => part.trim())
          .filter(Boolean)
      : []
  const known = (path: string, given: string[], words: readonly string[]): string[] => {
    const strange = given.find((word) => !words.includes(word))
    if (strange !== undefined) throw new RefusalError(malformed(path, 'name.unknown', { name: strange }))
    return given
  }
  return {
    states: known('/state', list(query.state), eventStates satisfies readonly EventState[]),
    grades: known('/grade', list(query.grade), grades),
    types: list(query.type),
    ...(query.board ? { among: typesOfBoard(query.board, packs) } : {}),
    ...(query.view ? { view: query.view } : {}),
  }
}

/** Types of events of a board, or of a board that gathers it. */
const typesOfBoard = (board: string, packs: Packs): string[] =>
  packs.all().flatMap(({ types }) => types.flatMap(({ id, path }) => (holdsBoard(board, boardOfPath(path[0])) ? [id] : [])))
