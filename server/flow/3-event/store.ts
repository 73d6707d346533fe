import type { OpenedBy } from '../../../contract/catalogue.ts'
import type { Grade, Severity } from '../../../contract/scales.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { openEventStates } from './life.ts'
import type { EventRecord, Pause } from './types.ts'

export const eventColumns = `e.id, e.no, e.type, e.pack, e.pack_version, e.grade, e.title, e.state, e.mode, e.source, e.object, e.family, e.alarm, e.severity, e.area, e.lon, e.lat,
  e.address, e.content, e.opened_at, e.dispatched_at, e.checking_at, e.closed_at, e.closed_by, e.lead_unit, e.lead_name, e.merged_into, e.pause, e.reopened, e.tier, e.version, e.changed_at, e.demo, e.opened_by, e.exercise, e.promoted_to`

/** The states in which a case is open, in the words of the indexes of what is open: said as what it is not, every case there ever was would be read. */
export const openStates = `('${openEventStates.join("', '")}')`

/**
 * The part of a where clause that keeps a caller inside their sight: whole areas, or the cases their unit works on;
 * always the cases they were given or reported themselves (decisions.md 3: the right to act gives sight of that case).
 */
export function sightSql(caller: Pick<Caller, 'scope' | 'sight' | 'unit' | 'person'>, values: unknown[]): string {
  values.push(caller.unit, caller.person)
  const [unit, person] = [`$${values.length - 1}`, `$${values.length}`]
  const own = `exists (select 1 from work_orders w where w.event = e.id and w.unit = ${unit}) or exists (select 1 from reports r where r.event = e.id and r.person = ${person})`
  if (caller.sight !== 'area') return `(${own})`
  return `(${scopeSql('e.area', caller.scope, values)} or ${own})`
}

/**
 * Sight of one case looked up by its id. It stays under the code it was opened under; whoever answers for the area that took the place of that one
 * (区划变动) counts it and opens it. For lists it is too dear.
 */
export function caseSightSql(caller: Pick<Caller, 'scope' | 'sight' | 'unit' | 'person'>, values: unknown[]): string {
  const sight = sightSql(caller, values)
  if (caller.sight !== 'area') return sight
  return `(${sight} or exists (
    with recursive heirs(code) as (
      select split_part(rtrim(e.area, '/'), '/', -1)
      union select s.successor from heirs h join area_successors s on s.area = h.code)
    select 1 from heirs h join areas a on a.code = h.code where ${scopeSql('a.path', caller.scope, values)}))`
}

/** The event if the caller may see it; null looks the same as "does not exist". */
export async function visibleEvent(db: Db, caller: Caller, id: string): Promise<EventRecord | null> {
  const values: unknown[] = [id]
  const sight = caseSightSql(caller, values)
  const [row] = await db.query<EventRecord>(`select ${eventColumns} from events e where e.id = $1 and ${sight}`, values)
  return row ?? null
}

export async function eventById(db: Db, id: string): Promise<EventRecord | null> {
  const [row] = await db.query<EventRecord>(`select ${eventColumns} from events e where e.id = $1`, [id])
  return row ?? null
}

export async function lockEvent(tx: Tx, id: string): Promise<EventRecord | null> {
  const [row] = await tx.query<EventRecord>(`select ${eventColumns} from events e where e.id = $1 for update`, [id])
  return row ?? null
}

/** The event, locked; null also when somebody is at work on it this very moment. */
export async function lockEventIfFree(tx: Tx, id: string): Promise<EventRecord | null> {
  const [row] = await tx.query<EventRecord>(`select ${eventColumns} from events e where e.id = $1 for update skip locked`, [id])
  return row ?? null
}

/** Next number of the day's running series, 1 … 999999. */
export async function nextSerial(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ n: string }>(`select nextval('event_numbers') as n`)
  return Number(row!.n) % 1_000_000
}

export type NewEvent = Pick<
  EventRecord,
  | 'id'
  | 'no'
  | 'type'
  | 'pack'
  | 'pack_version'
  | 'grade'
  | 'title'
  | 'state'
  | 'mode'
  | 'source'
  | 'object'
  | 'family'
  | 'alarm'
  | 'severity'
  | 'area'
  | 'lon'
  | 'lat'
  | 'address'
  | 'content'
  | 'demo'
> & {
  /** `pack/rule` of an event about a rule itself */
  aboutRule?: string
  /** the condition of the catalogue it was opened by */
  openedBy?: OpenedBy | null
  /** a drill: it counts nowhere, and stays one */
  exercise?: boolean
}

export async function insertEvent(tx: Tx, event: NewEvent): Promise<void> {
  await tx.query(
    `insert into events (id, no, type, pack, pack_version, grade, title, state, mode, source, object, family, alarm, severity, area, lon, lat, address, content, demo, opened_at, changed_at, closed_at, about_rule, opened_by, exercise)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $21, $22, $23, $24, $25)`,
    [
      event.id,
      event.no,
      event.type,
      event.pack,
      event.pack_version,
      event.grade,
      event.title,
      event.state,
      event.mode,
      event.source,
      event.object,
      event.family,
      event.alarm,
      event.severity,
      event.area,
      event.lon,
      event.lat,
      event.address,
      event.content,
      event.demo,
      tx.now,
      event.state === 'self-handled' ? tx.now : null,
      event.aboutRule ?? null,
      event.openedBy ? JSON.stringify(event.openedBy) : null,
      event.exercise ?? false,
    ],
  )
}

export type EventChange = Partial<{
  state: EventRecord['state']
  grade: Grade
  severity: Severity | null
  dispatched_at: Date | null
  checking_at: Date | null
  closed_at: Date | null
  closed_by: string | null
  lead_unit: string | null
  lead_name: string | null
  merged_into: string | null
  pause: Pause | null
  reopened: number
  tier: EventRecord['tier']
  promoted_to: string
}>

/** Changes columns of an event and counts its version up. Keys are column names of `EventChange` only. */
export async function changeEvent(tx: Tx, id: string, change: EventChange): Promise<void> {
  const names = Object.keys(change)
  const sets = names.map((name, index) => `${name} = $${index + 3}`)
  await tx.query(
    `update events set version = version + 1, changed_at = $2${sets.map((set) => `, ${set}`).join('')} where id = $1`,
    [id, tx.now, ...Object.values(change)],
  )
}

/** Events merged into one, oldest first. */
export const mergedInto = (db: Db, id: string): Promise<EventRecord[]> =>
  db.query<EventRecord>(`select ${eventColumns} from events e where e.merged_into = $1 order by e.opened_at`, [id])

/** An event and all that were merged into it, also by way of others. */
export async function eventsUnder(db: Db, id: string): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    'with recursive under as (select $1::uuid as id union select e.id from events e join under u on e.merged_into = u.id) select id from under',
    [id],
  )
  return rows.map((row) => row.id)
}

/** Open events within a box of degrees around a point; the caller sorts out the distance. */
export const openEventsNear = (
  db: Db,
  box: { west: number; south: number; east: number; north: number },
  since: Date,
): Promise<EventRecord[]> =>
  db.query<EventRecord>(
    `select ${eventColumns} from events e where e.lon between $1 and $3 and e.lat between $2 and $4 and e.state in ${openStates} and not e.exercise and e.opened_at > $5 order by e.opened_at desc limit 50`,
    [box.west, box.south, box.east, box.north, since],
  )

/** May the caller see a report? In their areas (when they see areas), sent by themselves, or behind a case they act on. */
export async function visibleReport(db: Db, caller: Caller, report: string): Promise<boolean> {
  const values: unknown[] = [report, caller.person, caller.unit]
  const area = caller.sight === 'area' ? scopeSql('r.area', caller.scope, values) : 'false'
  const rows = await db.query(
    `select 1 from reports r where r.id = $1 and (r.person = $2 or ${area} or exists (select 1 from work_orders w where w.event = r.event and w.unit = $3))`,
    values,
  )
  return rows.length > 0
}
