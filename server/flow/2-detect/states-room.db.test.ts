import assert from 'node:assert/strict'
import { it, type TestContext } from 'node:test'
import { system } from '../../../contract/actor.ts'
import { seedNow, testDatabase } from '../../../test/database.ts'
import { manualClock } from '../../kernel/clock.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine } from '../../kernel/spine.ts'
import { lockRules, saveRules } from './store.ts'

const devices = Array.from({ length: 400 }, (_, n) => `device-${n}`)
const rounds = 40
/** As much as the septic gas rules remember of a tank: some 800 bytes. */
const filler = 'x'.repeat(700)

// On full pages it was 12 MB; with room 1.6, and 7 on a busy machine.
it('what rules remember does not spread over the disk while it is written anew with every reading', async (t: TestContext) => {
  const database = await testDatabase()
  t.after(() => database.drop())
  const spine = createSpine({ url: database.url, clock: manualClock(seedNow), log: createLog('silent') })
  t.after(() => spine.close())
  for (let round = 0; round < rounds; round++)
    await spine.transaction(system, async (tx) => {
      const rows = await lockRules(tx, devices)
      for (const row of rows.values())
        row.states = { gas: { level: null, seen: { [filler]: { ch4: [round, Math.sin(round) * 700] } } } }
      await saveRules(tx, [...rows.values()])
    })
  const [{ mb } = { mb: 0 }] = await spine.query<{ mb: number }>(`select pg_relation_size('rule_states') / 1e6 as mb`)
  assert.ok(mb < 10, `${devices.length} devices fill ${mb} MB`)
})
