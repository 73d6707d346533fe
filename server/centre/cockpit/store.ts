import type { FactView } from '../../../contract/fact.ts'
import { withoutOwn } from '../../../contract/own-place.ts'
import type { Grade } from '../../../contract/scales.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add, openFigures, overdueSql, runningFigures, runningLeadSql } from '../desk/store.ts'
import { factLine, factView } from '../desk/store-detail.ts'
import { eventsSql } from '../desk/store-sight.ts'
import type { Numbers, Pulse } from './types.ts'

const hourMs = 3_600_000

export type Asked = { caller: Caller; wanted: readonly string[] | null; now: Date }

/** Name and tier of what is looked at; a scope of several areas goes by the name of its operating district. */
export async function readHead(db: Db, asked: string[]): Promise<{ path: string; name: string; tier: string }> {
  const prefixes = withoutOwn(asked)
  const [row] = await db.query<{ path: string; name: string; tier: string }>(
    `select a.path, case when $2 then coalesce(d.name, a.name) else a.name end as name, case when $2 then 'district' else a.tier end as tier
     from areas a left join operating_districts d on d.code = a.operating_district where a.path = $1`,
    [prefixes[0], prefixes.length > 1],
  )
  return row ?? { path: prefixes[0] ?? '', name: prefixes[0] ?? '', tier: 'grid' }
}

/** Open events and orders of a place in numbers, in one statement. */
export async function readNumbers(db: Db, { caller, wanted, now }: Asked): Promise<Numbers> {
  const values: unknown[] = []
  const sight = eventsSql(caller, wanted, values)
  const [at, day] = [add(values, now), add(values, new Date(now.getTime() - 24 * hourMs))]
  const [row] = await db.query<
    Omit<Numbers, 'acceptedOnTime' | 'byGrade'> & {
      by_grade: { grade: Grade; n: number }[]
      accepted_n: number
      accepted_of: number
    }
  >(
    `with running as (
       select e.grade, e.grade in ('extraordinary', 'major') as urgent, ${overdueSql(at)} as overdue, e.state in ('open', 'handling') and l.accepted_at is null as unaccepted
       from ${runningFigures} e ${runningLeadSql} where ${sight}),
     by_grade as (select e.grade, count(*)::int as n from ${openFigures} e where ${sight} group by 1),
     answered as (${answeredSql(sight, at, day)})
     select (select coalesce(sum(n), 0)::int from by_grade) as open, count(*) filter (where overdue)::int as overdue, count(*) filter (where unaccepted)::int as unaccepted,
       count(*) filter (where unaccepted and urgent)::int as "unacceptedUrgent",
       (select coalesce(sum(n), 0)::int from by_grade where grade in ('extraordinary', 'major')) as urgent,
       (select count(*)::int from work_orders w join events e on e.id = w.event
         where w.state in ('returned', 'arbitration') and e.state in ${openStates} and not e.exercise and ${sight}) as returned,
       (select count(*)::int from events e where e.closed_at > ${day} and e.state = 'closed' and not e.exercise and ${sight}) as "closed24h",
       (select coalesce(jsonb_agg(g), '[]') from by_grade g) as by_grade,
       (select count(*) filter (where accepted_at <= accept_by)::int from answered) as accepted_n, (select count(*)::int from answered) as accepted_of
     from running`,
    values,
  )
  const { by_grade, accepted_n, accepted_of, ...rest } = row!
  return {
    ...rest,
    byGrade: Object.fromEntries(by_grade.map(({ grade, n }) => [grade, n])),
    acceptedOnTime: { n: accepted_n, of: accepted_of },
  }
}

/** Orders of a place accepted in time of those whose time to accept ended within a day. */
export async function readAcceptedOnTime(db: Db, { caller, wanted, now }: Asked): Promise<Numbers['acceptedOnTime']> {
  const values: unknown[] = []
  const sight = eventsSql(caller, wanted, values)
  const [at, day] = [add(values, now), add(values, new Date(now.getTime() - 24 * hourMs))]
  const [row] = await db.query<Numbers['acceptedOnTime']>(
    `select count(*) filter (where accepted_at <= accept_by)::int as n, count(*)::int as of from (${answeredSql(sight, at, day)}) answered`,
    values,
  )
  return row!
}

/** Orders somebody accepted since `day`, or should have by `at`: of leads and of units that must take part, as 办理评价 counts them. */
export const answeredSql = (sight: string, at: string, day: string): string =>
  `select w.id, w.event, w.asked_at, w.unit_name, w.accepted_at, w.accept_by from work_orders w join events e on e.id = w.event
       where ${sight} and not e.exercise and (w.role = 'lead' or w.mandatory) and (w.accepted_at > ${day} or (w.accepted_at is null and w.accept_by > ${day} and w.accept_by <= ${at} and w.state not in ('cancelled', 'excused')))`

/** Events opened per hour of the last 24, by grade; the last hour is the running one. */
export async function readStrip(db: Db, { caller, wanted, now }: Asked): Promise<{ hour: Date; grade: Grade; n: number }[]> {
  const values: unknown[] = [stripStart(now)]
  const sight = eventsSql(caller, wanted, values)
  return db.query(
    `select date_trunc('hour', e.opened_at, 'UTC') as hour, e.grade, count(*)::int as n from events e where e.opened_at >= $1 and not e.exercise and ${sight} group by 1, 2 order by 1`,
    values,
  )
}

/** The full hour 23 hours before the running one. */
export const stripStart = (now: Date): Date => new Date(Math.floor(now.getTime() / hourMs) * hourMs - 23 * hourMs)

/** What the devices of a place say: heard or not, their open alarms, and whether their last values are normal. One statement. */
export async function readPulse(db: Db, packs: Packs, prefixes: readonly string[], now: Date): Promise<Pulse> {
  const bands = packs
    .all()
    .flatMap((pack) =>
      Object.entries(pack.readings).map(([reading, { normal }]) => ({ pack: pack.id, reading, low: normal[0], high: normal[1] })),
    )
  const values: unknown[] = [now, JSON.stringify(bands)]
  // No device of a city is elsewhere, so none is looked up for where it stands.
  const at = (object: string) => `join objects o on o.id = ${object} and ${scopeSql('o.area', prefixes, values)}`
  const [devicesIn, alarmsIn] = isWhole(prefixes) ? ['', ''] : [at('d.object'), at('a.object')]
  const [row] = await db.query<
    Omit<Pulse, 'alarms' | 'lastAt'> & { last_at: Date | null; alarms: { severity: keyof Pulse['alarms']; n: number }[] }
  >(
    `with mine as (
       select d.pack, s.last_received, s.last_values, coalesce(s.last_received >= $1::timestamptz - make_interval(secs => 3 * d.interval_s), false) as online
       from devices d ${devicesIn} left join device_states s on s.device = d.id where d.state = 'online'),
     told as (select pack, count(*)::int as devices, count(*) filter (where online)::int as heard from mine group by pack),
     bands as (select * from jsonb_to_recordset($2::jsonb) as b(pack text, reading text, low float8, high float8)),
     checked as (select m.pack, (m.last_values->>b.reading)::float8 between b.low and b.high as normal from mine m join bands b on b.pack = m.pack where m.online and m.last_values ? b.reading)
     select count(*)::int as devices, count(*) filter (where online)::int as online, max(last_received) as last_at,
       (select coalesce(jsonb_agg(x), '[]') from (select a.severity, count(*)::int as n from alarms a ${alarmsIn} where a.cleared_at is null group by a.severity) x) as alarms,
       (select coalesce(jsonb_agg(x), '[]') from (
          select p.pack, coalesce(c.n, 0)::int as n, coalesce(c.of, 0)::int as of, coalesce(t.heard, 0) as heard, coalesce(t.devices, 0) as devices
          from (select distinct pack from bands) p left join told t on t.pack = p.pack left join (select pack, count(*) filter (where normal) as n, count(*) as of from checked group by pack) c on c.pack = p.pack order by p.pack) x) as normal
     from mine`,
    values,
  )
  const { last_at, alarms, ...rest } = row!
  return { ...rest, lastAt: last_at, alarms: Object.fromEntries(alarms.map(({ severity, n }) => [severity, n])) }
}

/** The newest fact of each event. */
export async function readLastFacts(db: Db, events: string[]): Promise<Map<string, FactView>> {
  const rows = await db.query<Parameters<typeof factView>[0]>(
    `select f.* from unnest($1::text[]) as wanted(id) cross join lateral (
       select ${factLine} from facts where subject = wanted.id order by recorded_at desc, id desc limit 1) f`,
    [events],
  )
  return new Map(rows.map((row) => [row.subject, factView(row)]))
}

/** Devices of an object, for its curves; the first two are enough for a wall. */
export const readDeviceIds = (db: Db, object: string): Promise<{ id: string }[]> =>
  db.query(`select id from devices where object = $1 and state <> 'retired' order by id limit 2`, [object])
