import assert from 'node:assert/strict'
import { after, beforeEach, describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import { testDatabase } from '../../test/database.ts'
import { untilSafe } from '../../test/safe-facts.ts'
import { manualClock } from './clock.ts'
import { factsAfter, safePosition } from './facts.ts'
import { createLog } from './log.ts'
import { mostMs, rehearse } from './rehearse.ts'
import { createSpine, type Tx } from './spine.ts'

const minute = 60_000

describe('a rehearsal that would go on for hours', async () => {
  const database = await testDatabase('empty')
  const clock = manualClock(new Date('2026-11-27T09:00:00Z'))
  const spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  let fired = 0
  let takesMs = 0
  beforeEach(() => {
    fired = 0
  })
  const again = (tx: Tx): Promise<void> =>
    tx.setTimer({ key: 'round', kind: 'round.due', dueAt: new Date(tx.now.getTime() + minute), body: {} })
  spine.flow.timers['round.due'] = async (_body, tx) => {
    fired++
    clock.set(new Date(clock.now().getTime() + takesMs))
    await again(tx)
  }
  const at = new Date('2026-11-27T20:00:00Z')
  const played = (minutes: number, most?: number) =>
    rehearse(spine, {
      ...{ actor: system, at, until: new Date(at.getTime() + minutes * minute), begin: again },
      ...(most === undefined ? {} : { most }),
    })

  it('is cut when its time is over, and says from when on nothing was played', async () => {
    takesMs = 300
    const { cutAt } = await played(240)
    assert.equal(fired, Math.ceil(mostMs / takesMs))
    assert.deepEqual(cutAt, new Date(at.getTime() + (fired + 1) * minute))
  })

  it('is cut after so many steps, and says so too', async () => {
    takesMs = 0
    assert.deepEqual((await played(240, 5)).cutAt, new Date(at.getTime() + 6 * minute))
    assert.equal(fired, 5)
  })

  it('that comes to its end is not cut', async () => {
    takesMs = 0
    assert.equal((await played(20)).cutAt, null)
    assert.equal((await played(20, 20)).cutAt, null, 'its last step is its last')
    assert.equal(fired, 40)
  })

  it('has no statement that takes longer, or waits longer for a lock', async () => {
    let timeout: string | undefined
    await rehearse(spine, {
      ...{ actor: system, at, until: at },
      begin: async (tx) => {
        timeout = (await tx.query<{ statement_timeout: string }>('show statement_timeout'))[0]?.statement_timeout
      },
    })
    assert.equal(timeout, `${mostMs / 1000}s`)
    const [now] = await spine.query<{ statement_timeout: string }>('show statement_timeout')
    assert.equal(now?.statement_timeout, '0', 'the connection goes back as it was')
  })

  it('hides what happens meanwhile no longer than it lasts', async () => {
    takesMs = 300
    const before = await safePosition(spine)
    let recorded = ''
    spine.flow.timers['fact.due'] = async () => {
      const body = { pack: 'p', version: 1, before: 0, note: 'n' }
      const fact = await spine.transaction(system, (tx) => tx.record({ kind: 'rules.published', subject: 'p', area: null, body }))
      recorded = fact.id
    }
    await rehearse(spine, {
      ...{ actor: system, at, until: new Date(at.getTime() + 240 * minute) },
      begin: async (tx) => {
        await tx.query('create table made_up (n int)')
        await tx.setTimer({ key: 'fact', kind: 'fact.due', dueAt: at, body: {} })
        await again(tx)
      },
    })
    assert.ok(fired < 10, `it did not last longer than its bound: ${fired}`)
    await untilSafe(spine)
    const told = await factsAfter(spine, before, 10)
    assert.deepEqual(
      told.map(({ id }) => id),
      [recorded],
    )
  })
})
