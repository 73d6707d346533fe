import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import { allSafe, type TestDatabase, testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { sealOnce } from './seal.ts'
import { createSpine, type Spine } from './spine.ts'
import { createWatchdog, type Watchdog } from './watchdog.ts'
import { fireTimer, retryStuck } from './worker.ts'

const start = new Date('2026-03-02T01:30:00Z')

describe('the watchdog beside the scheduler', () => {
  let rate = 1
  const clock = { ...manualClock(start), rate: () => rate }
  let database: TestDatabase
  let spine: Spine
  let dog: Watchdog
  const pass = (s: number): void => clock.set(new Date(clock.now().getTime() + s * 1000))
  const told = () =>
    spine.query<{ kind: string; subject: string }>(`select kind, subject from facts where kind like 'work.%' order by id`)

  before(async () => {
    database = await testDatabase('empty')
    spine = createSpine({ url: database.url, clock, log: createLog('silent'), connections: 1 })
    spine.flow.timers.good = async () => undefined
    spine.flow.timers.poisoned = async () => {
      throw new Error('a body nobody understands')
    }
    dog = createWatchdog({ url: database.url, spine })
  })
  after(async () => {
    await dog.close()
    await spine.close()
    await database.drop()
  })

  it('tells once that a lane stands still, even while every connection of the scheduler is taken, and once that it goes on', async () => {
    await spine.transaction(system, (tx) => tx.setTimer({ key: 'a', kind: 'good', dueAt: start, body: {} }))
    await sealOnce(spine)
    pass(61)
    const taken = await spine.pool.connect()
    assert.deepEqual(await dog.look(), [], 'late, but it may only just have come')
    assert.deepEqual(
      (await dog.look()).map(({ key, n }) => [key, n]),
      [['lane:timers', 1]],
    )
    await dog.look()
    taken.release()
    assert.equal(await fireTimer(spine), true)
    assert.deepEqual(await dog.look(), [])
    assert.deepEqual(await told(), [
      { kind: 'work.stalled', subject: 'lane:timers' },
      { kind: 'work.resumed', subject: 'lane:timers' },
    ])
  })

  it('tells of one poisoned timer, while the others go on', async () => {
    await spine.transaction(system, async (tx) => {
      await tx.setTimer({ key: 'bad', kind: 'poisoned', dueAt: clock.now(), body: {} })
      await tx.setTimer({ key: 'b', kind: 'good', dueAt: clock.now(), body: {} })
    })
    for (let s = 0; s < 100; s++) {
      while (await fireTimer(spine));
      pass(1)
    }
    assert.deepEqual(await spine.query('select key, tries from timers'), [{ key: 'bad', tries: 5 }])
    assert.deepEqual(
      (await dog.look()).filter(({ why }) => why === 'failed').map(({ key, what }) => [key, what]),
      [['timer:bad', 'poisoned']],
    )
    assert.equal(await retryStuck(spine, 'bad'), true)
    assert.deepEqual(
      (await dog.look()).filter(({ why }) => why === 'failed'),
      [],
    )
  })

  const seesSeals = async (): Promise<boolean> => {
    await allSafe(spine)
    return (await dog.look()).some(({ key }) => key === 'lane:seals')
  }

  it('tells of facts that nobody seals, by the wall however fast the clock runs', async () => {
    pass(200)
    rate = 20
    assert.deepEqual([await seesSeals(), await seesSeals()], [false, false], 'ten seconds by the wall')
    rate = 1
    assert.deepEqual([await seesSeals(), await seesSeals()], [false, true])
    await allSafe(spine)
    while (await sealOnce(spine));
    assert.equal(await seesSeals(), false)
  })
})
