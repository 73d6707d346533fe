import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import { testDatabase } from '../../test/database.ts'
import { realClock } from './clock.ts'
import { createLog } from './log.ts'
import { createSpine } from './spine.ts'

describe('two transactions that wait for each other', async () => {
  const database = await testDatabase('empty')
  const spine = createSpine({ url: database.url, clock: realClock, log: createLog('silent') })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  it('both come to their end, each with its effect once', async () => {
    await spine.query('create table pair (name text primary key, n int not null)')
    await spine.query(`insert into pair values ('a', 0), ('b', 0)`)
    const both = Promise.withResolvers<void>()
    let tries = 0
    let first = 0
    const add = (order: string[]) =>
      spine.transaction(system, async (tx) => {
        tries++
        await tx.query('update pair set n = n + 1 where name = $1', [order[0]])
        if (++first === 2) both.resolve()
        await both.promise
        await tx.query('update pair set n = n + 1 where name = $1', [order[1]])
      })
    await Promise.all([add(['a', 'b']), add(['b', 'a'])])
    assert.deepEqual(await spine.query('select name, n from pair order by name'), [
      { name: 'a', n: 2 },
      { name: 'b', n: 2 },
    ])
    assert.ok(tries > 2, 'one of them was tried again')
  })

  it('ids made at one moment sort in the order they were made', async () => {
    const ids = await spine.transaction(system, async (tx) => Array.from({ length: 200 }, () => tx.newId()))
    assert.deepEqual(ids, ids.toSorted())
    assert.equal(new Set(ids).size, 200)
  })

  it('an error of its own is not tried again', async () => {
    let tries = 0
    const failing = spine.transaction(system, async (tx) => {
      tries++
      await tx.query('select 1 / 0')
    })
    await assert.rejects(failing, { code: '22012' })
    assert.equal(tries, 1)
  })

  it('says a statement of a transaction as a prepared one, over every text once', async () => {
    const names = await spine.transaction(system, async (tx) => {
      for (const name of ['a', 'b']) await tx.query('select n from pair where name = $1', [name])
      return tx.query<{ statement: string }>(
        `select statement from pg_prepared_statements where statement like '%from pair where%'`,
      )
    })
    assert.deepEqual(
      names.map(({ statement }) => statement),
      ['select n from pair where name = $1'],
    )
  })

  it('reads a big table from its beginning each time, though another reading stopped in its midst', async () => {
    // Wider than a quarter of the shared buffers: from there on PostgreSQL lets one scan go on where another is.
    await spine.query(`create unlogged table big as select n, repeat('x', 1900) as filler from generate_series(1, 24000) n`)
    const [first] = await spine.query<{ n: number }>('select n from big limit 1')
    await spine.query('select n from big limit 12000')
    assert.deepEqual([first, ...(await spine.query('select n from big limit 1'))], [{ n: 1 }, { n: 1 }])
  })
})
