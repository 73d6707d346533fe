import { z } from 'zod'
import { MyReport, ReportIn, ReportReceipt } from '../../../../contract/report.ts'
import { maskBy } from '../../../city/mask.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { needFreshSession } from '../../../city/sign-in/identify.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow } from '../../../kernel/sliding-window.ts'
import { receiveReport } from './receive.ts'
import { count, type PublicDeps, publicRoutes, typeWords } from './routes-public.ts'
import type { Reporter } from './rules/take-report.ts'
import { reportById, reportsOfPerson } from './store.ts'
import type { ReportRow } from './types.ts'

export type ReportDeps = PublicDeps & {
  demo: boolean
  /** sight of a report beyond the caller's areas: by a case they act on */
  maySee?: (caller: Caller, report: ReportRow) => Promise<boolean>
}

/** Reports without an account: 30 in ten minutes from one address, since many phones share one. */
const publicLimit = { limit: 30, ms: 600_000 }

const Page = z.object({ cursor: z.uuid().optional(), limit: z.coerce.number().int().min(1).max(200).default(50) })
const MyReports = z.object({ rows: z.array(MyReport), next: z.string().nullable() })
const Id = z.object({ id: z.uuid() })
const RevealBody = z.strictObject({ purpose: z.string().max(300) })
const Revealed = z.object({
  contactName: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
})

/** Reports of citizens and grid workers, and what became of them. */
export async function reportRoutes(app: App, deps: ReportDeps): Promise<void> {
  sendRoute(app, deps)
  mineRoute(app, deps)
  revealRoute(app, deps)
  publicRoutes(app, deps)
}

function sendRoute(app: App, deps: ReportDeps): void {
  const window = createSlidingWindow(publicLimit)
  app.post(
    '/api/v1/reports',
    {
      schema: { summary: '上报', body: ReportIn, response: { 200: ReportReceipt, ...errors } },
      config: { permit: 'public' },
      preHandler: needFreshSession,
    },
    (request) =>
      write(deps.spine, request, (tx) => {
        // Counted here, not before: the same report sent again gets its receipt again.
        if (!request.caller) count(deps, window, request, tx.now)
        return receiveReport(tx, deps, request.body, reporterOf(request.caller))
      }),
  )
}

const reporterOf = (caller: Caller | null): Reporter => ({
  person: caller?.person ?? null,
  maySend: caller?.permits.has('report.send') ?? false,
  maySelfHandle: caller?.permits.has('event.self-handle') ?? false,
  ...(caller?.permits.has('object.read') ? { scope: caller.scope } : {}),
})

function mineRoute(app: App, { spine, packs }: ReportDeps): void {
  app.get(
    '/api/v1/reports/mine',
    {
      schema: { summary: '我的上报', querystring: Page, response: { 200: MyReports, ...errors } },
      config: { permit: 'report.send' },
    },
    async (request) => {
      const { cursor, limit } = request.query
      const rows = await reportsOfPerson(spine, callerOf(request).person, { before: cursor ?? null, limit: limit + 1 })
      const page = rows.slice(0, limit)
      const views = page.map((row) => ({
        id: row.id,
        code: row.code,
        type: typeWords(packs, row.type),
        content: row.content,
        receivedAt: row.received_at.toISOString(),
        state: row.state,
        outcome: row.outcome,
      }))
      return { rows: views, next: rows.length > limit ? (page.at(-1)?.id ?? null) : null }
    },
  )
}

// No idempotency key here: its row would keep name and phone, and an answer from it would be a look without a fact.
function revealRoute(app: App, { spine, maySee }: ReportDeps): void {
  app.post(
    '/api/v1/reports/:id/reveal',
    {
      schema: {
        summary: '查看上报人联系方式（写明用途，留痕）',
        params: Id,
        body: RevealBody,
        response: { 200: Revealed, ...errors },
      },
      config: { permit: 'personal.reveal' },
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const caller = callerOf(request)
        const report = await reportById(tx, request.params.id)
        if (!report || !(await sees(caller, report, maySee))) throw new RefusalError({ code: 'thing.not-found' })
        const purpose = plainText(request.body.purpose)
        if ([...purpose].length < 2) throw new RefusalError({ code: 'personal.purpose' })
        const whose =
          maskBy('name', report.contact_name) ?? maskBy('phone', report.phone) ?? maskBy('email', report.email) ?? report.code
        const body = { subject: report.id, field: 'report.contact', whose, purpose }
        await tx.record({ kind: 'personal.revealed', subject: report.id, area: report.area, unit: caller.unit, body })
        return { contactName: report.contact_name, phone: report.phone, email: report.email }
      }),
  )
}

async function sees(caller: Caller, report: ReportRow, maySee: ReportDeps['maySee']): Promise<boolean> {
  if (caller.sight === 'area' && inScope(caller.scope, report.area)) return true
  return (await maySee?.(caller, report)) ?? false
}
