import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { after, before, describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { system } from '../../contract/actor.ts'
import { followBalance } from '../../server/flow/7-evaluate/on-balance.ts'
import { compareBalance, readSheets } from '../../server/flow/7-evaluate/store-balance.ts'
import { realClock } from '../../server/kernel/clock.ts'
import { createLog } from '../../server/kernel/log.ts'
import { keepPartitions } from '../../server/kernel/partitions.ts'
import { sealOnce, verifyChain } from '../../server/kernel/seal.ts'
import { createSpine, type Spine, type Tx } from '../../server/kernel/spine.ts'
import { allSafe, type TestDatabase, testDatabase } from '../database.ts'
import { chanceOfRun } from './chance.ts'
import { until } from './city.ts'

const zone = 'Asia/Shanghai'
const rounds = 6
/** Transactions under way at any moment: their facts get numbers in one order and are committed in another. */
const writers = 4
/** So far the writers run ahead of whoever reads, and no farther. */
const ahead = 300

describe('a process killed while it reads facts', () => {
  let database: TestDatabase
  let spine: Spine
  before(async () => {
    database = await testDatabase('town')
    spine = createSpine({ url: database.url, clock: realClock, log: createLog('silent') })
  })
  after(async () => {
    await spine.close()
    await database.drop()
  })

  it('reads on where it was: every fact once in the feed, in the balance and in the chain', async (t) => {
    const chance = chanceOfRun('reader')
    t.diagnostic(`CRASH_SEED=${chance.seed}`)
    const read: string[] = []
    const writing = startWriting(spine, () => read.length)
    for (let round = 0; round < rounds; round++) {
      const reader = startReader(database.url, read)
      const enough = read.length + 1 + chance.below(150)
      await until(() => read.length >= enough, 'facts to be read', 30_000)
      // Rows move into the partition of the present while somebody reads them.
      if (round === rounds >> 1) await keepPartitions(spine, { readings: 30, frames: 30, plots: 30 }, async () => undefined)
      await reader.kill()
    }
    await writing.stop()
    await allSafe(spine)
    const last = startReader(database.url, read)
    const [{ n }] = (await spine.query<{ n: number }>('select count(*)::int as n from facts')) as [{ n: number }]
    await until(() => read.length >= n, 'the rest to be read', 30_000)
    await last.kill()
    assert.equal(read.length, n, 'a fact was left out or read twice')
    assert.equal(new Set(read).size, n)
    await sumsHold(spine)
  })
})

/** A reader that goes on after the last whole line its forerunners have printed. */
function startReader(url: string, read: string[]): { kill(): Promise<void> } {
  const file = fileURLToPath(new URL('./reader.ts', import.meta.url))
  const args = ['--disable-warning=ExperimentalWarning', file, url, read.at(-1) ?? '0.0']
  const child: ChildProcess = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  let rest = ''
  child.stdout!.on('data', (chunk) => {
    const lines = (rest + String(chunk)).split('\n')
    rest = lines.pop()!
    read.push(...lines)
  })
  const closed = new Promise<void>((resolve) => child.once('close', () => resolve()))
  return {
    async kill() {
      child.kill('SIGKILL')
      await closed
    },
  }
}

/** Signals come in and are turned down, many at a time, until it is stopped. */
function startWriting(spine: Spine, read: () => number): { stop(): Promise<void> } {
  let stopped = false
  let written = 0
  const one = async (): Promise<void> => {
    while (!stopped) {
      await until(() => stopped || written < read() + ahead, 'the reader to come on', 60_000)
      written += 2
      const id = await spine.transaction(system, receive)
      await spine.transaction(system, (tx) => reject(tx, id))
    }
  }
  const all = Promise.all(Array.from({ length: writers }, one))
  return {
    async stop() {
      stopped = true
      await all
    },
  }
}

const area = '99/9901/990101/990101001/'

async function receive(tx: Tx): Promise<string> {
  const id = tx.newId()
  const [type, title, grade] = ['city.garbage', '路边有垃圾', 'minor'] as const
  await tx.query(
    `insert into signals (id, source, type, title, grade, state, area, lon, lat, received_at) values ($1, 'grid', $2, $3, $4, 'waiting', $5, 105.5, 31.5, $6)`,
    [id, type, title, grade, area, tx.now],
  )
  await tx.record({ kind: 'signal.received', subject: id, area, body: { signal: id, source: 'grid', type, title, grade } })
  return id
}

async function reject(tx: Tx, id: string): Promise<void> {
  await tx.query(`update signals set state = 'rejected', decided_at = $2 where id = $1`, [id, tx.now])
  await tx.record({ kind: 'signal.rejected', subject: id, area, body: { signal: id, reason: '不属实' } })
}

/** What is left is read here, then everything is compared with its rows. */
async function sumsHold(spine: Spine): Promise<void> {
  while (await followBalance(spine, zone));
  while (await sealOnce(spine));
  assert.deepEqual(await compareBalance(spine, zone, { from: '2000-01-01', to: '2100-01-01' }), [])
  const [day] = await spine.query<{ day: string }>(`select (now() at time zone $1)::date::text as day`, [zone])
  for (const sheet of await readSheets(spine, null, { day: day!.day, zone })) assert.ok(sheet.balanced, JSON.stringify(sheet))
  const chain = await verifyChain(spine)
  const [{ n }] = (await spine.query<{ n: number }>('select count(*)::int as n from facts')) as [{ n: number }]
  assert.deepEqual([chain.ok, chain.facts, chain.unsealed], [true, n, 0])
}
