import type { GatewayFeed } from '../../../../contract/gateway.ts'
import type { Protocol } from '../../../../contract/protocols.ts'
import { isWhole, scopeSql } from '../../../city/permit/scope.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'

/** Frames of one's own areas; those of nobody known, with the whole city only. */
export const seenSql = (column: string, caller: Caller, values: unknown[]): string =>
  `(${scopeSql(column, caller.scope, values)}${isWhole(caller.scope) ? ` or coalesce(${column}, '') = ''` : ''})`

export type CountLine = { protocol: GatewayFeed; verdict: string; n: number; kept: number; last_at: Date }

/** How many frames came since a moment (by full hours), by what became of them, the most first. */
export function readCounts(db: Db, caller: Caller, since: Date): Promise<CountLine[]> {
  const values: unknown[] = [since]
  return db.query(
    `select c.protocol, c.verdict, sum(c.n)::float8 as n, sum(c.kept)::float8 as kept, max(c.last_at) as last_at from frame_counts c
     where c.hour >= $1 and ${seenSql('c.area', caller, values)} group by c.protocol, c.verdict order by n desc, c.verdict`,
    values,
  )
}

/** How many devices are registered under a number of each protocol. */
export async function readSenders(db: Db, caller: Caller): Promise<Map<string, number>> {
  const values: unknown[] = []
  const rows = await db.query<{ protocol: string; n: number }>(
    `select s.protocol, count(*)::int as n from senders s join devices d on d.id = s.device join objects o on o.id = d.object
     where d.state <> 'retired' and ${scopeSql('o.area', caller.scope, values)} group by s.protocol`,
    values,
  )
  return new Map(rows.map(({ protocol, n }) => [protocol, n]))
}

export type FrameRow = { at: Date; id: string; number: string | null; peer: string; raw: Buffer; verdict: string }
type Wanted = { protocol: Protocol; from: Date; to: Date; after: { at: Date; id: string } | null; limit: number }

/** Kept frames of a protocol in the order they came, from one moment to another, `to` excluded. */
export const framesBetween = (db: Db, { protocol, from, to, after, limit }: Wanted): Promise<FrameRow[]> =>
  db.query(
    `select at, id, number, peer, raw, verdict from frames
     where protocol = $1 and at >= $2 and at < $3 and ($4::timestamptz is null or (at, id) > ($4, $5::uuid)) order by at, id limit $6`,
    [protocol, from, to, after?.at ?? null, after?.id ?? null, limit],
  )

export type FrameLine = {
  id: string
  at: Date
  number: string | null
  device: string | null
  peer: string
  raw: Buffer
  verdict: string
}

/** The newest frames of a protocol, newest first. */
export function newestFrames(
  db: Db,
  caller: Caller,
  { protocol, limit }: { protocol: Protocol; limit: number },
): Promise<FrameLine[]> {
  const values: unknown[] = [protocol, limit]
  return db.query(
    `select f.id, f.at, f.number, f.device, f.peer, f.raw, f.verdict from frames f
     where f.protocol = $1 and ${seenSql('f.area', caller, values)} order by f.at desc, f.id desc limit $2`,
    values,
  )
}
