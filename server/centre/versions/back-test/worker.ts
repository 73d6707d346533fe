import { parentPort, workerData } from 'node:worker_threads'
import { createPool } from '../../../kernel/spine.ts'
import { type Replay, replay } from './replay.ts'

/** In a thread of its own, over a connection of its own that cannot write: the running city does not feel it. */
const { url, asked } = workerData as { url: string; asked: Replay }
const pool = createPool(url, 1)
const db = { query: async <T>(text: string, values?: unknown[]) => (await pool.query(text, values)).rows as T[] }
try {
  await db.query('set default_transaction_read_only = on')
  parentPort!.postMessage({ result: await replay(db, asked, (progress) => parentPort!.postMessage({ progress })) })
} finally {
  await pool.end()
}
