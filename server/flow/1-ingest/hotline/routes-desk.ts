import { z } from 'zod'
import { HotlineAskIn, HotlineList, type HotlineOrder, HotlineReplyIn, hotlineViews } from '../../../../contract/hotline.ts'
import { areaNameOf } from '../../../city/area/area-name.ts'
import { areasAlong } from '../../../city/area/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { cursorOf, parseCursor } from '../../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Db, Spine } from '../../../kernel/spine.ts'
import { typeWords } from '../reports/routes-public.ts'
import { isLater, mayAsk, mayReply } from './rules/may.ts'
import { asksOf, countOrders, insertAsk, lockOrder, messagesOf, orderOfReport, readOrders, setAnswer } from './store.ts'
import type { AskRow, MessageRow, OrderRow } from './types.ts'

type Deps = { spine: Spine; packs: Packs; hotlines: readonly unknown[] }

const Report = z.object({ report: z.uuid() })
const Done = z.object({ report: z.uuid() }).meta({ id: 'HotlineDone' })
const Page = z.object({
  view: z.enum(hotlineViews).default('open'),
  report: z.uuid().optional(),
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** The desk's side of a hotline: its orders, what is asked of it, and the answer it gets. */
export async function hotlineDeskRoutes(app: App, deps: Deps): Promise<void> {
  listRoute(app, deps)
  askRoute(app, deps)
  replyRoute(app, deps)
}

function listRoute(app: App, { spine, packs, hotlines }: Deps): void {
  app.get(
    '/api/v1/hotline-orders',
    {
      schema: { summary: '热线工单', querystring: Page, response: { 200: HotlineList, ...errors } },
      config: { permit: 'signal.read' },
    },
    async (request) => {
      const { scope } = callerOf(request)
      const { view, report, cursor, limit } = request.query
      const now = spine.clock.now()
      const key = parseCursor(cursor)
      const after = key && { at: key.at, report: key.id }
      const one = report ? await orderOfReport(spine, report, scope) : null
      const rows = report ? (one ? [one] : []) : await readOrders(spine, { scope, view, after, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const last = page.at(-1)
      const at = last && (view === 'open' ? last.reply_by : last.received_at)
      return {
        rows: await viewsOf(spine, packs, page, now),
        next: rows.length > limit && last && at ? cursorOf({ at, id: last.report }) : null,
        counts: report ? null : await countOrders(spine, scope, now),
        connected: hotlines.length > 0,
        at: now.toISOString(),
      }
    },
  )
}

function askRoute(app: App, { spine }: Deps): void {
  app.post(
    '/api/v1/hotline-orders/:report/ask',
    {
      schema: { summary: '向热线申请退回或延期', params: Report, body: HotlineAskIn, response: { 200: Done, ...errors } },
      config: { permit: 'signal.triage' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const order = await lockOrder(tx, request.params.report, callerOf(request).scope)
        if (!order) throw new RefusalError({ code: 'thing.not-found' })
        const { what } = request.body
        orRefuse(mayAsk(order, await asksOf(tx, [order.report]), what, tx.now))
        const until = request.body.what === 'extension' ? new Date(request.body.until) : null
        if (until) orRefuse(isLater(until, order))
        const ask = { id: tx.newId(), report: order.report, what, until, reason: plainText(request.body.reason) }
        await insertAsk(tx, { ...ask, by_name: tx.actor.name ?? tx.actor.id })
        await tx.record({
          ...{ kind: 'hotline.asked', subject: order.event ?? order.report, area: order.area },
          body: {
            ...{ report: order.report, no: order.no, ask: ask.id, what, reason: ask.reason },
            until: until?.toISOString() ?? null,
          },
        })
        return { report: order.report }
      }),
  )
}

function replyRoute(app: App, { spine }: Deps): void {
  app.post(
    '/api/v1/hotline-orders/:report/answer',
    {
      schema: { summary: '答复热线', params: Report, body: HotlineReplyIn, response: { 200: Done, ...errors } },
      config: { permit: 'signal.triage' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const order = await lockOrder(tx, request.params.report, callerOf(request).scope)
        if (!order) throw new RefusalError({ code: 'thing.not-found' })
        orRefuse(mayReply(order))
        const text = plainText(request.body.text)
        await setAnswer(tx, order.report, text)
        await tx.record({
          ...{ kind: 'hotline.answered', subject: order.event ?? order.report, area: order.area },
          body: { report: order.report, no: order.no, inTime: tx.now <= order.reply_by, text },
        })
        return { report: order.report }
      }),
  )
}

async function viewsOf(db: Db, packs: Packs, rows: OrderRow[], now: Date): Promise<HotlineOrder[]> {
  const reports = rows.map(({ report }) => report)
  const [asks, messages] = [await asksOf(db, reports), await messagesOf(db, reports)]
  const names = new Map<string, string>()
  for (const { area } of rows) if (!names.has(area)) names.set(area, areaNameOf(await areasAlong(db, area)))
  return rows.map((row) => {
    const own = {
      asks: asks.filter((one) => one.report === row.report),
      messages: messages.filter((one) => one.report === row.report),
    }
    return viewOf(row, { packs, ...own, areaName: names.get(row.area) ?? '', now })
  })
}

function viewOf(
  row: OrderRow,
  more: { packs: Packs; asks: AskRow[]; messages: MessageRow[]; areaName: string; now: Date },
): HotlineOrder {
  const { packs, asks, messages, areaName, now } = more
  const { report, no, kind, content, urgent, confidential, state, answer, verdict } = row
  return {
    ...{ report, no, kind, content, urgent, confidential, state, answer, verdict, areaName },
    hotlineName: row.hotline,
    type: typeWords(packs, row.type),
    ...{ receivedAt: row.received_at.toISOString(), replyBy: row.reply_by.toISOString() },
    ...{ answeredAt: row.answered_at?.toISOString() ?? null, returnedAt: row.returned_at?.toISOString() ?? null },
    disputed: row.disputed_at !== null,
    event: row.event && row.event_no ? { id: row.event, no: row.event_no } : null,
    asks: asks.map(askView),
    messages: messages.map(messageView),
    may: {
      return: mayAsk(row, asks, 'return', now).ok,
      extension: mayAsk(row, asks, 'extension', now).ok,
      answer: mayReply(row).ok,
    },
  }
}

const askView = ({ id, what, reason, until, state, by_name, at, note, answered_at }: AskRow): HotlineOrder['asks'][number] => ({
  ...{ id, what, reason, state, byName: by_name, note, at: at.toISOString() },
  ...{ until: until?.toISOString() ?? null, answeredAt: answered_at?.toISOString() ?? null },
})

const messageView = ({ seq, what, at, state, receipt, error, settled_at }: MessageRow): HotlineOrder['messages'][number] => ({
  ...{ seq, what, state, receipt, error, at: at.toISOString(), settledAt: settled_at?.toISOString() ?? null },
})
