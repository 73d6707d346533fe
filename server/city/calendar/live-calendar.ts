import { createCalendar, shippedCalendar, type WorkCalendar } from '../../kernel/calendar-days.ts'
import type { Db } from '../../kernel/spine.ts'
import { calendarInForce } from './store.ts'

/** The calendar in force, whatever it is by now: handed out once, it changes under those who hold it. */
export type LiveCalendar = WorkCalendar & { follow(db: Db): Promise<void> }

/** The shipped calendar at first; `follow` brings it up to what is in force. */
export function createLiveCalendar(zone: string): LiveCalendar {
  let now = createCalendar(shippedCalendar(zone))
  return {
    zone,
    get workDayMs() {
      return now.workDayMs
    },
    get lastYear() {
      return now.lastYear
    },
    kindOfDay: (day) => now.kindOfDay(day),
    windowsOf: (day) => now.windowsOf(day),
    async follow(db) {
      const version = await calendarInForce(db)
      now = createCalendar({ ...(version?.body ?? shippedCalendar(zone)), zone })
    },
  }
}

/** The calendar of a version, for what was reckoned by it. */
export async function calendarOfVersion(db: Db, version: number, zone: string): Promise<WorkCalendar> {
  const kept = version > 0 ? await calendarInForce(db, version) : null
  return createCalendar({ ...(kept?.body ?? shippedCalendar(zone)), zone })
}
