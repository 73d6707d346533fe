import type { z } from 'zod'
import type { PublisherState } from '../../../contract/packs.ts'
import type { TrustedKey } from '../../city/pack/file/sealed.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

export type PublisherRow = {
  key: string
  name: string
  publicKey: string
  state: z.infer<typeof PublisherState>
  askedBy: string
  askedByName: string
  askedAt: Date
  decidedByName: string | null
  decidedAt: Date | null
}
const selected = `select k.key, k.name, k.public_key as "publicKey", k.state, k.asked_by as "askedBy", a.name as "askedByName",
  k.asked_at as "askedAt", d.name as "decidedByName", k.decided_at as "decidedAt"
  from pack_publishers k join persons a on a.id = k.asked_by left join persons d on d.id = k.decided_by`

/** Those trusted and those who wait first. */
export const publishers = (db: Db): Promise<PublisherRow[]> =>
  db.query<PublisherRow>(`${selected} order by k.state not in ('waiting', 'trusted'), k.asked_at desc, k.key`)

/** Whose signature counts now. */
export const trustedKeys = (db: Db): Promise<TrustedKey[]> =>
  db.query<TrustedKey>(`select key, name, public_key as "publicKey" from pack_publishers where state = 'trusted'`)

/** A publisher whose row nobody else decides meanwhile. */
export async function lockPublisher(tx: Tx, key: string): Promise<PublisherRow | null> {
  const [row] = await tx.query<PublisherRow>(`${selected} where k.key = $1 for update of k`, [key])
  return row ?? null
}

/** Writes a wish to trust a key; one that was turned down or withdrawn may be asked for again. False: it is on the list. */
export async function askForPublisher(
  tx: Tx,
  one: { key: string; name: string; publicKey: string; by: string },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into pack_publishers (key, name, public_key, state, asked_by, asked_at) values ($1, $2, $3, 'waiting', $4, $5)
     on conflict (key) do update set name = excluded.name, state = 'waiting', asked_by = excluded.asked_by, asked_at = excluded.asked_at,
       decided_by = null, decided_at = null
     where pack_publishers.state in ('refused', 'withdrawn') returning 1`,
    [one.key, one.name, one.publicKey, one.by, tx.now],
  )
  return rows.length > 0
}

export async function decidePublisher(tx: Tx, key: string, state: PublisherRow['state'], by: string): Promise<void> {
  await tx.query('update pack_publishers set state = $2, decided_by = $3, decided_at = $4 where key = $1', [
    key,
    state,
    by,
    tx.now,
  ])
}
