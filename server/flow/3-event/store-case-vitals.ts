import type { Words } from '../../../contract/words.ts'
import type { Db } from '../../kernel/spine.ts'

/**
 * A vital a case is about, in its area. `keeps`: the case it opened or joined, which is another than `event` where that one was merged into it (`merged`: its
 * number); `opened`: it opened that case. `outside`: by what was told of it last it stands outside its range.
 */
export type CaseVitalLine = {
  event: string
  vital: string
  area: string
  name: Words
  areaName: string
  keeps: string
  merged: string | null
  opened: boolean
  outside: boolean
}

/** The cases `$1` and what was merged into each, as `cases`: whatever is asked of a case is asked of these too. */
export const casesSql = `with recursive cases as (
  select id as event, id, no, type, alarm, object, family, vital, vital_area from events where id = any($1)
  union select c.event, e.id, e.no, e.type, e.alarm, e.object, e.family, e.vital, e.vital_area from events e join cases c on e.merged_into = c.id
  where e.state = 'merged')`

/**
 * The vitals cases are about, each once, and those of what was merged into them: first the one that opened the case, then those that joined it, then what came
 * with merged ones. Without those nobody keeps any more.
 */
export const vitalsOfCases = (db: Db, events: readonly string[]): Promise<CaseVitalLine[]> =>
  db.query<CaseVitalLine>(
    `${casesSql}, about as (
       select event, id, no, vital, vital_area as area, true as opened from cases where vital is not null
       union all select c.event, c.id, c.no, j.vital, j.area, false from cases c join event_vitals j on j.event = c.id),
     once as (select distinct on (event, vital, area) * from about order by event, vital, area, id <> event, not opened, no)
     select o.event, o.vital, o.area, v.definition->'name' as name, coalesce(a.name, d.name, o.area) as "areaName", o.id as keeps,
       case when o.id <> o.event then o.no end as merged, o.opened, coalesce(m.state->>'level' is not null, false) as outside
     from once o join vitals v on v.code = o.vital left join areas a on a.code = o.area left join operating_districts d on d.code = o.area
       left join vital_marks m on m.vital = o.vital and m.area = o.area
     order by o.event, o.id <> o.event, not o.opened, o.vital, o.area`,
    [events],
  )
