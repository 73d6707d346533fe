import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import pg from 'pg'
import { system } from '../../contract/actor.ts'
import { testDatabase } from '../../test/database.ts'
import { attempt } from './attempt.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { isDown } from './outside.ts'
import { createSpine, type Tx } from './spine.ts'

describe('a database that goes away in the midst of work', async () => {
  const database = await testDatabase('empty')
  const spine = createSpine({ url: database.url, clock: manualClock(new Date('2026-03-02T01:30:00Z')), log: createLog('silent') })
  const killer = new pg.Client({ connectionString: database.url })
  await killer.connect()
  after(async () => {
    await killer.end()
    await spine.close()
    await database.drop()
  })

  /** The connection of `tx` is cut, and node-postgres has noticed. */
  async function cut(tx: Tx): Promise<void> {
    const [row] = await tx.query<{ pid: number }>('select pg_backend_pid() as pid')
    const noticed = new Promise<unknown>((resolve) => tx.client.once('error', resolve))
    await killer.query('select pg_terminate_backend($1)', [row!.pid])
    await noticed
  }

  const down = (error: Error): boolean => {
    assert.equal(isDown(error), true, error.message)
    return true
  }

  it('is known as such by every later question on that connection', async () => {
    await assert.rejects(
      spine.transaction(system, async (tx) => {
        await cut(tx)
        await tx.query('select 1')
      }),
      down,
    )
  })

  it('is never taken for a failure of the work that may be given up', async () => {
    let went = 'nowhere'
    await assert.rejects(
      spine.transaction(system, async (tx) => {
        await attempt(tx, 'a cascade', () =>
          cut(tx)
            .then(() => tx.query('select 1'))
            .then(() => undefined),
        )
        went = 'on'
      }),
      down,
    )
    assert.equal(went, 'nowhere')
  })

  it('neither is a full disk', async () => {
    const full = Object.assign(new Error('could not extend file'), { code: '53100' })
    await assert.rejects(
      spine.transaction(system, (tx) => attempt(tx, 'a cascade', () => Promise.reject(full))),
      full,
    )
  })

  it('is reached anew by the next work', async () => {
    const rows = await spine.transaction(system, (tx) => tx.query<{ one: number }>('select 1 as one'))
    assert.deepEqual(rows, [{ one: 1 }])
  })
})
