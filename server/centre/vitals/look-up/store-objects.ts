import type { Risk } from '../../../../contract/scales.ts'
import { gramsSql, isSpelledSql, letterWord, likeSql, spelledSql } from '../../../city/spelling/store.ts'
import { openStates } from '../../../flow/3-event/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { add } from '../../desk/store.ts'
import { objectsInOrder, objectsParts, objectsSql, ownSql } from '../../desk/store-sight.ts'
import { leadsOf, literal, nameHolds, placedSql, type Word, type Words } from '../../desk/store-words.ts'
import { foundAtMost, ledTo, rankedAtMost } from './store.ts'

export type ObjectLine = {
  id: string
  code: string
  name: string
  kind: string
  town: string | null
  level: Risk | null
  rated: Date | null
  open: number
}

/** The worst first, what nobody rated last; as the index `objects_worst` has it. */
const worstSql = `(case when o.rated then array_position(array['red', 'orange', 'yellow', 'blue', 'green'], o.risk) else 9 end)`

/**
 * Objects by name, code, pinyin or its first letters; those called just so first, then the worst. Of several words one leads by its index, the others narrow:
 * they stand in the object as well, or name where it stands. What a common word leads to is not ranked as a whole: the worst of what one sees are walked.
 */
export async function findObjects(db: Db, caller: Caller, words: Words): Promise<ObjectLine[]> {
  const { leads, rest } = leadsOf(words)
  const named = seesFew(caller)
    ? null
    : await ledTo(db, (values) => leads.flatMap((word) => ledSql(word, values)), rankedAtMost.objects)
  if (named?.length === 0) return []
  const values: unknown[] = []
  const just = add(values, words.words.map(({ typed }) => typed).join(' '))
  const isJust = `(o.name = ${just} or o.code = ${just})`
  const narrowed = rest.map((word) => ` and (${calledSql(word, values)} or ${placedSql('o.area', word, values)})`).join('')
  const page: Page = (of, clause, first = '') =>
    `(select o.id, o.code, o.name, o.kind, o.area, ${isJust} as just, o.worst as rank from ${of} o
      where o.valid_to is null and ${clause}${narrowed} order by ${first}o.worst, o.name, o.id limit ${foundAtMost})`
  const pages = named
    ? [page(ranked(''), `o.id = any(${add(values, named)}) and ${objectsSql(caller, values)}`, 'just desc, ')]
    : walked(caller, { leads, isJust, page }, values)
  return db.query<ObjectLine>(
    `select o.id, o.code, o.name, o.kind, t.name as town, r.level, r.rated_at as rated, c.open
     from (select * from (${pages.join(' union ')}) found order by just desc, rank, name, id limit ${foundAtMost}) o
     left join object_risks r on r.object = o.id
     left join areas t on t.code = split_part(o.area, '/', 3)
     cross join lateral (select count(*)::int as open from events e where e.object = o.id and not e.exercise and e.state in ${openStates}) c
     order by o.just desc, o.rank, o.name, o.id`,
    values,
  )
}

type Page = (of: string, clause: string, first?: string) => string

/** Objects with how bad each is. */
const ranked = (which: string): string =>
  `(select o.id, o.code, o.name, o.kind, o.area, o.valid_to, o.duty_unit, o.maintainer_unit, ${worstSql} as worst from objects o${which})`

/** Whoever sees towns or single cases sees so few things that each word is looked for among them. */
const seesFew = ({ sight, scope }: Caller): boolean => sight !== 'area' || scope.every((path) => path.split('/').length > 3)

/**
 * Of many those called just so, and the worst; of the few one sees at once. A part is put in order before its words are looked at: the first page of a common
 * one is found soon.
 */
function walked(
  caller: Caller,
  { leads, isJust, page }: { leads: readonly Word[]; isJust: string; page: Page },
  values: unknown[],
): string[] {
  const called = leads.map((word) => calledSql(word, values)).join(' or ')
  const few = seesFew(caller)
  const first = few ? 'just desc, ' : ''
  const parts = objectsParts(caller, values, objectsInOrder)
  const own = ownSql(parts).map((sql) => ({ sql, all: false }))
  const seen = [...parts.filter((part) => !part.own), ...own].map(({ sql, all }) =>
    all
      ? page(ranked(''), `${sql} and (${called})`, first)
      : page(ranked(` where ${sql} and o.valid_to is null order by worst, o.name, o.id offset 0`), `(${called})`, first),
  )
  if (few) return seen
  const exact = leads.map(({ typed }) => gramsSql(wordsOf('o'), add(values, typed)))
  return [...exact.map((holds) => page(ranked(''), `${holds} and ${isJust} and ${objectsSql(caller, values)}`)), ...seen]
}

/** All that an object is called, as its index of words has it (`objects_words`). */
const wordsOf = (o: string): string => `${o}.name || ' ' || ${o}.code`

/** Clause on an object `o`: it is called so. */
function calledSql(word: Word, values: unknown[]): string {
  const own = `${nameHolds('o.name', word, values)} or o.code ilike ${add(values, `${literal(word.typed)}%`)}`
  return `${own} or ${isSpelledSql('o.id', 'object', letterWord(word.typed), values)}`
}

/** Ids of the objects a word leads to: by the words they are called, and by how these are spelled. */
function ledSql({ typed, anywhere }: Word, values: unknown[]): string[] {
  const own = `o.name ${likeSql(typed)} ${add(values, anywhere)} or o.code ilike ${add(values, `${literal(typed)}%`)}`
  const letters = letterWord(typed)
  const written = `select o.id from objects o where o.valid_to is null and ${gramsSql(wordsOf('o'), add(values, typed))} and (${own})`
  return letters === null ? [written] : [written, spelledSql('object', letters, values)]
}
