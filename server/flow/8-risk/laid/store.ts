import type pg from 'pg'
import type { Actor } from '../../../../contract/actor.ts'
import type { Risk } from '../../../../contract/scales.ts'
import { type RatedObject, ratedColumns } from '../../../city/object/store-risk.ts'
import { type Cell, copyRows } from '../../../city/seed/copy-rows.ts'
import type { Db, Timer } from '../../../kernel/spine.ts'

/** A fact of the past. */
export type LaidFact = { at: Date; kind: string; subject: string; area: string; actor: Actor; unit: string | null; body: object }

export const dbOf = (client: pg.ClientBase): Db => ({
  query: async <T>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as T[],
})

/** The demo's objects of some kinds; none where anything was ever rated. */
export async function readUnratedCity(db: Db, kinds: readonly string[]): Promise<RatedObject[]> {
  return db.query<RatedObject>(
    `select ${ratedColumns} from objects o where o.kind = any($1) and o.valid_to is null and o.demo and not exists (select 1 from object_risks) order by o.id`,
    [kinds],
  )
}

/** Who keeps the register of a district, by its path. */
export async function readKeepers(db: Db): Promise<Map<string, Actor>> {
  const rows = await db.query<{ path: string; actor: Actor }>(
    `select distinct on (a.path) a.path, jsonb_build_object('kind', 'person', 'id', p.id, 'name', p.name, 'post', po.id, 'postName', po.name, 'unit', u.id, 'unitName', u.name) as actor
     from posts po join units u on u.id = po.unit join unit_areas ua on ua.unit = u.id join areas a on a.code = ua.area and a.tier = 'district'
     join appointments ap on ap.post = po.id and ap.valid_to is null join persons p on p.id = ap.person
     where po.kind = 'data-admin' order by a.path, po.id`,
  )
  return new Map(rows.map(({ path, actor }) => [path, actor]))
}

/** Writes facts of the past in the order of their time. */
export const copyLaidFacts = (client: pg.ClientBase, facts: readonly LaidFact[]): Promise<number> =>
  copyRows(
    client,
    'facts (recorded_at, occurred_at, kind, subject, area, unit, actor, body)',
    facts.map(({ at, kind, subject, area, unit, actor, body }): Cell[] => [
      ...[at, at, kind, subject, area, unit],
      ...[JSON.stringify(actor), JSON.stringify(body)],
    ]),
  )

/** A change by hand of the past, and what came of it. */
export type LaidEdit = {
  object: string
  at: Date
  indicators: string[]
  floors: string[]
  was: Risk
  level: Risk
  better: boolean
}

/** Keeps changes whose facts were laid before, each by its object and moment. */
export const copyLaidEdits = (db: Db, edits: readonly LaidEdit[]): Promise<unknown[]> =>
  db.query(
    `insert into risk_edits (object, at, fact, indicators, floors, was, level, better, settled_at)
     select n.object, n.at, f.id, array(select jsonb_array_elements_text(n.indicators)), array(select jsonb_array_elements_text(n.floors)), n.was, n.level, n.better, n.at
     from unnest($1::text[], $2::timestamptz[], $3::jsonb[], $4::jsonb[], $5::text[], $6::text[], $7::boolean[])
       as n(object, at, indicators, floors, was, level, better)
     join facts f on f.subject = n.object and f.recorded_at = n.at and f.kind = 'object.changed'`,
    [
      ...[edits.map(({ object }) => object), edits.map(({ at }) => at)],
      ...[edits.map(({ indicators }) => JSON.stringify(indicators)), edits.map(({ floors }) => JSON.stringify(floors))],
      ...[edits.map(({ was }) => was), edits.map(({ level }) => level), edits.map(({ better }) => better)],
    ],
  )

/** Timers nobody has set yet. */
export const copyTimers = (client: pg.ClientBase, timers: readonly Timer[]): Promise<number> =>
  copyRows(
    client,
    'timers (key, kind, due_at, body, bulk)',
    timers.map(({ key, kind, dueAt, body, bulk = false }): Cell[] => [key, kind, dueAt, JSON.stringify(body), bulk]),
  )

/** How often the register changed an object: its version says so. */
export const countVersions = (db: Db, changed: ReadonlyMap<string, number>): Promise<unknown[]> =>
  db.query(
    'update objects o set version = o.version + n.times from unnest($1::text[], $2::int[]) as n(id, times) where o.id = n.id',
    [[...changed.keys()], [...changed.values()]],
  )
