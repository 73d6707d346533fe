import { createHash } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import pg from 'pg'
import { to as copyTo } from 'pg-copy-streams'
import { listSequences, listTables, type SequenceValue, type TableShape } from './backup-tables.ts'
import { partitionNamed } from './partitions.ts'
import { tarEnd, tarEntry } from './tar.ts'

/** What a backup begins with. `xid` is above every transaction number in it: a restored database must count on from there. */
export type BackupHead = {
  product: 'zhili'
  format: 1
  madeAt: string
  postgres: string
  xid: string
  migrations: { name: string; runAt: string }[]
  tables: TableShape[]
  partitions: string[]
  sequences: SequenceValue[]
}

export type TableSum = { name: string; rows: number; sha256: string }
/** What a backup ends with: without it, it is cut. `damaged` photos do not match their own hash and were left out. */
export type BackupManifest = { tables: TableSum[]; files: number; damaged: string[] }

export type BackupOptions = { url: string; filesDir: string; outFile: string; now: Date; log?: (line: string) => void }

/** A table travels in pieces: what is in memory at once, and what one entry of the archive holds. */
const pieceBytes = 4 * 1024 * 1024

/**
 * Writes everything into one gzipped tar: all tables of one moment, where the sequences stand, and the photos. The server may go on
 * meanwhile. The file appears under its name only when it is complete. It holds personal data: only its owner can read it.
 */
export async function backup(options: BackupOptions): Promise<BackupManifest> {
  const half = `${options.outFile}.half`
  const client = new pg.Client({ connectionString: options.url, application_name: 'zhili backup', options: sessionSettings })
  await client.connect()
  const manifest: BackupManifest = { tables: [], files: 0, damaged: [] }
  try {
    // On the disk before it gets its name: a backup that a power cut empties is none.
    const file = createWriteStream(half, { mode: 0o600, flush: true })
    await pipeline(Readable.from(archive(client, options, manifest)), createGzip({ level: 4 }), file)
    await rename(half, options.outFile)
  } catch (error) {
    await rm(half, { force: true })
    throw error
  } finally {
    await client.end()
  }
  return manifest
}

/** Rows look the same from every server: times in UTC, and a snapshot that may wait long for a slow disk. */
export const sessionSettings = '-c timezone=UTC -c datestyle=ISO -c idle_in_transaction_session_timeout=0 -c statement_timeout=0'

async function* archive(client: pg.Client, options: BackupOptions, manifest: BackupManifest): AsyncGenerator<Buffer> {
  const entry = (name: string, body: Buffer | object) =>
    tarEntry(name, Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body, null, 1)), options.now)
  await client.query('begin isolation level repeatable read read only')
  const head = await headOf(client, options.now)
  yield entry('head.json', head)
  for (const table of head.tables) {
    const sum = { name: table.name, rows: 0, sha256: '' }
    for await (const { number, bytes } of piecesOf(client, table, sum))
      yield entry(`tables/${table.name}/${String(number).padStart(6, '0')}`, bytes)
    manifest.tables.push(sum)
    options.log?.(`${table.name} ${sum.rows}`)
  }
  await client.query('commit')
  // After the rows: every photo a row of the snapshot speaks of was on the disk before it.
  for await (const { name, bytes } of photosOf(options.filesDir, manifest)) yield entry(`files/${name}`, bytes)
  yield entry('manifest.json', manifest)
  yield tarEnd()
}

async function headOf(client: pg.Client, now: Date): Promise<BackupHead> {
  const { rows } = await client.query<{ xid: string; version: string }>(
    `select pg_snapshot_xmax(pg_current_snapshot())::text as xid, current_setting('server_version') as version`,
  )
  const migrations = await client.query<{ name: string; runAt: string }>(
    'select name, run_at::text as "runAt" from migrations order by name',
  )
  const partitions = await client.query<{ name: string }>(
    'select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid order by 1',
  )
  return {
    product: 'zhili',
    format: 1,
    madeAt: now.toISOString(),
    postgres: rows[0]!.version,
    xid: rows[0]!.xid,
    migrations: migrations.rows,
    tables: await listTables(client),
    partitions: partitions.rows.map((row) => row.name).filter((name) => partitionNamed(name)),
    sequences: await listSequences(client),
  }
}

async function* piecesOf(client: pg.Client, table: TableShape, sum: TableSum): AsyncGenerator<{ number: number; bytes: Buffer }> {
  const hash = createHash('sha256')
  const columns = table.columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const rows = client.query(copyTo(`copy (select ${columns} from ${client.escapeIdentifier(table.name)}) to stdout`))
  let waiting: Buffer[] = []
  let size = 0
  let number = 1
  for await (const chunk of rows as AsyncIterable<Buffer>) {
    hash.update(chunk)
    sum.rows += linesIn(chunk)
    waiting.push(chunk)
    size += chunk.length
    if (size < pieceBytes) continue
    yield { number: number++, bytes: Buffer.concat(waiting) }
    waiting = []
    size = 0
  }
  sum.sha256 = hash.digest('hex')
  if (size > 0) yield { number, bytes: Buffer.concat(waiting) }
}

/** In COPY's text a line is a row: a line break inside a value is written as \n. */
export function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) lines++
  return lines
}

async function* photosOf(dir: string, manifest: BackupManifest): AsyncGenerator<{ name: string; bytes: Buffer }> {
  for (const folder of (await readdir(dir).catch(() => [])).filter((name) => /^[0-9a-f]{2}$/.test(name)).sort()) {
    for (const sha256 of (await readdir(join(dir, folder))).filter((name) => /^[0-9a-f]{64}$/.test(name)).sort()) {
      const bytes = await readFile(join(dir, folder, sha256))
      if (createHash('sha256').update(bytes).digest('hex') === sha256) {
        manifest.files++
        yield { name: `${folder}/${sha256}`, bytes }
      } else manifest.damaged.push(sha256)
    }
  }
}

/** True when the place for a backup can be written; said before the long work rather than after it. */
export async function canWrite(outFile: string): Promise<boolean> {
  try {
    await (await open(`${outFile}.half`, 'w', 0o600)).close()
    await rm(`${outFile}.half`)
    return true
  } catch {
    return false
  }
}
