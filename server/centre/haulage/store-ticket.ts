import type { TicketRow } from '../../flow/1-ingest/tickets/store.ts'
import type { Db } from '../../kernel/spine.ts'

type At = { lon: number; lat: number }
type Named = Pick<TicketRow, 'pack' | 'no' | 'carrier' | 'opened_at' | 'closed_at' | 'from_code' | 'to_code'>
/** A ticket nobody closed is looked at for so long after its opening. */
const openMs = 12 * 3_600_000
const untilOf = ({ opened_at, closed_at }: Named): Date => closed_at ?? new Date(opened_at.getTime() + openMs)

/** Where the devices of its carrier told they were between opening and closing, 2,000 at most, and where both places stand. */
export async function placesOfTicket(
  db: Db,
  ticket: Named,
): Promise<{ told: ({ at: Date } & At)[]; from: At | null; to: At | null }> {
  const told = ticket.carrier
    ? await db.query<{ at: Date } & At>(
        `select r.at, (r.values ->> 'lon')::float8 as lon, (r.values ->> 'lat')::float8 as lat from readings r join devices d on d.id = r.device
         where d.object = $1 and r.at between $2 and $3 and r.values ? 'lon' and r.values ? 'lat' and r.quality = 'good' order by r.at limit 2000`,
        [ticket.carrier, ticket.opened_at, untilOf(ticket)],
      )
    : []
  const places = await db.query<{ code: string } & At>(
    'select code, lon, lat from objects where code = any($1) and valid_to is null',
    [[ticket.from_code, ticket.to_code]],
  )
  const of = (code: string): At | null => places.find((one) => one.code === code) ?? null
  return { told, from: of(ticket.from_code), to: of(ticket.to_code) }
}

export type FoundOfTicket = { type: string; at: Date; evidence: Record<string, unknown> }
/** What was found of a ticket itself, and of its carrier while it ran. */
export const findingsOfTicket = (db: Db, ticket: Named): Promise<FoundOfTicket[]> =>
  db.query<FoundOfTicket>(
    `select f.type, f.at, f.evidence from haul_findings f
     where f.pack = $1 and (f.key in ('ticket:' || $2, 'wash:' || $2) or (f.object = $3 and f.at between $4 and $5)) order by f.at, f.id limit 100`,
    [ticket.pack, ticket.no, ticket.carrier, ticket.opened_at, untilOf(ticket)],
  )
