import { system } from '../../contract/actor.ts'
import { zoneText } from './calendar.ts'
import type { Db, Spine } from './spine.ts'

/** City hours in which the server does what takes it a core for minutes. */
const hours = { from: 2, to: 5 }

/** The city's day (YYYY-MM-DD) while its night lasts, from two to five; null by day and in the evening. */
export function nightOf(now: Date, zone: string): string | null {
  const text = zoneText(now, zone)
  const hour = Number(text.slice(11, 13))
  return hour >= hours.from && hour < hours.to ? text.slice(0, 10) : null
}

const label = `zhili ${process.pid} at night`

/** Does what may take minutes and leaves nothing behind, in a transaction `breakOff` ends. */
export const atLength = <T>(spine: Spine, work: (db: Db) => Promise<T>): Promise<T> =>
  spine.transaction(system, async (tx) => {
    await tx.query(`select set_config('application_name', $1, true)`, [label])
    return work(tx)
  })

/** Ends what this process does at length, in the middle of a statement: a stop must not wait for it. */
export async function breakOff(db: Db): Promise<void> {
  await db.query(
    'select pg_cancel_backend(pid) from pg_stat_activity where application_name = $1 and datname = current_database()',
    [label],
  )
}
