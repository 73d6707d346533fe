import { createHash, type Hash } from 'node:crypto'
import { mkdir, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { finished } from 'node:stream/promises'
import type pg from 'pg'
import { type CopyStreamQuery, from as copyFrom } from 'pg-copy-streams'
import { type BackupHead, type BackupManifest, linesIn, type TableSum } from './backup.ts'
import type { TableShape } from './backup-tables.ts'
import { StartError } from './config.ts'
import type { Entry } from './tar.ts'

/** The sentence for a backup that cannot be trusted. */
export const damaged = (): StartError =>
  new StartError('备份文件不完整或已损坏，没有恢复任何内容。 The backup is cut or damaged; nothing was restored.')

export type LoadOptions = { filesDir: string; log?: (line: string) => void }

/** Rows go into their tables and photos into `filesDir`, both compared with what the manifest at the end says. Throws StartError when they differ. */
export async function loadEntries(
  client: pg.Client,
  head: BackupHead,
  entries: AsyncGenerator<Entry>,
  options: LoadOptions,
): Promise<BackupManifest> {
  const tables = new Map(head.tables.map((table) => [table.name, table]))
  const loaded = new Map<string, TableSum>()
  let loading: Loading | null = null
  let files = 0
  for await (const { name, body } of entries) {
    const [kind = '', thing = '', last = ''] = name.split('/')
    if (loading && !(kind === 'tables' && thing === loading.name)) {
      loaded.set(loading.name, await endLoading(client, loading))
      options.log?.(loading.name)
      loading = null
    }
    if (kind === 'tables') {
      const table = tables.get(thing)
      if (!table) throw damaged()
      loading ??= await startLoading(client, table)
      await loadPiece(loading, body)
    } else if (kind === 'files') {
      await putPhoto(options.filesDir, thing, last, body)
      files++
    } else if (name === 'manifest.json') {
      const manifest = JSON.parse(body.toString()) as BackupManifest
      if (manifest.files !== files || !manifest.tables.every((sum) => isSame(sum, loaded.get(sum.name)))) throw damaged()
      return manifest
    }
  }
  throw damaged()
}

const isSame = (sum: TableSum, there: TableSum | undefined): boolean =>
  there ? there.rows === sum.rows && there.sha256 === sum.sha256 : sum.rows === 0

type Loading = { name: string; stream: CopyStreamQuery; hash: Hash; rows: number }

/** What the triggers of a table would write is in the backup as well: they rest while its rows come in. */
async function startLoading(client: pg.Client, { name, columns }: TableShape): Promise<Loading> {
  await client.query(`alter table ${client.escapeIdentifier(name)} disable trigger user`)
  const list = columns.map((column) => client.escapeIdentifier(column)).join(', ')
  const stream = client.query(copyFrom(`copy ${client.escapeIdentifier(name)} (${list}) from stdin`))
  // Its failure is heard where the table ends or the next piece is written.
  stream.on('error', () => undefined)
  return { name, stream, hash: createHash('sha256'), rows: 0 }
}

async function loadPiece(loading: Loading, bytes: Buffer): Promise<void> {
  loading.hash.update(bytes)
  loading.rows += linesIn(bytes)
  await new Promise<void>((resolve, reject) => loading.stream.write(bytes, (error) => (error ? reject(error) : resolve())))
}

async function endLoading(client: pg.Client, loading: Loading): Promise<TableSum> {
  loading.stream.end()
  await finished(loading.stream)
  await client.query(`alter table ${client.escapeIdentifier(loading.name)} enable trigger user`)
  return { name: loading.name, rows: loading.rows, sha256: loading.hash.digest('hex') }
}

async function putPhoto(dir: string, folder: string, sha256: string, bytes: Buffer): Promise<void> {
  if (createHash('sha256').update(bytes).digest('hex') !== sha256 || !sha256.startsWith(folder) || folder.length !== 2)
    throw damaged()
  const path = join(dir, folder, sha256)
  await mkdir(dirname(path), { recursive: true, mode: 0o700 })
  await writeFile(`${path}.half`, bytes, { mode: 0o600, flush: true })
  await rename(`${path}.half`, path).catch(async (error) => {
    await rm(`${path}.half`, { force: true })
    throw error
  })
}
