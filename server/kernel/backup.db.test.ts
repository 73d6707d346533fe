import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { gunzipSync, gzipSync } from 'node:zlib'
import pg from 'pg'
import { databaseUrl, type TestDatabase, testDatabase, testServer } from '../../test/database.ts'
import { backup } from './backup.ts'
import { inOrder, listTables } from './backup-tables.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { keepPartitions } from './partitions.ts'
import { restore } from './restore.ts'
import { sealOnce, verifyChain } from './seal.ts'
import { createSpine, type Spine } from './spine.ts'

const now = new Date('2026-03-02T01:30:00Z')
const photo = Buffer.from('a photo, by its look at least')
const sha256 = createHash('sha256').update(photo).digest('hex')

describe('a backup', () => {
  const dir = mkdtempSync(join(tmpdir(), 'zhili-backup-'))
  const outFile = join(dir, 'city.tar.gz')
  const copies: string[] = []
  let source: TestDatabase
  let spine: Spine

  before(async () => {
    source = await testDatabase('town')
    spine = createSpine({ url: source.url, clock: manualClock(now), log: createLog('silent') })
    await keepPartitions(spine, { readings: 400, frames: 400, plots: 400 }, async () => undefined)
    for (let i = 0; i < 50; i++)
      await spine.transaction({ kind: 'person', id: 'p-chenli', name: '陈立' }, async (tx) => {
        await tx.record({ kind: 'unit.made', subject: `u-${i}`, area: '99/', body: { unit: `u-${i}`, name: '𠮷\t\\N\n㐂 "x"' } })
        await tx.setTimer({ key: `t-${i}`, kind: 'x', dueAt: now, body: { i } })
      })
    await spine.query(
      `insert into readings (at, device, received_at, "values") select $1::timestamptz + n * interval '1 minute', 'd', $1, '{"ch4": 1.5}' from generate_series(1, 5000) n`,
      [now],
    )
    // Their triggers write what they tally: from a backup it must come once.
    await spine.query(
      `insert into objects (id, pack, kind, code, name, area, lon, lat, risk, valid_from) select 'o' || n, 'p', 'k', 'o' || n, 'o', '99/990101/990101001/', 105, 31, 'blue', $1
       from generate_series(1, 20) n`,
      [now],
    )
    for (let tries = 0; tries < 20_000 && (await verifyChain(spine)).unsealed > 0; tries++) await sealOnce(spine)
    mkdirSync(join(dir, 'files', sha256.slice(0, 2)), { recursive: true })
    writeFileSync(join(dir, 'files', sha256.slice(0, 2), sha256), photo)
    await backup({ url: source.url, filesDir: join(dir, 'files'), outFile, now })
  })
  after(async () => {
    await spine.close()
    await source.drop()
    await onServer(async (client) => {
      for (const name of copies) await client.query(`drop database if exists ${name} with (force)`)
    })
    rmSync(dir, { recursive: true, force: true })
  })

  async function onServer<T>(work: (client: pg.Client) => Promise<T>, url?: string): Promise<T> {
    const client = new pg.Client({ connectionString: url ?? (await testServer()) })
    await client.connect()
    return work(client).finally(() => client.end())
  }
  /** A database with nothing in it. */
  async function emptyDatabase(): Promise<string> {
    const name = `copy_${process.pid}_${copies.length}`
    copies.push(name)
    await onServer((client) => client.query(`create database ${name}`))
    return databaseUrl(await testServer(), name)
  }
  const hashes = (url: string) =>
    onServer(async (client) => {
      const found: Record<string, string> = {}
      for (const { name } of await listTables(client)) {
        const { rows } = await client.query(
          `select count(*) || ' ' || coalesce(md5(string_agg(md5(t::text), '' order by md5(t::text))), '') as sum from ${name} t`,
        )
        found[name] = rows[0].sum
      }
      return found
    }, url)

  it('restored into an empty database gives every table, every photo, the chain, and ids that go on counting', async () => {
    const url = await emptyDatabase()
    const manifest = await restore({ archive: outFile, url, filesDir: join(dir, 'files-2') })
    assert.deepEqual(await hashes(url), await hashes(source.url))
    assert.equal(manifest.tables.find((table) => table.name === 'facts')?.rows, 50)
    assert.deepEqual(readFileSync(join(dir, 'files-2', sha256.slice(0, 2), sha256)), photo)
    const copy = createSpine({ url, clock: manualClock(now), log: createLog('silent') })
    const chain = await verifyChain(copy)
    assert.deepEqual([chain.ok, chain.facts, chain.head], [true, 50, (await verifyChain(spine)).head])
    const next = await copy.transaction({ kind: 'system', id: 'zhili' }, (tx) =>
      tx.record({ kind: 'demo.reset', subject: 'demo', area: null, body: {} }),
    )
    const [last] = await copy.query<{ id: string; first: boolean }>(
      'select max(id)::text as id, (select tx from facts order by id desc limit 1) > (select max(to_tx) from seals) as first from facts',
    )
    assert.deepEqual([next.id, last?.first], [last?.id, true])
    assert.equal(Number(next.id), Number((await spine.query<{ id: string }>('select max(id)::text as id from facts'))[0]!.id) + 1)
    assert.deepEqual(
      (await copy.query<{ part: string }>('select distinct tableoid::regclass::text as part from facts')).map((row) => row.part),
      ['facts_2026_03'],
    )
    await copy.query(`update objects set rated = true where id = 'o1'`)
    const [tallies] = await copy.query<{ n: number }>('select sum(objects)::int as n from risk_tallies where level is null')
    assert.equal(tallies?.n, 19, 'what is tallied goes on as well')
    await copy.close()
  })

  it('of an older version gets what came since', async () => {
    const [old, copy] = [await emptyDatabase(), await emptyDatabase()]
    const folder = fileURLToPath(new URL('../migrations/', import.meta.url))
    const [first = '', ...later] = readdirSync(folder).sort()
    await onServer(async (client) => {
      await client.query(readFileSync(join(folder, first), 'utf8'))
      await client.query('create table migrations (name text primary key, run_at timestamptz not null)')
      await client.query('insert into migrations values ($1, $2)', [first, now])
      await client.query(`insert into settings values ('x', '1', $1)`, [now])
    }, old)
    await backup({ url: old, filesDir: join(dir, 'none'), outFile: join(dir, 'old'), now })
    await restore({ archive: join(dir, 'old'), url: copy, filesDir: join(dir, 'none') })
    const run = await onServer((client) => client.query<{ name: string }>('select name from migrations order by 1'), copy)
    assert.deepEqual(
      run.rows.map((row) => row.name),
      [first, ...later],
    )
    assert.equal((await onServer((client) => client.query(`select 1 from settings where key = 'x'`), copy)).rowCount, 1)
  })

  it('is not restored over anything', async () => {
    await assert.rejects(restore({ archive: outFile, url: source.url, filesDir: dir }), /not empty/)
  })

  it('that is cut, changed or something else restores nothing', async () => {
    const url = await emptyDatabase()
    const whole = readFileSync(outFile)
    const plain = gunzipSync(whole)
    const changed = Buffer.from(plain)
    const at = changed.indexOf('陈立')
    assert.ok(at > 0)
    changed.write('李', at)
    const bad: [string, Buffer, RegExp][] = [
      ['cut', whole.subarray(0, whole.length - 2000), /cut or damaged/],
      ['cut-late', gzipSync(plain.subarray(0, plain.length - 2048)), /cut or damaged/],
      ['changed', gzipSync(changed), /cut or damaged/],
      ['other', Buffer.from('something else altogether'), /cut or damaged/],
      [
        'newer',
        gzipSync(Buffer.from(plain.toString('latin1').replace('0001-kernel.sql', '9001-kernel.sql'), 'latin1')),
        /newer version/,
      ],
    ]
    for (const [name, bytes, sentence] of bad) {
      writeFileSync(join(dir, name), bytes)
      await assert.rejects(restore({ archive: join(dir, name), url, filesDir: join(dir, 'files-3') }), sentence, name)
      assert.equal(
        (await onServer((client) => client.query(`select 1 from pg_class where relnamespace = 'public'::regnamespace`), url))
          .rowCount,
        0,
        name,
      )
    }
    await assert.rejects(restore({ archive: join(dir, 'none'), url, filesDir: dir }), /no backup file/)
  })

  it('that cannot be written leaves nothing half done', async () => {
    await assert.rejects(backup({ url: source.url, filesDir: dir, outFile: join(dir, 'none', 'x.tar.gz'), now }), /ENOENT/)
    assert.equal(existsSync(join(dir, 'none')), false)
  })

  it('keeps a table behind those it refers to', () => {
    const table = (name: string, ...refers: string[]) => ({ name, refers })
    const sorted = inOrder([table('a', 'c'), table('b', 'a'), table('c'), table('x', 'y'), table('y', 'x')])
    assert.deepEqual(
      sorted.map((one) => one.name),
      ['c', 'a', 'b', 'x', 'y'],
    )
  })
})
