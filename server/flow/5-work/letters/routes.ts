import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { HazardLetters, Letter, LetterAct, LetterDone, LetterNew } from '../../../../contract/hazard.ts'
import { maskName } from '../../../city/mask.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import type { WorkCalendar } from '../../../kernel/calendar-days.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Db, Spine } from '../../../kernel/spine.ts'
import { eventIsOpen } from '../../3-event/life.ts'
import { visibleEvent } from '../../3-event/store.ts'
import { actOnLetter, issueLetter } from './letters.ts'
import { letterLife, letterRuns } from './rules/letter-life.ts'
import { type LetterLine, letterLine, lettersOf, recipientOf } from './store.ts'

export type LetterRouteDeps = { spine: Spine; packs: Packs; calendar: WorkCalendar }
const Id = z.object({ id: z.uuid() })

/** Letters of correction (整改通知书): to be read by whoever sees the case, written by those who may. */
export async function letterRoutes(app: App, deps: LetterRouteDeps): Promise<void> {
  readRoutes(app, deps)
  printRoute(app, deps)
  const { spine } = deps
  const config = { permit: 'letter.write' } as const
  app.post(
    '/api/v1/events/:id/letters',
    { schema: { summary: '发整改通知书', params: Id, body: LetterNew, response: { 200: LetterDone, ...errors } }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const event = await seenEvent(tx, request, request.params.id)
        return issueLetter(tx, deps, { caller: callerOf(request), event: event.id, given: request.body })
      }),
  )
  app.post(
    '/api/v1/letters/:id/act',
    {
      schema: { summary: '送达、拒收、延期、复查、撤回', params: Id, body: LetterAct, response: { 200: LetterDone, ...errors } },
      config,
    },
    (request) =>
      write(spine, request, async (tx) => {
        await seenLetter(tx, request, request.params.id)
        return actOnLetter(tx, deps, { caller: callerOf(request), id: request.params.id, act: request.body })
      }),
  )
}

// No idempotency key here: its row would keep the name, and an answer from it would be a look without a fact.
function printRoute(app: App, { spine }: LetterRouteDeps): void {
  app.post(
    '/api/v1/letters/:id/print',
    {
      schema: { summary: '打印整改通知书（含收件人全名，留痕）', params: Id, response: { 200: Letter, ...errors } },
      config: { permit: 'letter.write' },
    },
    (request) =>
      spine.transaction(callerOf(request).actor, async (tx) => {
        const line = await seenLetter(tx, request, request.params.id)
        const shown = viewOf(line, { may: true, now: tx.now })
        if (!line.person) return shown
        const body = { subject: line.object, field: 'letter.recipient', whose: shown.recipient, purpose: `打印 ${line.no}` }
        await tx.record({ kind: 'personal.revealed', subject: line.id, area: line.area, unit: callerOf(request).unit, body })
        return { ...shown, recipient: line.recipient }
      }),
  )
}

function readRoutes(app: App, { spine, packs }: LetterRouteDeps): void {
  const config = { permit: 'event.read' } as const
  app.get(
    '/api/v1/events/:id/letters',
    { schema: { summary: '隐患的整改通知书', params: Id, response: { 200: HazardLetters, ...errors } }, config },
    async (request) => {
      const event = await seenEvent(spine, request, request.params.id)
      const hazard = packs.typeAt(event.type, event.area)?.hazard
      const lines = await lettersOf(spine, event.id)
      const named = event.object ? await recipientOf(spine, event.object) : null
      const may = callerOf(request).permits.has('letter.write')
      const now = spine.clock.now()
      const runs = lines.some(({ state }) => letterRuns(state))
      return {
        rows: lines.map((line) => viewOf(line, { may, now })),
        mayIssue: may && hazard !== undefined && event.object !== null && eventIsOpen(event.state) && !runs,
        days: hazard ? (hazard.days[event.grade] ?? hazard.otherwise) : 0,
        recipient: named ? shownName(named.name, named.person) : null,
        at: now.toISOString(),
      }
    },
  )
  app.get(
    '/api/v1/letters/:id',
    { schema: { summary: '整改通知书', params: Id, response: { 200: Letter, ...errors } }, config },
    async (request) => {
      const line = await seenLetter(spine, request, request.params.id)
      return viewOf(line, { may: callerOf(request).permits.has('letter.write'), now: spine.clock.now() })
    },
  )
}

async function seenEvent(db: Db, request: FastifyRequest, id: string) {
  const event = await visibleEvent(db, callerOf(request), id)
  if (!event) throw new RefusalError({ code: 'thing.not-found' })
  return event
}

async function seenLetter(db: Db, request: FastifyRequest, id: string): Promise<LetterLine> {
  const line = await letterLine(db, id)
  if (!line) throw new RefusalError({ code: 'thing.not-found' })
  await seenEvent(db, request, line.event)
  return line
}

/** A person's name is masked, that of a firm or a unit is not. */
const shownName = (name: string, person: boolean): string => (person ? maskName(name) : name)

function viewOf(line: LetterLine, { may, now }: { may: boolean; now: Date }): Letter {
  const { id, no, event, object, demand, basis, consequence, state, extended, version, title, address } = line
  return {
    ...{
      id,
      no,
      event,
      object,
      objectName: line.object_name,
      address,
      title,
      demand,
      basis,
      consequence,
      state,
      extended,
      version,
    },
    ...{ recipient: shownName(line.recipient, line.person), issuedName: line.issued_name, unitName: line.unit_name },
    ...{ issuedAt: line.issued_at.toISOString(), dueAt: line.due_at.toISOString(), firstDueAt: line.first_due_at.toISOString() },
    overdue: letterRuns(state) && line.due_at <= now,
    delivered: line.delivered_at
      ? { at: line.delivered_at.toISOString(), how: line.delivered_how!, note: line.delivered_note }
      : null,
    ended: line.ended_at ? { at: line.ended_at.toISOString(), note: line.ended_note } : null,
    allowed: may ? [...letterLife[state]] : [],
  }
}
