import type { Db, Tx } from '../../kernel/spine.ts'

export type Subscription = { id: string; endpoint: string; p256dh: string; auth: string }

/** Keeps the subscription of a browser; who signs in on it next takes it over. */
export async function saveSubscription(
  tx: Tx,
  { endpoint, p256dh, auth }: Omit<Subscription, 'id'>,
  by: { person: string; session: Buffer },
): Promise<void> {
  await tx.query(
    `insert into push_subscriptions (id, endpoint, p256dh, auth, person, session, made_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (endpoint) do update set p256dh = excluded.p256dh, auth = excluded.auth, person = excluded.person, session = excluded.session`,
    [tx.newId(), endpoint, p256dh, auth, by.person, by.session, tx.now],
  )
}

/** Where a person can be woken: browsers on which they have not signed out. */
export const subscriptionsOf = (db: Db, person: string): Promise<Subscription[]> =>
  db.query<Subscription>(
    `select p.id, p.endpoint, p.p256dh, p.auth from push_subscriptions p join sessions s on s.hash = p.session and s.closed_at is null
     where p.person = $1 order by p.made_at, p.id`,
    [person],
  )

/** The subscription, while its person is signed in. */
export async function livingSubscription(db: Db, id: string): Promise<Subscription | null> {
  const [row] = await db.query<Subscription>(
    `select p.id, p.endpoint, p.p256dh, p.auth from push_subscriptions p join sessions s on s.hash = p.session and s.closed_at is null where p.id = $1`,
    [id],
  )
  return row ?? null
}

export async function endSubscription(db: Db, id: string): Promise<void> {
  await db.query('delete from push_subscriptions where id = $1', [id])
}

export async function endSubscriptionsOf(db: Db, session: Buffer): Promise<void> {
  await db.query('delete from push_subscriptions where session = $1', [session])
}

/** The platform's private key; `fresh` becomes it when there is none yet. */
export async function pushKey(db: Db, fresh: () => Buffer, now: Date): Promise<Buffer> {
  const read = () => db.query<{ private_key: Buffer }>('select private_key from push_keys')
  const [found] = await read()
  if (found) return found.private_key
  await db.query('insert into push_keys (private_key, made_at) values ($1, $2) on conflict do nothing', [fresh(), now])
  return (await read())[0]!.private_key
}
