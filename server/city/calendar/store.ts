import { WorkCalendarData } from '../../../contract/calendar.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** A calendar as it was entered; version 0 is the shipped one and has no row. `madeBy`: the name of who entered it. */
export type CalendarVersion = { version: number; body: WorkCalendarData; source: string; madeAt: Date; madeBy: string }

const columns = 'c.version, c.body, c.source, c.made_at as "madeAt", coalesce(p.name, c.made_by) as "madeBy"'
const read = (row: CalendarVersion): CalendarVersion => ({ ...row, body: WorkCalendarData.parse(row.body) })

/** The calendar in force, or a given version of it; null: the shipped one. */
export async function calendarInForce(db: Db, version: number | null = null): Promise<CalendarVersion | null> {
  const [row] = await db.query<CalendarVersion>(
    `select ${columns} from calendars c left join persons p on p.id = c.made_by where c.version = $1 or $1::int is null
     order by c.version desc limit 1`,
    [version],
  )
  return row ? read(row) : null
}

/** The same, held until the end of the transaction: two who change it at once come one after the other. */
export async function lockCalendar(tx: Tx): Promise<CalendarVersion | null> {
  await tx.query('lock table calendars in share row exclusive mode')
  return calendarInForce(tx)
}

export async function insertCalendar(tx: Tx, { version, body, source, madeAt, madeBy }: CalendarVersion): Promise<void> {
  await tx.query('insert into calendars (version, body, source, made_at, made_by) values ($1, $2, $3, $4, $5)', [
    version,
    JSON.stringify(body),
    source,
    madeAt,
    madeBy,
  ])
}
