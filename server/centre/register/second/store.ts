import type { Actor } from '../../../../contract/actor.ts'
import type { Risk } from '../../../../contract/scales.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import type { RequestTable, Waiting } from '../../../city/second-person/types.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Proof } from '../evidence.ts'
import type { Change, Wish } from '../rules/change-entry.ts'

/** An object that would leave its level. */
export type Leaving = { object: string; name: string; from: Risk; to: Risk }
export type Request = {
  id: string
  object: string
  wish: Wish
  changes: Change[]
  rated: string[]
  reason: string | null
  evidence: Proof[]
  sheet: string | null
  leaves: Leaving[]
  tier: string
  lapsesAt: Date
}
export type RequestRow = Request &
  Waiting & {
    name: string
    kind: string
    area: string
    areaName: string
    actor: Actor
    askedByName: string
    askedAt: Date
  }

const columns = `r.id, r.object, r.wish, r.changes, r.rated, r.reason, r.evidence, r.sheet, r.leaves, r.tier, r.lapses_at as "lapsesAt",
  o.name, o.kind, o.area, concat_ws(' ', d.name, t.name) as "areaName", r.state, r.actor, r.asked_by as "askedBy", p.name as "askedByName", r.asked_at as "askedAt"`
const from = `from object_requests r join objects o on o.id = r.object join persons p on p.id = r.asked_by
  left join areas d on d.code = split_part(o.area, '/', 2) left join areas t on t.code = split_part(o.area, '/', 3)`

export const objectRequests: RequestTable = { table: 'object_requests', columns, from }

/** Keeps a request; false: one of the same object waits already. */
export async function insertRequest(tx: Tx, one: Request & { by: string }): Promise<boolean> {
  const json = [one.wish, one.changes, one.evidence, one.leaves, tx.actor].map((value) => JSON.stringify(value))
  const rows = await tx.query(
    `insert into object_requests (id, object, wish, changes, evidence, leaves, actor, rated, reason, sheet, asked_by, tier, asked_at, lapses_at)
     values ($1, $2, $3::jsonb, $4::jsonb, $5::jsonb, $6::jsonb, $7::jsonb, $8, $9, $10, $11, $12, $13, $14)
     on conflict (object) where state = 'waiting' do nothing returning 1`,
    [one.id, one.object, ...json, one.rated, one.reason, one.sheet, one.by, one.tier, tx.now, one.lapsesAt],
  )
  return rows.length > 0
}

type Wanted = { areas: readonly string[]; object: string | null }
/** Those that wait, the oldest first. */
export function readWaiting(db: Db, { areas, object }: Wanted, limit: number): Promise<(RequestRow & { total: number })[]> {
  const values: unknown[] = [object, limit]
  return db.query(
    `select ${columns}, count(*) over ()::int as total ${from} where r.state = 'waiting' and ($1::text is null or r.object = $1) and ${scopeSql('o.area', areas, values)}
     order by r.asked_at, r.id limit $2`,
    values,
  )
}

export async function tierOfUnit(db: Db, unit: string): Promise<string> {
  const [row] = await db.query<{ tier: string }>('select tier from units where id = $1', [unit])
  return row?.tier ?? ''
}
