import type { PartWhy } from '../../../contract/part-rule.ts'
import type { Grade } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { EventState } from '../../flow/3-event/life.ts'
import { sightSql } from '../../flow/3-event/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'

export type PartLine = {
  event: string
  why: PartWhy
  area: string
  district: string
  district_name: string
  place: string
  named: string | null
  at: Date
  since: Date
}
const partColumns = `p.event, p.why, p.area, p.district, d.name as district_name, p.name as place, p.named, p.at, p.since`

/** All parts of an event, each reason and place once, in the order they came. */
export const partsOfEvent = (db: Db, event: string): Promise<PartLine[]> =>
  db.query<PartLine>(
    `select * from (select distinct on (p.why, p.area, p.ref) ${partColumns} from event_parts p join operating_districts d on d.code = p.district
       where p.event = $1 order by p.why, p.area, p.ref, p.since) p order by p.since, p.at, p.why`,
    [event],
  )

/** The parts of some events that lie in a scope. */
export function partsWithin(db: Db, events: readonly string[], scope: readonly string[]): Promise<PartLine[]> {
  const values: unknown[] = [events]
  return db.query<PartLine>(
    `select * from (select distinct on (p.event, p.why, p.area, p.ref) ${partColumns} from event_parts p join operating_districts d on d.code = p.district
       where p.event = any($1::uuid[]) and ${scopeSql('p.area', scope, values)} order by p.event, p.why, p.area, p.ref, p.since) p order by p.since, p.at, p.why`,
    values,
  )
}

export type HeadLine = {
  id: string
  no: string
  type: string
  grade: Grade
  state: EventState
  area: string
  opened_at: Date
  closed_at: Date | null
  lead_unit: string | null
  lead_name: string | null
  may_open: boolean
}
const over = `('closed', 'merged', 'false-alarm', 'self-handled')`
/** The operating district an event's own place lies in. */
const ownDistrict = `coalesce((select a.operating_district from areas a where a.path = e.area), split_part(e.area, '/', 2))`

/**
 * Events of other districts with a part in one's areas, the newest first: the head line and no more. Whoever sees the whole city sees those
 * that concern more than one district. Drills stay out.
 */
export function headLines(db: Db, caller: Caller, wish: { over: boolean; event?: string }): Promise<HeadLine[]> {
  const values: unknown[] = [wish.over, wish.event ?? null]
  const within = scopeSql('p.area', caller.scope, values)
  return db.query<HeadLine>(
    `select e.id, e.no, e.type, e.grade, e.state, e.area, e.opened_at, e.closed_at, e.lead_unit, e.lead_name, ${sightSql(caller, values)} as may_open
     from events e where not e.exercise and ($2::uuid is null or e.id = $2) and (e.state in ${over}) <= $1
       and exists (select 1 from event_parts p where p.event = e.id and p.district <> ${ownDistrict} and ${within})
     order by (e.state in ${over}), e.opened_at desc limit 200`,
    values,
  )
}
