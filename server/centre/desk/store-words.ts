import { gramsSql } from '../../city/spelling/store.ts'
import type { Db } from '../../kernel/spine.ts'

/** Words that more events hold than this are common: walking the newest events finds a page of them sooner than any index. */
const rareAtMost = 5_000

/** Typed words as looked up: `rare` are the events that hold them, null when they are common; and the places called so. */
export type Words = { front: string; anywhere: string; rare: string[] | null; places: Record<Tier, string[]> }
type Tier = 'district' | 'town' | 'community'
const partOf: Record<Tier, number> = { district: 2, town: 3, community: 4 }

/** `%` and `_` typed by a person are letters. */
export const literal = (words: string): string => words.trim().replace(/[\\%_]/g, '\\$&')

/** An event holds words when its number begins with them, or its title or address holds them. */
const holds = (front: string, anywhere: string): string =>
  `(e.no like ${front} or e.title ilike ${anywhere} or e.address ilike ${anywhere})`

/**
 * Looks words up once for every statement of a request, off indexes: places by their names, events by number and by the grams
 * of title and address. Null without words. Whose events they are is for the statement that uses them.
 */
export async function lookUpWords(db: Db, typed: string | undefined): Promise<Words | null> {
  if (!typed?.trim()) return null
  const [front, anywhere] = [`${literal(typed).toUpperCase()}%`, `%${literal(typed)}%`]
  const found = await db.query<{ tier: Tier; code: string }>(
    `select tier, code from areas where tier <> 'grid' and tier in ('district', 'town', 'community') and valid_to is null and name like $1`,
    [anywhere],
  )
  const rows = await db.query<{ id: string }>(
    `(select e.id from events e where e.no like $1 limit $4) union (select e.id from events e
       where ${gramsSql("e.title || ' ' || coalesce(e.address, '')", '$2')} and (e.title ilike $3 or e.address ilike $3) limit $4)`,
    [front, typed.trim(), anywhere, rareAtMost + 1],
  )
  const codes = (tier: Tier): string[] => found.filter((area) => area.tier === tier).map(({ code }) => code)
  return {
    front,
    anywhere,
    rare: rows.length > rareAtMost ? null : rows.map(({ id }) => id),
    places: { district: codes('district'), town: codes('town'), community: codes('community') },
  }
}

/** Where clause on `e`: holds the words, or lies in a place called so. */
export function wordsSql(words: Words, values: unknown[]): string {
  const put = (value: unknown): string => `$${values.push(value)}`
  const held = words.rare ? `e.id = any(${put(words.rare)}::uuid[])` : holds(put(words.front), put(words.anywhere))
  const placed = (Object.keys(partOf) as Tier[])
    .filter((tier) => words.places[tier].length > 0)
    .map((tier) => `split_part(e.area, '/', ${partOf[tier]}) = any(${put(words.places[tier])}::text[])`)
  return `(${[held, ...placed].join(' or ')})`
}
