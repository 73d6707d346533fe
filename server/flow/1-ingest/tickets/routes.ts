import { TicketList, TicketQuery, TicketsIn, TicketsTaken } from '../../../../contract/ticket.ts'
import { maskName } from '../../../city/mask.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { areasOfUnit, readTickets, type TicketLine } from './store.ts'
import { takeTickets } from './take.ts'

type Deps = { spine: Spine; packs: Packs; demo: boolean }

/** 联单: told by the gates with a key of their system, read by whoever reads the register. */
export async function ticketRoutes(app: App, { spine, packs, demo }: Deps): Promise<void> {
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
      const rows = await readTickets(spine, callerOf(request).scope, request.query)
      const unitOf = (pack: string): string => packs.all().find(({ id }) => id === pack)?.haulage?.unit ?? ''
      return { rows: rows.map((row) => lineOf(row, unitOf(row.pack))), at: spine.clock.now().toISOString() }
    },
  )
}

const masked = (name: string | null): string | null => (name === null ? null : maskName(name))
const lineOf = (row: TicketLine, unit: string) => ({
  ...{ pack: row.pack, no: row.no, from: row.from_code, fromName: row.from_name, to: row.to_code, toName: row.to_name },
  ...{ plate: row.plate, carrier: row.carrier, load: row.load, unit },
  ...{ openedAt: row.opened_at.toISOString(), openedBy: masked(row.opened_by) },
  ...{ closedAt: row.closed_at?.toISOString() ?? null, closedLoad: row.closed_load, closedBy: masked(row.closed_by) },
})
