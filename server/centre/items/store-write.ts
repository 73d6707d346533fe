import type { Actor } from '../../../contract/actor.ts'
import type { ItemChange } from '../../../contract/business-item.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { Item, Kept, SpecialAppRow, UnitThere } from './types.ts'

export type Written<T> = T & { words: string; demo: boolean }

const itemRow =
  'code text, name text, tier text, unit text, area text, type text, trigger text, basis text, accept text, finish text, state text, words text, demo boolean, version int'
const appRow =
  'code text, name text, district text, unit text, area text, state text, since date, pack text, words text, demo boolean, version int'

/** Adds items; answers how many: one whose code is taken is left out. */
export async function insertItems(tx: Tx, rows: readonly Written<Item>[]): Promise<number> {
  const made = await tx.query(
    `insert into business_items (code, name, tier, unit, area, type, trigger_words, basis, accept_limit, finish_limit, state, words, demo, changed_at)
     select code, name, tier, unit, area, type, trigger, basis, accept, finish, state, words, demo, $2 from jsonb_to_recordset($1::jsonb) as r(${itemRow})
     on conflict (code) do nothing returning 1`,
    [JSON.stringify(rows), tx.now],
  )
  return made.length
}

/** Changes items that are still of the version they were read at; answers how many. */
export async function saveItems(tx: Tx, rows: readonly Written<Kept<Item>>[]): Promise<number> {
  const saved = await tx.query(
    `update business_items i set name = r.name, tier = r.tier, unit = r.unit, area = r.area, type = r.type, trigger_words = r.trigger, basis = r.basis,
       accept_limit = r.accept, finish_limit = r.finish, state = r.state, words = r.words, version = i.version + 1, changed_at = $2
     from jsonb_to_recordset($1::jsonb) as r(${itemRow}) where i.code = r.code and i.version = r.version returning 1`,
    [JSON.stringify(rows), tx.now],
  )
  return saved.length
}

/** Adds apps, as `insertItems` adds items. */
export async function insertApps(tx: Tx, rows: readonly Written<SpecialAppRow>[]): Promise<number> {
  const made = await tx.query(
    `insert into special_apps (code, name, district, unit, area, state, since, pack, words, demo, changed_at)
     select code, name, district, unit, area, state, since, pack, words, demo, $2 from jsonb_to_recordset($1::jsonb) as r(${appRow})
     on conflict (code) do nothing returning 1`,
    [JSON.stringify(rows), tx.now],
  )
  return made.length
}

/** Changes apps that are still of the version they were read at; answers how many. */
export async function saveApps(tx: Tx, rows: readonly Written<Kept<SpecialAppRow>>[]): Promise<number> {
  const saved = await tx.query(
    `update special_apps a set name = r.name, district = r.district, unit = r.unit, area = r.area, state = r.state, since = r.since, pack = r.pack,
       words = r.words, version = a.version + 1, changed_at = $2
     from jsonb_to_recordset($1::jsonb) as r(${appRow}) where a.code = r.code and a.version = r.version returning 1`,
    [JSON.stringify(rows), tx.now],
  )
  return saved.length
}

/** Units in force by id or by name, with the first area each answers for. */
export function unitsThere(db: Db, words: readonly string[], now: Date): Promise<UnitThere[]> {
  return db.query<UnitThere>(
    `select u.id, u.name, u.tier, x.area from units u join lateral (select min(ua.path) as area from unit_areas ua where ua.unit = u.id) x on x.area is not null
     where (u.id = any($1) or u.name = any($1)) and u.valid_from <= $2 and (u.valid_to is null or u.valid_to > $2) order by u.id`,
    [words, now],
  )
}

/** Operating districts by code or name. */
export function districtsThere(db: Db, words: readonly string[]): Promise<{ code: string; name: string }[]> {
  return db.query('select code, name from operating_districts where code = any($1) or name = any($1)', [words])
}

export type HistoryLine = {
  id: string
  at: Date
  actor: Actor
  changes: ItemChange[] | null
  sheet: string | null
  reason: string | null
}
/** What was done to one of a register, the newest first. */
export function historyOf(db: Db, code: string, kinds: readonly string[], limit: number): Promise<HistoryLine[]> {
  return db.query<HistoryLine>(
    `select f.id::text as id, f.recorded_at as at, f.actor, f.body->'changes' as changes, f.body->>'sheet' as sheet, f.body->>'reason' as reason from facts f
     where f.subject = $1 and f.kind = any($2) order by f.recorded_at desc, f.id desc limit $3`,
    [code, kinds, limit],
  )
}
