import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { createSpine, type Spine } from './spine.ts'
import { fireTimer, fireTimers, workOnce } from './worker.ts'

const start = new Date('2026-03-02T01:30:00Z')
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)
const devices = 120

describe('timers that are due together', () => {
  const clock = manualClock(at(60))
  let database: TestDatabase
  let spine: Spine
  let fired: string[] = []
  let told: number[] = []

  before(async () => {
    database = await testDatabase('empty')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    spine.flow.timers['device.look'] = async (body, tx) => {
      if (body.broken) throw new Error('a device nobody understands')
      // Written in the transaction of the firing: what is rolled back leaves no trace.
      await tx.query(`insert into settings (key, value, changed_at) values ($1, '1', $2)`, [`fired:${body.name}`, tx.now])
    }
    spine.flow.timers['device.wake'] = {
      async atOnce(timers, tx) {
        if (timers.some(({ body }) => body.broken)) throw new Error('one of many')
        told.push(timers.length)
        for (const { key } of timers)
          await tx.query(`insert into settings (key, value, changed_at) values ($1, '1', $2)`, [`fired:${key}`, tx.now])
      },
    }
    spine.flow.timers['order.due'] = async (body) => void fired.push(String(body.name))
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })
  beforeEach(async () => {
    fired = []
    told = []
    await spine.query('truncate timers, settings')
    await spine.transaction(system, async (tx) => {
      const looks = Array.from({ length: devices }, (_, n) => ({
        key: `look:${n}`,
        kind: 'device.look',
        dueAt: at(n % 7),
        body: { name: n, broken: n === 33 },
        bulk: true,
      }))
      await tx.setTimer(looks)
      await tx.setTimer({ key: 'order:1', kind: 'order.due', dueAt: at(30), body: { name: 'order' } })
      await tx.setTimer({ key: 'order:2', kind: 'order.due', dueAt: at(61), body: { name: 'later' } })
    })
  })

  const looked = async (): Promise<number> =>
    Number((await spine.query<{ n: string }>('select count(*) as n from settings'))[0]!.n)

  it('let people’s clocks pass all that came due by the thousand, and never before their time', async () => {
    assert.equal(await fireTimers(spine, 'urgent'), true)
    assert.deepEqual([fired, await looked()], [['order'], 0])
    assert.equal(await fireTimers(spine, 'urgent'), false)
  })

  it('cost one question and no transaction while none of their lane is due', async () => {
    const watched: Spine = { ...spine, transaction: () => Promise.reject(new Error('a transaction')) }
    await assert.rejects(fireTimers(watched, 'urgent'), /a transaction/, 'one is due')
    await spine.query(`update timers set tries = 5 where key = 'order:1'`)
    assert.equal(await fireTimers(watched, 'urgent'), false, 'what failed five times waits for a person')
    await assert.rejects(fireTimers(watched, 'bulk'), /a transaction/, 'the other lane has its own')
    await spine.query('delete from timers where bulk')
    assert.equal(await fireTimers(watched, 'bulk'), false)
  })

  it('are fired many at a time, each exactly once; one that fails holds up none of its neighbours', async () => {
    let turns = 0
    while (await fireTimers(spine, 'bulk')) turns++
    assert.equal(await looked(), devices - 1)
    assert.ok(turns < devices / 10, `${turns} turns for ${devices}`)
    assert.deepEqual(fired, [], 'the other lane is not touched')
    const left = await spine.query('select key, tries, last_error from timers where bulk')
    assert.deepEqual(left, [{ key: 'look:33', tries: 1, last_error: 'Error: a device nobody understands' }])
  })

  it('are told together where their kind asks for it, and one by one once one of them fails', async () => {
    await spine.query(`update timers set kind = 'device.wake' where bulk`)
    while (await fireTimers(spine, 'bulk'));
    assert.deepEqual([told.length, await looked()], [devices - 1, devices - 1], 'each got a try of its own')
    await spine.query('truncate settings')
    told = []
    await spine.transaction(system, (tx) =>
      tx.setTimer(
        Array.from({ length: devices }, (_, n) => ({
          key: `w:${n}`,
          kind: 'device.wake',
          dueAt: at(n % 7),
          body: {},
          bulk: true,
        })),
      ),
    )
    while (await fireTimers(spine, 'bulk'));
    assert.deepEqual([told, await looked()], [[devices], devices])
  })

  it('are found without sorting all that is due, however many that are', async () => {
    // One connection: what it has read is known once it has told it.
    const alone = createSpine({ url: database.url, clock, log: createLog('silent'), connections: 1 })
    alone.flow = spine.flow
    const read = async (): Promise<number> => {
      await alone.query('select pg_stat_force_next_flush()')
      return Number(
        (
          await alone.query<{ n: string }>(`select idx_tup_read as n from pg_stat_user_indexes where indexrelname = 'timers_due'`)
        )[0]!.n,
      )
    }
    for (const lane of ['urgent', 'bulk'] as const) {
      await alone.query('truncate timers')
      await alone.query(
        `insert into timers (key, kind, due_at, body, bulk) select 't' || n, 'order.due', $1::timestamptz + n * interval '1 ms', '{}', $2
         from generate_series(1, 20000) n`,
        [start, lane === 'bulk'],
      )
      await alone.query('analyze timers')
      const before = await read()
      assert.equal(await fireTimers(alone, lane), true)
      const entries = (await read()) - before
      assert.ok(entries < 1_000, `${lane}: ${entries} entries of the index read`)
    }
    await alone.close()
  })

  it('are fired one by one in their order where the lane does not matter', async () => {
    let turns = 0
    while (fired.length === 0 && (await fireTimer(spine))) turns++
    assert.deepEqual([turns, await looked(), fired], [devices + 1, devices - 1, ['order']], 'the order was due last')
    assert.equal(await fireTimer(spine), false)
  })
})

describe('facts that are worked off after their commit', () => {
  it('come in the order of their numbers, not of the texts of these: 10 after 9', async (test) => {
    const database = await testDatabase('empty')
    const spine = createSpine({ url: database.url, clock: manualClock(start), log: createLog('silent') })
    test.after(async () => {
      await spine.close()
      await database.drop()
    })
    const seen: string[] = []
    spine.flow.after['supply.set'] = { look: async (fact) => void seen.push(fact.subject) }
    const names = Array.from({ length: 105 }, (_, n) => `supply-${n}`)
    await spine.transaction(system, async (tx) => {
      for (const subject of names)
        await tx.record({ kind: 'supply.set', subject, area: null, body: { supply: subject, label: subject, below: 0 } })
    })
    while (await workOnce(spine));
    assert.deepEqual(seen, names)
  })
})
