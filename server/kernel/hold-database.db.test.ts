import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../../test/database.ts'
import { StartError } from './config.ts'
import { holdDatabase } from './hold-database.ts'
import { lockKeys } from './lock-keys.ts'

async function database(test: TestContext): Promise<{ url: string; client: pg.Client }> {
  const { url, drop } = await testDatabase('empty')
  const client = new pg.Client({ connectionString: url })
  client.on('error', () => undefined)
  await client.connect()
  test.after(async () => {
    await client.end()
    await drop()
  })
  return { url, client }
}

const holders = async (client: pg.Client): Promise<number[]> =>
  (
    await client.query<{ pid: number }>(
      `select pid from pg_locks where locktype = 'advisory' and objid = $1 and granted
         and database = (select oid from pg_database where datname = current_database())`,
      [lockKeys.holdDatabase],
    )
  ).rows.map(({ pid }) => pid)

describe('a held database', () => {
  it('is refused to a second one, which is told by whom it is held; another database of the server is free', async (test) => {
    const { url } = await database(test)
    const other = await database(test)
    const hold = await holdDatabase(url)
    await assert.rejects(holdDatabase(url), (error: Error) => {
      assert.ok(error instanceof StartError)
      assert.match(error.message, new RegExp(`already works on this database \\(process ${process.pid} on `))
      return true
    })
    await (await holdDatabase(other.url)).release()
    await hold.release()
    await (await holdDatabase(url)).release()
  })

  it('is taken again when the connection is cut', async (test) => {
    const { url, client } = await database(test)
    const hold = await holdDatabase(url)
    const [before] = await holders(client)
    await client.query('select pg_terminate_backend($1, 5000)', [before])
    let now: number[] = []
    while (now.length === 0) now = await holders(client)
    assert.notEqual(now[0], before)
    await assert.rejects(holdDatabase(url), StartError)
    await hold.release()
    assert.deepEqual(await holders(client), [])
  })

  it('is lost when another one took it while the connection was cut', async (test) => {
    const { url, client } = await database(test)
    const hold = await holdDatabase(url)
    const [before] = await holders(client)
    const rival = new pg.Client({ connectionString: url, application_name: 'zhili 77 elsewhere' })
    await rival.connect()
    const waiting = rival.query('select pg_advisory_lock($1)', [lockKeys.holdDatabase]) // in line: gets it the moment it is free
    while (
      (await client.query('select 1 from pg_locks where objid = $1 and not granted', [lockKeys.holdDatabase])).rowCount === 0
    );
    await client.query('select pg_terminate_backend($1)', [before])
    await waiting
    assert.match((await hold.lost).message, /process 77 on elsewhere/)
    await hold.release()
    await rival.end()
  })
})
