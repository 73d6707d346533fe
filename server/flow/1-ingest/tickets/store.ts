import type { TicketIn } from '../../../../contract/ticket.ts'
import { maskName } from '../../../city/mask.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

export type TicketRow = {
  pack: string
  no: string
  from_code: string
  to_code: string
  plate: string
  carrier: string | null
  area: string
  load: number
  opened_at: Date
  opened_by: string | null
  washed: boolean | null
  closed_at: Date | null
  closed_load: number | null
  closed_by: string | null
  void_at: Date | null
  void_name: string | null
  void_reason: string | null
  demo: boolean
}
const columns =
  't.pack, t.no, t.from_code, t.to_code, t.plate, t.carrier, t.area, t.load, t.opened_at, t.opened_by, t.washed, t.closed_at, t.closed_load, t.closed_by, t.void_at, t.void_name, t.void_reason, t.demo'

/** The areas of the unit a key belongs to. */
export async function areasOfUnit(db: Db, unit: string): Promise<string[]> {
  return (await db.query<{ path: string }>('select path from unit_areas where unit = $1', [unit])).map(({ path }) => path)
}

export type PlaceOf = { code: string; area: string }

/** Places in force by their codes. */
export const placesByCode = (db: Db, kind: string, codes: readonly string[]): Promise<PlaceOf[]> =>
  db.query<PlaceOf>('select code, area from objects where kind = $1 and code = any($2) and valid_to is null', [kind, codes])

/** One number one ticket at a time. */
export async function lockTicket(tx: Tx, pack: string, no: string): Promise<TicketRow | null> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 28184))', [`${pack} ${no}`])
  const [row] = await tx.query<TicketRow>(`select ${columns} from tickets t where t.pack = $1 and t.no = $2 for update`, [
    pack,
    no,
  ])
  return row ?? null
}

/** Tickets by their numbers, as they stand; nothing is locked. */
export const ticketsByNo = (db: Db, pack: string, numbers: readonly string[]): Promise<TicketRow[]> =>
  db.query<TicketRow>(`select ${columns} from tickets t where t.pack = $1 and t.no = any($2)`, [pack, numbers])

type Kept = TicketIn & { pack: string; carrier: string | null; area: string; toldBy: string; demo: boolean }

export async function upsertTicket(tx: Tx, t: Kept): Promise<void> {
  await tx.query(
    `insert into tickets (pack, no, from_code, to_code, plate, carrier, area, load, opened_at, opened_by, closed_at, closed_load, closed_by, told_by, received_at, demo, washed)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17)
     on conflict (pack, no) do update set from_code = excluded.from_code, to_code = excluded.to_code, plate = excluded.plate, carrier = excluded.carrier,
       area = excluded.area, load = excluded.load, opened_at = excluded.opened_at, opened_by = coalesce(excluded.opened_by, tickets.opened_by), washed = coalesce(excluded.washed, tickets.washed),
       closed_at = excluded.closed_at, closed_load = excluded.closed_load, closed_by = excluded.closed_by, told_by = excluded.told_by, received_at = excluded.received_at`,
    [
      ...[t.pack, t.no, t.from, t.to, t.plate, t.carrier, t.area, t.load, t.openedAt, t.openedBy],
      ...[t.closedAt, t.closedLoad, t.closedBy, t.toldBy, tx.now, t.demo, t.washed],
    ],
  )
}

/** Tickets of a carrier opened since a moment, oldest first; void ones too: whoever asks what may be carried leaves them out. */
export const ticketsOfCarrier = (db: Db, pack: string, carrier: string, since: Date): Promise<TicketRow[]> =>
  db.query<TicketRow>(
    `select ${columns} from tickets t where t.pack = $1 and t.carrier = $2 and t.opened_at >= $3 order by t.opened_at, t.no limit 200`,
    [pack, carrier, since],
  )

/** Tickets opened before a moment and not closed, the oldest first, that nobody was told of by a key. */
export function unclosedTickets(db: Db, { pack, before, area, except }: Unclosed, limit: number): Promise<TicketRow[]> {
  const values: unknown[] = [pack, before, limit]
  return db.query<TicketRow>(
    `select ${columns} from tickets t where t.pack = $1 and t.closed_at is null and t.void_at is null and t.opened_at < $2
       and not exists (select 1 from haul_findings f where f.pack = t.pack and f.key = 'ticket:' || t.no)
       and ${underSql(area, except, values)}
     order by t.opened_at, t.no limit $3`,
    values,
  )
}
/** Under an area (empty: anywhere) except under some of it. */
const underSql = (area: string, except: readonly string[], values: unknown[]): string =>
  `${area === '' ? 'true' : scopeSql('t.area', [area], values)} and not ${scopeSql('t.area', except, values)}`
/** Opened before then, under `area` except under those of `except`. */
type Unclosed = { pack: string; before: Date; area: string; except: readonly string[] }

/** Tickets opened at that moment or later whose gate saw no wash, the oldest first, that nobody was told of by a key. */
export function unwashedTickets(
  db: Db,
  { pack, since, area, except }: Pick<Unclosed, 'pack' | 'area' | 'except'> & { since: Date },
  limit: number,
): Promise<TicketRow[]> {
  const values: unknown[] = [pack, since, limit]
  return db.query<TicketRow>(
    `select ${columns} from tickets t where t.pack = $1 and not t.washed and t.void_at is null and t.opened_at >= $2
       and not exists (select 1 from haul_findings f where f.pack = t.pack and f.key = 'wash:' || t.no)
       and ${underSql(area, except, values)}
     order by t.opened_at, t.no limit $3`,
    values,
  )
}

export type TakenFrom = { from_code: string; left: number; came: number }
/** What tickets took from each place: as its gates weighed it, and as it was closed (one that is open: as it was opened). */
export const takenFrom = (db: Db, pack: string): Promise<TakenFrom[]> =>
  db.query<TakenFrom>(
    `select t.from_code, sum(t.load)::float8 as "left", sum(coalesce(t.closed_load, t.load))::float8 as came
     from tickets t where t.pack = $1 and t.void_at is null group by t.from_code`,
    [pack],
  )

/** Tickets of a plate since a moment, the newest first, with the names of their places. */
export const ticketsOfPlate = (db: Db, pack: string, plate: string, since: Date): Promise<TicketLine[]> =>
  db.query<TicketLine>(
    `select ${columns}, coalesce(a.name, t.from_code) as from_name, coalesce(b.name, t.to_code) as to_name
     from tickets t left join objects a on a.code = t.from_code left join objects b on b.code = t.to_code
     where t.pack = $1 and t.plate = $2 and t.opened_at >= $3 order by t.opened_at desc, t.no limit 5`,
    [pack, plate, since],
  )

export type TicketWish = {
  plate?: string | undefined
  from?: string | undefined
  open?: 'yes' | 'no' | undefined
  void?: 'yes' | 'no' | undefined
  after?: string[] | null
  limit: number
}
export type TicketLine = TicketRow & { from_name: string; to_name: string }

/** Where clause on `t` (tickets) of one's areas. */
function whereOf(scope: readonly string[], wish: Omit<TicketWish, 'limit' | 'after'>, values: unknown[]): string {
  const [plate, from, open, gone] = [wish.plate, wish.from, wish.open, wish.void].map((one) => `$${values.push(one ?? null)}`)
  return `(${plate}::text is null or t.plate = ${plate}) and (${from}::text is null or t.from_code = ${from})
       and (${open}::text is null or (t.closed_at is null and t.void_at is null) = (${open} = 'yes'))
       and (${gone}::text is null or (t.void_at is not null) = (${gone} = 'yes')) and ${scopeSql('t.area', scope, values)}`
}

/** Tickets of places in one's areas, the newest first; `after`: the moment, number and pack a page ended with. */
export function readTickets(db: Db, scope: readonly string[], { after, limit, ...wish }: TicketWish): Promise<TicketLine[]> {
  const values: unknown[] = [after?.[0] ?? null, after?.[1] ?? null, after?.[2] ?? null, limit]
  return db.query<TicketLine>(
    `select ${columns}, coalesce(a.name, t.from_code) as from_name, coalesce(b.name, t.to_code) as to_name
     from tickets t left join objects a on a.code = t.from_code left join objects b on b.code = t.to_code
     where ${whereOf(scope, wish, values)}
       and ($1::timestamptz is null or t.opened_at < $1 or (t.opened_at = $1 and (t.no, t.pack) > ($2::text, $3::text)))
     order by t.opened_at desc, t.no, t.pack limit $4`,
    values,
  )
}

/** How many tickets of one's areas fit a wish. */
export async function countTickets(db: Db, scope: readonly string[], wish: Omit<TicketWish, 'limit' | 'after'>): Promise<number> {
  const values: unknown[] = []
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from tickets t where ${whereOf(scope, wish, values)}`,
    values,
  )
  return row!.n
}

export const voidTicket = (
  tx: Tx,
  { pack, no }: Pick<TicketRow, 'pack' | 'no'>,
  by: { person: string; name: string; reason: string },
): Promise<unknown> =>
  tx.query('update tickets set void_at = $3, void_by = $4, void_name = $5, void_reason = $6 where pack = $1 and no = $2', [
    ...[pack, no, tx.now, by.person, by.name, by.reason],
  ])

/** One ticket of one's areas, with the names of its places. */
export async function ticketLine(
  db: Db,
  scope: readonly string[],
  { pack, no }: Pick<TicketRow, 'pack' | 'no'>,
): Promise<TicketLine | null> {
  const values: unknown[] = [pack, no]
  const [row] = await db.query<TicketLine>(
    `select ${columns}, coalesce(a.name, t.from_code) as from_name, coalesce(b.name, t.to_code) as to_name
     from tickets t left join objects a on a.code = t.from_code left join objects b on b.code = t.to_code
     where t.pack = $1 and t.no = $2 and ${scopeSql('t.area', scope, values)} limit 1`,
    values,
  )
  return row ?? null
}

const masked = (name: string | null): string | null => (name === null ? null : maskName(name))
/** A ticket as it is shown: signatures masked. */
export const lineOf = (row: TicketLine, unit: string) => ({
  ...{ pack: row.pack, no: row.no, from: row.from_code, fromName: row.from_name, to: row.to_code, toName: row.to_name },
  ...{ plate: row.plate, carrier: row.carrier, load: row.load, unit },
  ...{ openedAt: row.opened_at.toISOString(), openedBy: masked(row.opened_by), washed: row.washed },
  ...{ closedAt: row.closed_at?.toISOString() ?? null, closedLoad: row.closed_load, closedBy: masked(row.closed_by) },
  void: row.void_at && { at: row.void_at.toISOString(), byName: row.void_name ?? '', reason: row.void_reason ?? '' },
})
