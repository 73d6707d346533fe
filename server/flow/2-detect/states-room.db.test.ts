import assert from 'node:assert/strict'
import { it, type TestContext } from 'node:test'
import { system } from '../../../contract/actor.ts'
import { seedNow, testDatabase } from '../../../test/database.ts'
import { manualClock } from '../../kernel/clock.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine } from '../../kernel/spine.ts'
import { lockRules, saveRules } from './store.ts'

const devices = Array.from({ length: 400 }, (_, n) => `device-${n}`)
const rounds = 60
/** As much as the septic gas rules remember of a tank: some 800 bytes. */
const filler = 'x'.repeat(700)

it('what rules remember does not spread over the disk while it is written anew with every reading', async (t: TestContext) => {
  const database = await testDatabase()
  t.after(() => database.drop())
  const spine = createSpine({ url: database.url, clock: manualClock(seedNow), log: createLog('silent') })
  t.after(() => spine.close())
  const size = async (): Promise<number> =>
    (await spine.query<{ mb: number }>(`select pg_relation_size('rule_states') / 1e6 as mb`))[0]!.mb
  const sizes = [0]
  for (let round = 1; round <= rounds; round++) {
    await spine.transaction(system, async (tx) => {
      const rows = await lockRules(tx, devices)
      for (const row of rows.values())
        row.states = { gas: { level: null, seen: { [filler]: { ch4: [round, Math.sin(round) * 700] } } } }
      await saveRules(tx, [...rows.values()])
    })
    if (round % 10 === 0) sizes.push(await size())
  }
  // Whoever analyses a table beside it keeps old versions for a while; that is not every ten rounds.
  const grown = sizes.slice(2).map((mb, n) => mb - sizes[n + 1]!)
  assert.ok(
    Math.min(...grown) < 0.2,
    `ten rounds of ${devices.length} devices add ${grown.map((mb) => mb.toFixed(1)).join(', ')} MB`,
  )
})
