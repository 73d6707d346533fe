import type { Db, Tx } from '../../kernel/spine.ts'
import { closedStates } from './rules/request.ts'
import type { RequestRow } from './types.ts'

/** Somebody looks at it again: a dispute of its sender that nobody has ruled on. */
const disputed =
  '(e.id is not null and exists (select 1 from disputes d where d.event = e.id and d.report = r.id and d.decided_at is null))'

const select = `select r.id, r.type, r.state, r.outcome, ${disputed} as disputed, r.lon, r.lat, r.received_at, r.told_at, e.lead_name, w.finish_by,
    d.name as district, t.name as town, c.name as community
  from reports r
    left join events e on e.id = r.event
    left join lateral (select finish_by from work_orders where event = e.id and role = 'lead' order by asked_at desc limit 1) w on true
    left join areas d on d.code = split_part(r.area, '/', 2)
    left join areas t on t.code = split_part(r.area, '/', 3)
    left join areas c on c.code = split_part(r.area, '/', 4)
  where r.source = 'citizen'`

export type Wanted = {
  /** codes of the matters */
  types: string[]
  /** null: both */
  status: 'open' | 'closed' | null
  /** when they were received, ends included */
  from: Date
  to: Date
  limit: number
  offset: number
}

/** Reports of citizens, newest first. */
export function readRequests(db: Db, { types, status, from, to, limit, offset }: Wanted): Promise<RequestRow[]> {
  return db.query<RequestRow>(
    `${select} and r.type = any($1) and r.received_at between $2 and $3
       and ($4::text is null or (r.state = any($5) and not ${disputed}) = ($4 = 'closed'))
     order by r.received_at desc, r.id desc limit $6 offset $7`,
    [types, from, to, status, closedStates, limit, offset],
  )
}

/** Those of these ids that are there, of these matters. */
export function readRequestsById(db: Db, ids: string[], types: string[]): Promise<RequestRow[]> {
  return db.query<RequestRow>(
    `${select} and r.id = any($1::uuid[]) and r.type = any($2) order by r.received_at desc, r.id desc`,
    [ids, types],
  )
}

/** What a key sent since `since` with this digest: the report it became, or null when it is new, and claimed by this transaction. Of two at once the second waits. */
export async function claimPost(tx: Tx, post: { key: string; digest: Buffer; since: Date }): Promise<string | null> {
  // What is too old to be a repeat goes as new ones come: the table holds little more than a day.
  await tx.query(
    `delete from open311_posts where (key, digest) in (
       select key, digest from open311_posts where made_at < $1 order by made_at limit 20 for update skip locked)`,
    [post.since],
  )
  const fresh = await tx.query(
    `insert into open311_posts as p (key, digest, made_at) values ($1, $2, $3)
     on conflict (key, digest) do update set made_at = $3, report = null where p.made_at < $4 returning 1`,
    [post.key, post.digest, tx.now, post.since],
  )
  if (fresh.length > 0) return null
  const [row] = await tx.query<{ report: string }>('select report from open311_posts where key = $1 and digest = $2', [
    post.key,
    post.digest,
  ])
  return row?.report ?? null
}

export async function settlePost(tx: Tx, post: { key: string; digest: Buffer; report: string }): Promise<void> {
  await tx.query('update open311_posts set report = $3 where key = $1 and digest = $2', [post.key, post.digest, post.report])
}
