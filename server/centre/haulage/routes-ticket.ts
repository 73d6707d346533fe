import { TicketDetail, TicketName } from '../../../contract/ticket.ts'
import { severalHolders } from '../../city/object/store-numbers.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { lineOf, type TicketLine, ticketLine } from '../../flow/1-ingest/tickets/store.ts'
import { distanceM } from '../../flow/3-event/rules/distance.ts'
import { sayFinding } from '../../flow/3-event/rules/say-finding.ts'
import { offsetMs } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Db, Spine } from '../../kernel/spine.ts'
import { findingsOfTicket, placesOfTicket } from './store-ticket.ts'

type Deps = { spine: Spine; packs: Packs; zone: string }

/** One ticket beside what its truck told on the way, and what was found of it. */
export async function ticketDetailRoutes(app: App, { spine, packs, zone }: Deps): Promise<void> {
  app.get(
    '/api/v1/ticket-details',
    {
      schema: { summary: '一张联单：车辆位置与核对', querystring: TicketName, response: { 200: TicketDetail, ...errors } },
      config: { permit: 'object.read' },
    },
    async (request) => {
      const { scope, permits } = callerOf(request)
      const row = await ticketLine(spine, scope, request.query)
      if (!row) throw new RefusalError({ code: 'thing.not-found' })
      const found = await findingsOfTicket(spine, row)
      const haulage = packs.all().find(({ id }) => id === row.pack)?.haulage
      const { kind, plate } = haulage?.carrier ?? {}
      return {
        ticket: lineOf(row, haulage?.unit ?? ''),
        places: await placesAlong(spine, row),
        checks: found.map(({ type, at, evidence }) => ({
          ...{ type, typeName: packs.typeOf(type)?.type.name ?? { zh: type, en: type }, at: at.toISOString() },
          said: sayFinding(evidence, offsetMs(at, zone)),
        })),
        several: kind && plate && row.carrier === null ? await severalHolders(spine, kind, plate, row.plate) : [],
        mayVoid: row.void_at === null && permits.has('feed.repair'),
        at: spine.clock.now().toISOString(),
      }
    },
  )
}

/** How near the truck came to both places between opening and closing; nothing told is null, not zero. */
async function placesAlong(db: Db, row: TicketLine): Promise<TicketDetail['places']> {
  const { told, from, to } = await placesOfTicket(db, row)
  const nearest = (place: { lon: number; lat: number } | null): number | null =>
    place && told.length > 0 ? Math.round(Math.min(...told.map((one) => distanceM(one, place)))) : null
  return {
    ...{ n: told.length, firstAt: told[0]?.at.toISOString() ?? null, lastAt: told.at(-1)?.at.toISOString() ?? null },
    ...{ fromM: nearest(from), toM: nearest(to) },
  }
}
