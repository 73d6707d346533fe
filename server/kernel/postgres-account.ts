import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chownSync, existsSync, lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Binaries, copyBinaries } from './postgres-binaries.ts'
import { explain, PostgresProblem } from './postgres-problem.ts'

/**
 * PostgreSQL refuses to run as root, so the launcher needs an account for it. `prefix` is put before every program,
 * `owner` is whom the files must belong to, `home` the folder that holds the cluster (usually the one asked for).
 */
export type Account = { name: string; prefix: string[]; owner: { uid: number; gid: number }; home: string; binaries: Binaries }

/** With it the server shuts down cleanly by itself when this process is killed. It is tied to the thread that spawns: use the main one. */
const withParent = ['setpriv', '--pdeathsig', 'INT']
/** A user namespace in place: our own files, seen as those of `nobody`. Works inside a folder of mode 700. */
const mapped = ['unshare', '-U', '--map-user=65534', '--map-group=65534', ...withParent]
/** Used when neither the checkout nor the data folder can be reached by any account PostgreSQL accepts. */
const fallbackHome = '/var/lib/zhili'

/** Settles who runs PostgreSQL for the folder `dir` by really trying each way; `dir` must be there. Throws `PostgresProblem` if none works. */
export function chooseAccount(dir: string, binaries: Binaries): Account {
  const failures: string[] = []
  for (const make of candidates(dir, binaries)) {
    try {
      const account = make()
      if (!account) continue
      const failure = tryOut(account)
      if (failure === undefined) return account
      failures.push(`${account.name}: ${failure}`)
    } catch (error) {
      failures.push(explain(dir, error).message)
    }
  }
  throw refusal(dir, failures.join('\n'))
}

function candidates(dir: string, binaries: Binaries): Array<() => Account | undefined> {
  const self = { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }
  const own = { owner: self, home: dir, binaries }
  const inNamespace = () => ({ name: 'namespace', prefix: mapped, ...own })
  if (self.uid !== 0) {
    // initdb asks for the user's name, which a bare uid in a container does not have.
    if (!nameOf(self.uid)) return [inNamespace]
    return [() => ({ name: 'self', prefix: withParent, ...own }), () => ({ name: 'self without setpriv', prefix: [], ...own })]
  }
  const nobody = passwdEntry((fields) => fields[0] === 'nobody')
  const asNobody = (home: string, programs: Binaries): Account | undefined => {
    if (!nobody) return undefined
    const owner = { uid: Number(nobody[2]), gid: Number(nobody[3]) }
    const ids = ['--reuid', `${owner.uid}`, '--regid', `${owner.gid}`, '--clear-groups']
    return { name: 'nobody', prefix: ['setpriv', ...ids, ...withParent.slice(1)], owner, home, binaries: programs }
  }
  const away = join(fallbackHome, createHash('sha256').update(dir).digest('hex').slice(0, 12))
  const elsewhere = () => asNobody(away, copyBinaries(binaries, fallbackHome))
  const here = [() => asNobody(dir, binaries), inNamespace]
  // Data that once had to live in the fallback stay there, even when the folder has become reachable since.
  return existsSync(join(away, 'cluster')) && !existsSync(join(dir, 'cluster')) ? [elsewhere] : [...here, elsewhere]
}

/** Starts the program and writes in the folder as the account; answers what went wrong, or `undefined`. */
function tryOut({ prefix, owner, home, binaries }: Account): string | undefined {
  mkdirSync(home, { recursive: true, mode: 0o700 })
  if (process.getuid?.() === 0 && lstatSync(home).uid !== owner.uid) chownSync(home, owner.uid, owner.gid)
  const script = 'cd "$2" && test -w . && "$1" --version'
  const [program = '', ...args] = [...prefix, 'sh', '-c', script, 'sh', join(binaries.native, 'bin', 'postgres'), home]
  const { status, stderr, error } = spawnSync(program, args, {
    cwd: '/',
    env: environment(binaries),
    encoding: 'utf8',
    timeout: 10_000,
  })
  if (status === 0) return undefined
  return (error?.message ?? stderr.trim()) || `Permission denied (${status})`
}

/** What PostgreSQL gets to see of our environment: never a secret of the server. */
export function environment({ libraries }: Binaries): NodeJS.ProcessEnv {
  const path = process.env.PATH ?? '/usr/bin:/bin'
  return libraries ? { PATH: path, LC_ALL: 'C', LD_LIBRARY_PATH: libraries } : { PATH: path, LC_ALL: 'C' }
}

/** Gives everything under `folder` to the account, when root started it and it belonged to another (a copied or restored folder). */
export function giveTo({ owner }: Account, folder: string): void {
  if (process.getuid?.() !== 0 || lstatSync(folder).uid === owner.uid) return
  for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    const path = join(folder, entry)
    if (existsSync(path)) chownSync(path, owner.uid, owner.gid)
  }
  // Last, because it is the mark that the rest is done.
  chownSync(folder, owner.uid, owner.gid)
}

function passwdEntry(matches: (fields: string[]) => boolean): string[] | undefined {
  const lines = readFileSync('/etc/passwd', 'utf8').split('\n')
  return lines.map((line) => line.split(':')).find(matches)
}

const nameOf = (uid: number): string | undefined => passwdEntry((fields) => fields[2] === `${uid}`)?.[0]

function refusal(dir: string, detail: string): PostgresProblem {
  if (process.getuid?.() !== 0 || /ENOSPC|No space|EROFS|Read-only/.test(detail)) return explain(dir, new Error(detail))
  return new PostgresProblem(
    `以 root 身份无法为内置数据库找到可用账户（文件夹 ${dir}）。请用普通用户启动，或设置 DATABASE_URL。`,
    `Started as root, no account was found that can run the built-in database in ${dir}: start as an ordinary user or set DATABASE_URL.`,
    detail,
  )
}
