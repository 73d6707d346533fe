import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Permit } from '../../../contract/permit.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { malformed, type Refusal, RefusalError, toProblem } from '../../kernel/result.ts'
import { createSlidingWindow } from '../../kernel/sliding-window.ts'
import type { Spine } from '../../kernel/spine.ts'
import { errorSheet } from './error-sheet.ts'
import type { Face, Fault } from './types.ts'

/** A sheet (CSV, XLSX) that was looked at; nothing is written. `n` of a fault: its line, the headings included. `unknown`: headings that are none; `digest`: what the plan was worked out from. */
export type LookedAt = {
  rows: number
  /** rows, each of which may have several faults */
  refused: number
  faults: Fault[]
  columns: string[]
  unknown: string[]
  face: Face
  digest: string
}

/** What is particular to the sheets of one subject. */
export type SheetSubject<Asked extends object, Plan extends LookedAt> = {
  /** "/api/v1/ticket-sheets": the doors are `look`, `errors` and `take` below it */
  path: string
  permit: Permit
  mostBytes: number
  summaries: { look: string; errors: string; take: string }
  /** what is asked beside the name of the file */
  asked: z.ZodObject<z.ZodRawShape> & z.ZodType<Asked>
  answers: { look: z.ZodType; taken: z.ZodType }
  plan(sheet: { caller: Caller; asked: Asked; bytes: Buffer }): Promise<Plan>
  /** counts of a plan, and whatever else the preview shows of it */
  previewed(plan: Plan): object
  /** Does what the plan says; answers what the door answers. */
  take(sheet: { caller: Caller; asked: Asked; plan: Plan; name: string }): Promise<object>
  /** why a sheet is not taken that is not as it was looked at */
  moved: Refusal['code']
}

/** Sheets one person may have looked at in ten minutes: each costs seconds. */
const lookLimit = { limit: 40, ms: 600_000 }
/** So many faults stand in a preview; the sheet of errors has them all. */
export const shownOfSheet = 50
const file = z.any().meta({ type: 'string', format: 'binary' })
const name = z.string().trim().min(1).max(200).default('sheet')
type Deps = { spine: Spine; zone: string }

/** Sheets of a subject: looked at, taken whole or not at all, and the rows that do not fit back with their reasons. */
export async function sheetDoors<Asked extends object, Plan extends LookedAt>(
  app: App,
  deps: Deps,
  subject: SheetSubject<Asked, Plan>,
): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    openDoors(scope, deps, subject)
  })
}

function openDoors<Asked extends object, Plan extends LookedAt>(app: App, deps: Deps, subject: SheetSubject<Asked, Plan>): void {
  const { path, summaries, answers } = subject
  const querystring = subject.asked.extend({ name })
  const options = { config: { permit: subject.permit }, bodyLimit: subject.mostBytes }
  const planOf = planner(deps, subject)

  app.post(
    `${path}/look`,
    { schema: { summary: summaries.look, querystring, response: { 200: answers.look, ...errors } }, ...options },
    async (request) => {
      const plan = await planOf(request)
      return { ...seen(plan, deps.zone), ...subject.previewed(plan) }
    },
  )
  app.post(
    `${path}/errors`,
    { schema: { summary: summaries.errors, querystring, response: { 200: file, ...errors } }, ...options },
    async (request, reply) => {
      const { faults, columns, face } = await planOf(request)
      if (faults.length === 0) throw new RefusalError({ code: 'thing.not-found' })
      const { bytes, type, ending } = errorSheet({ faults, columns, face, zone: deps.zone })
      void reply.type(type).header('content-disposition', `attachment; filename="errors.${ending}"`)
      return reply.header('x-content-type-options', 'nosniff').send(Buffer.from(bytes))
    },
  )
  const taking = querystring.extend({ digest: z.string().length(64) })
  app.post(
    `${path}/take`,
    { schema: { summary: summaries.take, querystring: taking, response: { 200: answers.taken, ...errors } }, ...options },
    // Taken twice it changes nothing the second time: no idempotency key is needed, and no answer kept.
    async (request) => {
      const plan = await planOf(request)
      const asked = request.query as Asked & { name: string; digest: string }
      if (plan.refused > 0 || plan.digest !== asked.digest) throw new RefusalError({ code: subject.moved })
      return subject.take({ caller: callerOf(request), asked, plan, name: plainText(asked.name).slice(0, 120) || 'sheet' })
    },
  )
}

function planner<Asked extends object, Plan extends LookedAt>({ spine }: Deps, subject: SheetSubject<Asked, Plan>) {
  const window = createSlidingWindow(lookLimit)
  return async (request: FastifyRequest): Promise<Plan> => {
    const caller = callerOf(request)
    const seconds = window.take(caller.person, spine.clock.now())
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
    const bytes = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0)
    if (bytes.length === 0) throw new RefusalError(malformed('/file', 'rows.none'))
    return subject.plan({ caller, asked: request.query as Asked, bytes })
  }
}

const seen = ({ rows, refused, faults, unknown, digest }: LookedAt, zone: string) => ({
  ...{ rows, refused, unknown, digest },
  faults: faults.slice(0, shownOfSheet).map(({ n, refusal }) => {
    const { zh, en } = toProblem(refusal, zone)
    return { row: n, zh, en }
  }),
})
