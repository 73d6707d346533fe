import type { Db, Tx } from '../../kernel/spine.ts'
import type { From, Machine } from './types.ts'

/** Machines of a seat that are kept beside the first: addresses change for years. */
const mostKept = 20

/** Writes down that a seat is used, and from where. Answers from how many machines it was used before. */
export async function touchSeat(db: Db, id: string, { address, agent }: From, now: Date): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `with seen as (update wall_seats set heard_at = greatest(heard_at, $4) where id = $1 returning id),
       mine as (
         insert into wall_seat_machines as m (seat, address, agent, first_at, last_at) select id, $2, $3, $4, $4 from seen
         on conflict (seat, address, agent) do update set last_at = greatest(m.last_at, excluded.last_at))
     select count(*)::int as n from wall_seat_machines where seat = $1`,
    [id, address, agent, now],
  )
  return row!.n
}

const columns = `m.seat, m.address, m.agent, m.first_at as "firstAt", m.last_at as "lastAt", m.told_at is not null as told, m.refused_at as "refusedAt"`

/** The machines of some seats, by seat, the newest first. */
export async function machinesOf(db: Db, seats: readonly string[]): Promise<Map<string, Machine[]>> {
  const rows = await db.query<Machine & { seat: string }>(
    `select ${columns} from wall_seat_machines m where m.seat = any($1::uuid[]) order by m.last_at desc, m.address, m.agent`,
    [seats],
  )
  const found = new Map<string, Machine[]>()
  for (const { seat, ...machine } of rows) found.set(seat, [...(found.get(seat) ?? []), machine])
  return found
}

/** The same of one seat that nobody else looks at meanwhile. */
export async function lockMachines(tx: Tx, seat: string): Promise<Machine[]> {
  await tx.query('select 1 from wall_seats where id = $1 for update', [seat])
  return (await machinesOf(tx, [seat])).get(seat) ?? []
}

/** Who let the seat in is told of these. */
export async function markTold(tx: Tx, seat: string, machines: readonly From[]): Promise<void> {
  await tx.query(
    `update wall_seat_machines m set told_at = $4 from unnest($2::text[], $3::text[]) as t(address, agent)
     where m.seat = $1 and m.address = t.address and m.agent = t.agent`,
    [seat, machines.map(({ address }) => address), machines.map(({ agent }) => agent), tx.now],
  )
}

/** Of one seat this many refused machines are told a day: whoever has a former key can call themselves anything. */
const mostRefused = 5

/** Writes down that a former key, changed at `changedAt`, was refused here. False: that is known, or was told often enough today. */
export async function markRefused(
  tx: Tx,
  seat: string,
  from: From,
  { changedAt, again }: { changedAt: Date; again: Date },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into wall_seat_machines as m (seat, address, agent, first_at, last_at, refused_at)
     select $1::uuid, $2, $3, $4::timestamptz, $4::timestamptz, $4::timestamptz where (
       select count(*) from wall_seat_machines where seat = $1 and refused_at > $4::timestamptz - interval '1 day') < ${mostRefused}
     on conflict (seat, address, agent) do update set refused_at = excluded.refused_at
       where m.refused_at is null or m.refused_at < $5 or m.refused_at < $6
     returning 1`,
    [seat, from.address, from.agent, tx.now, changedAt, again],
  )
  return rows.length > 0
}

/** Forgets the machines between the first and the newest, but for the one its key was given to. */
export async function pruneMachines(db: Db, seat: string): Promise<void> {
  await db.query(
    `delete from wall_seat_machines where (seat, address, agent) in (
       select seat, address, agent from (
         select seat, address, agent, row_number() over (order by last_at desc) as newest, row_number() over (order by first_at) as oldest
         from wall_seat_machines where seat = $1) m
       where newest > ${mostKept} and oldest > 1
         and not exists (select 1 from wall_seats s where s.id = m.seat and s.key_address = m.address and s.key_agent = m.agent))`,
    [seat],
  )
}
