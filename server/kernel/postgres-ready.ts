import { setTimeout as pause } from 'node:timers/promises'
import { Client } from 'pg'
import { superuser } from './postgres-cluster.ts'

/** How node-postgres reaches the server whose socket lies in `socketDir`. */
export const urlOf = (socketDir: string): string => `postgres://${superuser}@/postgres?host=${encodeURIComponent(socketDir)}`

/** A setting PostgreSQL only carries along: which start it comes from, as `<process id>.<number of the start>`. */
export const ownerSetting = 'zhili.owner'

/**
 * Tries to sign in until it works or `mayHope` says no: then `undefined`. The socket is the proof, not a process number.
 * Answers from which start the server comes (`ownerSetting`), empty for a server started by other means.
 * `urlNow` may answer `undefined` while a starting server has not told its socket yet.
 */
export async function untilReady(urlNow: () => string | undefined, mayHope: () => boolean): Promise<string | undefined> {
  for (;;) {
    const hopeful = mayHope()
    const url = urlNow()
    if (url === undefined) {
      if (!hopeful) return undefined
      await pause(15)
      continue
    }
    const client = new Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
    client.on('error', () => hopeful)
    try {
      await client.connect()
      const { rows } = await client.query<{ owner: string | null }>('select current_setting($1, true) as owner', [ownerSetting])
      return rows[0]?.owner ?? ''
    } catch (error) {
      if (!hopeful) return undefined
      if (!isNotYet(error)) throw error
    } finally {
      await client.end().catch(() => hopeful)
    }
    await pause(15)
  }
}

/** No socket yet, nobody listening yet, or "the database system is starting up / shutting down / in recovery" (57P03). */
function isNotYet(error: unknown): boolean {
  const { code, message } = error as { code?: string; message?: string }
  return ['ENOENT', 'ECONNREFUSED', 'ECONNRESET', 'EPIPE', '57P03'].includes(code ?? '') || /terminat|timeout/.test(message ?? '')
}
