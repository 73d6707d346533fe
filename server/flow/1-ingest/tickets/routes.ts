import { TicketList, TicketQuery, TicketsIn, TicketsTaken, TicketVoided, TicketVoidIn } from '../../../../contract/ticket.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { parseWords, wordPage } from '../../../kernel/cursor.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { areasOfUnit, countTickets, lineOf, lockTicket, readTickets, voidTicket } from './store.ts'
import { takeTickets } from './take.ts'

type Deps = { spine: Spine; packs: Packs; demo: boolean }

/** 联单: told by the gates with a key of their system, read by whoever reads the register. */
export async function ticketRoutes(app: App, { spine, packs, demo }: Deps): Promise<void> {
  voidRoute(app, { spine, packs, demo })
  app.post(
    '/api/v1/tickets',
    {
      schema: { summary: '门口上报电子联单', body: TicketsIn, response: { 200: TicketsTaken, ...errors } },
      config: { permit: 'key' },
    },
    async (request) => {
      const caller = callerOf(request)
      if (caller.postKind !== 'key-system') throw new RefusalError({ code: 'key.wrong' })
      const { pack, tickets } = request.body
      const haulage = packs.all().find(({ id }) => id === pack)?.haulage
      if (!haulage) throw new RefusalError(malformed('/pack', 'name.unknown', { name: pack }))
      const scope = await areasOfUnit(spine, caller.unit)
      return spine.transaction(caller.actor, (tx) =>
        takeTickets(tx, { pack, haulage, by: caller.actor.id, scope, demo }, tickets),
      )
    },
  )
  app.get(
    '/api/v1/tickets',
    {
      schema: { summary: '电子联单', querystring: TicketQuery, response: { 200: TicketList, ...errors } },
      config: { permit: 'object.read' },
    },
    async (request) => {
      const { scope, permits } = callerOf(request)
      const { cursor, limit, ...wish } = request.query
      const found = await readTickets(spine, scope, { ...wish, after: ticketCursor(cursor), limit: limit + 1 })
      const { rows, next } = wordPage(found, limit, ({ opened_at, no, pack }) => [opened_at.toISOString(), no, pack])
      const sheets = permits.has('feed.repair') ? packs.all().filter(({ haulage }) => haulage) : []
      const unitOf = (pack: string): string => packs.all().find(({ id }) => id === pack)?.haulage?.unit ?? ''
      return {
        rows: rows.map((row) => lineOf(row, unitOf(row.pack))),
        next,
        total: await countTickets(spine, scope, wish),
        sheets: sheets.map(({ id: pack, name: packName }) => ({ pack, packName })),
        at: spine.clock.now().toISOString(),
      }
    },
  )
}

/** Where a page ended. Refuses a text we never handed out. */
function ticketCursor(cursor: string | undefined): string[] | null {
  const parts = parseWords(cursor, 3)
  if (parts && Number.isNaN(Date.parse(parts[0]!))) throw new RefusalError(malformed('/cursor', 'cursor.foreign'))
  return parts
}

/** 作废: written by mistake, with a reason, by whoever puts right what feeds told; it stays readable and counts nowhere. */
function voidRoute(app: App, { spine }: Deps): void {
  app.post(
    '/api/v1/tickets/void',
    {
      schema: { summary: '联单作废', body: TicketVoidIn, response: { 200: TicketVoided, ...errors } },
      config: { permit: 'feed.repair' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { actor, person, scope, unit } = callerOf(request)
        const { pack, no } = request.body
        const row = await lockTicket(tx, pack, no)
        if (!row || !inScope(scope, row.area)) throw new RefusalError({ code: 'thing.not-found' })
        if (row.void_at) throw new RefusalError({ code: 'ticket.void', details: { by: row.void_name ?? '' } })
        const reason = plainText(request.body.reason)
        await voidTicket(tx, row, { person, name: actor.name ?? actor.id, reason })
        const body = { pack, ticket: no, object: row.carrier, reason }
        await tx.record({ kind: 'ticket.voided', subject: no, area: row.area, unit, body })
        return { no }
      }),
  )
}
