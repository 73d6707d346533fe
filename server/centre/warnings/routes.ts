import { z } from 'zod'
import { type Warning, WarningDetail, WarningList, WarningQuery, WarningTaken } from '../../../contract/warning.ts'
import { pageOf, parseCursor } from '../../kernel/cursor.ts'
import { type App, callerOf, errors, originOf } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { readPrefixes } from '../desk/store-sight.ts'
import { capOf, writeFeed } from './feed.ts'
import { readMessage, receiveWarning } from './receive.ts'
import { readGbId } from './rules/gb-id.ts'
import { stateOf } from './rules/state-of.ts'
import { areaNames, readFeed, readWarnings, warningById, warningsOfChain } from './store.ts'
import type { WarningRow } from './types.ts'

const Id = z.object({ id: z.uuid() })
const read = { permit: 'event.read' } as const

/** 预警: taken in as CAP 1.2 from centres that publish them, shown to everybody on the staff, handed on to whoever asks. */
export async function warningRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  // In a scope of its own: the document is read by its codec, whatever its sender calls it.
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    takeRoute(scope, spine)
  })
  staffRoutes(app, spine)
  publicRoutes(app, spine)
}

function takeRoute(app: App, spine: Spine): void {
  app.post(
    '/api/v1/warnings/cap',
    {
      schema: { summary: '接收预警（CAP 1.2）', body: z.unknown(), response: { 200: WarningTaken, ...errors } },
      config: { permit: 'key' },
    },
    async (request) => {
      const caller = callerOf(request)
      if (caller.postKind !== 'key-system') throw new RefusalError({ code: 'key.wrong' })
      const alert = readMessage(Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
      return spine.transaction(caller.actor, (tx) => receiveWarning(tx, caller.actor.id, alert))
    },
  )
}

/** What lies in one's own areas; null for whoever answers for the city: what is about no known area is theirs too. */
const scopeBelowCity = (scope: readonly string[]): readonly string[] | null =>
  scope.some((path) => path.split('/').filter(Boolean).length === 1) ? null : scope

function staffRoutes(app: App, spine: Spine): void {
  app.get(
    '/api/v1/warnings',
    { schema: { summary: '预警', querystring: WarningQuery, response: { 200: WarningList, ...errors } }, config: read },
    async (request) => {
      const { view, area, cursor, limit } = request.query
      const now = spine.clock.now()
      const areas = (await readPrefixes(spine, area)) ?? scopeBelowCity(callerOf(request).scope)
      const after = parseCursor(cursor)
      const rows = await readWarnings(spine, { now: view === 'now' ? now : null, areas, open: false, after, limit: limit + 1 })
      const page = pageOf(rows, limit, (row) => ({ at: row.sent_at, id: row.id }))
      return { rows: page.rows.map((row) => lineOf(row, now)), next: page.next, at: now.toISOString() }
    },
  )
  app.get(
    '/api/v1/warnings/:id',
    { schema: { summary: '一条预警和它的前后', params: Id, response: { 200: WarningDetail, ...errors } }, config: read },
    async (request) => {
      const row = await warningById(spine, request.params.id)
      if (!row) throw new RefusalError({ code: 'thing.not-found' })
      const now = spine.clock.now()
      return {
        ...lineOf(row, now),
        ...{ description: row.description, instruction: row.instruction, sender: row.sender, identifier: row.identifier },
        division: readGbId(row.identifier)?.division ?? null,
        areas: await areaNames(spine, row.areas),
        restricted: row.restricted,
        receivedAt: row.received_at.toISOString(),
        chain: (await warningsOfChain(spine, row.chain)).map((one) => lineOf(one, now)),
      }
    },
  )
}

const lineOf = (row: WarningRow, now: Date): Warning => ({
  ...{ id: row.id, kind: row.kind, state: stateOf(row, now), colour: row.colour, event: row.event, headline: row.headline },
  ...{ publisher: row.publisher, areaWords: row.area_words, exercise: row.exercise },
  ...{ sentAt: row.sent_at.toISOString(), from: row.from_at.toISOString(), to: row.to_at?.toISOString() ?? null },
})

/** How long the feed still holds what ended: Google asks for a day or two, so that nobody is left with a warning that is over. */
const heldMs = 48 * 3_600_000
const mostEntries = 200

function publicRoutes(app: App, spine: Spine): void {
  app.get(
    '/api/v1/warnings.atom',
    {
      schema: { summary: '公开预警的订阅源（Atom，指向 CAP 1.2）', response: { 200: z.string(), ...errors } },
      config: { permit: 'public' },
    },
    async (request, reply) => {
      const now = spine.clock.now()
      const rows = await readFeed(spine, now, new Date(now.getTime() - heldMs), mostEntries)
      void reply.type('application/atom+xml; charset=utf-8').header('cache-control', 'public, max-age=30')
      return writeFeed(rows, { origin: originOf(request), now })
    },
  )
  app.get(
    '/api/v1/warnings/:id/cap',
    {
      schema: { summary: '一条公开预警的 CAP 1.2 文档', params: Id, response: { 200: z.string(), ...errors } },
      config: { permit: 'public' },
    },
    async (request, reply) => {
      const text = await capOf(spine, request.params.id)
      void reply.type('application/cap+xml; charset=utf-8').header('cache-control', 'public, max-age=3600')
      return text
    },
  )
}
