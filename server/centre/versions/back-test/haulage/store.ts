import { scopeSql } from '../../../../city/permit/scope.ts'
import type { TicketRow } from '../../../../flow/1-ingest/tickets/store.ts'
import type { Db } from '../../../../kernel/spine.ts'
import type { Outcome } from './types.ts'

export type DrivenRow = { device: string; object: string; code: string; label: string; area: string }

/** Devices of carriers of a kind that told anything in a stretch of time, by their ids. */
export const drivenIn = (db: Db, kind: string, span: { from: Date; to: Date }): Promise<DrivenRow[]> =>
  db.query<DrivenRow>(
    `select d.id as device, o.id as object, o.code, o.name as label, o.area from devices d join objects o on o.id = d.object
     where o.kind = $1 and o.valid_to is null and d.state <> 'retired'
       and exists (select 1 from readings r where r.device = d.id and r.at >= $2 and r.at <= $3)
     order by d.id`,
    [kind, span.from, span.to],
  )

type TicketColumns = Pick<
  TicketRow,
  'no' | 'from_code' | 'carrier' | 'area' | 'load' | 'opened_at' | 'closed_at' | 'closed_load' | 'void_at' | 'washed'
>
const columns = 't.no, t.from_code, t.carrier, t.area, t.load, t.opened_at, t.closed_at, t.closed_load, t.void_at, t.washed'

/** Every ticket of a carrier opened in a stretch of time, oldest first. */
export const ticketsDriven = (db: Db, pack: string, carrier: string, span: { from: Date; to: Date }): Promise<TicketColumns[]> =>
  db.query<TicketColumns>(
    `select ${columns} from tickets t where t.pack = $1 and t.carrier = $2 and t.opened_at between $3 and $4 order by t.opened_at, t.no`,
    [pack, carrier, span.from, span.to],
  )

/** Every ticket of some areas opened in a stretch of time, oldest first. */
export function ticketsIn(
  db: Db,
  { pack, prefixes, from, to }: { pack: string; prefixes: readonly string[]; from: Date; to: Date },
): Promise<TicketColumns[]> {
  const values: unknown[] = [pack, from, to]
  return db.query<TicketColumns>(
    `select ${columns} from tickets t where t.pack = $1 and t.opened_at between $2 and $3 and ${scopeSql('t.area', prefixes, values)}
     order by t.opened_at, t.no`,
    values,
  )
}

/** Every ticket ever of a place that is loaded at, oldest first: volumes are reckoned since its first. */
export const ticketsFrom = (db: Db, pack: string, code: string): Promise<TicketColumns[]> =>
  db.query<TicketColumns>(`select ${columns} from tickets t where t.pack = $1 and t.from_code = $2 order by t.opened_at, t.no`, [
    pack,
    code,
  ])

/** What became of recorded findings, by the keys of a replay; those that were never made, or are folded under a notice, have no case. */
export async function outcomesOf(db: Db, pack: string, keys: readonly string[]): Promise<Map<string, Outcome>> {
  const rows = await db.query<Outcome>(
    `select f.key, e.id as event, e.no, e.state from haul_findings f join signals s on s.id = f.id left join events e on e.id = s.event and not e.exercise
     where f.pack = $1 and f.key = any($2)`,
    [pack, keys],
  )
  return new Map(rows.map((row) => [row.key, row]))
}
