import { areaWords } from '../../city/area/store.ts'
import { wordsTyped } from '../../city/area/words-typed.ts'
import { gramsSql, letterWord, likeSql } from '../../city/spelling/store.ts'
import type { Db } from '../../kernel/spine.ts'

/** Words that more events hold than this are common: walking the newest events finds a page of them sooner than any index. */
const rareAtMost = 5_000
/** So many that hold the words of the text are looked at for whether they lie where the other words say. */
const narrowedAtMost = 25_000

type Tier = 'district' | 'town' | 'community'
const partOf: Record<Tier, number> = { district: 2, town: 3, community: 4 }

/** One word as looked up, and the places called so. */
export type Word = { typed: string; front: string; anywhere: string; places: Record<Tier, string[]> }
/**
 * Typed words as looked up; a thing must fit each of them. `rare`: the events that hold all words which name no place (and fit the others); where each names
 * a place, those that hold any of them. Null when they are common.
 */
export type Words = { words: Word[]; rare: string[] | null }

/** `%` and `_` typed by a person are letters. */
export const literal = (words: string): string => words.trim().replace(/[\\%_]/g, '\\$&')

const put = (values: unknown[], value: unknown): string => `$${values.push(value)}`
export const namesPlace = ({ places }: Word): boolean => Object.values(places).some((codes) => codes.length > 0)

/** The words that name no place: they must stand in the thing itself. */
const textsOf = ({ words }: Pick<Words, 'words'>): Word[] => words.filter((word) => !namesPlace(word))

/**
 * Which words lead to things by an index, and which then narrow: the longest of those that name no place; where all do, each of them, so that 「寸滩 公园」
 * finds the park in 寸滩 and what is called 寸滩 at a 公园.
 */
export function leadsOf(words: Words): { leads: Word[]; rest: Word[] } {
  const [longest] = textsOf(words).toSorted((a, b) => b.typed.length - a.typed.length)
  if (longest) return { leads: [longest], rest: words.words.filter((word) => word !== longest) }
  return { leads: words.words, rest: words.words.length > 1 ? words.words : [] }
}

/** An event holds a word when its number begins with it, or its title or address holds it. */
function holdsSql({ front, anywhere }: Word, values: unknown[]): string {
  const within = put(values, anywhere)
  return `(e.no like ${put(values, front)} or e.title ilike ${within} or e.address ilike ${within})`
}

/** Clause on a path: it lies in a place called so. */
export function placedSql(path: string, word: Word, values: unknown[]): string {
  const tiers = (Object.keys(partOf) as Tier[]).filter((tier) => word.places[tier].length > 0)
  const placed = tiers.map((tier) => `split_part(${path}, '/', ${partOf[tier]}) = any(${put(values, word.places[tier])}::text[])`)
  return placed.length > 0 ? `(${placed.join(' or ')})` : 'false'
}

const fitsSql = (word: Word, values: unknown[]): string =>
  namesPlace(word) ? `(${holdsSql(word, values)} or ${placedSql('e.area', word, values)})` : holdsSql(word, values)

/** Clause on an event `e`: each of the words stands in it or names where it lies. */
export const fitsAllSql = (words: readonly Word[], values: unknown[]): string =>
  words.map((word) => fitsSql(word, values)).join(' and ') || 'true'

/**
 * Looks words up once for every statement of a request, off indexes: places by their names (where several words narrow each other, by letters as well),
 * events by number and by the grams of title and address. Null without words. Whose events they are is for the statement that uses them.
 */
export async function lookUpWords(db: Db, q: string | undefined): Promise<Words | null> {
  const typed = wordsTyped(q ?? '')
  if (typed.length === 0) return null
  const places = await placesCalled(db, typed)
  const words = typed.map((word, n) => ({
    ...{ typed: word, front: `${literal(word).toUpperCase()}%`, anywhere: `%${literal(word)}%` },
    places: { district: places('district', n), town: places('town', n), community: places('community', n) },
  }))
  return { words, rare: await rareEvents(db, { words }) }
}

async function placesCalled(db: Db, typed: readonly string[]): Promise<(tier: Tier, n: number) => string[]> {
  const values: unknown[] = []
  const rows = await db.query<{ n: number; tier: Tier; code: string }>(
    typed.map((word, n) => calledPlacesSql({ word, n, byLetters: typed.length > 1 && word.length > 1 }, values)).join(' union '),
    values,
  )
  return (tier, n) => rows.filter((row) => row.tier === tier && row.n === n).map(({ code }) => code)
}

/** Areas whose name holds a word, or (by letters) whose spelling begins with it; of a zone its towns. */
function calledPlacesSql({ word, n, byLetters }: { word: string; n: number; byLetters: boolean }, values: unknown[]): string {
  const anywhere = put(values, `%${literal(word)}%`)
  const led = (names: string, typed: string): string =>
    `select ${n} as n, a.tier, a.code from areas a where ${gramsSql(names, put(values, typed))}
       and a.tier <> 'grid' and a.tier in ('district', 'town', 'community') and a.valid_to is null`
  const letters = byLetters ? letterWord(word) : null
  const front = letters === null ? '' : put(values, `${letters}%`)
  return `${led('a.name', word)} and a.name like ${anywhere}
    ${letters === null ? '' : `union ${led(areaWords('a'), letters)} and (a.initials like ${front} or a.pinyin like ${front})`}
    union select ${n}, 'town', a.code from operating_districts d
    join areas a on a.operating_district = d.code and a.tier = 'town' and a.valid_to is null
    where d.kind = 'zone' and d.name like ${anywhere}`
}

async function rareEvents(db: Db, words: Pick<Words, 'words'>): Promise<string[] | null> {
  const values: unknown[] = []
  const texts = textsOf(words)
  const narrowing = texts.length > 0 ? words.words.filter(namesPlace) : []
  const atMost = narrowing.length > 0 ? narrowedAtMost : rareAtMost
  const groups = texts.length > 0 ? [texts] : words.words.map((word) => [word])
  const held = groups.flatMap((group) => heldSql(group, atMost + 1, values)).join(' union ')
  const [row] = await db.query<{ held: number; ids: string[] }>(
    `with held as materialized (${held})
     select (select count(*)::int from held) as held,
       array(select e.id from held e where ${fitsAllSql(narrowing, values)} limit ${rareAtMost + 1})::text[] as ids`,
    values,
  )
  return row!.held > atMost || row!.ids.length > rareAtMost ? null : row!.ids
}

/** The events that hold all words of a group: those whose number begins with one, and those of the grams. */
function heldSql(group: readonly Word[], limit: number, values: unknown[]): string[] {
  const columns = 'e.id, e.no, e.title, e.address, e.area'
  // One pattern each: a list of them finds no index.
  const numbered = group.map(
    ({ front }) => `(select ${columns} from events e where e.no like ${put(values, front)} limit ${limit})`,
  )
  const written = group.map(({ typed, anywhere }) => {
    const within = put(values, anywhere)
    return `${gramsSql("e.title || ' ' || coalesce(e.address, '')", put(values, typed))} and (e.title ilike ${within} or e.address ilike ${within})`
  })
  return [
    `(select ${columns} from (${numbered.join(' union ')}) e where ${group.length > 1 ? fitsAllSql(group, values) : 'true'})`,
    `(select ${columns} from events e where ${written.join(' and ')} limit ${limit})`,
  ]
}

/** Where clause on `e`: each word stands in it, or names a place it lies in. */
export function wordsSql(words: Words, values: unknown[]): string {
  const rare = words.rare && `e.id = any(${put(values, words.rare)}::uuid[])`
  const [only, ...others] = words.words
  if (rare && textsOf(words).length > 0) return `(${rare})`
  if (rare && only && others.length === 0) return `(${rare} or ${placedSql('e.area', only, values)})`
  return `(${fitsAllSql(words.words, values)})`
}

/** Clause on `e` of a search: as one typed them, they stand in the event itself; a place it lies in only narrows other words. */
export function calledSql({ words }: Words, values: unknown[]): string {
  const [only, ...others] = words
  if (only && others.length === 0) return `(e.no like ${put(values, only.front)} or e.title ilike ${put(values, only.anywhere)})`
  const own = textsOf({ words }).length > 0 ? 'true' : `(${words.map((word) => holdsSql(word, values)).join(' or ')})`
  return `(${own} and ${fitsAllSql(words, values)})`
}

/** Clause: a name holds a word. */
export const nameHolds = (name: string, { typed, anywhere }: Word, values: unknown[]): string =>
  `${name} ${likeSql(typed)} ${put(values, anywhere)}`
