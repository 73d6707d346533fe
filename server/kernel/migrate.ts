import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { lockKeys } from './lock-keys.ts'

const folder = fileURLToPath(new URL('../migrations/', import.meta.url))

/** Brings a database to the newest shape: every file of server/migrations once, in order, each in its own transaction. Returns the names run. */
export async function migrate(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [lockKeys.migrate])
    await client.query('create table if not exists migrations (name text primary key, run_at timestamptz not null)')
    const done = new Set((await client.query('select name from migrations')).rows.map((row) => row.name as string))
    const waiting = (await readdir(folder)).filter((name) => name.endsWith('.sql') && !done.has(name)).sort()
    for (const name of waiting) {
      await client.query('begin')
      await client.query(await readFile(`${folder}${name}`, 'utf8'))
      await client.query('insert into migrations values ($1, current_timestamp)', [name])
      await client.query('commit')
    }
    return waiting
  } finally {
    await client.end()
  }
}
