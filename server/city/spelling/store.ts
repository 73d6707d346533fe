import type { Db, Tx } from '../../kernel/spine.ts'

export type Spelled = 'object' | 'post' | 'person'
export type Unspelled = { kind: Spelled; id: string; name: string; of: string }

const named = `select 'object' as kind, id, name from objects where valid_to is null
  union all select 'post', p.id, u.name || ' ' || p.name from posts p join units u on u.id = p.unit where p.valid_to is null and u.valid_to is null
  union all select 'person', id, name from persons`

/** What has no spelling yet, or is called otherwise since, at most so many. */
export const unspelled = (db: Db, limit: number): Promise<Unspelled[]> =>
  db.query<Unspelled>(
    `select n.kind, n.id, n.name, md5(n.name) as of from (${named}) n left join spellings s on s.kind = n.kind and s.id = n.id
     where s.of is distinct from md5(n.name) limit $1`,
    [limit],
  )

export async function keepSpellings(
  tx: Tx,
  rows: readonly { kind: Spelled; id: string; of: string; spelled: string }[],
): Promise<void> {
  await tx.query(
    `insert into spellings (kind, id, of, spelled) select * from unnest($1::text[], $2::text[], $3::text[], $4::text[])
     on conflict (kind, id) do update set of = excluded.of, spelled = excluded.spelled`,
    [rows.map(({ kind }) => kind), rows.map(({ id }) => id), rows.map(({ of }) => of), rows.map(({ spelled }) => spelled)],
  )
}

/** Spellings of what is there no more. */
export const forgetSpellings = (tx: Tx): Promise<unknown> =>
  tx.query(`delete from spellings s where not exists (select 1 from (${named}) n where n.kind = s.kind and n.id = s.id)`)

/** Letters as they are typed: 'ta shan' and "ta'shan" are one word; null: no letters, so no pinyin. */
export const typedLetters = (words: string): string | null => letterWord(words.replace(/\s/g, ''))

/** One word as letters, "ta'shan" without its mark; null: it has others. */
export function letterWord(word: string): string | null {
  const typed = word.toLowerCase().replaceAll("'", '')
  return /^[a-z0-9]+$/.test(typed) ? typed : null
}

/**
 * Clause: a text of which all grams are indexed holds what was typed (`words` is the parameter with the words themselves).
 * Two characters imply each of them, so only the longer grams are asked for.
 */
export const gramsSql = (text: string, words: string): string =>
  `grams(${text}, 1) @> grams(${words}, least(2, length(${words})))`

/** How letters without a case are compared: they need not be made small first, which takes half the time. */
export const likeSql = (words: string): 'like' | 'ilike' => (/\p{Cased}/u.test(words) ? 'ilike' : 'like')

/** Ids of what is spelled so, as SQL. `letters` of `typedLetters`; without any, none. */
export function spelledSql(kind: Spelled, letters: string | null, values: unknown[]): string {
  if (letters === null) return 'select null::text as id where false'
  values.push(letters)
  const typed = `$${values.length}`
  // Each kind has an index of its own: people are not looked for among the objects that are spelled so.
  return `select s.id from spellings s where s.kind = '${kind}' and ${gramsSql('s.spelled', typed)} and strpos(s.spelled, ${typed}) > 0`
}

/** Clause: one thing, whose id is an expression, is spelled so. */
export function isSpelledSql(id: string, kind: Spelled, letters: string | null, values: unknown[]): string {
  if (letters === null) return 'false'
  // As a value: an `exists` is made into a table of all that is spelled so, 100 ms for a common syllable.
  return `coalesce((select strpos(s.spelled, $${values.push(letters)}) > 0 from spellings s where s.kind = '${kind}' and s.id = ${id}), false)`
}
