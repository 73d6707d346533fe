import type { Db } from '../../kernel/spine.ts'

/** Names of towns by their paths: 「江北区 寸滩街道」; a path nobody knows is its own name. */
export async function namesOf(db: Db, paths: string[]): Promise<(path: string) => string> {
  const rows = await db.query<{ path: string; name: string }>(
    `select p.path, concat_ws(' ', d.name, t.name) as name from unnest($1::text[]) as p(path)
     left join areas d on d.code = split_part(p.path, '/', 2) left join areas t on t.code = nullif(split_part(p.path, '/', 3), '')`,
    [paths],
  )
  const names = new Map(rows.map(({ path, name }) => [path, name]))
  return (path) => names.get(path) || path
}

export type Titled = { id: string; title: string; event: string | null }

/** What the things of a difference are: signals by their title, calls by that of their event. */
export const titlesOf = (db: Db, ids: string[]): Promise<Titled[]> =>
  db.query<Titled>(
    `select s.id::text, s.title, s.event::text from signals s where s.id = any($1::uuid[])
     union all select n.id::text, e.title, e.id::text from notices n join events e on e.id = n.event where n.id = any($1::uuid[])`,
    [ids],
  )
