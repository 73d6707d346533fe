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

export type SentRow = {
  key: string
  channel: 'webhook' | 'robot' | 'hotline' | 'portal' | 'sms' | 'voice' | 'push'
  to: string | null
  phone: string | null
  state: 'waiting' | 'sent' | 'failed'
  tries: number
  error: string | null
  made_at: Date
  sent_at: Date | null
  text: string | null
  times: number | null
}

/** Messages to people and systems, newest first, with what the stand-in was handed of them. The numbers are not masked yet. Commands of devices stand elsewhere. */
export const readSent = (db: Db, page: { after: Key | null; limit: number }): Promise<SentRow[]> =>
  db.query<SentRow>(
    `select o.key, o.channel, case o.channel when 'push' then null else coalesce(n.name, o.address) end as to, n.phone, o.state, o.tries,
       o.last_error as error, o.made_at, o.sent_at, s.text, s.times
     from outbox o left join persons n on o.channel in ('sms', 'voice') and n.id = o.address left join sent_messages s on s.key = o.key
     where o.channel <> 'mqtt' and ($1::timestamptz is null or (o.made_at, o.key) < ($1, $2)) order by o.made_at desc, o.key desc limit $3`,
    [page.after?.at ?? null, page.after?.id ?? null, page.limit],
  )
