import type { Risk, Severity } from '../../../contract/scales.ts'
import type { Words } from '../../../contract/words.ts'
import { type RatedObject, ratedColumns } from '../../city/object/store-risk.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { Charged, Known, Paper, PaperKind } from './types.ts'

/** What was reckoned of an object when it was looked at last. */
export type RiskRow = {
  object: string
  kind: string
  model: string
  score: number
  level: Risk
  unknown: number
  indicators: number
  since: Date
  rated_at: Date
  scores: Record<string, number>
  floors: Record<string, string>
  worsens_at: Date | null
  worsens_to: Risk | null
  look_at: Date | null
}

const columns =
  'r.object, r.kind, r.model, r.score, r.level, r.unknown, r.indicators, r.since, r.rated_at, r.scores, r.floors, r.worsens_at, r.worsens_to, r.look_at'

/** What the next look needs of the last one. */
export type Before = Pick<RiskRow, 'object' | 'model' | 'level' | 'since' | 'scores' | 'floors' | 'look_at'>

export async function lastLooks(db: Db, objects: string[]): Promise<Map<string, Before>> {
  const rows = await db.query<Before>(
    'select r.object, r.model, r.level, r.since, r.scores, r.floors, r.look_at from object_risks r where r.object = any($1)',
    [objects],
  )
  return new Map(rows.map((row) => [row.object, row]))
}

export async function risksOf(db: Db, objects: string[]): Promise<Map<string, RiskRow>> {
  const rows = await db.query<RiskRow>(`select ${columns} from object_risks r where r.object = any($1)`, [objects])
  return new Map(rows.map((row) => [row.object, row]))
}

/** What brought an object back to the level it has, and when. Null: the last change of its level was for the worse, or its first. */
export async function lastRestored(db: Db, object: string): Promise<{ at: Date; words: Words } | null> {
  const [last] = await db.query<{ at: Date; words: Words | null }>(
    `select recorded_at as at, body->'restored' as words from facts
     where subject = $1 and kind = 'object.risk-changed' order by recorded_at desc, id desc limit 1`,
    [object],
  )
  return last?.words ? { at: last.at, words: last.words } : null
}

/**
 * Objects of a kind behind a code that were never rated or by another model, locked, by code; those locked by others are left out.
 */
export const takeUnrated = (
  tx: Tx,
  { kind, stamp, after, area, except }: Unrated,
  most: number,
): Promise<(RatedObject & { code: string })[]> => {
  const values: unknown[] = [kind, stamp, most, after]
  const inside = area === '' ? 'true' : scopeSql('o.area', [area], values)
  return tx.query<RatedObject & { code: string }>(
    `select ${ratedColumns}, o.code from objects o
     where o.kind = $1 and o.code > $4 and o.valid_to is null and not exists (select 1 from object_risks r where r.object = o.id and r.model = $2)
       and ${inside} and not ${scopeSql('o.area', except, values)}
     order by o.code limit $3 for no key update skip locked`,
    values,
  )
}
type Unrated = { kind: string; stamp: string; after: string; area: string; except: readonly string[] }

/** The objects of these kinds that cases are about. */
export async function objectsOfEvents(db: Db, events: string[], kinds: string[]): Promise<string[]> {
  const rows = await db.query<{ object: string }>(
    'select distinct e.object from events e join objects o on o.id = e.object where e.id = any($1) and not e.exercise and o.kind = any($2)',
    [events, kinds],
  )
  return rows.map(({ object }) => object)
}

/** A device is heard while it missed less than three of its intervals, and for a minute at least. */
const heard = `s.last_received > $2::timestamptz - greatest(d.interval_s * 3, 60) * interval '1 second'`

/** Cases an order of which is over its limit (a suspended order has none), or whose letter to the owner is. */
const isOverdue = `(exists (select 1 from letters l where l.event = e.id and l.due_at <= $2 and l.state in ('issued', 'delivered', 'refused')) or exists (select 1 from work_orders w where w.event = e.id and w.finish_by < $2 and w.state in ('asked', 'accepted', 'arrived', 'returned', 'arbitration')))`

type Row = { object: string }
type PastRow = Row & { pack: string; family: string; at: Date; severity: Severity; stands: boolean }
type DeviceRow = Row & { pack: string; heard: boolean | null; last: Date | null; values: Record<string, number> | null }
type EventRow = Row & { type: string; source: string; at: Date; ended: boolean; false_alarm: boolean; overdue: boolean }

/** Whom to ask for what: objects, and what the models of some of them look at beside. */
type AskedOf = {
  from: Date
  now: Date
  signals: string[]
  charges: string[]
  papers: readonly (PaperKind & { objects: string[] })[]
}
/** What is read of an object here; the rest stands in its own row or is read with the inspections. */
type Read = Omit<Known, 'details' | 'owner' | 'inspections'>

/** What is known of objects beside their details: alarms and events since `from`, what stands and is open, their devices in service. */
export async function readKnown(db: Db, objects: string[], { from, now, ...asked }: AskedOf): Promise<Map<string, Read>> {
  const alarms = await db.query<PastRow>(
    `select object, pack, family, severity, since as at, cleared_at is null as stands from alarms where object = any($1) and (since > $2 or cleared_at is null)`,
    [objects, from],
  )
  const events = await db.query<EventRow>(
    `select e.object, e.type, e.source, e.opened_at as at, e.state in ('closed', 'merged', 'false-alarm', 'self-handled') as ended,
       e.state = 'false-alarm' as false_alarm, ${isOverdue} as overdue
     from events e where e.object = any($1) and not e.exercise and (e.opened_at > $3 or e.closed_at is null)`,
    [objects, now, from],
  )
  const devices = await db.query<DeviceRow>(
    `select d.object, d.pack, ${heard} as heard, s.last_received as last, s.last_values as values from devices d left join device_states s on s.device = d.id
     where d.object = any($1) and d.state = 'online'`,
    [objects, now],
  )
  const [signals, papers, charges] = [
    await readSignals(db, asked.signals),
    await readPapers(db, asked.papers),
    await readCharges(db, asked.charges),
  ]
  return gather(objects, { alarms, events, devices, signals, papers, charges })
}

type SignalRow = Row & { type: string }
/** What waits for a decision about some objects. */
const readSignals = async (db: Db, objects: string[]): Promise<SignalRow[]> =>
  objects.length === 0
    ? []
    : db.query<SignalRow>(`select object, type from signals where object = any($1) and state in ('waiting', 'snoozed')`, [
        objects,
      ])

type ChargeRow = Row & Charged
/** Who answers for some objects, who did and who will. */
const readCharges = async (db: Db, objects: string[]): Promise<ChargeRow[]> =>
  objects.length === 0
    ? []
    : db.query<ChargeRow>(
        'select object, role, valid_from as "from", valid_to as "to" from object_charges where object = any($1)',
        [objects],
      )

type PaperRow = Row & Paper
/** The valid objects of other kinds that name some of these by their codes. */
async function readPapers(db: Db, asked: AskedOf['papers']): Promise<PaperRow[]> {
  const rows: PaperRow[] = []
  for (const { of, names, until, objects } of asked)
    if (objects.length > 0)
      rows.push(
        ...(await db.query<PaperRow>(
          `select o.id as object, $1::text as of, $2::text as names, p.details ->> $3 as until
           from objects o join objects p on p.details ->> $2 = o.code where o.id = any($4) and p.kind = $1 and p.valid_to is null`,
          [of, names, until, objects],
        )),
      )
  return rows
}

/** The objects of a kind that some papers name. */
export async function objectsOfPapers(
  db: Db,
  papers: string[],
  { of, names, kind }: PaperKind & { kind: string },
): Promise<string[]> {
  const rows = await db.query<{ id: string }>(
    `select distinct o.id from objects p join objects o on o.code = p.details ->> $3 and o.kind = $4 and o.valid_to is null
     where p.id = any($1) and p.kind = $2`,
    [papers, of, names, kind],
  )
  return rows.map(({ id }) => id)
}

/** The objects of these kinds that signals are about. */
export async function objectsOfSignals(db: Db, signals: string[], kinds: string[]): Promise<string[]> {
  const rows = await db.query<{ object: string }>(
    'select distinct s.object from signals s join objects o on o.id = s.object where s.id = any($1) and o.kind = any($2)',
    [signals, kinds],
  )
  return rows.map(({ object }) => object)
}

type Found = {
  alarms: PastRow[]
  events: EventRow[]
  devices: DeviceRow[]
  signals: SignalRow[]
  papers: PaperRow[]
  charges: ChargeRow[]
}

function gather(objects: string[], { alarms, events, devices, signals, papers, charges }: Found): Map<string, Read> {
  const [byAlarm, byEvent, byDevice] = [
    Map.groupBy(alarms, ofObject),
    Map.groupBy(events, ofObject),
    Map.groupBy(devices, ofObject),
  ]
  const [bySignal, byPaper] = [Map.groupBy(signals, ofObject), Map.groupBy(papers, ofObject)]
  const byCharge = Map.groupBy(charges, ofObject)
  return new Map(
    objects.map((object) => {
      const [its, cases, there] = [byAlarm.get(object) ?? [], byEvent.get(object) ?? [], byDevice.get(object) ?? []]
      return [
        object,
        {
          alarms: its
            .filter(({ stands }) => stands)
            .map(({ pack, family, at, severity }) => ({ pack, family, since: at, severity })),
          pastAlarms: its.map(({ pack, family, at }) => ({ pack, family, at })),
          pastEvents: cases.filter((one) => !one.false_alarm).map(({ type, source, at }) => ({ type, source, at })),
          cases: cases.filter(({ ended }) => !ended).map(({ overdue }) => ({ overdue })),
          devices: there.map(({ pack }) => pack),
          readings: there.flatMap(({ pack, heard, values }) =>
            heard ? Object.entries(values ?? {}).map(([reading, value]) => ({ pack, reading, value })) : [],
          ),
          heard: there.map(({ pack, last }) => ({ pack, at: last })),
          signals: bySignal.get(object) ?? [],
          papers: byPaper.get(object) ?? [],
          charges: byCharge.get(object) ?? [],
        },
      ]
    }),
  )
}
const ofObject = ({ object }: Row): string => object

/** Objects that have ended are rated no more. */
export const forgetRisks = (tx: Tx, objects: string[]): Promise<unknown[]> =>
  tx.query('delete from object_risks where object = any($1)', [objects])

/** Writes what was reckoned, one row an object. The objects are locked. */
export async function saveRisks(tx: Tx, rows: RiskRow[]): Promise<void> {
  if (rows.length === 0) return
  const all = <K extends keyof RiskRow>(name: K) => rows.map((row) => row[name])
  await tx.query(
    `insert into object_risks as r (object, kind, model, score, level, rank, unknown, indicators, since, rated_at, scores, floors, worsens_at, worsens_to, look_at)
     select object, kind, model, score, level, array_position(array['red', 'orange', 'yellow', 'blue', 'green'], level), unknown, indicators, since, rated_at,
       scores, floors, worsens_at, worsens_to, look_at
     from unnest($1::text[], $2::text[], $3::text[], $4::float8[], $5::text[], $6::int[], $7::int[], $8::timestamptz[], $9::timestamptz[],
       $10::jsonb[], $11::jsonb[], $12::timestamptz[], $13::text[], $14::timestamptz[])
       as n(object, kind, model, score, level, unknown, indicators, since, rated_at, scores, floors, worsens_at, worsens_to, look_at)
     on conflict (object) do update set kind = excluded.kind, model = excluded.model, score = excluded.score, level = excluded.level,
       rank = excluded.rank, unknown = excluded.unknown, indicators = excluded.indicators, since = excluded.since, rated_at = excluded.rated_at,
       scores = excluded.scores, floors = excluded.floors, worsens_at = excluded.worsens_at, worsens_to = excluded.worsens_to, look_at = excluded.look_at`,
    [
      ...[all('object'), all('kind'), all('model'), all('score'), all('level'), all('unknown'), all('indicators')],
      ...[
        all('since'),
        all('rated_at'),
        all('scores').map((one) => JSON.stringify(one)),
        all('floors').map((one) => JSON.stringify(one)),
      ],
      ...[all('worsens_at'), all('worsens_to'), all('look_at')],
    ],
  )
}

/** `risk_tallies` grows by what every change adds and takes away; so many lines more than there are sums are not worth folding. */
const loose = 5_000

/**
 * Folds the tallies into one line for each sum, when there are many more of them. What another transaction is folding is left to it. Nothing anybody reads
 * changes by it.
 */
export const foldTallies = (tx: Tx): Promise<unknown[]> =>
  tx.query(
    `with gone as (
       delete from risk_tallies where ctid = any(array(select ctid from risk_tallies where (
         select count(*) > $1 + 2 * (select count(*) from (select 1 from risk_tallies group by town, kind, level) s) from risk_tallies) for update skip locked))
       returning *)
     insert into risk_tallies (town, kind, level, objects, unknown, indicators)
     select town, kind, level, sum(objects), sum(unknown), sum(indicators) from gone group by 1, 2, 3
     having sum(objects) <> 0 or sum(unknown) <> 0 or sum(indicators) <> 0`,
    [loose],
  )
