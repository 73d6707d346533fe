import assert from 'node:assert/strict'
import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { chmodSync, chownSync, cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { after, test } from 'node:test'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { startPostgres } from './postgres.ts'
import { findBinaries, linkLibraries } from './postgres-binaries.ts'
import { PostgresProblem } from './postgres-problem.ts'

const scratch = mkdtempSync(join(tmpdir(), 'zhili-pg-'))
chmodSync(scratch, 0o755)
const isRoot = process.getuid?.() === 0
const launcher = fileURLToPath(new URL('./postgres.ts', import.meta.url))
const asNobody = ['--reuid', '65534', '--regid', '65534', '--clear-groups']
/** Root can become somebody else, who can read this checkout unless it lies in a folder of mode 700. */
const canBecomeOthers = isRoot && spawnSync('setpriv', [...asNobody, 'test', '-r', launcher], { cwd: '/' }).status === 0
after(() => rmSync(scratch, { recursive: true, force: true }))

async function ask(url: string, query: string): Promise<unknown[]> {
  const client = new pg.Client({ connectionString: url })
  // A session that is cut when its server is killed.
  client.on('error', () => client.removeAllListeners())
  await client.connect()
  try {
    return (await client.query<unknown[]>({ text: query, rowMode: 'array' })).rows[0] ?? []
  } finally {
    await client.end()
  }
}

/** Another process that starts the server of `dir` and then only waits; answers once it runs. */
async function startElsewhere(dir: string): Promise<{ child: ChildProcess; url: string }> {
  const program = `import { startPostgres } from ${JSON.stringify(launcher)}
    const { url } = await startPostgres({ dir: ${JSON.stringify(dir)} })
    process.stdout.write(url)
    setInterval(() => {}, 1000)`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [url] = (await once(child.stdout, 'data')) as [Buffer]
  return { child, url: url.toString() }
}

async function kill(child: ChildProcess): Promise<void> {
  const end = once(child, 'exit')
  child.kill('SIGKILL')
  await end
}

test('makes a cluster with checksums, UTF-8, UTC and no TCP, and keeps rows over a restart', { timeout: 60_000 }, async () => {
  const dir = join(scratch, 'plain')
  const first = await startPostgres({ dir })
  assert.equal(first.firstStart, true)
  const shown = await ask(
    first.url,
    `select current_setting('listen_addresses'), current_setting('data_checksums'), current_setting('server_encoding'),
            current_setting('timezone'), current_setting('fsync'), (select datlocale from pg_database where datname = 'postgres')`,
  )
  assert.deepEqual(shown, ['', 'on', 'UTF8', 'UTC', 'on', 'C.UTF-8'])
  await ask(first.url, 'create table kept as select 7 as n')
  await first.stop()
  const second = await startPostgres({ dir })
  assert.equal(second.firstStart, false)
  assert.deepEqual(await ask(second.url, 'select n from kept'), [7])
  await second.stop()
  assert.deepEqual(readdirSync(join(dir, 'socket')), [])
})

test('a second start adopts the running server and leaves it running', { timeout: 60_000 }, async () => {
  const dir = join(scratch, 'plain')
  const owner = await startPostgres({ dir })
  const guest = await startPostgres({ dir })
  assert.deepEqual([guest.adopted, guest.url], [true, owner.url])
  await guest.stop()
  assert.deepEqual(await ask(owner.url, 'select 1'), [1])
  await owner.stop()
})

test('two starts in the same moment end with one server', { timeout: 60_000 }, async () => {
  const dir = join(scratch, 'together')
  const [a, b] = await Promise.all([startPostgres({ dir }), startPostgres({ dir })])
  assert.equal(a.url, b.url)
  const pid = readFileSync(join(dir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]
  assert.ok(Number(pid) > 0)
  await a.stop()
  await b.stop()
})

test('kill -9 of the process that started it takes the server down, and the next start finds every row', {
  timeout: 60_000,
}, async () => {
  const dir = join(scratch, 'plain')
  const { child, url } = await startElsewhere(dir)
  await ask(url, 'insert into kept values (8)')
  await kill(child)
  const again = await startPostgres({ dir })
  assert.equal(again.adopted, false)
  assert.deepEqual(await ask(again.url, 'select sum(n)::int from kept'), [15])
  await again.stop()
})

test('kill -9 of the server itself: the stale lock is cleared and the log recovered', { timeout: 60_000 }, async () => {
  const dir = join(scratch, 'plain')
  const lines: string[] = []
  const first = await startPostgres({ dir, log: (line) => lines.push(line) })
  await ask(first.url, 'insert into kept values (9)')
  process.kill(Number(readFileSync(join(dir, 'cluster', 'postmaster.pid'), 'utf8').split('\n')[0]), 'SIGKILL')
  const again = await startPostgres({ dir, log: (line) => lines.push(line) })
  assert.deepEqual(await ask(again.url, 'select sum(n)::int from kept'), [24])
  await again.stop()
  assert.ok(lines.some((line) => /killed last time/.test(line) || /ended by itself/.test(line)))
})

test('a lock whose number now belongs to a stranger does not stop the start', { timeout: 60_000 }, async () => {
  const dir = join(scratch, 'plain')
  writeFileSync(
    join(dir, 'cluster', 'postmaster.pid'),
    `${process.pid}\n${join(dir, 'cluster')}\n1\n5432\n${join(dir, 'socket')}\n\n`,
  )
  const again = await startPostgres({ dir })
  assert.deepEqual(await ask(again.url, 'select count(*)::int from kept'), [3])
  await again.stop()
})

test('data of another major version are refused with a sentence in both languages', { timeout: 60_000 }, async () => {
  const dir = join(scratch, 'old')
  mkdirSync(join(dir, 'cluster'), { recursive: true })
  writeFileSync(join(dir, 'cluster', 'PG_VERSION'), '17\n')
  await assert.rejects(startPostgres({ dir }), (error) => {
    assert.ok(error instanceof PostgresProblem)
    assert.match(error.problem.en, /written by PostgreSQL 17, this program brings 18/)
    assert.match(error.problem.zh, /由 PostgreSQL 17 写成/)
    return true
  })
})

test('a file where the folder should be is refused with a sentence', async () => {
  const dir = join(scratch, 'file')
  writeFileSync(dir, '')
  await assert.rejects(
    startPostgres({ dir }),
    (error) => error instanceof PostgresProblem && /a file stands where/.test(error.problem.en),
  )
})

test('runs inside a folder of mode 700 and under a path too long for a socket', { timeout: 60_000 }, async () => {
  const closed = join(scratch, 'closed')
  mkdirSync(closed, { mode: 0o700 })
  const server = await startPostgres({ dir: join(closed, '很长的文件夹名'.repeat(6)) })
  const socket = decodeURIComponent(server.url.split('host=')[1] ?? '')
  assert.ok(Buffer.byteLength(`${socket}/.s.PGSQL.5432`) < 107)
  assert.deepEqual(await ask(server.url, 'select 1'), [1])
  await server.stop()
  rmSync(socket, { recursive: true, force: true })
})

test('runs for an ordinary user, also one without a name', {
  timeout: 60_000,
  skip: !canBecomeOthers && 'needs root and a checkout others can read',
}, () => {
  for (const uid of [65534, 54321]) {
    const home = join(scratch, `user-${uid}`)
    mkdirSync(home)
    chownSync(home, uid, uid)
    const program = `import { startPostgres } from ${JSON.stringify(launcher)}
      const { stop, firstStart } = await startPostgres({ dir: ${JSON.stringify(join(home, 'data'))} })
      await stop()
      process.stdout.write(String(firstStart))`
    const became = [
      '--reuid',
      `${uid}`,
      '--regid',
      `${uid}`,
      '--clear-groups',
      process.execPath,
      '--input-type=module',
      '-e',
      program,
    ]
    const { stdout, stderr } = spawnSync('setpriv', became, { cwd: '/', encoding: 'utf8', env: { PATH: process.env.PATH } })
    assert.equal(stdout, 'true', stderr)
  }
})

test('makes the library links itself, in a folder of its own when the package is read-only', { timeout: 60_000 }, () => {
  const { native, version } = findBinaries()
  const copy = join(scratch, 'package')
  cpSync(dirname(native), copy, { recursive: true, filter: (path) => !/\/lib\/lib(icu|pq)[^/]*\.so(\.\d+)?$/.test(path) })
  const runs = (extra: NodeJS.ProcessEnv = {}) =>
    spawnSync(join(copy, 'native', 'bin', 'postgres'), ['--version'], { env: { PATH: process.env.PATH, ...extra } }).status === 0
  assert.equal(runs(), false)
  const spare = join(scratch, 'spare')
  if (canBecomeOthers) {
    mkdirSync(spare)
    chownSync(spare, 65534, 65534)
    const program = `import { linkLibraries } from ${JSON.stringify(fileURLToPath(new URL('./postgres-binaries.ts', import.meta.url)))}
      process.stdout.write(linkLibraries({ native: ${JSON.stringify(join(copy, 'native'))}, version: '${version}' }, ${JSON.stringify(spare)}).libraries)`
    const became = [
      '--reuid',
      '65534',
      '--regid',
      '65534',
      '--clear-groups',
      process.execPath,
      '--input-type=module',
      '-e',
      program,
    ]
    const { stdout, stderr } = spawnSync('setpriv', became, { cwd: '/', encoding: 'utf8' })
    assert.equal(stdout, spare, stderr)
    assert.equal(runs({ LD_LIBRARY_PATH: spare }), true)
    assert.equal(runs(), false)
  }
  assert.equal(linkLibraries({ native: join(copy, 'native'), version }, spare).libraries, undefined)
  assert.equal(runs(), true)
})
