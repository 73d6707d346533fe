import type { Grade, Risk, Severity } from '../../../contract/scales.ts'
import { districtNameSql } from '../../city/area/store.ts'
import { openStates } from '../../flow/3-event/store.ts'
import { signalColumns } from '../../flow/3-event/store-signals.ts'
import { wholeSql } from '../../flow/3-event/store-whole.ts'
import type { SignalRecord } from '../../flow/3-event/types.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add, gravestSql, placeSql } from './store.ts'
import { eventsSql, signalsSql, withPlacesOfThen } from './store-sight.ts'
import type { GravestChange, SignalQuery } from './types.ts'

/** A signal with its place in words, the alarm's newest reading, and the event it led to. */
export type ListedSignal = SignalRecord & {
  district_name: string | null
  town_name: string | null
  /** of what a vital of an area told: the area it is of as a whole */
  whole_area: string | null
  whole_name: string | null
  severity: Severity | null
  peak: Severity | null
  pack: string | null
  reading: string | null
  value: number | null
  event_no: string | null
  event_grade: Grade | null
  event_state: string | null
  event_accepted: boolean | null
}

const listed = `${signalColumns}, q.whole_area, q.whole_name, ${districtNameSql} as district_name, t.name as town_name, a.severity, a.peak, a.pack, c.reading, c.value, v.no as event_no, v.grade as event_grade, v.state as event_state,
  exists (select 1 from work_orders w where w.event = s.event and w.role = 'lead' and w.accepted_at is not null) as event_accepted`
const beside = `left join alarms a on a.id = s.alarm
  left join lateral (select ch.reading, ch.value from alarm_changes ch where ch.alarm = s.alarm and ch.value is not null order by ${gravestSql('ch')} limit 1) c on true
  left join events v on v.id = s.event ${placeSql('s.area')}
  left join lateral (select ${wholeSql} from events e where e.id = s.event and s.source = 'vital') q on true`

/** Auto-dispatched ones stay in the inbox while their event is open, a day at most. */
const autoMs = 86_400_000
const inbox = (since: string): string => `(s.state = 'waiting' or ${auto(since)})`
const auto = (since: string): string =>
  // Not `exists`: all that stands open would be gathered first, for the few this asks of.
  `(s.state = 'auto' and s.received_at > ${since} and (select x.state from events x where x.id = s.event) in ${openStates})`
const handled = (since: string): string => `(s.state in ('opened', 'merged', 'rejected') and s.decided_at > ${since})`

export type AskedSignals = { caller: Caller; wanted: readonly string[] | null; query: SignalQuery; now: Date }

function whereSql({ caller, wanted, query, now }: AskedSignals, values: unknown[]): string {
  const clauses = [signalsSql(caller, wanted, values)]
  const since = (): string => add(values, new Date(now.getTime() - autoMs))
  const views = {
    inbox: () => inbox(since()),
    waiting: () => `s.state = 'waiting'`,
    snoozed: () => `s.state = 'snoozed'`,
    auto: () => auto(since()),
    handled: () => handled(since()),
  }
  clauses.push(views[query.view]())
  if (query.source) clauses.push(`s.source = ${add(values, query.source)}`)
  if (query.q?.trim()) {
    const words = add(values, `%${query.q.trim().replace(/[\\%_]/g, '\\$&')}%`)
    clauses.push(`(s.title ilike ${words} or s.content ilike ${words} or s.address ilike ${words})`)
  }
  return clauses.join(' and ')
}

/** Signals of a view, newest first. */
export async function readSignals(
  db: Db,
  asked: AskedSignals,
  page: { after: Key | null; limit: number },
): Promise<ListedSignal[]> {
  const values: unknown[] = []
  const where = whereSql(asked, values)
  const after = page.after
    ? ` and (s.received_at, s.id) < (${add(values, page.after.at)}, ${add(values, page.after.id)}::uuid)`
    : ''
  return db.query<ListedSignal>(
    `with page as (select s.id from signals s where ${where}${after} order by s.received_at desc, s.id desc limit ${add(values, page.limit)})
     select ${listed} from page join signals s on s.id = page.id ${beside} order by s.received_at desc, s.id desc`,
    values,
  )
}

export async function readSignal(db: Db, caller: Caller, id: string): Promise<ListedSignal | null> {
  const values: unknown[] = [id]
  const sight = signalsSql(withPlacesOfThen({ caller, wanted: null }).caller, null, values)
  const [row] = await db.query<ListedSignal>(`select ${listed} from signals s ${beside} where s.id = $1 and ${sight}`, values)
  return row ?? null
}

export type SignalCounts = {
  waiting: number
  snoozed: number
  auto: number
  opened: number
  merged: number
  rejected: number
  calls: number
  findings: number
}

/** A desk's load is what came before it within this. */
export const loadMinutes = 10

/**
 * The inbox in numbers: what waits, what was decided in the last 24 hours, and what came before this unit's seats in the last ten
 * minutes (notices to its posts, and signals that waited for a person).
 */
export async function countSignals(db: Db, { caller, wanted, now }: Omit<AskedSignals, 'query'>): Promise<SignalCounts> {
  const values: unknown[] = []
  const sight = signalsSql(caller, wanted, values)
  const [since, lately, unit] = [
    add(values, new Date(now.getTime() - autoMs)),
    add(values, new Date(now.getTime() - loadMinutes * 60_000)),
    add(values, caller.unit),
  ]
  const [row] = await db.query<SignalCounts>(
    `select count(*) filter (where s.state = 'waiting')::int as waiting, count(*) filter (where s.state = 'snoozed')::int as snoozed,
       count(*) filter (where ${auto(since)})::int as auto,
       count(*) filter (where s.state = 'opened')::int as opened, count(*) filter (where s.state = 'merged')::int as merged, count(*) filter (where s.state = 'rejected')::int as rejected,
       count(*) filter (where s.received_at > ${lately} and s.state not in ('auto', 'gone'))::int as findings,
       (select count(*)::int from notices n join posts p on p.id = n.post where p.unit = ${unit} and n.made_at > ${lately} and n.cancelled_at is null) as calls
     from signals s where ${sight} and (s.state in ('waiting', 'snoozed') or ${auto(since)} or ${handled(since)} or s.received_at > ${lately})`,
    values,
  )
  return row!
}

/** Something near a signal that might be the same. `signal` names the one it was compared with. */
export type Candidate = {
  signal: string
  id: string
  kind: 'event' | 'signal'
  no: string
  title: string
  type: string
  grade: string
  state: string
  object: string | null
  lon: number
  lat: number
  at: Date
  content: string | null
}

export type Around = { id: string; west: number; south: number; east: number; north: number; since: Date }

/**
 * Open events and waiting signals around each of a page's signals, in one statement; at most 30 each, the newest. What stands open since the
 * earliest of their times is found once: most of what is open in a large city has been so for long.
 */
export async function readCandidates(db: Db, asked: { caller: Caller; around: Around[] }): Promise<Candidate[]> {
  const { caller, around } = asked
  const columns = (key: 'west' | 'south' | 'east' | 'north') => around.map((box) => box[key])
  const values: unknown[] = [
    around.map((box) => box.id),
    columns('west'),
    columns('south'),
    columns('east'),
    columns('north'),
    around.map((box) => box.since),
    around.reduce<Date | null>((least, { since }) => (least && least < since ? least : since), null),
  ]
  const [events, signals] = [eventsSql(caller, null, values), signalsSql(caller, null, values)]
  return db.query<Candidate>(
    `with recent as materialized (
       select e.* from events e where e.state in ${openStates} and not e.exercise and e.opened_at > $7 and ${events})
     select b.id as signal, near.* from unnest($1::uuid[], $2::float8[], $3::float8[], $4::float8[], $5::float8[], $6::timestamptz[]) as b(id, west, south, east, north, since)
     cross join lateral (
       (select e.id, 'event' as kind, e.no, e.title, e.type, e.grade, e.state, e.object, e.lon, e.lat, e.opened_at as at, e.content from recent e
        where e.lon between b.west and b.east and e.lat between b.south and b.north and e.opened_at > b.since
          and not exists (select 1 from signals o where o.id = b.id and o.event = e.id)
        order by e.opened_at desc limit 30)
       union all
       (select s.id, 'signal', '', s.title, s.type, s.grade, s.state, s.object, s.lon, s.lat, s.received_at, s.content from signals s
        where s.state in ('waiting', 'snoozed') and s.id <> b.id and s.lon between b.west and b.east and s.lat between b.south and b.north and s.received_at > b.since and ${signals}
        order by s.received_at desc limit 30)) near`,
    values,
  )
}

/** What the sender's phone said of itself; `accuracyM`: within so many metres of it, null: it did not say. */
export type PhoneSaid = { lon: number; lat: number; accuracyM: number | null }

export type SignalParts = {
  photos: { id: string; takenAt: string }[]
  contact: { name: string | null; phone: string | null } | null
  device: string | null
  rule: GravestChange | null
  object:
    | ({ id: string; name: string; code: string; kind: string; risk: Risk | null; openEvents: number } & {
        lon: number
        lat: number
      })
    | null
  /** where the sender's phone said it was, beside the object the report names */
  said: PhoneSaid | null
}

/** Photos of the report, its sender, and which device and rule an alarm came from; unmasked. */
export async function readSignalParts(db: Db, signal: Pick<ListedSignal, 'report' | 'alarm' | 'object'>): Promise<SignalParts> {
  const [row] = await db.query<SignalParts>(
    `select
       (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'takenAt', f.made_at) order by f.made_at), '[]') from files f where f.report = $1::uuid and f.state = 'complete') as photos,
       (select jsonb_build_object('name', r.contact_name, 'phone', r.phone) from reports r where r.id = $1::uuid) as contact,
       (select jsonb_build_object('lon', r.sent_lon, 'lat', r.sent_lat, 'accuracyM', r.accuracy_m) from reports r where r.id = $1::uuid and r.sent_lon is not null) as said,
       (select c.device from alarm_changes c where c.alarm = $2::uuid order by c.seq desc limit 1) as device,
       (select jsonb_build_object('rule', c.rule, 'reading', c.reading, 'value', c.value, 'limit', c.limit_value) from alarm_changes c
        where c.alarm = $2::uuid and c.to_severity is not null order by ${gravestSql('c')} limit 1) as rule,
       (select jsonb_build_object('id', o.id, 'name', o.name, 'code', o.code, 'kind', o.kind, 'risk', case when o.rated then o.risk end,
          'lon', o.lon, 'lat', o.lat,
          'openEvents', (select count(*)::int from events e where e.object = o.id and not e.exercise and e.state in ${openStates})) from objects o where o.id = $3) as object`,
    [signal.report, signal.alarm, signal.object],
  )
  return row!
}
