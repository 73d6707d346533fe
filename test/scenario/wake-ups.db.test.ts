import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import pg from 'pg'
import { system } from '../../contract/actor.ts'
import { septicGas } from '../../packs/septic-gas/pack.ts'
import { createPacks } from '../../server/city/pack/packs.ts'
import { seedObjects } from '../../server/city/seed/objects.ts'
import { devicesById } from '../../server/flow/1-ingest/store.ts'
import { detectHandlers } from '../../server/flow/2-detect/on.ts'
import { manualClock } from '../../server/kernel/clock.ts'
import { createLog } from '../../server/kernel/log.ts'
import { createSpine, type Spine } from '../../server/kernel/spine.ts'
import { fireTimers } from '../../server/kernel/worker.ts'
import { type TestDatabase, testDatabase } from '../database.ts'

const start = new Date('2026-03-02T01:30:00Z')
const dayMs = 86_400_000

describe('wake-ups of many devices at once', () => {
  const clock = manualClock(start)
  let database: TestDatabase
  let spine: Spine
  let ids: string[] = []

  before(async () => {
    database = await testDatabase('town')
    const client = new pg.Client({ connectionString: database.url })
    await client.connect()
    await seedObjects(client, { now: start, city: '99' })
    await client.end()
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    const detect = detectHandlers({ packs: createPacks([septicGas], { demo: false }), zone: 'Asia/Shanghai' })
    spine.flow.timers['detect.wake'] = detect.onWake
    ids = (await spine.query<{ id: string }>('select id from devices order by id limit 5')).map((row) => row.id)
    await spine.transaction(system, async (tx) => {
      await tx.query('insert into device_states (device, last_fed) select unnest($1::text[]), $2', [ids, start])
      const devices = await devicesById(tx, ids)
      const values = { ch4: 1, h2s: 1, o2: 20.9, co: 1 }
      await detect.onReadings(
        tx,
        [...devices.values()].map((device) => ({ device, values, at: start, heardAt: start })),
      )
    })
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  const waiting = async (): Promise<Map<string, Date>> =>
    new Map(
      (await spine.query<{ key: string; due_at: Date }>('select key, due_at from timers')).map((row) => [row.key, row.due_at]),
    )

  it('look at every device that is free; a busy one comes back a moment later and holds up nobody', async () => {
    assert.equal((await waiting()).size, ids.length, 'each reading sets the moment of the silence')
    clock.set(new Date(start.getTime() + dayMs))
    const [busy = '', ...free] = ids
    const reader = await spine.pool.connect()
    await reader.query('begin')
    await reader.query('select 1 from rule_states where device = $1 for update', [busy])
    await fireTimers(spine, 'bulk').finally(async () => {
      await reader.query('rollback')
      reader.release()
    })
    const silent = await spine.query<{ device: string }>('select distinct device from alarm_changes order by device')
    assert.deepEqual(
      silent.map((row) => row.device),
      free,
      'silent for a day',
    )
    assert.deepEqual((await waiting()).get(`detect:${busy}`), new Date(clock.now().getTime() + 100))
    clock.set(new Date(clock.now().getTime() + 100))
    while (await fireTimers(spine, 'bulk'));
    const all = await spine.query<{ device: string }>('select distinct device from alarm_changes order by device')
    assert.deepEqual(
      all.map((row) => row.device),
      ids,
    )
  })
})
