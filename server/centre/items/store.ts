import type { ItemState, ItemTier } from '../../../contract/business-item-kinds.ts'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import type { Db } from '../../kernel/spine.ts'
import { literal } from '../desk/store-words.ts'
import type { Item, Kept } from './types.ts'

/** Items a count looks at; a list says "so many or more" beyond. */
export const countedAtMost = 10_000
/** Words more items hold than this are common: walking the items in order finds a page of them sooner than any index. */
const rareAtMost = 3_000

/**
 * Which items. `areas`: path prefixes inside the caller's own; `above`: areas over the caller's whose items hold for them, too (none when an
 * area is wished for).
 */
export type Wanted = {
  areas: readonly string[]
  above: readonly string[]
  tier?: ItemTier | undefined
  unit?: string | undefined
  state?: ItemState | undefined
  type?: string | undefined
  q?: string | undefined
}
export type ItemLine = Kept<Item> & { unitName: string; areaName: string; changedAt: Date }
export type Page = { after: string | null; limit: number }
export type Found<T> = { lines: T[]; total: number | null; more: boolean }

const columns = `i.code, i.name, i.tier, i.unit, i.area, i.type, i.trigger_words as "trigger", i.basis, i.accept_limit as "accept",
  i.finish_limit as "finish", i.state, i.version, i.changed_at as "changedAt"`
const named = `left join units u on u.id = i.unit left join areas d on d.code = split_part(i.area, '/', 2) left join areas t on t.code = split_part(i.area, '/', 3)
  left join areas c on c.code = split_part(i.area, '/', 1)`
const lineColumns = `${columns}, coalesce(u.name, i.unit) as "unitName", coalesce(nullif(concat_ws(' ', d.name, t.name), ''), c.name, i.area) as "areaName"`

const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`

/**
 * Where clause on a column of areas: what one sees. A whole city has nothing above it and nothing outside. `higher`: what of an area above
 * holds below as well.
 */
export function seenSql(
  { areas, above }: Pick<Wanted, 'areas' | 'above'>,
  column: string,
  higher: string,
  values: unknown[],
): string {
  if (isWhole(areas)) return 'true'
  const inside = scopeSql(column, areas, values)
  return above.length === 0 ? inside : `(${inside} or (${column} = any(${add(values, above)}) and ${higher}))`
}
const itemsSeen = (seen: Pick<Wanted, 'areas' | 'above'>, values: unknown[]): string =>
  seenSql(seen, 'i.area', `i.tier <> 'town'`, values)

function filters({ tier, unit, state, type, ...seen }: Wanted, values: unknown[]): string {
  const clauses = [itemsSeen(seen, values)]
  if (tier) clauses.push(`i.tier = ${add(values, tier)}`)
  if (unit) clauses.push(`i.unit = ${add(values, unit)}`)
  if (state) clauses.push(`i.state = '${state === 'stopped' ? 'stopped' : 'in-force'}'`)
  if (type) clauses.push(`i.type = ${add(values, type)}`)
  return clauses.join(' and ')
}

/** A page of items by code, and on the first one how many there are, up to what a count looks at. */
export async function findItems(db: Db, wanted: Wanted, page: Page): Promise<Found<ItemLine>> {
  if (wanted.q) return findWords(db, { ...wanted, q: wanted.q }, page)
  const lines = await readItems(db, wanted, page)
  if (page.after !== null) return { lines, total: null, more: false }
  if (lines.length < page.limit) return { lines, total: lines.length, more: false }
  const n = await countItems(db, wanted, countedAtMost)
  return { lines, total: Math.min(n, countedAtMost), more: n > countedAtMost }
}

/** A page of items by code, without words to look for. */
export async function readItems(db: Db, wanted: Wanted, { after, limit }: Page): Promise<ItemLine[]> {
  const values: unknown[] = []
  const behind = after === null ? '' : ` and i.code > ${add(values, after)}`
  return pageOf(db, `${filters(wanted, values)}${behind}`, values, limit)
}

/** The names beside a page are looked up for the page alone. */
const pageOf = (db: Db, where: string, values: unknown[], limit: number): Promise<ItemLine[]> =>
  db.query<ItemLine>(
    `select ${lineColumns} from (select * from business_items i where ${where} order by i.code limit ${add(values, limit)}) i ${named} order by i.code`,
    values,
  )

/** How many items there are, counted no further than one over `most`. */
export async function countItems(db: Db, wanted: Omit<Wanted, 'q'>, most: number): Promise<number> {
  const values: unknown[] = []
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from (select 1 from business_items i where ${filters(wanted, values)} limit ${add(values, most + 1)}) i`,
    values,
  )
  return row!.n
}

/** Words are asked of the index of grams first; those that too many hold are found by walking. */
async function findWords(db: Db, wanted: Wanted & { q: string }, { after, limit }: Page): Promise<Found<ItemLine>> {
  const codes = await holdingCodes(db, wanted)
  const rare = codes.length <= rareAtMost
  const values: unknown[] = []
  const behind = after === null ? '' : ` and i.code > ${add(values, after)}`
  const where = rare
    ? `i.code = any(${add(values, codes)}::text[])`
    : `${filters(wanted, values)} and (i.words like ${add(values, anywhere(wanted.q))} or i.code like ${add(values, front(wanted.q))})`
  const lines = await pageOf(db, `${where}${behind}`, values, limit)
  const total = after === null ? Math.min(codes.length, rareAtMost) : null
  return { lines, total, more: total !== null && !rare }
}

const anywhere = (q: string): string => `%${literal(q.toLowerCase())}%`
const front = (q: string): string => `${literal(q.toUpperCase())}%`

/** Codes of items that hold words, in no order: at most one more than is rare. */
async function holdingCodes(db: Db, wanted: Wanted & { q: string }): Promise<string[]> {
  const values: unknown[] = []
  const [where, limit] = [filters(wanted, values), add(values, rareAtMost + 1)]
  const [typed, like, begins] = [
    add(values, wanted.q.toLowerCase()),
    add(values, anywhere(wanted.q)),
    add(values, front(wanted.q)),
  ]
  const rows = await db.query<{ code: string }>(
    `(select i.code from business_items i where ${where} and i.code like ${begins} limit ${limit})
     union (select i.code from business_items i where ${where} and grams(i.words, 1) @> grams(${typed}, least(2, length(${typed}))) and i.words like ${like} limit ${limit})`,
    values,
  )
  return rows.map(({ code }) => code)
}

/** One item of what one sees; null: there is none. */
export async function readItemLine(db: Db, seen: Pick<Wanted, 'areas' | 'above'>, code: string): Promise<ItemLine | null> {
  const values: unknown[] = [code]
  return (await pageOf(db, `i.code = $1 and ${itemsSeen(seen, values)}`, values, 1))[0] ?? null
}

/** Items by code, wherever they lie: a code is taken once. */
export async function itemsByCode(db: Db, codes: readonly string[]): Promise<Map<string, Kept<Item>>> {
  const rows = await db.query<Kept<Item>>(`select ${columns} from business_items i where i.code = any($1)`, [codes])
  return new Map(rows.map((row) => [row.code, row]))
}

/** Areas over a scope whose items hold there: city and district by the statutory tree, and the first town of the zone a town belongs to. */
export async function areasAbove(db: Db, scope: readonly string[]): Promise<string[]> {
  const statutory = scope.flatMap((path) => {
    const codes = path.split('/').filter(Boolean)
    return codes.slice(0, -1).map((_, i) => `${codes.slice(0, i + 1).join('/')}/`)
  })
  const zones = await db.query<{ path: string }>(
    `select (select min(f.path) from unit_areas f where f.unit = u.id) as path from unit_areas x join units u on u.id = x.unit and u.kind = 'district-centre'
     where exists (select 1 from unnest($1::text[]) s(prefix) where s.prefix ^@ x.path)`,
    [scope],
  )
  return [...new Set([...statutory, ...zones.map(({ path }) => path)])]
}

/** Units of areas themselves, not of what lies below them, that do items. */
export function unitsDoing(db: Db, areas: readonly string[], limit: number): Promise<{ id: string; name: string }[]> {
  return db.query<{ id: string; name: string }>(
    `select u.id, u.name from units u where u.id in (select x.unit from unit_areas x where x.path = any($1))
       and exists (select 1 from business_items i where i.unit = u.id) order by u.tier, u.sort, u.id limit $2`,
    [areas, limit],
  )
}
