import type pg from 'pg'
import type { Actor } from '../../contract/actor.ts'
import { boards } from '../../contract/vital-boards.ts'
import type { VitalState } from '../../contract/vital-kinds.ts'
import { type Cell, copyFrozen } from '../city/seed/copy-rows.ts'
import type { Track } from '../flow/7-evaluate/vitals/store-tracks.ts'
import type { GridReport, Ground } from './scale-reports.ts'

/** Every grid in force with the path of its town, by code. */
export async function readGrids(client: pg.ClientBase): Promise<{ path: string; town: string; lon: number; lat: number }[]> {
  const { rows } = await client.query<{ path: string; town: string; lon: number; lat: number }>(
    `select g.path, t.path as town, g.lon, g.lat from areas g join areas c on c.code = g.parent join areas t on t.code = c.parent
     where g.tier = 'grid' and g.valid_to is null order by g.code`,
  )
  return rows
}

/** Every grid in force with the grid workers of its town, by code. Towns without one have no grids here. */
export async function readGrounds(client: pg.ClientBase): Promise<Ground[]> {
  const { rows: workers } = await client.query<{ town: string; actor: Actor }>(
    `select t.path as town, jsonb_build_object('kind', 'person', 'id', p.id, 'name', p.name, 'post', po.id, 'postName', po.name, 'unit', u.id, 'unitName', u.name) as actor
     from posts po join units u on u.id = po.unit join unit_areas ua on ua.unit = u.id
     join appointments a on a.post = po.id and a.valid_to is null join persons p on p.id = a.person
     join areas c on c.code = ua.area join areas t on t.code = c.parent and t.tier = 'town'
     where po.kind = 'grid-worker' order by t.path, po.id`,
  )
  const of = Map.groupBy(workers, ({ town }) => town)
  const teams = new Map(
    [...of].map(([town, list]) => [town, list.map(({ actor }) => ({ id: actor.id, name: actor.name ?? '', actor }))]),
  )
  return (await readGrids(client)).flatMap((grid) => {
    const workers = teams.get(grid.town)
    return workers ? [{ ...grid, workers }] : []
  })
}

type Dropped = { name: string; made: string; of: string }

/** Indexes nothing else stands on, and foreign keys: those of constraints others refer to stay. */
async function readIndexes(client: pg.ClientBase, tables: readonly string[]): Promise<{ keys: Dropped[]; indexes: Dropped[] }> {
  const keys = await client.query<Dropped>(
    `select quote_ident(c.conname) as name, c.conrelid::regclass::text as of, pg_get_constraintdef(c.oid) as made from pg_constraint c
     where c.conrelid = any($1::regclass[]) and (c.contype = 'f' or c.contype in ('p', 'u') and not exists (
       select 1 from pg_constraint f where f.contype = 'f' and f.conindid = c.conindid and f.oid <> c.oid))
     order by c.contype = 'f' desc, c.conrelid, c.conname`,
    [tables],
  )
  const indexes = await client.query<Dropped>(
    `select i.indexrelid::regclass::text as name, i.indrelid::regclass::text as of, pg_get_indexdef(i.indexrelid) as made from pg_index i
     where i.indrelid = any($1::regclass[]) and not exists (select 1 from pg_constraint c where c.conindid = i.indexrelid)`,
    [tables],
  )
  return { keys: keys.rows, indexes: indexes.rows }
}

/**
 * Drops indexes and foreign keys of tables, and makes them again after the work, each with one look at all rows: filling an index row by row, or looking up what each
 * row refers to, costs the most. In a transaction of its own. `but`: indexes the work needs.
 */
export async function withoutIndexes(
  client: pg.ClientBase,
  tables: readonly string[],
  work: () => Promise<void>,
  but: readonly string[] = [],
): Promise<void> {
  const all = await readIndexes(client, tables)
  const [keys, indexes] = [all.keys, all.indexes].map((list) => list.filter(({ name }) => !but.includes(name))) as [
    Dropped[],
    Dropped[],
  ]
  for (const { name, of } of keys) await client.query(`alter table ${of} drop constraint ${name}`)
  for (const { name } of indexes) await client.query(`drop index ${name}`)
  await work()
  await client.query(`set local maintenance_work_mem = '512MB'`)
  for (const { name, of, made } of keys.toReversed()) await client.query(`alter table ${of} add constraint ${name} ${made}`)
  for (const { made } of indexes) await client.query(made)
}

/**
 * Gives tables nobody has written to files of this transaction: what is copied into them needs no log, for they come with the commit or not at all, and may
 * be written as what everybody sees (`freeze`).
 */
export async function withNewFiles(client: pg.ClientBase, tables: readonly string[]): Promise<void> {
  for (const table of tables) {
    await client.query(`cluster ${table} using ${table}_pkey`)
    await client.query(`alter table ${table} set without cluster`)
  }
}

/** The next number of facts and of events; `used` moves both on past what history took. */
export async function readSerials(client: pg.ClientBase): Promise<{ fact: number; event: number }> {
  const { rows } = await client.query<{ fact: string; event: string }>(
    `select nextval(pg_get_serial_sequence('facts', 'id')) as fact, nextval('event_numbers') as event`,
  )
  return { fact: Number(rows[0]!.fact), event: Number(rows[0]!.event) }
}

export async function saveSerials(client: pg.ClientBase, next: { fact: number; event: number }): Promise<void> {
  await client.query(`select setval(pg_get_serial_sequence('facts', 'id'), $1, false), setval('event_numbers', $2, false)`, [
    next.fact,
    next.event,
  ])
}

/** Is anything there that history would stand between? */
export async function hasFlow(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query<{ there: boolean }>(
    'select exists (select 1 from reports) or exists (select 1 from events) as there',
  )
  return rows[0]!.there
}

const reportColumns =
  'id, code, source, type, content, area, lon, lat, person, happened_at, received_at, state, event, home_event, outcome, told_at, demo'
const signalColumns =
  'id, source, type, title, grade, state, report, event, home_event, area, lon, lat, content, received_at, decided_at, decided_by, version, demo'
const eventColumns =
  'id, no, type, pack, pack_version, grade, title, state, mode, source, area, lon, lat, content, opened_at, closed_at, changed_at, version, demo'

/** The tables `copyReports` fills; in the transaction in which they got new files (`withNewFiles`). */
export const reportTables = ['reports', 'signals', 'events'] as const

/** Rows of one stretch of grid reports, as `factsOf` tells of them; `noOf` gives an event its number. */
export async function copyReports(
  client: pg.ClientBase,
  reports: readonly GridReport[],
  { codeOf, noOf }: { codeOf: (n: number) => string; noOf: (one: GridReport) => string },
): Promise<void> {
  await copyFrozen(
    client,
    `reports (${reportColumns})`,
    map(reports, (one) => reportRow(one, codeOf(one.n))),
  )
  await copyFrozen(client, `signals (${signalColumns})`, map(reports, signalRow))
  await copyFrozen(
    client,
    `events (${eventColumns})`,
    map(reports, (one) => (one.event ? eventRow(one, one.event, noOf(one)) : null)),
  )
}

function* map<T>(from: Iterable<T>, to: (one: T) => Cell[] | null): Generator<Cell[]> {
  for (const one of from) {
    const row = to(one)
    if (row) yield row
  }
}

function reportRow({ report, event, matter, content, ground, worker, at }: GridReport, code: string): Cell[] {
  const done = event !== null
  return [
    ...[report, code, 'grid', matter.type, content, ground.path, ground.lon, ground.lat, worker.id, at, at],
    ...[done ? 'closed' : 'received', event, event, done ? 'self-handled' : null, done ? at : null, true],
  ]
}

function signalRow({ report, signal, event, matter, title, content, ground, worker, at }: GridReport): Cell[] {
  const done = event !== null
  return [
    ...[signal, 'grid', matter.type, title, matter.grade, done ? 'opened' : 'waiting', report, event, event],
    ...[ground.path, ground.lon, ground.lat, content, at, done ? at : null, done ? worker.name : null, done ? 2 : 1, true],
  ]
}

function eventRow({ matter, title, content, ground, at }: GridReport, event: string, no: string): Cell[] {
  return [
    ...[event, no, matter.type, matter.pack, matter.version, 'minor', title, 'self-handled', 'triage', 'grid'],
    ...[ground.path, ground.lon, ground.lat, content, at, at, at, 1, true],
  ]
}

/** How many communities each operating district has: high-rises stand where people live. */
export async function communitiesOf(client: pg.ClientBase): Promise<Record<string, number>> {
  const { rows } = await client.query<{ district: string; n: number }>(
    `select operating_district as district, count(*)::int as n from areas where tier = 'community' and valid_to is null and operating_district is not null
     group by 1 order by 1`,
  )
  return Object.fromEntries(rows.map(({ district, n }) => [district, n]))
}

/** Tells the planner what came in. */
export async function analyzeHistory(client: pg.ClientBase): Promise<void> {
  await client.query(
    'analyze facts, reports, signals, events, work_orders, dispatches, notices, calls, evidence, files, checks, timers',
  )
}

/** The tracks vitals can be laid in, board by board. */
export async function tracksInUse(client: pg.ClientBase): Promise<Pick<Track, 'code' | 'board' | 'name'>[]> {
  const { rows } = await client.query<Pick<Track, 'code' | 'board' | 'name'>>(
    'select code, board, name from vital_tracks where stopped_at is null order by array_position($1::text[], board), ordinal, code',
    [Object.keys(boards)],
  )
  return rows
}

/** How far each vital of the registry is. */
export async function vitalStates(client: pg.ClientBase): Promise<VitalState[]> {
  return (await client.query<{ state: VitalState }>('select state from vitals')).rows.map(({ state }) => state)
}
