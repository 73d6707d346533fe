import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { DisputeIn, PublicReport, ReportType } from '../../../../contract/report.ts'
import { areaNameOf } from '../../../city/area/area-name.ts'
import { areasAlong } from '../../../city/area/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { reportableTypes } from '../../../city/pack/reportable.ts'
import { type App, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow, type SlidingWindow, senderOf } from '../../../kernel/sliding-window.ts'
import type { Db, Spine, Tx } from '../../../kernel/spine.ts'
import { mayDispute, publicSteps, readCode } from './rules/public-view.ts'
import { parkedOf, reportByCode, toldOf } from './store.ts'
import type { ReportRow } from './types.ts'

export type PublicDeps = {
  spine: Spine
  packs: Packs
  /** records what the reporter says against the end of their event, which it locks (6-verify) */
  dispute(tx: Tx, report: ReportRow, reason: string): Promise<void>
  /** addresses that are not counted: the demo's own citizens */
  free?: (address: string) => boolean
}

/** Look-ups: 60 in ten minutes from one address. With 50 bits a code, guessing one of a million reports takes that address some 350 years. */
const lookupLimit = { limit: 60, ms: 600_000 }
/** Asked for in place of a report that is not there, so that both answers cost the same. */
const nobody = '00000000-0000-0000-0000-000000000000'

const Code = z.object({ code: z.string().max(40) })
const ReportTypes = z.object({ rows: z.array(ReportType) })

/** What anybody may do without an account: see which matters can be reported, look a report up by its code, dispute its end. */
export function publicRoutes(app: App, deps: PublicDeps): void {
  const { spine, packs } = deps
  const window = createSlidingWindow(lookupLimit)
  const types = () => reportableTypes(packs).map(({ id, name }) => ({ id, name }))
  app.get(
    '/api/v1/public/report-types',
    { schema: { summary: '可上报的类别', response: { 200: ReportTypes, ...errors } }, config: { permit: 'public' } },
    async (_request, reply) => {
      void reply.header('cache-control', 'public, max-age=300')
      return { rows: types() }
    },
  )
  app.get(
    '/api/v1/public/reports/:code',
    { schema: { summary: '查进度', params: Code, response: { 200: PublicReport, ...errors } }, config: { permit: 'public' } },
    async (request, reply) => {
      count(deps, window, request, spine.clock.now())
      void reply.header('cache-control', 'no-store')
      const report = await findByCode(spine, request.params.code)
      const view = await viewOf(spine, deps, report, spine.clock.now())
      if (!view) throw new RefusalError({ code: 'code.unknown' })
      return view
    },
  )
  app.post(
    '/api/v1/public/reports/:code/dispute',
    {
      schema: { summary: '没解决，请再看', params: Code, body: DisputeIn, response: { 200: PublicReport, ...errors } },
      config: { permit: 'public' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        count(deps, window, request, tx.now)
        const report = await findByCode(tx, request.params.code)
        if (!report) throw new RefusalError({ code: 'code.unknown' })
        await refuseDispute(tx, report, tx.now)
        await deps.dispute(tx, report, plainText(request.body.reason))
        // Again, now that the event is locked: somebody else with the code may have been quicker.
        await refuseDispute(tx, report, tx.now)
        const told = { report: report.id, event: report.event, outcome: 'disputed' }
        await tx.record({ kind: 'reporter.told', subject: report.id, area: report.area, body: told })
        return (await viewOf(tx, deps, report, tx.now))!
      }),
  )
}

/** Takes one from the sender's share, or refuses with the seconds to wait. */
export function count(deps: Pick<PublicDeps, 'free'>, window: SlidingWindow, request: FastifyRequest, now: Date): void {
  if (deps.free?.(request.ip)) return
  const seconds = window.take(senderOf(request.ip), now)
  if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
}

/** Words of a type; one no pack knows any more keeps its id. */
export const typeWords = (packs: Packs, type: string): { zh: string; en: string } =>
  packs.typeOf(type)?.type.name ?? { zh: type, en: type }

async function refuseDispute(tx: Tx, report: ReportRow, now: Date): Promise<void> {
  if (mayDispute(report, await toldOf(tx, report.id), now)) return
  throw new RefusalError({ code: 'event.state', details: { state: report.outcome ?? report.state, verb: 'dispute' } })
}

async function findByCode(db: Db, written: string): Promise<ReportRow | null> {
  return reportByCode(db, readCode(written) ?? '')
}

async function viewOf(db: Db, { packs }: PublicDeps, report: ReportRow | null, now: Date): Promise<PublicReport | null> {
  const told = await toldOf(db, report?.id ?? nobody)
  const parked = await parkedOf(db, report?.event ?? nobody)
  const along = await areasAlong(db, report?.area ?? '')
  if (!report) return null
  return {
    code: report.code,
    type: typeWords(packs, report.type),
    areaName: areaNameOf(along),
    receivedAt: report.received_at.toISOString(),
    state: report.state,
    outcome: report.outcome,
    mayDispute: mayDispute(report, told, now),
    steps: publicSteps(report.received_at, told, parked),
  }
}
