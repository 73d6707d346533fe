import type { Crs } from '../../../../contract/crs.ts'
import type { GatewayFeed } from '../../../../contract/gateway.ts'
import type { Protocol } from '../../../../contract/protocols.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { KeptFrame, Sender } from './types.ts'

/** The device known under a number; null for numbers nobody registered, and for devices that are retired. */
export async function senderOf(db: Db, protocol: Protocol, number: string): Promise<Sender | null> {
  const [row] = await db.query<Sender & { crs: Crs | null }>(
    `select s.device, d.kind, d.pack, o.area, s.code, s.crs, s.lenient from senders s join devices d on d.id = s.device join objects o on o.id = d.object
     where s.protocol = $1 and s.number = $2 and d.state <> 'retired'`,
    [protocol, number],
  )
  return row ?? null
}

type Registered = { protocol: Protocol; number: string; id: string; code: string | null; crs: Crs | null }

/** Makes known under which numbers devices speak (`id`: the device's), where that is not known yet; devices that are missing are left out. */
export async function registerSenders(
  db: { query(sql: string, values: unknown[]): Promise<unknown> },
  list: readonly Registered[],
): Promise<void> {
  await db.query(
    `insert into senders (protocol, number, device, code, crs)
     select n.protocol, n.number, n.device, n.code, n.crs from unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[]) as n(protocol, number, device, code, crs)
     join devices d on d.id = n.device on conflict (protocol, number) do nothing`,
    [
      list.map((one) => one.protocol),
      list.map((one) => one.number),
      list.map((one) => one.id),
      list.map((one) => one.code),
      list.map((one) => one.crs),
    ],
  )
}

type Given = { protocol: Protocol; number: string; terminal: string; code: string }

/**
 * Gives a sender its code, unless it has one: what a terminal was once given stays right for as long as it keeps it. The number belongs
 * to the terminal that registers first, or everybody who knows it could ask for its code; null for any other one.
 */
export async function giveCode(tx: Tx, given: Given): Promise<string | null> {
  const [row] = await tx.query<{ code: string }>(
    `update senders set code = coalesce(code, $3), terminal = coalesce(terminal, $4)
     where protocol = $1 and number = $2 and coalesce(terminal, $4) = $4 returning code`,
    [given.protocol, given.number, given.code, given.terminal],
  )
  return row?.code ?? null
}

/** `id`: sorts in the order they came. */
export type NumberedFrame = KeptFrame & { id: string }

/** Keeps frames as they came, and counts them by the hour. */
export async function insertFrames(tx: Tx, frames: NumberedFrame[]): Promise<void> {
  await tx.query(
    `insert into frames (at, id, protocol, number, device, area, peer, raw, verdict)
     select * from unnest($1::timestamptz[], $2::uuid[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::bytea[], $9::text[])`,
    [
      frames.map((f) => f.at),
      frames.map((f) => f.id),
      frames.map((f) => f.protocol),
      frames.map((f) => f.number?.replaceAll('\u0000', '\uFFFD') ?? null),
      frames.map((f) => f.device),
      frames.map((f) => f.area),
      frames.map((f) => f.peer),
      frames.map((f) => Buffer.from(f.raw)),
      frames.map((f) => f.verdict),
    ],
  )
  await countFrames(tx, frames, true)
}

/** `n`: of so many at once; one when left out. */
export type Counted = Pick<KeptFrame, 'verdict' | 'area' | 'at'> & { protocol: GatewayFeed; n?: number }

/** `kept`: as they came, too. In the order of their keys, so that two batches never wait for each other crosswise. */
export async function countFrames(tx: Tx, frames: Counted[], kept = false): Promise<void> {
  const groups = [...Map.groupBy(frames, ({ protocol, verdict, area }) => `${protocol} ${verdict} ${area ?? ''}`)].sort(
    ([a], [b]) => (a < b ? -1 : 1),
  )
  const firsts = groups.map(([, group]) => group[0]!)
  await tx.query(
    `insert into frame_counts (hour, protocol, verdict, area, n, kept, last_at)
     select date_trunc('hour', n.last_at, 'UTC'), n.protocol, n.verdict, n.area, n.n, case when $6 then n.n else 0 end, n.last_at
     from unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::timestamptz[]) as n(protocol, verdict, area, n, last_at)
     on conflict (hour, protocol, verdict, area) do update set n = frame_counts.n + excluded.n, kept = frame_counts.kept + excluded.kept, last_at = greatest(frame_counts.last_at, excluded.last_at)`,
    [
      firsts.map((f) => f.protocol),
      firsts.map((f) => f.verdict),
      firsts.map((f) => f.area ?? ''),
      groups.map(([, group]) => group.reduce((sum, { n = 1 }) => sum + n, 0)),
      groups.map(([, group]) => new Date(Math.max(...group.map(({ at }) => at.getTime())))),
      kept,
    ],
  )
}
