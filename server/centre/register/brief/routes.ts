import { z } from 'zod'
import { BriefCall, BriefNumbers, ObjectBrief } from '../../../../contract/object-brief.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import { dutyOver } from '../../../flow/4-dispatch/store-duty.ts'
import { lastRestored, risksOf } from '../../../flow/8-risk/store.ts'
import { cityDay } from '../../../kernel/calendar.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { publicRisk } from '../card/views.ts'
import { codesOf } from '../codes/store.ts'
import { papersOf } from '../documents/routes.ts'
import { documentsOf } from '../documents/store.ts'
import { kindOf, offeredAt, plateOf } from '../kinds.ts'
import type { RegisterDeps } from '../routes.ts'
import { readLine } from '../store.ts'
import { chargesOf } from '../store-charges.ts'
import type { ObjectLine } from '../types.ts'
import { nearWater } from './around.ts'
import { alarmsOf, dutyNumbers, numbersOf, openCases, systemsOf } from './store.ts'
import { alarmOf, allDetails, holdersOf, systemOf } from './views.ts'

const Id = z.object({ id: z.string().max(80) })
const config = { permit: 'object.read' } as const

/** Whoever may need to ring up somebody who answers for an object: hubs, keepers, and those who go there. */
const mayCall = ({ permits }: Pick<Caller, 'permits'>): boolean =>
  permits.has('personal.reveal') || permits.has('object.change') || permits.has('work-order.act')

/** One object on one page for whoever goes there, and the numbers of those who answer for it. */
export async function briefRoutes(app: App, deps: RegisterDeps): Promise<void> {
  const { spine } = deps
  app.get(
    '/api/v1/objects/:id/brief',
    { schema: { summary: '一楼一案：到场人员看的一页', params: Id, response: { 200: ObjectBrief, ...errors } }, config },
    async (request) => {
      const caller = callerOf(request)
      const line = await readLine(spine, caller.scope, request.params.id)
      if (!line) throw new RefusalError({ code: 'thing.not-found' })
      return briefOf(deps, caller, line)
    },
  )
  // No idempotency key here: its row would keep the numbers, and an answer from it would be a look without a fact.
  app.post(
    '/api/v1/objects/:id/numbers',
    {
      schema: {
        summary: '呼叫责任人（写明用途，留痕）',
        params: Id,
        body: BriefCall,
        response: { 200: BriefNumbers, ...errors },
      },
      config,
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const caller = callerOf(request)
        if (!mayCall(caller)) throw new RefusalError({ code: 'permit.missing', details: { permit: 'personal.reveal' } })
        const line = await readLine(tx, caller.scope, request.params.id)
        if (!line) throw new RefusalError({ code: 'thing.not-found' })
        const purpose = plainText(request.body.purpose)
        if ([...purpose].length < 2) throw new RefusalError({ code: 'personal.purpose' })
        const body = { subject: line.id, field: 'object.numbers', whose: line.name, purpose }
        await tx.record({ kind: 'personal.revealed', subject: line.id, area: line.area, unit: caller.unit, body })
        const duty = await dutyOver(tx, line.area, tx.now)
        return { rows: [...(await numbersOf(tx, line.id, tx.now)), ...(await dutyNumbers(tx, duty))] }
      }),
  )
}

async function briefOf(deps: RegisterDeps, caller: Caller, line: ObjectLine): Promise<z.infer<typeof ObjectBrief>> {
  const { spine, packs } = deps
  const now = spine.clock.now()
  const kind = kindOf(packs, line.kind)
  const callable = new Set((await numbersOf(spine, line.id, now)).map(({ charge }) => charge))
  const [code] = (await codesOf(spine, line.id)).filter(({ ended_at }) => ended_at === null)
  const open = await openCases(spine, caller, line.id)
  return {
    ...{ id: line.id, kind: line.kind, kindName: kind.name, title: plateOf(packs, line.kind).title, name: line.name },
    ...{
      number: line.code,
      areaName: line.areaName,
      address: line.address,
      lon: line.lon,
      lat: line.lat,
      ended: line.to !== null,
    },
    ...{ at: now.toISOString(), ...(await riskOf(deps, line, now)) },
    details: allDetails(kind.details, line.details),
    holders: holdersOf(await chargesOf(spine, line.id), callable, now),
    duty: (await dutyOver(spine, line.area, now)).map(({ person: _, ...one }) => one),
    near: await nearWater(spine, caller, line),
    documents: await papersNow(deps, line.id, now),
    systems: (await systemsOf(spine, line.id, now)).map((one) => systemOf(packs, one)),
    alarms: (await alarmsOf(spine, line.id)).map((one) => alarmOf(packs, one)),
    open: { n: open.n, rows: open.rows.map((one) => ({ ...one, openedAt: one.openedAt.toISOString() })) },
    reports: offeredAt(packs, kind).map(({ id, name }) => ({ id, name })),
    code: code ? { code: code.code, state: line.codeState } : null,
    mayPost: line.to === null && (caller.permits.has('object.change') || caller.permits.has('report.send')),
    ...{ mayCall: mayCall(caller), mayReport: line.to === null && caller.permits.has('report.send') },
  }
}

/** Papers that count now, without those before them. */
async function papersNow(
  { spine, zone }: RegisterDeps,
  object: string,
  now: Date,
): Promise<z.infer<typeof ObjectBrief>['documents']> {
  const papers = papersOf(await documentsOf(spine, object), cityDay(now, zone))
  return papers
    .filter(({ withdrawn }) => withdrawn === null)
    .map(({ id, kind, title, validUntil, standing, file, type, size, at }) => ({
      ...{ id, kind, title, validUntil, standing, file, type, size, at },
    }))
}

/** The colour with every value the register holds beside each reason: whoever goes there may know them. */
async function riskOf({ spine, packs }: RegisterDeps, line: ObjectLine, now: Date) {
  const { card, details } = kindOf(packs, line.kind)
  const model = objectKindsOf(packs.allAt(line.area)).find(({ kind }) => kind === line.kind)?.risk
  const row = model && (await risksOf(spine, [line.id])).get(line.id)
  if (!model || !row) return { modelled: model !== undefined, risk: null }
  const restored = await lastRestored(spine, line.id)
  const shown = { details: Object.keys(details), advice: card?.advice ?? {} }
  return { modelled: true, risk: publicRisk(shown, { row, model, details, values: line.details, restored, now }) }
}
