import type { Db } from '../../../kernel/spine.ts'

export type Began = { at: Date; by: string; name: string }

/** Who began an event by hand, and when: from its first fact. */
export async function begunBy(db: Db, event: string): Promise<Began> {
  const [row] = await db.query<Began>(
    `select recorded_at as at, actor->>'id' as by, coalesce(actor->>'name', '') as name from facts where subject = $1 and kind = 'event.opened' order by recorded_at limit 1`,
    [event],
  )
  return row!
}

/** The live event of an object and a family that is not over; null: there is none. */
export async function openOn(db: Db, object: string | null, family: string | null): Promise<string | null> {
  const [row] = await db.query<{ no: string }>(
    `select no from events where object = $1 and family = $2 and not exercise and state not in ('closed', 'merged', 'false-alarm', 'self-handled') limit 1`,
    [object, family],
  )
  return row?.no ?? null
}
