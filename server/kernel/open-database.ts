import { resolve } from 'node:path'
import pg from 'pg'
import { type Config, StartError } from './config.ts'
import { type DatabaseHold, holdDatabase } from './hold-database.ts'
import { migrate } from './migrate.ts'
import { keepPostgres } from './postgres-keep.ts'
import { PostgresProblem } from './postgres-problem.ts'
import { watchRoom } from './room.ts'

export type Database = { url: string; stop(): Promise<void> }
/** `hasRoom`: whether the disk of the built-in database may take more; an external one looks after its own. `lost`: see `DatabaseHold`. */
export type OpenDatabase = Database & Pick<DatabaseHold, 'lost'> & { hasRoom(): boolean }

/**
 * The database by `DATABASE_URL`, else the embedded one in the data folder; held for this process alone and brought to the newest shape. Every obstacle is one sentence.
 * `settings`: for this start of the embedded one.
 */
export async function openDatabase(
  config: Pick<Config, 'DATABASE_URL' | 'DATA_DIR'>,
  say: (line: string) => void,
  settings: Readonly<Record<string, string>> = {},
): Promise<OpenDatabase> {
  const database = config.DATABASE_URL ? await external(config.DATABASE_URL) : await embedded(config.DATA_DIR, say, settings)
  const held = await holdOrStop(database)
  const run = await migrate(database.url)
  if (run.length > 0) say(`数据库结构 / migrations: ${run.length}`)
  if (config.DATABASE_URL) return { ...held, hasRoom: () => true }
  const hasRoom = watchRoom(resolve(config.DATA_DIR), (room) =>
    say(
      room
        ? '磁盘又有空间，恢复接收 / there is room on the disk again, taking new data'
        : '磁盘空间不足 128 MB，暂不接收新数据 / less than 128 MB left on the disk, taking no new data',
    ),
  )
  return { ...held, hasRoom }
}

/** Holds an open database; stops it again when it is another's. */
export async function holdOrStop(database: Database): Promise<Database & Pick<DatabaseHold, 'lost'>> {
  try {
    const hold = await holdDatabase(database.url)
    const stop = async (): Promise<void> => {
      await hold.release()
      await database.stop()
    }
    return { url: database.url, lost: hold.lost, stop }
  } catch (error) {
    await database.stop()
    throw error
  }
}

async function embedded(
  dataDir: string,
  say: (line: string) => void,
  settings: Readonly<Record<string, string>>,
): Promise<Database> {
  let started = false
  try {
    // Only what happens later is worth a line: the start itself is part of ours.
    const server = await keepPostgres({ dir: resolve(dataDir, 'postgres'), log: (line) => started && say(line), settings })
    started = true
    return server
  } catch (error) {
    if (error instanceof PostgresProblem) throw new StartError(`${error.problem.zh} / ${error.problem.en}`)
    throw error
  }
}

/** The newest moment the facts know of; the start of time for an empty database. */
export async function newestMoment(url: string): Promise<Date> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    const { rows } = await client.query<{ at: Date | null }>('select max(recorded_at) as at from facts')
    return rows[0]?.at ?? new Date(0)
  } finally {
    await client.end()
  }
}

/** A database of somebody else's server, once it answers and is new enough. */
export async function external(url: string): Promise<Database> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 })
  try {
    await client.connect()
    const { rows } = await client.query<{ version: number }>(`select current_setting('server_version_num')::int as version`)
    if (rows[0]!.version < 150_000)
      throw new StartError(
        `需要 PostgreSQL 15 以上，DATABASE_URL 那台是 ${Math.floor(rows[0]!.version / 10_000)} / PostgreSQL 15 or newer is needed`,
      )
  } catch (error) {
    if (error instanceof StartError) throw error
    throw new StartError(
      `连不上 DATABASE_URL（${new URL(url).host}）：${(error as Error).message} / DATABASE_URL cannot be reached`,
    )
  } finally {
    await client.end()
  }
  return { url, stop: async () => undefined }
}
