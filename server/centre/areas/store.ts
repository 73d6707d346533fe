import type { AreaChangeRow, AreaChangeView, AreaFault } from '../../../contract/area-change.ts'
import type { KnownArea, PlannedChange } from '../../city/area/rules/plan-change.ts'
import { spell } from '../../city/area/spell.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

const columns = `code, tier, name, kind, path, parent, operating_district as "operatingDistrict", valid_to::text as "validTo"`

/** What a change stands on: the areas it names, all below those, what is above the new ones, and whatever begins with a new code. */
export async function groundOf(db: Db, rows: readonly AreaChangeRow[]): Promise<Map<string, KnownArea>> {
  const codes = [...new Set(rows.flatMap(({ from, to }) => [from, to].filter((code) => code !== null)))]
  const above = codes.map((code) => code.slice(0, code.length === 9 ? 6 : -3))
  const found = await db.query<KnownArea>(
    `select ${columns} from areas where code = any($1) or code ^@ any($2) order by length(path), path`,
    [above, codes],
  )
  return new Map(found.map((area) => [area.code, area]))
}

/**
 * Of areas those that have ground of their own: objects or cases that are open stand there, or, as `isOutlined` says, points of the map lie there,
 * under their own code or under one they took the place of.
 */
export async function groundedOf(db: Db, codes: readonly string[], isOutlined: (code: string) => boolean): Promise<Set<string>> {
  if (codes.length === 0) return new Set()
  const rows = await db.query<{ code: string; was: string[]; held: boolean }>(
    `with recursive line(code, was) as (
       select c, c from unnest($1::text[]) c union select l.code, s.area from line l join area_successors s on s.successor = l.was)
     select a.code, (select array_agg(l.was) from line l where l.code = a.code) as was,
       exists (select 1 from objects o where o.area = a.path and o.valid_to is null)
         or exists (select 1 from events e where e.area = a.path and not e.exercise and e.state in ${openStates}) as held
     from areas a where a.code = any($1)`,
    [codes],
  )
  return new Set(rows.filter(({ was, held }) => held || was.some(isOutlined)).map(({ code }) => code))
}

/** Names of areas, of the ones that stand and the ones that ended. */
export async function namesOf(db: Db, codes: readonly string[]): Promise<Map<string, string>> {
  const rows = await db.query<{ code: string; name: string }>('select code, name from areas where code = any($1)', [codes])
  return new Map(rows.map(({ code, name }) => [code, name]))
}

export const pathsOf = (db: Db, codes: readonly string[]): Promise<{ code: string; path: string }[]> =>
  db.query('select code, path from areas where code = any($1)', [codes])

export async function districtCodes(db: Db): Promise<Set<string>> {
  return new Set((await db.query<{ code: string }>('select code from operating_districts')).map(({ code }) => code))
}

export type UnitLine = {
  id: string
  name: string
  tier: string
  areas: string[]
  parent: string | null
  parentName: string | null
  parentKind: string | null
}

/** Units that answer for areas by name, with the unit above each. */
export function unitsOver(db: Db, codes: readonly string[]): Promise<UnitLine[]> {
  return db.query<UnitLine>(
    `select u.id, u.name, u.tier, array_agg(ua.area order by ua.area) as areas, u.parent, p.name as "parentName", p.kind as "parentKind"
     from units u join unit_areas ua on ua.unit = u.id left join units p on p.id = u.parent
     where ua.area = any($1) and u.valid_to is null group by u.id, p.name, p.kind order by u.sort, u.id`,
    [codes],
  )
}

/** The one unit of a kind that answers for an area by name; null: none, or more than one. */
export async function unitFor(db: Db, kind: string, area: string): Promise<{ id: string; name: string } | null> {
  const rows = await db.query<{ id: string; name: string }>(
    'select u.id, u.name from units u join unit_areas ua on ua.unit = u.id where ua.area = $1 and u.kind = $2 and u.valid_to is null limit 2',
    [area, kind],
  )
  return rows.length === 1 ? rows[0]! : null
}

/** How many objects stand in areas (paths), and how many cases are open there. */
export async function countThere(db: Db, paths: readonly string[]): Promise<{ objects: number; openEvents: number }> {
  const [row] = await db.query<{ objects: number; openEvents: number }>(
    `select (select count(*)::int from objects where area = any($1) and valid_to is null) as objects,
       (select count(*)::int from events where area = any($1) and not exercise and state in ${openStates}) as "openEvents"`,
    [paths],
  )
  return row!
}

export type ChangeRow = {
  id: string
  day: string
  title: string
  rows: AreaChangeRow[]
  state: AreaChangeView['state']
  by: string
}

export async function lockChange(tx: Tx, id: string): Promise<ChangeRow | null> {
  const [row] = await tx.query<ChangeRow>(
    'select id::text, day::text, title, rows, state, asked_by as by from area_changes where id::text = $1 for update',
    [id],
  )
  return row ?? null
}

type Asked = {
  id: string
  day: string
  title: string
  basis: string
  rows: readonly AreaChangeRow[]
  ends: readonly string[]
  by: string
}
export async function addChange(tx: Tx, { id, day, title, basis, rows, ends, by }: Asked): Promise<void> {
  await tx.query(
    `insert into area_changes (id, day, title, basis, rows, ends, state, asked_by, asked_at) values ($1, $2, $3, $4, $5, $6, 'waiting', $7, $8)`,
    [id, day, title, basis, JSON.stringify(rows), ends, by, tx.now],
  )
}

/** A change that waits and ends one of these areas as well. Changes are asked one after another, so that of two only one is taken. */
export async function waitingFor(
  tx: Tx,
  codes: readonly string[],
): Promise<{ code: string; title: string; day: string } | undefined> {
  await tx.query('lock table area_changes in share row exclusive mode')
  const [row] = await tx.query<{ code: string; title: string; day: string }>(
    `select e.code, c.title, c.day::text from area_changes c cross join unnest(c.ends) e(code)
     where c.state = 'waiting' and e.code = any($1) limit 1`,
    [codes],
  )
  return row
}

export async function setState(tx: Tx, id: string, state: AreaChangeView['state']): Promise<void> {
  await tx.query('update area_changes set state = $2, done_at = $3 where id = $1', [id, state, tx.now])
}

/** It could not be carried out on its day. */
export async function setFailed(tx: Tx, id: string, faults: readonly AreaFault[]): Promise<void> {
  await setState(tx, id, 'failed')
  await tx.query('update area_changes set faults = $2 where id = $1', [id, JSON.stringify(faults)])
}

/** The changes there were and those that wait, the newest first. */
export function readChanges(
  db: Db,
  limit: number,
): Promise<(Omit<AreaChangeView, 'askedAt' | 'doneAt'> & { asked: Date; done: Date | null })[]> {
  return db.query(
    `select c.id::text, c.day::text, c.title, c.basis, c.state, c.rows, c.faults, coalesce(p.name, c.asked_by) as "askedBy", c.asked_at as asked, c.done_at as done
     from area_changes c left join persons p on p.id = c.asked_by order by c.day desc, c.asked_at desc limit $1`,
    [limit],
  )
}

/** Ends and begins areas, and notes which came of which; a place that is known goes along. */
export async function putAreas(
  tx: Tx,
  { ends, begins, renames }: PlannedChange,
  { id, day }: Pick<ChangeRow, 'id' | 'day'>,
): Promise<void> {
  await tx.query('update areas set valid_to = $2 where code = any($1)', [ends.map(({ area }) => area.code), day])
  for (const { code, tier, name, kind, path, parent, operatingDistrict, of } of begins) {
    const { pinyin, initials } = tier === 'grid' ? { pinyin: '', initials: '' } : spell(name)
    await tx.query(
      `insert into areas (code, tier, name, kind, path, parent, operating_district, lon, lat, valid_from, pinyin, initials)
       select $1, $2, $3, $4, $5, $6, $7, f.lon, f.lat, $8, $9, $10 from (select 1) one left join areas f on f.code = $11`,
      [code, tier, name, kind, path, parent, operatingDistrict, day, pinyin, initials, of[0] ?? null],
    )
  }
  const pairs = ends.flatMap(({ area, to }) => to.map((heir, i) => [area.code, heir, i + 1] as const))
  await tx.query(
    'insert into area_successors (area, successor, part, change) select a, s, p, $4 from unnest($1::text[], $2::text[], $3::int[]) x(a, s, p)',
    [pairs.map(([area]) => area), pairs.map(([, heir]) => heir), pairs.map(([, , part]) => part), id],
  )
  for (const { area, name, kind } of renames) {
    const { pinyin, initials } = area.tier === 'grid' ? { pinyin: '', initials: '' } : spell(name)
    await tx.query('insert into area_names (area, name, kind, until, change) values ($1, $2, $3, $4, $5)', [
      ...[area.code, area.name, area.kind, day, id],
    ])
    await tx.query('update areas set name = $2, kind = $3, pinyin = $4, initials = $5 where code = $1', [
      ...[area.code, name, kind, pinyin, initials],
    ])
    await tx.query('update operating_districts set name = $2 where code = $1', [area.code, name])
  }
}

/** An area that ended (its path), and the one that took its place. */
export type Heir = { was: { code: string; path: string }; now: { code: string; path: string } }

/**
 * Objects and cameras stand in the areas that took their places from now on, and so does what waits for somebody's decision. Cases stay under the code they
 * were opened under.
 */
export async function moveThings(tx: Tx, heirs: readonly Heir[]): Promise<void> {
  const moved = [heirs.map(({ was }) => was.path), heirs.map(({ now }) => now.path)]
  const heir = 'from unnest($1::text[], $2::text[]) m(was, now)'
  await tx.query(`update objects o set area = m.now ${heir} where o.area = m.was and o.valid_to is null`, moved)
  await tx.query(`update cameras c set area = m.now ${heir} where c.area = m.was`, moved)
  await tx.query(`update signals s set area = m.now ${heir} where s.area = m.was and s.state in ('waiting', 'snoozed')`, moved)
}

/** What units do again and again stands in the first area each answers for: where the unit went along, in the one that took its place. */
export async function moveItems(tx: Tx, heirs: readonly Heir[]): Promise<void> {
  const moved = [heirs.map(({ was }) => was.path), heirs.map(({ now }) => now.path)]
  for (const items of ['business_items', 'special_apps'])
    await tx.query(
      `update ${items} i set area = m.now from unnest($1::text[], $2::text[]) m(was, now)
       where i.area = m.was and exists (select 1 from unit_areas ua where ua.unit = i.unit and ua.path = m.now)`,
      moved,
    )
}

/** Who answered for an area answers for those that took its place; what happened under the old code stays theirs to see. */
export async function followUnits(tx: Tx, heirs: readonly Heir[], units: readonly string[]): Promise<void> {
  await tx.query(
    `insert into unit_areas (unit, area, path) select distinct ua.unit, m.now, m.path from unit_areas ua
     join unnest($1::text[], $2::text[], $3::text[]) m(was, now, path) on m.was = ua.area where ua.unit = any($4) on conflict do nothing`,
    [heirs.map(({ was }) => was.code), heirs.map(({ now }) => now.code), heirs.map(({ now }) => now.path), units],
  )
}

export async function setParent(tx: Tx, unit: string, parent: string): Promise<void> {
  await tx.query('update units set parent = $2 where id = $1', [unit, parent])
}
