import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../test/database.ts'
import { manualClock } from './clock.ts'
import { holdDatabase } from './hold-database.ts'
import { createLog } from './log.ts'
import { keepPartitions, listPartitions, makePartition, partitionNamed } from './partitions.ts'
import { createSpine, type Spine } from './spine.ts'

const start = new Date('2026-03-02T01:30:00Z')
const all = (n: number) => ({ readings: n, frames: n, plots: n })
const nothing = async (): Promise<void> => undefined
const days = (n: number) => new Date(start.getTime() + n * 86_400_000)

describe('the maker of partitions', () => {
  let database: TestDatabase
  let spine: Spine
  let clock = manualClock(start)
  beforeEach(async () => {
    clock = manualClock(start)
    database = await testDatabase('empty')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
  })
  afterEach(async () => {
    await spine.close()
    await database.drop()
  })

  const reading = (at: Date) =>
    spine.query(`insert into readings (at, device, received_at, "values") values ($1, 'd', $1, '{"ch4": 1}')`, [at])
  const fact = () =>
    spine.transaction({ kind: 'system', id: 'zhili' }, (tx) =>
      tx.record({ kind: 'demo.reset', subject: 'demo', area: null, body: {} }),
    )
  const whereIs = async (table: string, column: string) =>
    (
      await spine.query<{ part: string; n: string }>(
        `select tableoid::regclass::text as part, count(*) as n from ${table} group by 1 order by min(${column})`,
      )
    ).map((row) => [row.part, Number(row.n)])

  it('moves what already lies in the default partition, and ids go on counting', async () => {
    const first = await fact()
    await reading(start)
    await reading(days(-3))
    const { made } = await keepPartitions(spine, all(400), nothing)
    assert.equal(made.length, 28)
    assert.deepEqual(await whereIs('readings', 'at'), [
      ['readings_2026_02_27', 1],
      ['readings_2026_03_02', 1],
    ])
    const second = await fact()
    assert.deepEqual(await whereIs('facts', 'recorded_at'), [['facts_2026_03', 2]])
    assert.equal(Number(second.id), Number(first.id) + 1)
    assert.deepEqual((await keepPartitions(spine, all(400), nothing)).made, [], 'a second turn finds nothing to do')
  })

  it('drops readings, frames and plots beyond their days, partitions and stragglers, and never a fact', async () => {
    await fact()
    await keepPartitions(spine, all(30), nothing)
    await reading(start)
    await reading(days(-200))
    clock.set(days(31))
    const { dropped } = await keepPartitions(spine, all(30), nothing)
    assert.deepEqual(dropped, ['frames_2026_03_02', 'plots_2026_03_02', 'readings_2026_03_02'])
    assert.deepEqual(await whereIs('readings', 'at'), [])
    assert.deepEqual(await whereIs('facts', 'recorded_at'), [['facts_2026_03', 1]])
  })

  it('makes them while the platform holds the database, as it does for life', async () => {
    const hold = await holdDatabase(database.url)
    await fact()
    await reading(start)
    const { made } = await keepPartitions(spine, all(400), nothing).finally(() => hold.release())
    assert.equal(made.length, 27)
    assert.deepEqual(await whereIs('facts', 'recorded_at'), [['facts_2026_03', 1]])
  })

  /** What somebody hears who comes while the partition of the day is being made. */
  async function meanwhile<T>(ask: () => Promise<T>): Promise<T> {
    const waits = async (): Promise<boolean> => {
      const [row] = await spine.query<{
        n: number
      }>(`select count(*)::int as n from pg_locks l join pg_class c on c.oid = l.relation
         where not l.granted and l.database = (select oid from pg_database where datname = current_database()) and c.relname like 'readings%'`)
      return row!.n > 0
    }
    let heard: Promise<T> | undefined
    await spine.transaction({ kind: 'system', id: 'zhili' }, async (tx) => {
      await makePartition(tx, partitionNamed('readings_2026_03_02')!, start)
      heard = ask()
      heard.catch(() => undefined) // told below
      while (!(await waits()));
    })
    return heard!
  }

  it('hides no row from a reader that comes while rows move', async () => {
    await reading(start)
    const heard = await meanwhile(() => spine.query<{ n: number }>('select count(*)::int as n from readings'))
    assert.deepEqual(heard, [{ n: 1 }])
  })

  it('refuses no row that comes meanwhile', async () => {
    await meanwhile(() => reading(start))
    assert.deepEqual(await whereIs('readings', 'at'), [['readings_2026_03_02', 1]])
  })

  it('may run in two processes at once', async () => {
    await reading(start)
    const other = createSpine({ url: database.url, clock, log: createLog('silent') })
    await Promise.all([keepPartitions(spine, all(400), nothing), keepPartitions(other, all(400), nothing)])
    await other.close()
    assert.equal((await listPartitions(spine)).length, 27)
    assert.deepEqual(await whereIs('readings', 'at'), [['readings_2026_03_02', 1]])
  })
})
