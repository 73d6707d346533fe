import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { type Account, environment, giveTo } from './postgres-account.ts'
import { explain, PostgresProblem } from './postgres-problem.ts'

/** The name of the database's superuser; nobody signs in with it but this process, over a socket only its account can reach. */
export const superuser = 'zhili'

/**
 * Settings of the embedded server: durable, small (128 MB shared unless the database is large, `sharedBuffers`; 60 connections serve one process and its commands),
 * and without any TCP port. Sizes suit a two-core machine; a bigger city uses an external PostgreSQL.
 */
export const serverSettings: Readonly<Record<string, string>> = {
  listen_addresses: '',
  unix_socket_permissions: '0700',
  max_connections: '60',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  effective_cache_size: '512MB',
  random_page_cost: '1.1',
  fsync: 'on',
  synchronous_commit: 'on',
  // No replica hangs on the embedded server, so the log stays small.
  wal_level: 'minimal',
  max_wal_senders: '0',
  max_wal_size: '512MB',
  min_wal_size: '64MB',
  checkpoint_timeout: '10min',
  max_worker_processes: '4',
  max_parallel_workers: '2',
  autovacuum_max_workers: '2',
  jit: 'off',
  idle_in_transaction_session_timeout: '60s',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_checkpoints: 'off',
  log_line_prefix: '%m %p ',
}

/**
 * For a start that lays a whole city: room for what is written again and again meanwhile, and few looks at all of it. Nothing here makes a row less
 * safe, for the server of a laying that was killed may be the one the next start finds.
 */
export const layingSettings: Readonly<Record<string, string>> = {
  shared_buffers: '512MB',
  work_mem: '64MB',
  maintenance_work_mem: '256MB',
  max_wal_size: '4GB',
  checkpoint_timeout: '1h',
}

/**
 * Makes the cluster in `<home>/cluster` unless it is there: UTF-8, checksums, and PostgreSQL's own C.UTF-8 ordering, which no
 * update of the machine's libraries can change. It appears by one rename, so an interrupted start leaves nothing half made.
 * Answers whether it was made now.
 */
export function ensureCluster(account: Account): boolean {
  const cluster = join(account.home, 'cluster')
  if (existsSync(join(cluster, 'PG_VERSION'))) {
    refuseOtherVersion(cluster, account.binaries.version)
    giveTo(account, cluster)
    return false
  }
  sweepUnfinished(account.home)
  const half = join(account.home, `cluster.new-${process.pid}`)
  mkdirSync(half, { mode: 0o700 })
  giveTo(account, half)
  runInitdb(account, half)
  try {
    renameSync(half, cluster)
    return true
  } catch (error) {
    rmSync(half, { recursive: true, force: true })
    // Another start was quicker: its cluster is as good as ours.
    if (existsSync(join(cluster, 'PG_VERSION'))) return false
    throw explain(cluster, error)
  }
}

function runInitdb(account: Account, folder: string): void {
  const options = ['--username', superuser, '--auth', 'trust', '--encoding', 'UTF8', '--data-checksums', '--no-instructions']
  const ordering = ['--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C']
  const initdb = join(account.binaries.native, 'bin', 'initdb')
  const [program = '', ...args] = [...account.prefix, initdb, '--pgdata', folder, ...options, ...ordering]
  const done = spawnSync(program, args, { cwd: '/', env: environment(account.binaries), encoding: 'utf8', timeout: 120_000 })
  if (done.status === 0) return
  rmSync(folder, { recursive: true, force: true })
  throw explain(account.home, new Error(done.error?.message ?? done.stderr))
}

/** Removes what an initdb that was killed left behind. */
function sweepUnfinished(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = Number(/^cluster\.new-(\d+)$/.exec(name)?.[1])
    if (pid && (pid === process.pid || !isAlive(pid))) rmSync(join(home, name), { recursive: true, force: true })
  }
}

function refuseOtherVersion(cluster: string, version: string): void {
  const found = readFileSync(join(cluster, 'PG_VERSION'), 'utf8').trim()
  const ours = version.split('.')[0]
  if (found === ours) return
  throw new PostgresProblem(
    `数据文件夹 ${cluster} 由 PostgreSQL ${found} 写成，而本程序带的是 ${ours}：请用原版本执行 npx zhili backup，再用本版本 restore。`,
    `The data in ${cluster} were written by PostgreSQL ${found}, this program brings ${ours}: run npx zhili backup with the old version, then restore with this one.`,
  )
}

/** Whether a process with this id exists, also one of another account. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM'
  }
}

/** What a running (or killed) server wrote into its lock file. */
export type Lock = { pid: number; socketDir: string }

/** Reads `postmaster.pid`; `undefined` where there is none, or a half-written one. */
export function readLock(cluster: string): Lock | undefined {
  const file = join(cluster, 'postmaster.pid')
  if (!existsSync(file)) return undefined
  const lines = readFileSync(file, 'utf8').split('\n')
  const pid = Number(lines[0])
  return pid > 0 ? { pid, socketDir: lines[4]?.trim() ?? '' } : undefined
}

/**
 * Whether the process named in the lock really is the server of this cluster, and not a stranger that got its number after a kill.
 * Only used once the socket does not answer; when /proc cannot tell, it counts as the server.
 */
export function isServerOf(lock: Lock, cluster: string): boolean {
  if (!isAlive(lock.pid)) return false
  try {
    return readFileSync(`/proc/${lock.pid}/cmdline`, 'utf8').split('\0').includes(cluster)
  } catch {
    return isAlive(lock.pid)
  }
}
