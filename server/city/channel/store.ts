import type { Key } from '../../kernel/cursor.ts'
import type { Db } from '../../kernel/spine.ts'
import { maskPhone } from '../mask.ts'
import type { PersonMessage } from './types.ts'

export async function phoneOf(db: Db, person: string): Promise<string | null> {
  const [row] = await db.query<{ phone: string }>('select phone from persons where id = $1', [person])
  return row?.phone.trim() || null
}

/** What the stand-in of a gateway was handed; the same key again is counted, not kept twice. */
export async function keepSent(
  db: Db,
  { key, channel, phone, text }: PersonMessage & { channel: 'sms' | 'voice' },
  now: Date,
): Promise<void> {
  await db.query(
    `insert into sent_messages (key, channel, masked_phone, text, first_at, last_at) values ($1, $2, $3, $4, $5, $5)
     on conflict (key) do update set times = sent_messages.times + 1, last_at = excluded.last_at`,
    [key, channel, maskPhone(phone), text, now],
  )
}

export type SentRow = { key: string; channel: 'sms' | 'voice'; phone: string; text: string; times: number; first_at: Date }

/** Newest first. */
export const readSent = (db: Db, page: { after: Key | null; limit: number }): Promise<SentRow[]> =>
  db.query<SentRow>(
    `select key, channel, masked_phone as phone, text, times, first_at from sent_messages
     where $1::timestamptz is null or (first_at, key) < ($1, $2) order by first_at desc, key desc limit $3`,
    [page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
