import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { type Config, StartError } from '../kernel/config.ts'
import { type Database, external } from '../kernel/open-database.ts'
import { startPostgres } from '../kernel/postgres.ts'
import { PostgresProblem } from '../kernel/postgres-problem.ts'

/**
 * The database as it stands, its shape untouched: a backup is taken before an update, a restore brings its own shape. `mustExist`
 * refuses to make a new one in a mistyped folder.
 */
export async function openBare(config: Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>, mustExist: boolean): Promise<Database> {
  if (config.DATABASE_URL) return external(config.DATABASE_URL)
  const dir = resolve(config.DATA_DIR, 'postgres')
  if (mustExist && !existsSync(dir)) throw noCity(resolve(config.DATA_DIR))
  try {
    const { url, stop } = await startPostgres({ dir })
    return { url, stop }
  } catch (error) {
    throw error instanceof PostgresProblem ? new StartError(`${error.problem.zh} / ${error.problem.en}`) : error
  }
}

/** What a command says that works on a city where there is none. */
export const noCity = (where: string): StartError =>
  new StartError(
    `${where} 里还没有城市：先运行 npm start 或 npx zhili seed / there is no city yet in ${where}: run npm start or npx zhili seed first`,
  )
