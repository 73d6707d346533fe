import type { Words } from '../../../contract/words.ts'
import type { Packs } from '../../city/pack/packs.ts'
import type { Db } from '../../kernel/spine.ts'
import type { EventRecord } from '../3-event/types.ts'
import type { ReadingState } from './types.ts'

/** What was measured of an event as it stands: the alarm of its object and family, and the vitals that opened or joined it. */
export async function readingOf(db: Db, packs: Packs, event: EventRecord): Promise<ReadingState> {
  return (await readingsOf(db, packs, [event])).get(event.id)!
}

type AlarmLine = { event: string; type: string; severity: ReadingState['severity']; cleared_at: Date | null }
type VitalLine = { event: string; name: Words; area_name: string; outside: boolean }

/** The events `$1` and what was merged into each, as `cases`: what was measured of these must be over too. */
const casesSql = `with recursive cases as (
  select id as event, id, type, alarm, object, family, vital, vital_area from events where id = any($1)
  union select c.event, e.id, e.type, e.alarm, e.object, e.family, e.vital, e.vital_area from events e join cases c on e.merged_into = c.id where e.state = 'merged')`

/** The same for many events, by event, in two statements. */
export async function readingsOf(db: Db, packs: Packs, events: readonly EventRecord[]): Promise<Map<string, ReadingState>> {
  const ids = events.map((event) => event.id)
  const [alarms, vitals] = [await alarmLines(db, ids), await vitalLines(db, ids)]
  const needs = (type: string): boolean => packs.typeOf(type)?.type.closeNeedsClear ?? false
  return new Map(
    events.map((event) => {
      const own = alarms.filter((line) => line.event === event.id)
      const [alarm] = own
      const isOpen = alarm !== undefined && alarm.cleared_at === null
      const numbers = vitals.filter((line) => line.event === event.id)
      const state: ReadingState = {
        needed: needs(event.type) || own.some((line) => needs(line.type)),
        clear: !isOpen && !numbers.some(({ outside }) => outside),
        severity: isOpen ? alarm.severity : null,
        clearedAt: alarm?.cleared_at ?? null,
        vitals: numbers.map(({ name, area_name, outside }) => ({ name, areaName: area_name, outside })),
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

/** Each vital of a case in its area, once; whether it stands outside its range by what was told of it last. */
const vitalLines = (db: Db, events: readonly string[]): Promise<VitalLine[]> =>
  db.query<VitalLine>(
    `${casesSql}, about as (
       select event, vital, vital_area as area from cases where vital is not null
       union select c.event, j.vital, j.area from cases c join event_vitals j on j.event = c.id)
     select b.event, v.definition->'name' as name, coalesce(a.name, d.name, b.area) as area_name, coalesce(m.state->>'level' is not null, false) as outside
     from about b join vitals v on v.code = b.vital left join areas a on a.code = b.area left join operating_districts d on d.code = b.area
       left join vital_marks m on m.vital = b.vital and m.area = b.area
     order by b.event, outside desc, b.vital, b.area`,
    [events],
  )
