import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { readLock } from '../../server/kernel/postgres-cluster.ts'
import { urlOf } from '../../server/kernel/postgres-ready.ts'
import { launch, spawnZhili } from './city.ts'

/** From the moment it knows to the end of the process: closing what was opened included. */
const goneMs = 5_000

describe('a start that cannot succeed', () => {
  // No demo: an empty database is enough for a start that does not come that far.
  const dataDir = mkdtempSync(join(tmpdir(), 'zhili-refused-'))
  chmodSync(dataDir, 0o755)
  const held: Server[] = []
  const folders: string[] = [dataDir]
  after(() => {
    for (const server of held) server.close()
    for (const dir of folders) {
      if (dir !== dataDir) spawnSync('umount', [dir])
      chmodSync(dir, 0o700)
      rmSync(dir, { recursive: true, force: true })
    }
  })

  const hold = async (): Promise<string> => {
    const server = createServer()
    held.push(server)
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    return String((server.address() as { port: number }).port)
  }

  /** Starts, and expects one sentence on the terminal that matches, an exit code and nothing left running. */
  const refuses = async (env: Record<string, string>, sentence: RegExp): Promise<void> => {
    const began = performance.now()
    const { said, ended } = spawnZhili(['start', '--no-simulator'], { DATA_DIR: dataDir, DEMO: 'false', ...env })
    const code = await ended
    assert.equal(code, 2, said())
    assert.match(said(), sentence)
    assert.doesNotMatch(said(), /\n\s+at |Error:|\/ ready/, said())
    const lines = said().trim().split('\n')
    assert.equal(lines.filter((line) => !/migrations/.test(line)).length, 1, `more than one sentence:\n${said()}`)
    const tookMs = performance.now() - began
    if (tookMs > goneMs) console.log(`gone after ${(tookMs / 1000).toFixed(1)} s`)
  }

  it('says which HTTP port is taken', async () => {
    const port = await hold()
    await refuses({ PORT: port }, new RegExp(`HTTP port ${port} is taken: stop its holder or set PORT`))
  })

  it('says which MQTT port is taken', async () => {
    const port = await hold()
    await refuses({ MQTT_PORT: port }, new RegExp(`MQTT port ${port} is taken`))
  })

  it('says which database cannot be reached', async () => {
    await refuses({ DATABASE_URL: 'postgres://zhili@127.0.0.1:9/none' }, /127\.0\.0\.1:9.*DATABASE_URL cannot be reached/)
  })

  it('says that no folder can be made there, instead of trying for ever', async (t) => {
    if (!existsSync('/proc/self')) return t.skip('no /proc')
    await refuses({ DATA_DIR: '/proc/zhili' }, /The data folder \/proc\/zhili cannot be used/)
  })

  it('says which process runs in the folder, which goes on; commands work beside it, and a killed one is no obstacle', async () => {
    const first = await launch({ dir: dataDir }, { DEMO: 'false' })
    await refuses({}, /Zhili already runs in .* \(process (\d+)\): stop it first or set DATA_DIR/)
    assert.equal((await fetch(`${first.url}/healthz`)).status, 200)
    const beside = spawnZhili(['verify-chain'], { DATA_DIR: dataDir })
    assert.equal(await beside.ended, 0, beside.said())
    assert.equal((await fetch(`${first.url}/healthz`)).status, 200)
    const url = urlOf(readLock(join(dataDir, 'postgres/cluster'))!.socketDir!)
    const elsewhere = mkdtempSync(join(tmpdir(), 'zhili-second-'))
    folders.push(elsewhere)
    const held = /Zhili already works on this database \(process \d+ on .*\): stop it first/
    await refuses({ DATABASE_URL: url.replace('@/', '@localhost/'), DATA_DIR: elsewhere }, held)
    for (const command of [['seed'], ['restore', import.meta.filename]]) {
      const refused = spawnZhili(command, { DATA_DIR: dataDir })
      assert.equal(await refused.ended, 2, refused.said())
      assert.match(refused.said(), held)
    }
    const reset = spawnZhili(['reset', '--yes'], { DATA_DIR: dataDir })
    assert.equal(await reset.ended, 2, reset.said())
    assert.match(reset.said(), /Zhili already runs in/)
    assert.equal((await fetch(`${first.url}/healthz`)).status, 200)
    first.kill()
    await first.ended
    const second = await launch({ dir: dataDir }, { DEMO: 'false' })
    await second.stop()
    assert.equal(await second.ended, 0, 'asked to stop it ends well')
    assert.doesNotMatch(second.said(), /undefined/)
    assert.equal(existsSync(join(dataDir, 'zhili.pid')), false)
  })

  it('of who-gets without a city says so in one sentence and makes nothing', async () => {
    const empty = mkdtempSync(join(tmpdir(), 'zhili-none-'))
    folders.push(empty)
    const asked = spawnZhili(['who-gets', '--type', 'septic-gas.over-limit', '--area', '寸滩'], { DATA_DIR: join(empty, 'data') })
    assert.equal(await asked.ended, 2, asked.said())
    assert.match(asked.said(), /^.* there is no city yet in .*\n$/)
    assert.equal(existsSync(join(empty, 'data')), false)
  })

  it('says that the data folder cannot be written', async (t) => {
    const dir = mkdtempSync(join(tmpdir(), 'zhili-readonly-'))
    folders.push(dir)
    if (process.getuid?.() !== 0) chmodSync(dir, 0o555)
    // Root may write anywhere but on a disk that is read-only.
    else if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'ro,size=1m', 'tmpfs', dir]).status !== 0)
      return t.skip('root without the right to mount: no folder is read-only')
    await refuses(
      { DATA_DIR: dir },
      /The data folder .* cannot be used: (the folder is on a read-only disk|writing there is not permitted)/,
    )
  })
})
