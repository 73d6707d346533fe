import type { Permit } from '../../../contract/permit.ts'
import { postKinds } from '../../city/permit/permits.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

type Wanted = { permit: Permit; tiers: readonly string[]; area: string }
/** The posts of some tiers that answer for an area and hold a permit. */
export async function postsWith(db: Db, { permit, tiers, area }: Wanted, now: Date): Promise<string[]> {
  const kinds = Object.entries(postKinds).flatMap(([kind, { permits }]) => (permits.includes(permit) ? [kind] : []))
  const rows = await db.query<{ post: string }>(
    `select p.id as post from posts p join units u on u.id = p.unit
     where p.kind = any($1) and u.tier = any($2) and exists (select 1 from unit_areas a where a.unit = u.id and starts_with($3, a.path))
       and (p.valid_to is null or p.valid_to > $4) and (u.valid_to is null or u.valid_to > $4) order by 1`,
    [kinds, tiers, area, now],
  )
  return rows.map(({ post }) => post)
}

type Joined = { batch: string; request: string; people: readonly string[] }
/** Adds a request to what people were told of others that were asked for at once; answers to whom. */
export async function joinTold(tx: Tx, { batch, request, people }: Joined): Promise<Set<string>> {
  const rows = await tx.query<{ person: string }>(
    'update notices set requests = requests || $2::uuid where batch = $1 and person = any($3) and cancelled_at is null returning person',
    [batch, request, people],
  )
  return new Set(rows.map(({ person }) => person))
}

/** A request is over: withdraws what was told of it and of no other that still waits; returns whom. */
export async function endTold(tx: Tx, request: string): Promise<{ id: string; person: string }[]> {
  // Locked in one order first: two that answer the last two of a batch see each other's.
  await tx.query('select 1 from notices where requests @> array[$1::uuid] and cancelled_at is null order by id for update', [
    request,
  ])
  const rows = await tx.query<{ id: string; person: string; over: boolean }>(
    `update notices set requests = array_remove(requests, $1::uuid),
       cancelled_at = case when cardinality(array_remove(requests, $1::uuid)) = 0 then $2::timestamptz end
     where requests @> array[$1::uuid] and cancelled_at is null returning id, person, cancelled_at is not null as over`,
    [request, tx.now],
  )
  return rows.flatMap(({ id, person, over }) => (over ? [{ id, person }] : []))
}
