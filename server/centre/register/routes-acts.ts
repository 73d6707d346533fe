import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import {
  ChargeDone,
  ChargeFirm,
  ChargeNew,
  ObjectChange,
  ObjectDone,
  ObjectEnd,
  ObjectNew,
  ObjectReveal,
  ObjectRevealed,
  ObjectsChange,
  ObjectsDone,
} from '../../../contract/register.ts'
import { personalDetails } from '../../city/object/shown-details.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { RefusalError } from '../../kernel/result.ts'
import { beginCharge, dischargeOne, markFirm } from './charge.ts'
import { kindOf } from './kinds.ts'
import { type Changer, changeObject, changeObjects, endOne, registerObject } from './register.ts'
import type { RegisterDeps } from './routes.ts'
import { readLine } from './store.ts'
import { chargesOf } from './store-charges.ts'

const Id = z.object({ id: z.string().max(80) })
const config = { permit: 'object.change' } as const
const done = { 200: ObjectDone, ...errors }

/** Whoever asks, as a keeper of the register inside their own areas. */
export const keeperOf = ({ packs, demo, zone, calendar }: RegisterDeps, request: FastifyRequest): Changer => ({
  ...{ packs, demo, zone, calendar },
  scope: callerOf(request).scope,
  person: callerOf(request).person,
  unit: callerOf(request).unit,
})

/** What the keeper of a register does, inside their own areas. */
export async function actRoutes(app: App, deps: RegisterDeps): Promise<void> {
  const { spine } = deps
  app.post('/api/v1/objects', { schema: { summary: '登记对象', body: ObjectNew, response: done }, config }, (request) =>
    write(spine, request, (tx) => registerObject(tx, keeperOf(deps, request), request.body)),
  )
  app.post(
    '/api/v1/objects/:id/change',
    { schema: { summary: '变更对象', params: Id, body: ObjectChange, response: done }, config },
    (request) => write(spine, request, (tx) => changeObject(tx, keeperOf(deps, request), request.params.id, request.body)),
  )
  app.post(
    '/api/v1/objects/:id/end',
    { schema: { summary: '注销对象', params: Id, body: ObjectEnd, response: done }, config },
    (request) => write(spine, request, (tx) => endOne(tx, keeperOf(deps, request), request.params.id, request.body)),
  )
  app.post(
    '/api/v1/objects/change',
    { schema: { summary: '批量变更一项', body: ObjectsChange, response: { 200: ObjectsDone, ...errors } }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const { objects, change: wish, reason, evidence } = request.body
        const all = await changeObjects(tx, keeperOf(deps, request), objects, { wish, reason, evidence })
        const changed = all.filter((one) => one.changed).length
        const waiting = all.filter((one) => one.waits).length
        return { changed, unchanged: all.length - changed - waiting, waiting }
      }),
  )
  chargeRoutes(app, deps)
  revealRoute(app, deps)
}

function chargeRoutes(app: App, { spine }: RegisterDeps): void {
  const response = { 200: ChargeDone, ...errors }
  app.post(
    '/api/v1/objects/:id/charges',
    { schema: { summary: '登记责任', params: Id, body: ChargeNew, response }, config },
    (request) =>
      write(spine, request, async (tx) => ({
        id: await beginCharge(tx, callerOf(request), request.params.id, request.body),
        object: request.params.id,
      })),
  )
  app.post(
    '/api/v1/charges/:id/end',
    { schema: { summary: '结束责任', params: z.object({ id: z.uuid() }), response }, config },
    (request) =>
      write(spine, request, async (tx) => ({
        id: request.params.id,
        object: await dischargeOne(tx, callerOf(request), request.params.id),
      })),
  )
  app.post(
    '/api/v1/charges/:id/firm',
    { schema: { summary: '平台外责任方标为企业或个人', params: z.object({ id: z.uuid() }), body: ChargeFirm, response }, config },
    (request) =>
      write(spine, request, async (tx) => ({
        id: request.params.id,
        object: await markFirm(tx, callerOf(request), request.params.id, request.body.firm),
      })),
  )
}

// No idempotency key here: its row would keep what was revealed, and an answer from it would be a look without a fact.
function revealRoute(app: App, { spine, packs }: RegisterDeps): void {
  app.post(
    '/api/v1/objects/:id/reveal',
    {
      schema: {
        summary: '查看对象的个人信息（写明用途，留痕）',
        params: Id,
        body: ObjectReveal,
        response: { 200: ObjectRevealed, ...errors },
      },
      config,
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const caller = callerOf(request)
        const line = await readLine(tx, caller.scope, request.params.id)
        if (!line) throw new RefusalError({ code: 'thing.not-found' })
        const purpose = plainText(request.body.purpose)
        if ([...purpose].length < 2) throw new RefusalError({ code: 'personal.purpose' })
        const body = { subject: line.id, field: 'object.personal', whose: line.name, purpose }
        await tx.record({ kind: 'personal.revealed', subject: line.id, area: line.area, unit: caller.unit, body })
        const outside = (await chargesOf(tx, line.id)).filter(({ outside_name }) => outside_name !== null)
        return {
          details: personalDetails(kindOf(packs, line.kind).details, line.details),
          names: Object.fromEntries(outside.map(({ id, outside_name }) => [id, outside_name!])),
          phones: Object.fromEntries(outside.flatMap(({ id, outside_phone }) => (outside_phone ? [[id, outside_phone]] : []))),
        }
      }),
  )
}
