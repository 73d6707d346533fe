import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { migrate } from '../../server/kernel/migrate.ts'
import { startPostgres } from '../../server/kernel/postgres.ts'

/** The embedded PostgreSQL as it is shipped, `fsync` on, in a folder of its own that `stop` removes. */
export type BenchServer = {
  url: string
  version: string
  make(name: string, ours?: boolean): Promise<string>
  stop(): Promise<void>
}

export async function benchServer(settings: Record<string, string> = {}): Promise<BenchServer> {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-bench-'))
  const server = await startPostgres({ dir, settings: { track_commit_timestamp: 'on', ...settings } })
  const [{ server_version: version } = { server_version: '' }] = await ask<{ server_version: string }>(
    server.url,
    'show server_version',
  )
  return {
    url: server.url,
    version: version.split(' ')[0]!,
    /** A fresh database; `ours` gives it our tables. */
    async make(name, ours = false) {
      await ask(server.url, `create database ${name}`)
      const url = server.url.replace(/\/[^/?]*(?=\?)/, `/${name}`)
      if (ours) await migrate(url)
      return url
    },
    async stop() {
      await server.stop()
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** One statement on a connection of its own. */
export async function ask<T>(url: string, text: string, values: unknown[] = []): Promise<T[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query(text, values)).rows as T[]
  } finally {
    await client.end()
  }
}
