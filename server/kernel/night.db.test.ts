import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { testDatabase } from '../../test/database.ts'
import { realClock } from './clock.ts'
import { createLog } from './log.ts'
import { atLength, breakOff } from './night.ts'
import { createSpine } from './spine.ts'

const database = await testDatabase('empty')
const spine = createSpine({ url: database.url, clock: realClock, log: createLog('silent') })
after(async () => {
  await spine.close()
  await database.drop()
})

it('breaks off what takes long in the middle of a statement, and nothing else', async () => {
  const long = assert.rejects(
    atLength(spine, (db) => db.query('select pg_sleep(600)')),
    /canceling statement/,
  )
  const other = spine.query<{ pg_sleep: string }>('select pg_sleep(0.2)')
  const running = (): Promise<unknown[]> =>
    spine.query(
      `select 1 from pg_stat_activity where application_name like '% at night' and query like '%pg_sleep(600)%' and state = 'active'`,
    )
  while ((await running()).length === 0);
  await breakOff(spine)
  await long
  assert.equal((await other).length, 1)
  assert.deepEqual(await atLength(spine, (db) => db.query('select 1 as one')), [{ one: 1 }], 'the next one runs')
})
