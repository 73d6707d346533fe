import { createReadStream } from 'node:fs'
import { readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createGunzip } from 'node:zlib'
import pg from 'pg'
import { type BackupHead, type BackupManifest, sessionSettings } from './backup.ts'
import { isEmpty } from './backup-tables.ts'
import { StartError } from './config.ts'
import { migrate } from './migrate.ts'
import { makePartition, partitionNamed } from './partitions.ts'
import { damaged, type LoadOptions, loadEntries } from './restore-load.ts'
import { type Entry, readTar } from './tar.ts'

export type RestoreOptions = LoadOptions & { archive: string; url: string }

const migrations = fileURLToPath(new URL('../migrations/', import.meta.url))
/** Above this many transaction numbers to skip, PostgreSQL itself would have to tidy up in between. */
const maxSkip = 1_500_000_000n

/**
 * Brings a backup into an empty database: the shape it had, then all rows in one transaction, checked against the manifest, then what
 * this version adds. Anything wrong leaves the database as empty as it was. Throws StartError with a sentence for the person.
 */
export async function restore(options: RestoreOptions): Promise<BackupManifest> {
  await refuseMissing(options.archive)
  const client = new pg.Client({
    connectionString: options.url,
    application_name: 'zhili restore',
    options: `${sessionSettings} -c synchronous_commit=off`,
  })
  await client.connect()
  try {
    const manifest = await loadAll(client, options)
    await migrate(options.url)
    await client.query('analyze')
    return manifest
  } catch (error) {
    throw error instanceof StartError ? error : explain(error as Error & { code?: string })
  } finally {
    await client.end()
  }
}

/** Throws StartError when there is no such file: said before a database is made for it. */
export async function refuseMissing(archive: string): Promise<void> {
  const found = await stat(archive).catch(() => null)
  if (!found?.isFile()) throw new StartError(`找不到备份文件 ${archive}。 There is no backup file ${archive}.`)
}

async function loadAll(client: pg.Client, options: RestoreOptions): Promise<BackupManifest> {
  const file = createReadStream(options.archive)
  const plain = createGunzip()
  file.once('error', (error) => plain.destroy(error))
  const entries = readTar(file.pipe(plain))
  try {
    const head = headOf((await entries.next()).value as Entry | undefined)
    if (!(await isEmpty(client)))
      throw new StartError(
        '目标数据库不是空的，不能恢复到里面。 The database is not empty; a backup is restored into an empty one only.',
      )
    const scripts = await scriptsOf(head)
    await skipTransactions(client, BigInt(head.xid), options.log)
    await client.query('begin')
    await makeShape(client, head, scripts)
    const manifest = await loadEntries(client, head, entries, options)
    for (const { name, value } of head.sequences)
      await client.query('select setval($1::regclass, $2::bigint)', [client.escapeIdentifier(name), value])
    await client.query('commit')
    return manifest
  } finally {
    file.destroy()
  }
}

function headOf(first: Entry | undefined): BackupHead {
  const head = first?.name === 'head.json' ? (JSON.parse(first.body.toString()) as BackupHead) : null
  if (head?.product !== 'zhili') throw new StartError('这不是智理的备份文件。 This is not a backup of Zhili.')
  if (head.format !== 1) throw newer()
  return head
}

const newer = (): StartError =>
  new StartError('备份由更新的版本制作，请先升级。 The backup was made by a newer version of Zhili: install that version first.')

/** The texts of the migrations the backup had run. */
async function scriptsOf(head: BackupHead): Promise<{ name: string; runAt: string; text: string }[]> {
  const read = async (migration: BackupHead['migrations'][number]) => {
    if (!/^[a-z0-9-]+\.sql$/.test(migration.name)) throw newer()
    const text = await readFile(join(migrations, migration.name), 'utf8').catch(() => null)
    if (text === null) throw newer()
    return { ...migration, text }
  }
  return Promise.all(head.migrations.map(read))
}

/**
 * Facts are read in the order of their transaction numbers (decisions.md 4), so the database must give out higher numbers than any in
 * the backup: numbers are used up until it does, about 100,000 a second on a small machine.
 */
async function skipTransactions(client: pg.Client, until: bigint, log: RestoreOptions['log']): Promise<void> {
  const { rows } = await client.query<{ xid: string }>('select pg_snapshot_xmax(pg_current_snapshot())::text as xid')
  let missing = until - BigInt(rows[0]!.xid)
  if (missing > maxSkip)
    throw new StartError(
      '备份的事务号太大，请先用 pg_resetwal -x 把新库的事务号调高。 The transaction numbers of the backup are too high: raise those of the new database with pg_resetwal -x first.',
    )
  if (missing > 1_000_000n) log?.(`${missing} transaction numbers to skip, about ${missing / 100_000n} s`)
  for (; missing > 0n; missing -= 100_000n) {
    const step = missing < 100_000n ? missing : 100_000n
    await client.query(`do $$ begin for i in 1..${step} loop perform pg_current_xact_id(); commit; end loop; end $$`)
  }
}

async function makeShape(
  client: pg.Client,
  head: BackupHead,
  scripts: { name: string; runAt: string; text: string }[],
): Promise<void> {
  await client.query('create table migrations (name text primary key, run_at timestamptz not null)')
  for (const { name, runAt, text } of scripts) {
    await client.query(text)
    await client.query('insert into migrations values ($1, $2)', [name, runAt])
  }
  const db = { query: async <T>(text: string, values?: unknown[]) => (await client.query(text, values)).rows as T[] }
  for (const partition of head.partitions.flatMap((name) => partitionNamed(name) ?? []))
    await makePartition(db, partition, partition.from)
  // A migration may have put rows of its own in: the backup has them too.
  if (head.tables.length > 0)
    await client.query(`truncate ${head.tables.map((table) => client.escapeIdentifier(table.name)).join(', ')}`)
}

function explain(error: Error & { code?: string }): Error {
  if (error.code?.startsWith('Z_') || /archive|JSON/.test(error.message)) return damaged()
  if (error.code === '42703' || error.code === '42P01')
    return new StartError(
      `备份的表与本版本不符：${error.message}。 The tables of the backup do not fit this version: ${error.message}.`,
    )
  return error
}
