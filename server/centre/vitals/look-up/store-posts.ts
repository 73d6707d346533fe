import { isWhole, scopeSql } from '../../../city/permit/scope.ts'
import { gramsSql, isSpelledSql, letterWord, likeSql, spelledSql } from '../../../city/spelling/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { add } from '../../desk/store.ts'
import { leadsOf, nameHolds, placedSql, type Word, type Words } from '../../desk/store-words.ts'
import { foundAtMost, ledTo, rankedAtMost } from './store.ts'

/**
 * Posts by their name, their unit's, or who holds them; in units of the caller's areas, or in the caller's own. Of several words one leads by its index, the
 * others narrow: they stand in any of these names, or name what the unit answers for. A common word is looked for from the units one sees, the shortest name
 * first; whoever does not see a whole city sees so few that every word is.
 */
export async function findPosts(db: Db, caller: Caller, words: Words, now: Date): Promise<string[]> {
  const { leads, rest } = leadsOf(words)
  const whole = caller.sight === 'area' && isWhole(caller.scope)
  const named = whole ? await ledTo(db, (values) => ledSqls(leads, now, values), rankedAtMost.posts) : null
  if (named?.length === 0) return []
  const values: unknown[] = [now]
  const from = named ? `(select * from posts where id = any(${add(values, named)}) offset 0)` : 'posts'
  const called = named ? '' : ` and (${leads.map((word) => calledSql(word, values)).join(' or ')})`
  const narrowed = rest.map((word) => ` and (${calledSql(word, values)} or ${answersForSql(word, values)})`).join('')
  const seen = seenUnits(caller, values)
  const [mine, inside] = whole
    ? ['true', `(${seen} and ua.unit = p.unit limit 1) is not null`]
    : [`u.id = any(array(${seen}))`, 'true']
  // Some are put in order and then looked at until a page is full; of all there are the index of units gives the order.
  const inOrder = whole && !named ? '' : 'order by length(u.name), u.sort, p.sort, p.id offset 0'
  const rows = await db.query<{ id: string }>(
    `select p.id from (
       select p.id, p.name, p.unit, u.name as unit_name, u.short_name, length(u.name) as long, u.sort as unit_sort, p.sort from units u join ${from} p on p.unit = u.id
       where (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1) and ${mine} ${inOrder}) p
     where ${inside}${called}${narrowed} order by p.long, p.unit_sort, p.sort, p.id limit ${foundAtMost}`,
    values,
  )
  return rows.map(({ id }) => id)
}

/** Units whose posts a caller sees. */
function seenUnits({ sight, scope, unit }: Caller, values: unknown[]): string {
  if (sight !== 'area') return `select ${add(values, unit)}::text as unit`
  return `select ua.unit from unit_areas ua where ${scopeSql('ua.path', scope, values)}`
}

const heldNow = 'a.valid_from <= $1 and (a.valid_to is null or a.valid_to > $1)'

/** Ids of the posts the words lead to. */
function ledSqls(leads: readonly Word[], now: Date, values: unknown[]): string[] {
  values.push(now)
  return leads.flatMap((word) => ledSql(word, values))
}

/** Ids of the posts a word leads to. $1: now. */
function ledSql({ typed, anywhere }: Word, values: unknown[]): string[] {
  const [word, letters] = [add(values, typed), letterWord(typed)]
  const called = `${likeSql(typed)} ${add(values, anywhere)}`
  const people = [`select n.id from persons n where ${gramsSql('n.name', word)} and n.name ${called}`]
  if (letters !== null) people.push(spelledSql('person', letters, values))
  return [
    `select p.id from posts p where ${gramsSql('p.name', word)} and p.name ${called}`,
    `select p.id from units u join posts p on p.unit = u.id
       where ${gramsSql("u.name || ' ' || u.short_name", word)} and (u.name ${called} or u.short_name ${called})`,
    ...(letters === null ? [] : [spelledSql('post', letters, values)]),
    `select a.post as id from (${people.join(' union ')}) n join appointments a on a.person = n.id where ${heldNow}`,
  ]
}

/** Clause on a post `p` with the names of its unit: it, its unit or who holds it is called so. */
function calledSql(word: Word, values: unknown[]): string {
  const letters = letterWord(word.typed)
  const person = `${nameHolds('n.name', word, values)} or ${isSpelledSql('n.id', 'person', letters, values)}`
  return `(${nameHolds("(p.name || ' ' || p.unit_name || ' ' || p.short_name)", word, values)} or ${isSpelledSql('p.id', 'post', letters, values)}
    or coalesce((select bool_or(${person}) from appointments a join persons n on n.id = a.person where a.post = p.id and ${heldNow}), false))`
}

/** Clause on a post `p`: its unit answers for a place called so. */
const answersForSql = (word: Word, values: unknown[]): string =>
  `exists (select 1 from unit_areas ua where ua.unit = p.unit and ${placedSql('ua.path', word, values)})`
