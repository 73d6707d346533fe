import { isOwnPath } from '../../../../contract/own-place.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Happening, Part } from './rules/parts-of.ts'

/** Adds parts to an event; answers those that were not there yet. `signal` null: the event opened by itself. */
export async function insertParts(
  tx: Tx,
  { event, signal }: { event: string; signal: string | null },
  parts: readonly Part[],
): Promise<Part[]> {
  const added: Part[] = []
  for (const part of parts) {
    const { why, area, district, place, ref, named, at } = part
    const done = await tx.query(
      `insert into event_parts (event, home_event, signal, why, area, district, name, ref, named, at, since)
       values ($1, $1, $2, $3, $4, $5, $6, $7, $8, $9, $10) on conflict do nothing returning 1`,
      [event, signal, why, area, district, place, ref, named, at, tx.now],
    )
    if (done.length > 0) added.push(part)
  }
  return added
}

export const hasParts = async (db: Db, event: string): Promise<boolean> =>
  (await db.query('select 1 from event_parts where event = $1 limit 1', [event])).length > 0

/** A signal that is split off takes its parts with it. */
export async function dropPartsOf(tx: Tx, signal: string): Promise<void> {
  await tx.query('delete from event_parts where signal = $1', [signal])
}

/** The parts of a merged event are those of the one it went into. */
export async function moveParts(tx: Tx, from: string, to: string): Promise<void> {
  await tx.query('update event_parts set event = $2 where event = $1', [from, to])
}

/** Gives the parts that came with these events to the one that is split off, however far they had been moved. */
export async function bringPartsHome(tx: Tx, homes: readonly string[], to: string): Promise<void> {
  await tx.query('update event_parts set event = $2 where home_event = any($1::uuid[])', [homes, to])
}

/** The operating district a path lies in; null: that of the whole city, or of no city. */
export async function districtAt(db: Db, path: string): Promise<string | null> {
  if (isOwnPath(path)) return path.split('/')[1]!
  const [row] = await db.query<{ code: string }>(
    'select operating_district as code from areas where code = any($1) and operating_district is not null order by length(path) desc limit 1',
    [path.split('/').filter(Boolean)],
  )
  return row?.code ?? null
}

/** What happened in a case, by its signals: each of its own type, where and when it was found or seen. */
export const happeningsOf = (db: Db, event: string): Promise<Happening[]> =>
  db.query<Happening>(
    `select s.type, p.district, min(p.at) as at from event_parts p join signals s on s.id = p.signal
     where p.event = $1 and p.why in ('place', 'sighting') group by s.type, p.district`,
    [event],
  )
