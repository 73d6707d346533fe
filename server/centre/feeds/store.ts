import type { z } from 'zod'
import type { FeedRow } from '../../../contract/reading.ts'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import { observedSql } from '../../flow/1-ingest/store.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'

type Feed = z.infer<typeof FeedRow>
type FeedLine = Omit<Feed, 'lastAt'> & { last_at: Date | null }

/**
 * Sources with what they delivered: gateways, and the devices that report by themselves as one row, by their id: what they deliver
 * changes between two pages. Counts since each device's start; quarantine 24 h.
 */
export async function readFeeds(
  db: Db,
  caller: Caller,
  now: Date,
  page: { after: string | null; limit: number },
): Promise<Feed[]> {
  const values: unknown[] = [now, new Date(now.getTime() - 86_400_000), page.after, page.limit]
  const inside = scopeSql('o.area', caller.scope, values)
  const rows = await db.query<FeedLine>(
    `with mine as (
       select coalesce(d.gateway, 'direct') as gateway, d.id, d.interval_s, s.last_received, s.last_at, s.skew_ms, s.gaps, s.lost, s.late, s.duplicates,
         s.last_received is not null and s.last_received >= $1::timestamptz - make_interval(secs => 3 * d.interval_s) as online
       from devices d join objects o on o.id = d.object left join device_states s on s.device = d.id where d.state = 'online' and ${inside}),
     -- a few devices of each tell how often all of them speak
     heard as (
       select x.gateway, round(percentile_cont(0.5) within group (order by x.observed))::int as observed from (
         select n.gateway, ${observedSql('n.id')} as observed from (
           select gateway, id, row_number() over (partition by gateway order by last_received desc nulls last, id) as nth from mine) n where n.nth <= 10) x group by x.gateway),
     refused as (
       select g.gateway, sum(g.repeats)::int as n from (
         select coalesce((select m.gateway from mine m where m.id = q.source), q.source) as gateway, q.repeats from quarantine q where q.received_at > $2 and q.decided_at is null) g group by g.gateway)
     select m.gateway as id, coalesce(k.name, m.gateway) as name, coalesce(k.kind, 'device') as kind, count(*)::int as devices, count(*) filter (where m.online)::int as online,
       count(*) filter (where not m.online)::int as silent, round(percentile_cont(0.5) within group (order by m.interval_s))::int as "intervalS", max(h.observed) as "observedS", max(m.last_received) as last_at,
       round(percentile_cont(0.5) within group (order by extract(epoch from m.last_received - m.last_at) * 1000))::float8 as "lagMs",
       coalesce(round(percentile_cont(0.5) within group (order by m.skew_ms)), 0)::float8 as "skewMs", coalesce(sum(m.gaps), 0)::int as gaps, coalesce(sum(m.lost), 0)::int as lost,
       coalesce(sum(m.late), 0)::int as late, coalesce(sum(m.duplicates), 0)::int as duplicates, coalesce(max(r.n), 0) as quarantined
     from mine m left join api_keys k on k.id = m.gateway left join refused r on r.gateway = m.gateway left join heard h on h.gateway = m.gateway where $3::text is null or m.gateway > $3
     group by m.gateway, k.name, k.kind order by m.gateway limit $4`,
    values,
  )
  return rows.map(({ last_at, ...row }) => ({ ...row, lastAt: last_at?.toISOString() ?? null }))
}

export type QuarantineLine = {
  id: string
  received_at: Date
  channel: string
  source: string
  code: string
  details: Record<string, string | number>
  payload: string
  repeats: number
  decided_at: Date | null
}

/**
 * Whose refused messages a caller sees: those with a place in their areas; those of a known device of theirs, or of a gateway whose
 * devices are all theirs (its messages may speak of any of them); those without any place only with the whole city, where nobody
 * else would look after them.
 */
export function refusedSql(caller: Caller, values: unknown[]): string {
  const inside = scopeSql('q.area', caller.scope, values)
  if (isWhole(caller.scope)) return `(q.area is null or ${inside})`
  const ours = scopeSql('o.area', caller.scope, values)
  const known = `(exists (select 1 from devices d join objects o on o.id = d.object where d.id = q.source and ${ours})
    or (select bool_and(${ours}) from devices d join objects o on o.id = d.object where d.gateway = q.source))`
  return `(${inside} or (q.area is null and ${known}))`
}

/** Refused messages, newest first; the ones a person has dealt with only when `decided` is asked for. */
export async function readQuarantine(
  db: Db,
  caller: Caller,
  page: { after: Key | null; limit: number; decided: boolean },
): Promise<QuarantineLine[]> {
  const values: unknown[] = []
  const sight = refusedSql(caller, values)
  const after = page.after
    ? ` and (q.received_at, q.id) < (${add(values, page.after.at)}, ${add(values, page.after.id)}::uuid)`
    : ''
  return db.query<QuarantineLine>(
    `select q.id, q.received_at, q.channel, q.source, q.code, q.details, q.payload, q.repeats, q.decided_at from quarantine q
     where ${sight} and (q.decided_at is not null) = ${add(values, page.decided)}${after} order by q.received_at desc, q.id desc limit ${add(values, page.limit)}`,
    values,
  )
}

/** How many still wait for a person; counted up to 10,000. */
export async function countQuarantine(db: Db, caller: Caller): Promise<number> {
  const values: unknown[] = []
  const sight = refusedSql(caller, values)
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from quarantine q where ${sight} and q.decided_at is null limit 10000) waiting`,
    values,
  )
  return row!.n
}

/** Marks a refused message as dealt with. False when it is not there, not theirs, or done already. */
export async function decideQuarantine(tx: Tx, caller: Caller, id: string): Promise<boolean> {
  const values: unknown[] = [id, tx.now, tx.actor.name ?? tx.actor.id]
  const sight = refusedSql(caller, values)
  const rows = await tx.query(
    `update quarantine q set decided_at = $2, decided_by = $3 where q.id = $1 and q.decided_at is null and ${sight} returning 1`,
    values,
  )
  return rows.length > 0
}

export type ShedLine = { hour: Date; device: string; kind: string; reason: string; n: number; first_at: Date; last_at: Date }

/** Messages that had to be dropped, newest hour first; those of devices without a place only with the whole city. */
export async function readShed(db: Db, caller: Caller, page: { after: string[] | null; limit: number }): Promise<ShedLine[]> {
  const values: unknown[] = [page.limit]
  const inside = scopeSql('s.area', caller.scope, values)
  const after = page.after
    ? ` and (s.hour, s.device, s.kind, s.reason) < (${page.after.map((part, at) => `${add(values, part)}::${at === 0 ? 'timestamptz' : 'text'}`).join(', ')})`
    : ''
  return db.query<ShedLine>(
    `select s.hour, s.device, s.kind, s.reason, s.n, s.first_at, s.last_at from shed s
     where (${inside}${isWhole(caller.scope) ? ' or s.area is null' : ''})${after} order by s.hour desc, s.device desc, s.kind desc, s.reason desc limit $1`,
    values,
  )
}

export type StuckLine = {
  key: string
  what: string
  handler: string
  tries: number
  error: string | null
  at: Date
  area: string | null
}

/**
 * Work that failed five times, of facts in the caller's areas; timers, facts without a place, whole lanes the watchdog sees standing
 * still (no tries), and messages given up (their owner stands as the handler) with the whole city only.
 */
function stuckSql(caller: Caller, values: unknown[]): string {
  const inside = scopeSql('f.area', caller.scope, values)
  const whole = isWhole(caller.scope)
  const timers = whole
    ? `union all select t.key, t.kind, 'timer', t.tries, t.last_error, t.due_at, null from timers t where t.tries >= 5
       union all select b.key, b.what, 'watchdog', 0, b.error, b.since, null from troubles b where b.why = 'late'
       union all select o.key, 'outbox.' || o.channel, coalesce(o.owner, 'outbox'), o.tries, o.last_error, o.made_at, null from outbox o where o.state = 'failed'`
    : ''
  return `(select w.fact_id::text as key, f.kind as what, w.handler, w.tries, w.last_error as error, w.fact_at as at, f.area from fact_work w
     join facts f on f.recorded_at = w.fact_at and f.id = w.fact_id where w.tries >= 5 and (${inside}${whole ? ' or f.area is null' : ''})
     ${timers}) s`
}

/** A page of it, newest first; `after` is time, key and handler of the last row before. */
export async function readStuck(db: Db, caller: Caller, page: { after: string[] | null; limit: number }): Promise<StuckLine[]> {
  const values: unknown[] = [page.limit]
  const from = stuckSql(caller, values)
  const after = page.after
    ? `where (s.at, s.key, s.handler) < (${page.after.map((part, at) => `${add(values, part)}::${at === 0 ? 'timestamptz' : 'text'}`).join(', ')})`
    : ''
  return db.query<StuckLine>(`select * from ${from} ${after} order by s.at desc, s.key desc, s.handler desc limit $1`, values)
}

/** Is this stuck work among what the caller sees? */
export async function seesStuck(db: Db, caller: Caller, key: string): Promise<boolean> {
  const values: unknown[] = [key]
  return (await db.query(`select 1 from ${stuckSql(caller, values)} where s.key = $1 limit 1`, values)).length > 0
}
