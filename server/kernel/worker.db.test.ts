import assert from 'node:assert/strict'
import { after, before, beforeEach, describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { createSpine, type Spine } from './spine.ts'
import { setTimers } from './timers.ts'
import { fireTimer, fireTimers } from './worker.ts'

const start = new Date('2026-03-02T01:30:00Z')
const at = (seconds: number): Date => new Date(start.getTime() + seconds * 1000)
const devices = 120

describe('timers that are due together', () => {
  const clock = manualClock(at(60))
  let database: TestDatabase
  let spine: Spine
  let fired: string[] = []

  before(async () => {
    database = await testDatabase('empty')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    spine.flow.timers['device.look'] = async (body, tx) => {
      if (body.broken) throw new Error('a device nobody understands')
      // Written in the transaction of the firing: what is rolled back leaves no trace.
      await tx.query(`insert into settings (key, value, changed_at) values ($1, '1', $2)`, [`fired:${body.name}`, tx.now])
    }
    spine.flow.timers['order.due'] = async (body) => void fired.push(String(body.name))
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })
  beforeEach(async () => {
    fired = []
    await spine.query('truncate timers, settings')
    await spine.transaction(system, async (tx) => {
      const looks = Array.from({ length: devices }, (_, n) => ({
        key: `look:${n}`,
        kind: 'device.look',
        dueAt: at(n % 7),
        body: { name: n, broken: n === 33 },
        bulk: true,
      }))
      await setTimers(tx, looks)
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

  it('are fired many at a time, each exactly once; one that fails holds up none of its neighbours', async () => {
    let turns = 0
    while (await fireTimers(spine, 'bulk')) turns++
    assert.equal(await looked(), devices - 1)
    assert.ok(turns < devices / 10, `${turns} turns for ${devices}`)
    assert.deepEqual(fired, [], 'the other lane is not touched')
    const left = await spine.query('select key, tries, last_error from timers where bulk')
    assert.deepEqual(left, [{ key: 'look:33', tries: 1, last_error: 'Error: a device nobody understands' }])
  })

  it('are fired one by one in their order where the lane does not matter', async () => {
    let turns = 0
    while (fired.length === 0 && (await fireTimer(spine))) turns++
    assert.deepEqual([turns, await looked(), fired], [devices + 1, devices - 1, ['order']], 'the order was due last')
    assert.equal(await fireTimer(spine), false)
  })
})
