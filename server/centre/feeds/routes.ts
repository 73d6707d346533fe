import { z } from 'zod'
import { FeedList, QuarantineList, ShedList, StuckList } from '../../../contract/feed.ts'
import type { QuarantineRow } from '../../../contract/reading.ts'
import { pageOf, parseCursor, parseWords, wordPage } from '../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { retryStuck } from '../../kernel/worker.ts'
import { sayRefused } from './say-refused.ts'
import {
  countQuarantine,
  decideQuarantine,
  type QuarantineLine,
  readFeeds,
  readQuarantine,
  readShed,
  readStuck,
  seesStuck,
} from './store.ts'

const Done = z.object({ id: z.string() })
const Page = z.object({
  cursor: z.string().max(120).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  decided: z.stringbool().default(false),
})

const AnyPage = z.object({
  cursor: z.string().max(400).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(100),
})

/** K13: what the sources deliver, what was refused and why, and work that is stuck. */
export async function feedRoutes(app: App, { spine, zone }: { spine: Spine; zone: string }): Promise<void> {
  app.get(
    '/api/v1/feeds',
    {
      schema: { summary: '接入情况', querystring: AnyPage, response: { 200: FeedList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const now = spine.clock.now()
      const { cursor, limit } = request.query
      const rows = await readFeeds(spine, callerOf(request), now, { after: parseWords(cursor, 1)?.[0] ?? null, limit: limit + 1 })
      return { ...wordPage(rows, limit, (row) => [row.id]), at: now.toISOString() }
    },
  )

  app.get(
    '/api/v1/shed',
    {
      schema: { summary: '来不及接收而丢弃的数据', querystring: AnyPage, response: { 200: ShedList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const lines = await readShed(spine, callerOf(request), { after: shedKey(cursor), limit: limit + 1 })
      const { rows, next } = wordPage(lines, limit, (line) => [line.hour.toISOString(), line.device, line.kind, line.reason])
      const said = rows.map(({ hour, first_at, last_at, ...row }) => ({
        ...row,
        hour: hour.toISOString(),
        firstAt: first_at.toISOString(),
        lastAt: last_at.toISOString(),
      }))
      return { rows: said, next, at: spine.clock.now().toISOString() }
    },
  )

  app.get(
    '/api/v1/quarantine',
    {
      schema: { summary: '被拒收的数据', querystring: Page, response: { 200: QuarantineList, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const { cursor, limit, decided } = request.query
      const rows = await readQuarantine(spine, callerOf(request), { after: parseCursor(cursor), limit: limit + 1, decided })
      const page = pageOf(rows, limit, (row) => ({ at: row.received_at, id: row.id }))
      return {
        rows: page.rows.map((row) => quarantineRow(row, zone)),
        next: page.next,
        waiting: await countQuarantine(spine, callerOf(request)),
        at: spine.clock.now().toISOString(),
      }
    },
  )

  app.post(
    '/api/v1/quarantine/:id/decide',
    {
      schema: {
        summary: '已看过',
        params: z.object({ id: z.uuid() }),
        body: z.strictObject({}).nullish(),
        response: { 200: Done, ...errors },
      },
      config: { permit: 'feed.repair' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        if (!(await decideQuarantine(tx, callerOf(request), request.params.id)))
          throw new RefusalError({ code: 'thing.not-found' })
        return { id: request.params.id }
      }),
  )

  app.get(
    '/api/v1/stuck',
    {
      schema: { summary: '卡住的处理', querystring: AnyPage, response: { 200: StuckList, ...errors } },
      config: { permit: 'feed.repair' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const found = await readStuck(spine, callerOf(request), { after: stuckKey(cursor), limit: limit + 1 })
      const rows = found.map((row) => ({ ...row, at: row.at.toISOString() }))
      return { ...wordPage(rows, limit, (row) => [row.at, row.key, row.handler]), at: spine.clock.now().toISOString() }
    },
  )

  app.post(
    '/api/v1/stuck/:key/retry',
    {
      schema: {
        summary: '重试',
        params: z.object({ key: z.string().max(200) }),
        body: z.strictObject({}).nullish(),
        response: { 200: Done, ...errors },
      },
      config: { permit: 'feed.repair' },
    },
    async (request) => {
      const { key } = request.params
      const theirs = await seesStuck(spine, callerOf(request), key)
      if (!theirs || !(await retryStuck(spine, key))) throw new RefusalError({ code: 'thing.not-found' })
      spine.bell.ring()
      return { id: key }
    },
  )
}

/** Time, key and handler a page of stuck work ended with. */
function stuckKey(cursor: string | undefined): string[] | null {
  const parts = parseWords(cursor, 3)
  if (parts && Number.isNaN(Date.parse(parts[0]!))) throw new RefusalError(malformed('/cursor', 'cursor.foreign'))
  return parts
}

/** Hour, device, kind and reason a page of dropped messages ended with. */
function shedKey(cursor: string | undefined): string[] | null {
  const parts = parseWords(cursor, 4)
  if (parts && Number.isNaN(Date.parse(parts[0]!))) throw new RefusalError(malformed('/cursor', 'cursor.foreign'))
  return parts
}

function quarantineRow(line: QuarantineLine, zone: string): z.infer<typeof QuarantineRow> {
  return {
    id: line.id,
    receivedAt: line.received_at.toISOString(),
    channel: line.channel,
    source: line.source,
    code: line.code,
    ...sayRefused(line.code, line.details, zone),
    payload: line.payload,
    repeats: line.repeats,
    decidedAt: line.decided_at?.toISOString() ?? null,
  }
}
