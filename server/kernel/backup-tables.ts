import type pg from 'pg'

export type TableShape = { name: string; columns: string[] }
export type SequenceValue = { name: string; value: string }

/**
 * Every table that holds rows of its own or stands over partitions, with the columns one can write, in an order in which a table comes
 * after those it refers to. The list of migrations is not among them: a restore runs them.
 */
export async function listTables(client: pg.ClientBase): Promise<TableShape[]> {
  const { rows } = await client.query<{ name: string; columns: string[]; refers: string[] }>(
    `select c.relname as name,
       array(select a.attname::text from pg_attribute a
             where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as columns,
       array(select distinct f.relname::text from pg_constraint k join pg_class f on f.oid = k.confrelid
             where k.conrelid = c.oid and k.contype = 'f' and k.confrelid <> c.oid) as refers
     from pg_class c
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition and c.relname <> 'migrations'
     order by c.relname`,
  )
  return inOrder(rows).map(({ name, columns }) => ({ name, columns }))
}

/** Sorts by who refers to whom; tables that refer to each other in a circle keep their alphabetical order. */
export function inOrder<T extends { name: string; refers: string[] }>(tables: T[]): T[] {
  const waiting = [...tables]
  const sorted: T[] = []
  while (waiting.length > 0) {
    const free = waiting.findIndex(
      (table) => !table.refers.some((name) => waiting.some((other) => other.name === name && other !== table)),
    )
    sorted.push(...waiting.splice(Math.max(free, 0), 1))
  }
  return sorted
}

/** Where every sequence stands, those of identity columns included; sequences never used are left out. */
export async function listSequences(client: pg.ClientBase): Promise<SequenceValue[]> {
  const { rows } = await client.query<SequenceValue>(
    `select sequencename as name, last_value::text as value from pg_sequences where schemaname = 'public' and last_value is not null order by 1`,
  )
  return rows
}

/** Is there nothing at all in the database yet? */
export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  const { rows } = await client.query(`select 1 from pg_class where relnamespace = 'public'::regnamespace limit 1`)
  return rows.length === 0
}
