import assert from 'node:assert/strict'
import { it, type TestContext } from 'node:test'
import { system } from '../../../contract/actor.ts'
import { seedNow, testDatabase } from '../../../test/database.ts'
import { manualClock } from '../../kernel/clock.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine } from '../../kernel/spine.ts'
import { lockRules, saveRules } from './store.ts'

const devices = Array.from({ length: 400 }, (_, n) => `device-${n}`)
/** Ten rounds at a time, until they add nothing any more; with old versions kept for good they never stop adding. */
const tens = 60
/** As much as the septic gas rules remember of a tank: some 800 bytes. */
const filler = 'x'.repeat(700)

it('what rules remember does not spread over the disk while it is written anew with every reading', async (t: TestContext) => {
  const database = await testDatabase()
  t.after(() => database.drop())
  const spine = createSpine({ url: database.url, clock: manualClock(seedNow), log: createLog('silent') })
  t.after(() => spine.close())
  const size = async (): Promise<number> =>
    (await spine.query<{ mb: number }>(`select pg_relation_size('rule_states') / 1e6 as mb`))[0]!.mb
  const tenRounds = async (): Promise<void> => {
    for (let round = 1; round <= 10; round++)
      await spine.transaction(system, async (tx) => {
        const rows = await lockRules(tx, devices)
        for (const row of rows.values())
          row.states = { gas: { level: null, seen: { [filler]: { ch4: [round, Math.sin(round) * 700] } } } }
        await saveRules(tx, [...rows.values()])
      })
  }
  // Whoever analyses a table beside it keeps old versions for a while, on a busy machine a long one: that ends.
  const grown: number[] = []
  for (let before = await size(); grown.length < tens && (grown.length < 2 || grown.at(-1)! >= 0.2); ) {
    await tenRounds()
    const mb = await size()
    grown.push(mb - before)
    before = mb
  }
  assert.ok(grown.length < tens, `ten rounds of ${devices.length} devices add ${grown.map((mb) => mb.toFixed(1)).join(', ')} MB`)
})
