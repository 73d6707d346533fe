import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import { casesSql, vitalsOfCases } from '../3-event/store-case-vitals.ts'
import type { EventRecord } from '../3-event/types.ts'
import type { ReadingState } from './types.ts'

/** What was measured of an event as it stands: the alarm of its object and family, and the vitals that opened or joined it. */
export async function readingOf(db: Db, packs: Packs, event: EventRecord): Promise<ReadingState> {
  return (await readingsOf(db, packs, [event])).get(event.id)!
}

type AlarmLine = { event: string; type: string; severity: ReadingState['severity']; cleared_at: Date | null }
/** The same for many events, by event, in two statements. */
export async function readingsOf(db: Db, packs: Packs, events: readonly EventRecord[]): Promise<Map<string, ReadingState>> {
  const ids = events.map((event) => event.id)
  const [alarms, vitals] = [await alarmLines(db, ids), await vitalsOfCases(db, ids)]
  const needs = (type: string): boolean => packs.typeOf(type)?.type.closeNeedsClear ?? false
  return new Map(
    events.map((event) => {
      const own = alarms.filter((line) => line.event === event.id)
      const [alarm] = own
      const isOpen = alarm !== undefined && alarm.cleared_at === null
      // What still stands outside is read first.
      const numbers = vitals.filter((line) => line.event === event.id).toSorted((a, b) => Number(b.outside) - Number(a.outside))
      const state: ReadingState = {
        needed: needs(event.type) || own.some((line) => needs(line.type)),
        clear: !isOpen && !numbers.some(({ outside }) => outside),
        severity: isOpen ? alarm.severity : null,
        clearedAt: alarm?.cleared_at ?? null,
        vitals: numbers.map(({ name, areaName, outside }) => ({ name, areaName, outside })),
      }
      return [event.id, state]
    }),
  )
}

const alarmLines = (db: Db, events: readonly string[]): Promise<AlarmLine[]> =>
  db.query<AlarmLine>(
    `${casesSql} select c.event, c.type, a.severity, a.cleared_at from cases c cross join lateral (
       select severity, cleared_at from alarms where id = c.alarm or (object = c.object and family = c.family and cleared_at is null)
       order by cleared_at desc nulls first limit 1) a order by a.cleared_at desc nulls first`,
    [events],
  )
