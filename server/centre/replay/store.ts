import type { WholeArea } from '../../../contract/event.ts'
import type { FactView } from '../../../contract/fact.ts'
import type { Severity } from '../../../contract/scales.ts'
import { wholeSql } from '../../flow/3-event/store-whole.ts'
import type { Db } from '../../kernel/spine.ts'
import { factLine, factView } from '../desk/store-detail.ts'
import { wholeAreaOf } from '../desk/store-whole.ts'
import type { Limits } from './rules/unclocked.ts'

/** More facts than these are not played; the screen says that it ends there. */
export const factsAtMost = 5_000
const beforeMs = 3_600_000
type Span = { event: string; object: string | null; from: Date; until: Date }
type Line = Parameters<typeof factView>[0]

/** All facts of a case, and alarms and commands of its object from an hour before, in the order they were recorded. */
export async function replayFacts(db: Db, { event, object, from, until }: Span): Promise<FactView[]> {
  const rows = await db.query<Line>(
    `select ${factLine} from facts where (subject = $1 or (subject = $2 and recorded_at >= $3 and recorded_at <= $4 and (kind like 'alarm.%' or kind like 'command.%')))
     order by recorded_at, facts.tx, facts.id limit ${factsAtMost}`,
    [event, object ?? '', new Date(from.getTime() - beforeMs), until],
  )
  return rows.map(factView)
}

export type DeviceLine = { id: string; name: string; changes: { at: string; to: Severity | null }[] }
/** Devices whose alarms the case came from, with every change of level. */
export const replayDevices = (db: Db, event: string): Promise<DeviceLine[]> =>
  db.query<DeviceLine>(
    `select d.id, d.name, jsonb_agg(jsonb_build_object('at', c.at, 'to', c.to_severity) order by c.at, c.seq) as changes
     from alarm_changes c join devices d on d.id = c.device
     where c.alarm in (select alarm from events where id = $1 and alarm is not null
       union select alarm from signals where event = $1 and alarm is not null)
     group by d.id, d.name order by d.id limit 50`,
    [event],
  )

export type ObjectLine = { id: string; name: string; lon: number; lat: number }
export async function replayObject(db: Db, id: string | null): Promise<ObjectLine | null> {
  const [row] = id === null ? [] : await db.query<ObjectLine>('select id, name, lon, lat from objects where id = $1', [id])
  return row ?? null
}

/** The area a case is of as a whole; null: it has a place. */
export async function replayWhole(db: Db, event: string): Promise<WholeArea | null> {
  const [row] = await db.query<Parameters<typeof wholeAreaOf>[1]>(`select e.area, ${wholeSql} from events e where e.id = $1`, [
    event,
  ])
  return row ? wholeAreaOf(db, row) : null
}

/** The limits of a case's orders as they stand now. */
export async function orderLimits(db: Db, event: string): Promise<Limits[]> {
  const rows = await db.query<Record<'acceptBy' | 'rungBy' | 'arriveBy' | 'finishBy', Date | null> & { id: string }>(
    `select id, accept_by as "acceptBy", rung_by as "rungBy", arrive_by as "arriveBy", finish_by as "finishBy" from work_orders where event = $1`,
    [event],
  )
  const iso = (at: Date | null): string | null => at?.toISOString() ?? null
  return rows.map(({ id, acceptBy, rungBy, arriveBy, finishBy }) => ({
    ...{ id, acceptBy: iso(acceptBy) ?? '', rungBy: iso(rungBy), arriveBy: iso(arriveBy), finishBy: iso(finishBy) },
  }))
}
