import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Config, StartError } from '../kernel/config.ts'
import type { Database } from '../kernel/open-database.ts'
import { startPostgres } from '../kernel/postgres.ts'
import { PostgresProblem } from '../kernel/postgres-problem.ts'

/**
 * The database as it stands, its shape untouched: a backup is taken before an update, a restore brings its own shape. `mustExist`
 * refuses to make a new one in a mistyped folder.
 */
export async function openBare(config: Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>, mustExist: boolean): Promise<Database> {
  if (config.DATABASE_URL) return { url: config.DATABASE_URL, stop: async () => undefined }
  const dir = resolve(config.DATA_DIR, 'postgres')
  if (mustExist && !existsSync(dir))
    throw new StartError(`${resolve(config.DATA_DIR)} 里没有数据。 There are no data in ${resolve(config.DATA_DIR)}.`)
  try {
    const { url, stop } = await startPostgres({ dir })
    return { url, stop }
  } catch (error) {
    throw error instanceof PostgresProblem ? new StartError(`${error.problem.zh} / ${error.problem.en}`) : error
  }
}
