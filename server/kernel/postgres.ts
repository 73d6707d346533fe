import { type ChildProcess, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { closeSync, existsSync, lstatSync, mkdirSync, openSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs'
import { tmpdir, totalmem } from 'node:os'
import { join, resolve } from 'node:path'
import { performance } from 'node:perf_hooks'
import { setTimeout as pause } from 'node:timers/promises'
import { makeFolder } from './data-folder.ts'
import { type Account, chooseAccount, environment, giveTo } from './postgres-account.ts'
import { adopt, type Postgres, startLimitMs, stopLimitMs } from './postgres-adopt.ts'
import { findBinaries, linkLibraries } from './postgres-binaries.ts'
import { ensureCluster, serverSettings } from './postgres-cluster.ts'
import { explain, PostgresProblem } from './postgres-problem.ts'
import { ownerSetting, untilReady, urlOf } from './postgres-ready.ts'
import { sharedBuffers } from './shared-buffers.ts'

/** `settings` override `serverSettings` (tests turn fsync off); `log` gets one line per thing worth knowing. */
export type PostgresOptions = { dir: string; log?: (line: string) => void; settings?: Readonly<Record<string, string>> }

/** Another start in the same moment, or sessions of a killed server that have not seen yet that it is gone: worth another try. */
const contention = /lock file .* (already exists|is empty)|still in use/
/** A lock file that stays empty this long was left by a crash of the machine, not by a start in progress. */
const emptyLockMs = 5_000
/** The server's own log starts anew at the next start beyond this many bytes: what matters of the city is in the facts. */
const logLimit = 5_000_000
/** The kernel's limit for the path of a Unix socket, in bytes. */
const socketPathLimit = 107

/**
 * Starts the embedded PostgreSQL of the folder `dir`, or adopts the one that runs there already. Unix socket only, no TCP.
 * Works as root (see `chooseAccount`) and as an ordinary user. Throws `PostgresProblem` with a sentence for a person.
 */
export async function startPostgres(opts: PostgresOptions): Promise<Postgres> {
  const dir = resolve(opts.dir)
  const log = opts.log ?? (() => {})
  try {
    makeFolder(dir)
    const account = chooseAccount(dir, linkLibraries(findBinaries(), join(dir, 'libraries')))
    if (account.home !== dir)
      log(`PostgreSQL keeps its data in ${account.home}: ${dir} cannot be reached by the account it runs as`)
    const cluster = join(account.home, 'cluster')
    const running = await adopt(account.home, log)
    if (running) return running
    const firstStart = ensureCluster(account)
    const sized = { shared_buffers: sharedBuffers(bytesOf(join(cluster, 'base')), totalmem()) }
    const server = await launch(account, { ...serverSettings, ...sized, ...opts.settings }, log)
    log(`PostgreSQL ${account.binaries.version} runs in ${cluster} (account: ${account.name})`)
    return { ...server, firstStart }
  } catch (error) {
    throw explain(dir, error)
  }
}

/** Bytes of the databases of a cluster: a folder each, of files of at most 1 GB. */
function bytesOf(base: string): number {
  const folders = readdirSync(base, { withFileTypes: true }).filter((one) => one.isDirectory())
  const sizes = folders.flatMap(({ name }) => readdirSync(join(base, name)).map((file) => sizeOf(join(base, name, file))))
  return sizes.reduce((sum, size) => sum + size, 0)
}

/** 0 for a file that went meanwhile. */
const sizeOf = (path: string): number => statSync(path, { throwIfNoEntry: false })?.size ?? 0

/** How many servers this process has started, to tell them apart. */
let starts = 0

type Log = (line: string) => void

async function launch(account: Account, settings: Record<string, string>, log: Log): Promise<Omit<Postgres, 'firstStart'>> {
  const socketDir = makeSocketDir(account)
  const url = urlOf(socketDir)
  starts += 1
  const mark = `${process.pid}.${starts}`
  const own = { ...settings, unix_socket_directories: socketDir, [ownerSetting]: mark }
  const args = ['-D', join(account.home, 'cluster'), ...asArguments(own)]
  const began = performance.now()
  const limit = began + startLimitMs
  for (;;) {
    const { child, end, newLog } = spawnServer(account, args)
    let ended = false
    end.then(() => {
      ended = true
    })
    const owner = await untilReady(
      () => url,
      () => !ended && performance.now() < limit,
    )
    if (owner === mark) return { url, adopted: false, ended: end, stop: watch(child, end, log) }
    await stopChild(child, end)
    const said = newLog()
    if (!contention.test(said) || performance.now() > limit) throw explain(account.home, new Error(said))
    const other = await adopt(account.home, log)
    if (other) return other
    if (/is empty/.test(said) && performance.now() > began + emptyLockMs)
      rmSync(join(account.home, 'cluster', 'postmaster.pid'), { force: true })
    await pause(100)
  }
}

type Spawned = { child: ChildProcess; end: Promise<void>; newLog: () => string }

function spawnServer(account: Account, args: string[]): Spawned {
  const file = join(account.home, 'postgres.log')
  const before = existsSync(file) ? statSync(file).size : 0
  const fresh = before > logLimit
  const output = openSync(file, fresh ? 'w' : 'a', 0o600)
  const [program = '', ...rest] = [...account.prefix, join(account.binaries.native, 'bin', 'postgres'), ...args]
  // Its own process group: Ctrl-C must reach our server first, which stops PostgreSQL when it has finished.
  const child = spawn(program, rest, {
    cwd: '/',
    env: environment(account.binaries),
    detached: true,
    stdio: ['ignore', output, output],
  })
  let failure = ''
  const end = new Promise<void>((done) => {
    child.once('exit', () => done())
    child.once('error', (error) => {
      failure = error.message
      done()
    })
  })
  child.unref()
  closeSync(output)
  const newLog = () =>
    failure ||
    readFileSync(file)
      .subarray(fresh ? 0 : before)
      .toString()
      .trimEnd()
      .split('\n')
      .slice(-12)
      .join('\n')
  return { child, end, newLog }
}

/** Tells when the server ends unasked, and answers the function that stops it. */
function watch(child: ChildProcess, end: Promise<void>, log: Log): () => Promise<void> {
  let asked = false
  child.once('exit', (code, signal) => {
    if (!asked) log(`PostgreSQL ended by itself (${signal ?? code})`)
  })
  return async () => {
    asked = true
    await stopChild(child, end)
  }
}

async function stopChild(child: ChildProcess, end: Promise<void>): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  child.ref()
  child.kill('SIGINT')
  const impatient = setTimeout(() => child.kill('SIGQUIT'), stopLimitMs)
  await end
  clearTimeout(impatient)
}

const asArguments = (settings: Record<string, string>): string[] =>
  Object.entries(settings).flatMap(([key, value]) => ['-c', `${key}=${value}`])

/** The socket lies beside the data, or under the temporary folder when its path would be too long for the kernel. */
function makeSocketDir(account: Account): string {
  const beside = join(account.home, 'socket')
  const name = createHash('sha256').update(account.home).digest('hex').slice(0, 12)
  const short = Buffer.byteLength(join(beside, '.s.PGSQL.5432')) < socketPathLimit
  const folder = short ? beside : join(tmpdir(), `zhili-${process.getuid?.() ?? 0}-${name}`)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  giveTo(account, folder)
  const found = lstatSync(folder)
  // Under a shared temporary folder somebody else may have made it first.
  if (found.isDirectory() && statSync(folder).uid === account.owner.uid && (found.mode & 0o077) === 0) return folder
  throw new PostgresProblem(
    `文件夹 ${folder} 属于别人，不能用作数据库连接。`,
    `The folder ${folder} belongs to somebody else and cannot hold the database socket.`,
  )
}
