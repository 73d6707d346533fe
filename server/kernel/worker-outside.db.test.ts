import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import { testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { createLog } from './log.ts'
import { createSpine } from './spine.ts'
import { fireTimer, stuckWork, workOnce } from './worker.ts'

describe('work that meets a full disk', async () => {
  const start = new Date('2026-03-02T01:30:00Z')
  const clock = manualClock(start)
  const database = await testDatabase('empty')
  const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  let full = true
  let done: string[] = []
  const work = async (name: string): Promise<void> => {
    if (full) throw Object.assign(new Error('could not extend file'), { code: '53100' })
    done.push(name)
  }
  spine.flow.timers.due = () => work('timer')
  spine.flow.after['demo.reset'] = { count: () => work('handler') }
  after(async () => {
    await spine.close()
    await database.drop()
  })

  it('is tried for as long as it takes, never put aside, and done once when there is room again', async () => {
    await spine.transaction(system, async (tx) => {
      await tx.setTimer({ key: 'a', kind: 'due', dueAt: start, body: {} })
      await tx.record({ kind: 'demo.reset', subject: 'x', area: null, body: {} })
    })
    for (let minute = 1; minute <= 20; minute++) {
      await fireTimer(spine)
      await workOnce(spine)
      clock.set(new Date(start.getTime() + minute * 60_000))
    }
    assert.deepEqual([done, await stuckWork(spine)], [[], []])
    full = false
    while ((await fireTimer(spine)) || (await workOnce(spine)));
    assert.deepEqual(done, ['timer', 'handler'])
    done = []
  })
})
