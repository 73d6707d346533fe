import { ownPath } from '../../../contract/own-place.ts'
import type { Db } from '../../kernel/spine.ts'
import { inScope, scopeSql } from '../permit/scope.ts'
import { gramsSql } from '../spelling/store.ts'
import { spell } from './spell.ts'
import type { Area, OperatingDistrict, Scope } from './types.ts'
import { wordsTyped } from './words-typed.ts'

const columns = `code, tier, name, kind, path, parent, operating_district as "operatingDistrict", lon, lat,
  valid_from::text as "validFrom", valid_to::text as "validTo"`

/** The area with this code, also one no longer in force; null when there is none. The area tree is public knowledge: no scope. */
export async function areaByCode(db: Db, code: string): Promise<Area | null> {
  return (await db.query<Area>(`select ${columns} from areas where code = $1`, [code]))[0] ?? null
}

/** Is there a city at all? Also asked of a database that has no tables yet. */
export async function hasCity(db: Db): Promise<boolean> {
  const [row] = await db.query<{ made: boolean }>(`select to_regclass('areas') is not null as made`)
  return row!.made && (await db.query('select 1 from areas limit 1')).length > 0
}

/** The areas with these codes, in no order; unknown codes are left out. */
export function areasByCode(db: Db, codes: readonly string[]): Promise<Area[]> {
  return db.query<Area>(`select ${columns} from areas where code = any($1)`, [codes])
}

/** Areas in force between the city and the grids whose whole name stands in a text. */
export function areasNamedIn(db: Db, text: string): Promise<Area[]> {
  return db.query<Area>(
    `select ${columns} from areas where tier in ('district', 'town', 'community') and valid_to is null and strpos($1, name) > 0 order by path limit 200`,
    [text],
  )
}

/** Zones whose name stands in a text, also where the city's is left out before it (高新区). */
export function zonesNamedIn(db: Db, text: string): Promise<{ code: string }[]> {
  return db.query<{ code: string }>(
    `select d.code from operating_districts d left join areas c on c.tier = 'city' and d.name ^@ rtrim(c.name, '市')
     where d.kind = 'zone' and strpos($1, substr(d.name, coalesce(length(rtrim(c.name, '市')), 0) + 1)) > 0 order by d.sort`,
    [text],
  )
}

/** The children of an area that are in force, by code. */
export function childrenOf(db: Db, code: string): Promise<Area[]> {
  return db.query<Area>(`select ${columns} from areas where parent = $1 and valid_to is null order by code`, [code])
}

/** The path of an area ('50/500105/…/'), null for an unknown code. */
export async function areaPath(db: Db, code: string): Promise<string | null> {
  return (await db.query<{ path: string }>('select path from areas where code = $1', [code]))[0]?.path ?? null
}

/** The areas a path names, city first: what stands above a place, for 市 › 区县 › 镇街 lines. */
export function areasAlong(db: Db, path: string): Promise<Area[]> {
  return db.query<Area>(`select ${columns} from areas where code = any($1) order by length(path)`, [
    path.split('/').filter(Boolean),
  ])
}

/** Areas that have ended, each with the one (of a split the first part, as its lines have it) that took its place. */
export async function heirsOfAreas(db: Db): Promise<Map<string, string>> {
  const rows = await db.query<{ area: string; heir: string }>(
    'select area, successor as heir from area_successors where part = 1',
  )
  return new Map(rows.map(({ area, heir }) => [area, heir]))
}

/** The 41 in their order: 38 divisions, then 3 zones. */
export function operatingDistricts(db: Db): Promise<OperatingDistrict[]> {
  return db.query<OperatingDistrict>('select code, name, sort, kind from operating_districts order by sort')
}

/** The paths of the towns of an operating district. */
export async function townsOf(db: Db, district: string): Promise<string[]> {
  const towns = await db.query<{ path: string }>(
    `select path from areas where operating_district = $1 and tier = 'town' and valid_to is null order by path`,
    [district],
  )
  return towns.map(({ path }) => path)
}

/** Is an operating district no place of the tree: a zone, or a division that left towns to one? */
export const partedSql = (d: string): string =>
  `(${d}.kind = 'zone' or exists (select 1 from areas o where o.parent = ${d}.code and o.tier = 'town' and o.valid_to is null and o.operating_district is distinct from ${d}.code))`

/**
 * The paths of those operating districts that are no place of the tree (zones, and divisions that left towns to one): of their towns, and last of what is of
 * them as a whole (`contract/own-place.ts`). Of any other code nothing: its own path is it.
 */
export async function townsOfParted(db: Db, codes: readonly string[]): Promise<Map<string, string[]>> {
  const rows = await db.query<{ code: string; paths: string[] }>(
    `select t.operating_district as code, array_agg(t.path order by t.path) as paths from areas t
       join operating_districts d on d.code = t.operating_district
     where t.operating_district = any($1) and t.tier = 'town' and t.valid_to is null and ${partedSql('d')}
     group by 1`,
    [codes],
  )
  return new Map(rows.map(({ code, paths }) => [code, [...paths, ownPath(cityOf(paths), code)]]))
}

const cityOf = ([first = '']: readonly string[]): string => first.split('/')[0]!

/** The path of what is of an area as a whole: its own, or the own place of an operating district that is no place of the tree; null for an unknown code. */
export async function wholePath(db: Db, code: string): Promise<string | null> {
  const parted = (await townsOfParted(db, [code])).get(code)
  return parted?.at(-1) ?? areaPath(db, code)
}

/**
 * What stands before the name of a town `t` of a division `d`: the zone the division left it to, for that is who counts, watches and answers there; else the
 * division.
 */
export const districtNameSql = `coalesce((select z.name from operating_districts z where z.code = t.operating_district and z.kind = 'zone'), d.name)`

/** A found area with the names above it, district first (35 town names occur in more than one district). */
export type FoundArea = Area & { above: string[] }

/**
 * Finds areas in force within the scope by characters of the name, first letters of the pinyin, full pinyin, or code; of several words each may as well name
 * what the area lies in. Grids are found by code only. Whole-name and leading matches first, higher tiers before lower. `limit` at most 50.
 */
export async function searchAreas(db: Db, words: string, scope: Scope, limit = 20): Promise<FoundArea[]> {
  const typed = wordsTyped(words.toLowerCase().replaceAll("'", ''))
  if (typed.length === 0 || scope.length === 0) return []
  const values: unknown[] = [typed, typed.map((word) => word.replace(/[\\%_]/g, '\\$&')), Math.min(limit, 50)]
  const found = await db.query<Area>(
    `with found as (select code, (name = any($1) or initials = any($1) or pinyin = any($1) or code = any($1)) as just, ${leadsSql(typed)} as leads, length(path) as deep
       from areas a where ${matchingAll(typed)} and valid_to is null and ${scopeSql('path', scope, values)} order by just desc, leads desc, deep, code limit $3)
     select ${columns} from areas join found using (code) order by found.just desc, found.leads desc, found.deep, code`,
    values,
  )
  return withNamesAbove(db, found)
}

/** Clause on an area: a word begins its name or spelling. */
const leadsSql = (typed: readonly string[]): string =>
  `(${typed.map((_, n) => ['name', 'initials', 'pinyin'].map((of) => `${of} like ($2::text[])[${n + 1}] || '%'`).join(' or ')).join(' or ')})`

/** A zone found by its name: a district that is no place of the tree, whose numbers are asked for by its code, which stands for a path. */
export type FoundZone = Pick<FoundArea, 'code' | 'name' | 'tier' | 'path' | 'above'>

/** Zones of which the scope holds all towns; each of the typed words stands in the name, its pinyin or first letters, or begins the code. */
export async function searchZones(db: Db, words: string, scope: Scope): Promise<FoundZone[]> {
  const typed = wordsTyped(words.toLowerCase().replaceAll("'", ''))
  if (typed.length === 0 || scope.length === 0) return []
  const zones = await db.query<{ code: string; name: string; paths: string[] }>(
    `select d.code, d.name, array_agg(t.path order by t.path) as paths from operating_districts d
     join areas t on t.operating_district = d.code and t.tier = 'town' and t.valid_to is null where d.kind = 'zone' group by d.code order by d.sort`,
  )
  return zones.flatMap(({ code, name, paths }) => {
    const called = [name, ...Object.values(spell(name))]
    const fits = typed.every((word) => called.some((one) => one.includes(word)) || code.startsWith(word))
    if (!fits || !paths.every((path) => inScope(scope, path))) return []
    return [{ code, name, tier: 'district' as const, path: code, above: [] }]
  })
}

/** All that an area that is no grid is called, as its index of words has it (`areas_grams`). */
export const areaWords = (area: string): string => `${area}.name || ' ' || ${area}.initials || ' ' || ${area}.pinyin`

/** One word is the area's own; of several one is, and the others are its own or of an area above it. */
function matchingAll(typed: readonly string[]): string {
  const own = typed.map((word, n) => matching('a', n + 1, word))
  if (typed.length === 1) return own[0]!
  const fits = typed.map((word, n) => {
    const above = `select u.code from areas u where ${matching('u', n + 1, word)} and u.tier <> 'grid' and u.valid_to is null`
    return `(${own[n]} or string_to_array(a.path, '/') && array(${above}))`
  })
  return `(${own.join(' or ')}) and ${fits.join(' and ')}`
}

function matching(area: 'a' | 'u', n: number, typed: string): string {
  const safe = `($2::text[])[${n}]`
  if (/^\d+$/.test(typed)) return `${area}.code like ${safe} || '%'`
  const holds = /^[a-z0-9]+$/.test(typed)
    ? `(${area}.initials like ${safe} || '%' or ${area}.pinyin like '%' || ${safe} || '%')`
    : `${area}.name like '%' || ${safe} || '%'`
  return `(${area}.tier <> 'grid' and ${gramsSql(areaWords(area), `($1::text[])[${n}]`)} and ${holds})`
}

/** The city itself, above every place; null before there is one. */
export async function cityArea(db: Db): Promise<{ code: string; path: string } | null> {
  return (await db.query<{ code: string; path: string }>(`select code, path from areas where tier = 'city' limit 1`))[0] ?? null
}

async function withNamesAbove(db: Db, found: Area[]): Promise<FoundArea[]> {
  const codesAbove = (area: Area) => area.path.split('/').slice(1, -2)
  const rows = await areasByCode(db, [...new Set(found.flatMap(codesAbove))])
  const names = new Map(rows.map((row) => [row.code, row.name]))
  return found.map((area) => ({ ...area, above: codesAbove(area).map((code) => names.get(code) ?? code) }))
}
