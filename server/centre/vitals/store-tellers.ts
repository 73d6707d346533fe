import type { Db } from '../../kernel/spine.ts'

/** Names of those who told values, by their id: people, and systems by the name of their key. */
export async function namesOfTellers(db: Db, actors: readonly string[]): Promise<Map<string, string>> {
  if (actors.length === 0) return new Map()
  const rows = await db.query<{ id: string; name: string }>(
    'select id, name from persons where id = any($1) union all select id, name from api_keys where id = any($1)',
    [actors],
  )
  return new Map(rows.map(({ id, name }) => [id, name]))
}
