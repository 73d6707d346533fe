import assert from 'node:assert/strict'
import { after, describe, it } from 'node:test'
import { system } from '../../contract/actor.ts'
import { allSafe, testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { factsAfter, type Position } from './facts.ts'
import { createLog } from './log.ts'
import { createSpine } from './spine.ts'

describe('reading facts after a position', async () => {
  const database = await testDatabase('empty')
  const spine = createSpine({ url: database.url, clock: manualClock(new Date('2026-03-02T01:30:00Z')), log: createLog('silent') })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  it('gives each once and in order, however many at a time and where the numbers get one digit longer', async () => {
    await spine.transaction(system, async (tx) => {
      for (let n = 0; n < 120; n++) await tx.record({ kind: 'demo.reset', subject: String(n), area: null, body: {} })
    })
    await allSafe(spine)
    for (const limit of [1, 7, 500]) {
      const read: string[] = []
      let position: Position = { tx: '0', id: '0' }
      for (;;) {
        const facts = await factsAfter(spine, position, limit)
        read.push(...facts.map(({ subject }) => subject))
        position = facts.at(-1)?.position ?? position
        if (facts.length < limit || read.length > 200) break
      }
      assert.deepEqual(
        read,
        Array.from({ length: 120 }, (_, n) => String(n)),
        `${limit} at a time`,
      )
    }
  })
})
