import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import { chownSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { ask } from './bench-database.ts'
import { debian } from './peers.ts'

/** Debian's PostgreSQL 15 with its extensions in a cluster of its own, which `stop` removes. For what the embedded one does not have. */
export type DebianPostgres = { url: string; stop(): Promise<void> }

const bin = '/usr/lib/postgresql/15/bin'

export async function debianPostgres(extension: { file: string; package: string }): Promise<DebianPostgres> {
  const postgres = debian(`${bin}/postgres`, 'postgresql-15')
  debian(extension.file, extension.package)
  const dir = mkdtempSync(join(tmpdir(), 'zhili-peer-'))
  const account = accountOf(dir)
  execFileSync(`${bin}/initdb`, ['-D', join(dir, 'cluster'), '-U', 'bench', '--auth=trust', '-E', 'UTF8', '--locale=C'], {
    stdio: 'ignore',
    cwd: dir,
    ...account,
  })
  const settings = { listen_addresses: '', unix_socket_directories: dir, shared_buffers: '512MB', work_mem: '64MB', jit: 'off' }
  const args = Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const child: ChildProcess = spawn(postgres, ['-D', join(dir, 'cluster'), ...args], { stdio: 'ignore', cwd: dir, ...account })
  const url = `postgres://bench@/postgres?host=${encodeURIComponent(dir)}`
  for (let tries = 0; ; tries++) {
    try {
      await ask(url, 'select 1')
      break
    } catch (error) {
      if (tries === 100) throw error
      await pause(100)
    }
  }
  return {
    url,
    async stop() {
      const gone = once(child, 'exit')
      child.kill('SIGINT')
      await gone
      rmSync(dir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

/** PostgreSQL refuses to run as root: then it runs as the account its package made. */
function accountOf(dir: string): { uid?: number; gid?: number } {
  if (process.getuid?.() !== 0) return {}
  const number = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }))
  const account = { uid: number('-u'), gid: number('-g') }
  chownSync(dir, account.uid, account.gid)
  return account
}
