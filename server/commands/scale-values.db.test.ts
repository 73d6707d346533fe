import assert from 'node:assert/strict'
import { it } from 'node:test'
import pg from 'pg'
import { testDatabase } from '../../test/database.ts'
import { seedRegistry } from '../city/seed/store-vitals.ts'
import { rollVitals } from '../flow/7-evaluate/vitals/roll-up.ts'
import { createLiveTree } from '../flow/7-evaluate/vitals/store-live-tree.ts'
import { manualClock } from '../kernel/clock.ts'
import { createLog } from '../kernel/log.ts'
import { createSpine } from '../kernel/spine.ts'
import { monthsTold } from './scale-vital-values.ts'
import { laidVitals } from './scale-vitals.ts'
import { tracksInUse } from './store-scale.ts'
import { copyLaidValues, readUntold } from './store-vital-values.ts'

const now = new Date('2026-03-02T01:30:00Z')
const zone = 'Asia/Shanghai'

it('laid values of vitals are rolled up as the product rolls them, cell by cell', async (t) => {
  const database = await testDatabase('town')
  const client = new pg.Client({ connectionString: database.url, options: '-c timezone=UTC' })
  await client.connect()
  const spine = createSpine({ url: database.url, clock: manualClock(now), log: createLog('silent') })
  t.after(async () => {
    await client.end()
    await spine.close()
    await database.drop()
  })
  const states = (await client.query<{ state: 'connected' }>('select state from vitals')).rows.map(({ state }) => state)
  const at = { sorted: states.length + 12, catalogued: states.length + 12, connected: states.length + 12 }
  await seedRegistry(
    client,
    laidVitals(at, states, await tracksInUse(client)).map((one) => ({ ...one, pinyin: '', initials: '' })),
    now,
  )
  const vitals = await readUntold(client)
  const months = monthsTold(now.getTime(), 24, zone)
  const last = months.at(-1)!
  assert.deepEqual(
    [new Date(last.period).toISOString(), new Date(last.observed).toISOString()],
    ['2025-12-31T16:00:00.000Z', '2026-02-03T16:00:00.000Z'],
    'January: February ended yesterday and is told on the fourth of March',
  )
  const told = await copyLaidValues(client, { seed: 1, vitals, months })
  const districts = (await client.query('select 1 from operating_districts')).rowCount!
  assert.equal(told, vitals.length * 24 * districts)
  assert.ok(vitals.length > 0)
  assert.deepEqual(await readUntold(client), [], 'none of them is told twice')
  const families = `select vital, period, parent, children, encode(parts, 'hex') as parts from vital_families order by 1, 2, 3`
  const laid = (await client.query(families)).rows
  assert.equal(laid.length, vitals.length * 24 * 2, 'a row of the districts and one of the city for each month')
  await client.query(
    'truncate vital_families; insert into vital_changes (vital, period, area) select vital, period, area from vital_values',
  )
  while (await rollVitals(spine, createLiveTree(spine, 'Asia/Shanghai')));
  assert.deepEqual((await client.query(families)).rows, laid)
})
