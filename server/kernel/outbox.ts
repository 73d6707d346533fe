import type { Spine } from './spine.ts'

export type Send = (message: { id: string; key: string; address: string; body: Record<string, unknown> }) => Promise<void>
export type Channels = Partial<Record<'mqtt' | 'webhook', Send>>

type Row = { id: string; key: string; channel: keyof Channels; address: string; body: Record<string, unknown>; tries: number }

const maxTries = 8

/**
 * Sends one waiting message of the channels this process has. At least once: the receiver gets the key and
 * answers the same to a repeat. Returns false when nothing waits.
 */
export async function sendOnce(spine: Spine, channels: Channels): Promise<boolean> {
  const names = Object.keys(channels)
  if (names.length === 0) return false
  const now = spine.clock.now()
  const [row] = await spine.query<Row>(
    `update outbox set tries = tries + 1, next_at = $1 where id = (
       select id from outbox where state = 'waiting' and next_at <= $2 and channel = any($3) order by next_at limit 1 for update skip locked)
     returning id, key, channel, address, body, tries`,
    [new Date(now.getTime() + 5_000), now, names],
  )
  if (!row) return false
  try {
    await channels[row.channel]!(row)
    await spine.query(`update outbox set state = 'sent', sent_at = $2 where id = $1`, [row.id, spine.clock.now()])
  } catch (error) {
    spine.log.warn({ err: error, key: row.key, tries: row.tries }, 'sending failed')
    const next = new Date(now.getTime() + Math.min(60_000, 1000 * 2 ** row.tries))
    await spine.query(
      `update outbox set state = case when tries >= ${maxTries} then 'failed' else state end, next_at = $2, last_error = $3 where id = $1`,
      [row.id, next, String(error)],
    )
  }
  return true
}
