import type { Refusal } from '../../../kernel/result.ts'
import type { Tx } from '../../../kernel/spine.ts'
import type { Ask } from './rules/subscribing.ts'
import type { Subscription } from './types.ts'

/** With what it is asked by: the password and area of its number, null once that has ended. */
export type DueSubscription = Subscription & { password: string | null; area: string | null }

const columns = 'c.id, c.number, c.address, c.wanted, c.subscription, c.state, c.state_at, c.ends_at, c.failure, c.tries'
const from = `camera_subscriptions c left join senders s on s.protocol = 'gat1400' and s.number = c.number
  left join devices d on d.id = s.device left join objects o on o.id = d.object`

/** Those to be asked now, locked: their time has come, or their library has registered anew since. Only who is registered is asked for more. */
export function lockDue(tx: Tx, most: number): Promise<DueSubscription[]> {
  return tx.query(
    `select ${columns}, coalesce(c.code, s.code) as password, o.area from ${from}
     left join camera_platforms p on p.protocol = 'gat1400' and p.number = c.number
     where case when c.wanted then p.until > $1 and d.state <> 'retired' and (c.next_at <= $1 or p.since > c.asked_at) else c.next_at <= $1 end
     order by c.next_at, c.id limit $2 for update of c skip locked`,
    [tx.now, most],
  )
}

/** It is about to be asked. */
export async function noteAsked(tx: Tx, id: string, { subscription, state, nextAt }: Ask): Promise<void> {
  await tx.query(
    'update camera_subscriptions set subscription = $2, state = $3, asked_at = $4, next_at = $5, tries = tries + 1 where id = $1',
    [id, subscription, state, tx.now, nextAt],
  )
}

/** The row while it still stands as it was asked: not given another address, not taken back, not asked anew. */
export async function lockAsked(tx: Tx, id: string, subscription: string): Promise<DueSubscription | null> {
  const [row] = await tx.query<DueSubscription>(
    `select ${columns}, null as password, o.area from ${from} where c.id = $1 and c.subscription = $2 for update of c`,
    [id, subscription],
  )
  return row ?? null
}

type Came = Pick<Subscription, 'state' | 'subscription' | 'ends_at' | 'failure' | 'tries'> & { nextAt: Date }

/** What came of it. */
export async function noteCame(tx: Tx, id: string, came: Came): Promise<void> {
  const { state, subscription, ends_at, failure, tries, nextAt } = came
  await tx.query(
    `update camera_subscriptions set state = $2, state_at = $3, subscription = $4, ends_at = $5, failure = $6, tries = $7, next_at = $8 where id = $1`,
    [id, state, tx.now, subscription, ends_at, failure && JSON.stringify(failure satisfies Refusal), tries, nextAt],
  )
}

export async function deleteSubscription(tx: Tx, id: string): Promise<void> {
  await tx.query('delete from camera_subscriptions where id = $1', [id])
}

/** A library is to be asked at an address. */
export async function insertSubscription(tx: Tx, { number, address }: Pick<Subscription, 'number' | 'address'>): Promise<void> {
  await tx.query(
    `insert into camera_subscriptions (id, number, address, state, state_at, next_at) values ($1, $2, $3, 'waiting', $4, $4)`,
    [tx.newId(), number, address, tx.now],
  )
}

/** The one wanted of a number; null where it has no address. */
export async function lockWanted(tx: Tx, number: string): Promise<Subscription | null> {
  const [row] = await tx.query<Subscription>(
    `select ${columns} from camera_subscriptions c where c.number = $1 and c.wanted for update`,
    [number],
  )
  return row ?? null
}

/** It is asked at once, whatever was to be waited for. */
export async function askSoon(tx: Tx, id: string): Promise<void> {
  await tx.query('update camera_subscriptions set next_at = $2, tries = 0 where id = $1', [id, tx.now])
}

/** An ask under way is answered before it is taken back. */
const underWayS = 15

/**
 * Nothing is wanted of a number any more: what was asked is taken back, until it would have ended anyway (`termMs` from when it was asked).
 * `code`: the password of a number that ends, kept for that.
 */
export async function leaveLibrary(
  tx: Tx,
  number: string,
  { code, termMs }: { code: string | null; termMs: number },
): Promise<void> {
  await tx.query('delete from camera_subscriptions where number = $1 and subscription is null', [number])
  await tx.query(
    `update camera_subscriptions set code = coalesce($2, code), wanted = false,
       tries = case when wanted then 0 else tries end,
       ends_at = coalesce(ends_at, asked_at + $4 * interval '1 millisecond'),
       next_at = case when not wanted then next_at when state = 'asked' then greatest($3, asked_at + $5 * interval '1 second') else $3 end
     where number = $1`,
    [number, code, tx.now, termMs, underWayS],
  )
}
