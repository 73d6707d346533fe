import type { BacktestBody, BacktestResult, BacktestState } from '../../../../contract/backtest.ts'
import { scopeSql } from '../../../city/permit/scope.ts'
import { futureMs } from '../../../flow/1-ingest/rules/judge-reading.ts'
import { type Bounds, usable } from '../../../flow/1-ingest/rules/usable.ts'
import { boxAround } from '../../../flow/2-detect/store-around.ts'
import type { Db, Spine, Tx } from '../../../kernel/spine.ts'
import type { MutePlayed } from './hush.ts'
import type { NearPlayed, PlayedObject, Step } from './player.ts'
import type { Verdict } from './types.ts'

export type BacktestRow = {
  id: string
  kind: 'rules' | 'plan' | 'mute' | 'settings'
  pack: string
  version: number | null
  body: BacktestBody
  prefixes: string[]
  from: Date
  to: Date
  state: BacktestState
  done: number
  all: number | null
  result: BacktestResult | null
  error: string | null
  askedByName: string | null
  askedAt: Date
  endedAt: Date | null
}

const columns = `b.id, b.kind, b.pack, b.version, b.body, b.prefixes, b.from_at as "from", b.to_at as "to", b.state, b.objects_done as done,
  b.objects_all as "all", b.result, b.error, p.name as "askedByName", b.asked_at as "askedAt", b.ended_at as "endedAt"`
const from = 'from backtests b left join persons p on p.id = b.asked_by'

type New = Pick<BacktestRow, 'id' | 'kind' | 'pack' | 'version' | 'body' | 'prefixes' | 'from' | 'to'> & { by: string }

export async function insertBacktest(tx: Tx, one: New): Promise<void> {
  await tx.query(
    `insert into backtests (id, kind, pack, version, body, prefixes, from_at, to_at, asked_by, asked_at) values ($1, $2, $3, $4, $5::jsonb, $6, $7, $8, $9, $10)`,
    [one.id, one.kind, one.pack, one.version, JSON.stringify(one.body), one.prefixes, one.from, one.to, one.by, tx.now],
  )
}

export async function backtestById(db: Db, id: string): Promise<BacktestRow | null> {
  const [row] = await db.query<BacktestRow>(`select ${columns} ${from} where b.id = $1`, [id])
  return row ?? null
}

export const backtestsOf = (db: Db, pack: string): Promise<BacktestRow[]> =>
  db.query<BacktestRow>(`select ${columns} ${from} where b.pack = $1 order by b.asked_at desc, b.id limit 50`, [pack])

/** The next to run; one that a stopped process left half-way begins anew. */
export async function takeBacktest(db: Db): Promise<BacktestRow | null> {
  const [row] = await db.query<{ id: string }>(
    `update backtests set state = 'running', objects_done = 0, objects_all = null
     where id = (select id from backtests where state in ('waiting', 'running') order by asked_at, id limit 1) returning id`,
  )
  return row ? backtestById(db, row.id) : null
}

/** False: somebody has cancelled it. */
export async function noteProgress(db: Db, id: string, { done, of }: { done: number; of: number }): Promise<boolean> {
  const rows = await db.query(
    `update backtests set objects_done = $2, objects_all = $3 where id = $1 and state = 'running' returning 1`,
    [id, done, of],
  )
  return rows.length > 0
}

/** `live`: the version in force it was played beside. */
type End = { state: 'done' | 'failed' | 'cancelled'; result?: BacktestResult; live?: number; error?: string; at: Date }

/** Answers whether it was still open. */
export async function endBacktest(db: Db, id: string, { state, result, live, error, at }: End): Promise<boolean> {
  const rows = await db.query(
    `update backtests set state = $2, result = $3::jsonb, error = $4, ended_at = $5, live = $6 where id = $1 and state in ('waiting', 'running') returning 1`,
    [id, state, result ? JSON.stringify(result) : null, error ?? null, at, live ?? null],
  )
  return rows.length > 0
}

/** A back-test that came to its end on readings. */
export type DoneRun = Pick<BacktestRow, 'id' | 'prefixes' | 'from' | 'to' | 'askedAt'> & {
  readings: number
  days: number
  live: number | null
}

/** Back-tests of this very body that had readings, newest first. */
export const doneRuns = (db: Db, kind: BacktestRow['kind'], pack: string, body: BacktestBody): Promise<DoneRun[]> =>
  db.query<DoneRun>(
    `select b.id, b.prefixes, b.from_at as "from", b.to_at as "to", b.asked_at as "askedAt", (b.result->>'readings')::int as readings,
       (b.result->>'days')::float8 as days, b.live
     from backtests b where b.kind = $1 and b.pack = $2 and b.state = 'done' and b.body = $3::jsonb and (b.result->>'readings')::int > 0
     order by b.asked_at desc, b.id limit 50`,
    [kind, pack, JSON.stringify(body)],
  )

/** Is there any reading a pack's rules could be tried on; if asked, in a stretch of time? */
export async function hasReadings(db: Db, deviceKind: string | null, span?: { from: Date; to: Date }): Promise<boolean> {
  const rows = await db.query(
    `select 1 from devices d where d.kind = $1 and exists (
       select 1 from readings r where r.device = d.id and r.at >= coalesce($2, '-infinity'::timestamptz) and r.at < coalesce($3, 'infinity'::timestamptz)) limit 1`,
    [deviceKind, span?.from ?? null, span?.to ?? null],
  )
  return rows.length > 0
}

export type ObjectLine = PlayedObject & { label: string; area: string }

/** An object as a replay takes it: with its devices, less those that were taken away, but for one that is asked about. */
const objectColumns = (askedAbout: string): string => `o.id, o.kind, o.name as label, o.area, o.lon, o.lat,
  (select jsonb_agg(jsonb_build_object('id', d.id, 'kind', d.kind, 'intervalS', d.interval_s, 'credibility', d.credibility) order by d.id)
   from devices d where d.object = o.id and (d.state <> 'retired' or d.id = ${askedAbout})) as devices`

/** The object of a device that is asked about. */
export async function objectOfDevice(db: Db, device: string): Promise<ObjectLine | null> {
  const [row] = await db.query<ObjectLine>(
    `select ${objectColumns('$1')} from objects o where o.id = (select object from devices where id = $1)`,
    [device],
  )
  return row ?? null
}

/** Objects of a pack's devices in some areas, a page after the other. */
export async function objectsAfter(
  db: Db,
  { deviceKind, prefixes, after }: { deviceKind: string | null; prefixes: string[]; after: string },
): Promise<ObjectLine[]> {
  const values: unknown[] = [after, deviceKind]
  const inside = scopeSql('o.area', prefixes, values)
  return db.query<ObjectLine>(
    `select ${objectColumns('null')} from objects o
     where o.id > $1 and ${inside} and exists (select 1 from devices d where d.object = o.id and d.kind = $2 and d.state <> 'retired')
     order by o.id limit 50`,
    values,
  )
}

export async function countObjects(db: Db, deviceKind: string | null, prefixes: string[]): Promise<number> {
  const values: unknown[] = [deviceKind]
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from objects o where ${scopeSql('o.area', prefixes, values)}
     and exists (select 1 from devices d where d.object = o.id and d.kind = $1 and d.state <> 'retired')`,
    values,
  )
  return row!.n
}

/** Which of some devices anything came from in a stretch of time, a reading or word of a command. */
export async function heardDevices(db: Db, devices: string[], span: { from: Date; to: Date }): Promise<Set<string>> {
  const rows = await db.query<{ device: string }>(
    `select d as device from unnest($1::text[]) d
     where exists (select 1 from readings r where r.device = d and r.at >= $2::timestamptz - interval '${mostBehind}' and r.at <= $3::timestamptz + interval '${mostAhead}')
        or exists (select 1 from commands c where c.device = d and coalesce(c.receipted_at, c.sent_at) >= $2)`,
    [devices, span.from, span.to],
  )
  return new Set(rows.map(({ device }) => device))
}

/** Readings are kept under their devices' clocks: so far one may be wrong and what it measured is found in its stretch of time all the same. */
const mostAhead = `${futureMs} milliseconds`
const mostBehind = '1 day'

/** What was received from some devices in a stretch of time, as ingest handed it to the rules, oldest first. */
export async function stepsOf(db: Db, devices: string[], span: { from: Date; to: Date; bounds: Bounds }): Promise<Step[]> {
  const rows = await db.query<{ at: Date; device: string; values: Record<string, number> }>(
    `select received_at as at, device, values from all_readings
     where device = any($1) and received_at >= $2 and received_at < $3 and quality <> 'late'
       and at >= $2::timestamptz - interval '${mostBehind}' and at < $3::timestamptz + interval '${mostAhead}'
     order by received_at, at, device`,
    [devices, span.from, span.to],
  )
  const commands = await db.query<{ at: Date; device: string; name: string; state: string }>(
    `select coalesce(receipted_at, sent_at + interval '5 seconds') as at, device, name, state from commands
     where device = any($1) and sent_at >= $2 and sent_at < $3 and state <> 'sent'`,
    [devices, span.from, span.to],
  )
  const word = ({ name, state }: { name: string; state: string }): Pick<Step, 'receipt' | 'unanswered'> =>
    state === 'receipted' ? { receipt: { command: name, ok: true } } : { unanswered: { command: name } }
  const reading = ({ at, device, values }: (typeof rows)[number]): Step => {
    const { feeds, whole } = usable(values, span.bounds)
    return { at: at.getTime(), device, values: feeds, whole }
  }
  const told = ({ at, device, ...command }: (typeof commands)[number]): Step => ({
    ...{ at: at.getTime(), device, values: null, whole: false },
    ...word(command),
  })
  return [...rows.map(reading), ...commands.map(told)].sort((a, b) => a.at - b.at)
}

type NearNeeds = readonly { family: string; withinM: number; withinMs: number }[]

/** Alarms of other objects near by that stood in a stretch of time, as they were recorded; null: no rule asks for them. */
export async function alarmsPlayedNear(
  db: Db,
  place: { lon: number; lat: number },
  needs: NearNeeds,
  span: { from: Date; to: Date },
): Promise<NearPlayed[] | null> {
  if (needs.length === 0) return null
  const { box } = boxAround([place], Math.max(...needs.map(({ withinM }) => withinM)))
  const rows = await db.query<{ object: string; family: string; since: Date; cleared: Date | null; lon: number; lat: number }>(
    `select a.object, a.family, a.since, a.cleared_at as cleared, o.lon, o.lat from alarms a join objects o on o.id = a.object
     where a.family = any($1) and a.since > $2 and a.since <= $3 and (a.cleared_at is null or a.cleared_at > $4)
       and o.lon between $5 and $6 and o.lat between $7 and $8`,
    [
      [...new Set(needs.map(({ family }) => family))],
      new Date(span.from.getTime() - Math.max(...needs.map(({ withinMs }) => withinMs))),
      ...[span.to, span.from, ...box],
    ],
  )
  return rows.map(({ since, cleared, ...row }) => ({
    ...{ ...row, since: since.getTime(), cleared: cleared?.getTime() ?? Number.POSITIVE_INFINITY },
  }))
}

/** Silences and planned windows that were in force at some moment of a stretch of time, each until it was over or ended. */
export const mutesPlayed = (db: Db, span: { from: Date; to: Date }): Promise<MutePlayed[]> =>
  db.query<MutePlayed>(
    `select area, outline, object, device_kind, type, rule, from_at as "from", coalesce(ended_at, to_at) as "to", confirmed_at as confirmed
     from mutes where from_at <= $2 and coalesce(ended_at, to_at) > $1 order by from_at, id`,
    [span.from, span.to],
  )

/** How events of an object ended in a stretch of time. */
export async function verdictsOf(db: Db, object: string, span: { from: Date; to: Date }): Promise<Verdict[]> {
  const rows = await db.query<{ family: string; from: Date; to: Date; state: string }>(
    `select family, opened_at as "from", closed_at as "to", state from events
     where object = $1 and not exercise and family is not null and state in ('closed', 'false-alarm') and opened_at < $3 and closed_at >= $2`,
    [object, span.from, span.to],
  )
  return rows.map((row) => ({
    ...{ family: row.family, from: row.from.getTime(), to: row.to.getTime(), falseAlarm: row.state === 'false-alarm' },
  }))
}

/** Back-tests are kept so many days; the one a published version was looked at with stays as long as the version. */
export const keepBacktestDays = 180

/** Deletes older ones that are over. Answers whether there may be more. */
export async function pruneBacktests(spine: Pick<Spine, 'query' | 'clock'>): Promise<boolean> {
  const gone = await spine.query(
    `delete from backtests where id in (
       select b.id from backtests b where b.ended_at < $1 and not exists (
         select 1 from pack_versions v where b.kind = v.kind and v.published_at is not null
           and case v.kind when 'plan' then v.pack = b.body->>'type' and v.body = b.body->'plan' else v.pack = b.pack and v.body = b.body end) limit 500) returning 1`,
    [new Date(spine.clock.now().getTime() - keepBacktestDays * 86_400_000)],
  )
  return gone.length === 500
}
