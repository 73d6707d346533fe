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

  it('follows the index, and sorts nothing, where one transaction wrote nearly all: an import, a laid history', async () => {
    for (const month of ['01', '02', '03'])
      await spine.query(
        `create table facts_2025_${month} partition of facts for values from ('2025-${month}-01') to ('2025-${month}-28')`,
      )
    await spine.query(
      `insert into facts (recorded_at, occurred_at, kind, subject, actor, body)
       select at, at, 'demo.reset', n::text, '{"kind":"system"}', '{}'
       from generate_series(1, 40000) n, lateral (select timestamptz '2025-01-01' + n * interval '2 minutes' as at) moment`,
    )
    await spine.query('analyze facts')
    const [half] = await spine.query<Position>('select tx::text, id::text from facts order by id desc offset 20000 limit 1')
    const plan: string[] = []
    const explained = {
      query: async <T>(text: string, values?: unknown[]): Promise<T[]> => {
        for (const line of await spine.query<Record<string, string>>(`explain ${text}`, values)) plan.push(line['QUERY PLAN']!)
        return []
      },
    }
    await factsAfter(explained, half!, 500)
    assert.ok(plan.length > 0)
    assert.deepEqual(
      plan.filter((line) => /\bSort\b(?! Key)/.test(line)),
      [],
      plan.join('\n'),
    )
  })
})
