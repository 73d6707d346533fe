import { isWhole, scopeSql } from '../../../city/permit/scope.ts'
import { gramsSql, isSpelledSql, letterWord, likeSql, spelledSql } from '../../../city/spelling/store.ts'
import type { Caller } from '../../../kernel/http.ts'
import type { Db } from '../../../kernel/spine.ts'
import { add } from '../../desk/store.ts'
import { leadsOf, nameHolds, placedSql, type Word, type Words } from '../../desk/store-words.ts'
import { foundAtMost, rankedAtMost } from './store.ts'

/**
 * Posts by their name, their unit's, or who holds them; in units of the caller's areas, or in the caller's own. Of several words one leads by its index, the
 * others narrow: they stand in any of these names, or name what the unit answers for. A common word is looked for from the units one sees, the shortest name
 * first; whoever does not see a whole city sees so few that every word is.
 */
export async function findPosts(db: Db, caller: Caller, words: Words, now: Date): Promise<string[]> {
  const values: unknown[] = [now]
  const { leads, rest } = leadsOf(words)
  const called = leads.map((word) => calledSql(word, values)).join(' or ')
  const narrowed = rest.map((word) => ` and (${calledSql(word, values)} or ${answersForSql(word, values)})`).join('')
  const page = (clause: string): string =>
    `(select p.id, length(u.name) as long, u.sort as unit_sort, p.sort from units u join posts p on p.unit = u.id
      where (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1) and ${clause}${narrowed}
      order by length(u.name), u.sort, p.sort, p.id limit ${foundAtMost})`
  const { ctes, pages } =
    caller.sight === 'area' && isWhole(caller.scope)
      ? ofAll(caller.scope, { leads, called }, values)
      : {
          ctes: `mine as materialized (${seenUnits(caller, values)})`,
          pages: [`u.id in (select unit from mine) and (${called})`],
        }
  const rows = await db.query<{ id: string }>(
    `with ${ctes} select id from (${pages.map(page).join(' union all ')}) found order by long, unit_sort, sort, id limit ${foundAtMost}`,
    values,
  )
  return rows.map(({ id }) => id)
}

/** Units whose posts a caller sees. */
function seenUnits({ sight, scope, unit }: Caller, values: unknown[]): string {
  if (sight !== 'area') return `select ${add(values, unit)}::text as unit`
  return `select distinct ua.unit from unit_areas ua where ${scopeSql('ua.path', scope, values)}`
}

type Called = { leads: readonly Word[]; called: string }

/** Of a whole city the few a word leads to are ranked; of many the units are walked. */
function ofAll(scope: readonly string[], { leads, called }: Called, values: unknown[]): { ctes: string; pages: string[] } {
  const led = leads.flatMap((word) => ledSql(word, values)).map((sql) => `(${sql})`)
  const few = `(select count(*) from named) <= ${rankedAtMost.posts}`
  const inside = `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', scope, values)})`
  return {
    ctes: `named as materialized (select id from (${led.join(' union all ')}) led limit ${rankedAtMost.posts + 1})`,
    pages: [`${inside} and ${few} and p.id in (select id from named)`, `${inside} and not ${few} and (${called})`],
  }
}

const heldNow = 'a.valid_from <= $1 and (a.valid_to is null or a.valid_to > $1)'

/** Ids of the posts a word leads to. */
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

/** Clause on a post `p` and its unit `u`: it, its unit or who holds it is called so. */
function calledSql(word: Word, values: unknown[]): string {
  const letters = letterWord(word.typed)
  const person = `${nameHolds('n.name', word, values)} or ${isSpelledSql('n.id', 'person', letters, values)}`
  return `(${nameHolds("(p.name || ' ' || u.name || ' ' || u.short_name)", word, values)} or ${isSpelledSql('p.id', 'post', letters, values)}
    or coalesce((select bool_or(${person}) from appointments a join persons n on n.id = a.person where a.post = p.id and ${heldNow}), false))`
}

/** Clause on a unit `u`: it answers for a place called so. */
const answersForSql = (word: Word, values: unknown[]): string =>
  `exists (select 1 from unit_areas ua where ua.unit = u.id and ${placedSql('ua.path', word, values)})`
