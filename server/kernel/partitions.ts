import { system } from '../../contract/actor.ts'
import { lockKeys } from './lock-keys.ts'
import type { Spine, Tx } from './spine.ts'

/** Kept by the day and dropped by the day. */
const daily = ['readings', 'frames', 'plots'] as const
type Daily = (typeof daily)[number]
type Parent = 'facts' | Daily
/** For how many days the rows of each table stay. */
export type KeepDays = Record<Daily, number>
/** One partition: its table, and the stretch of time in UTC it holds, `to` excluded. */
export type Partition = { parent: Parent; name: string; from: Date; to: Date }

const dayMs = 86_400_000
/** Facts: this month and two more. Readings, frames and plots: today and seven days more. A stopped maker is noticed long before they run out. */
const monthsAhead = 2
const daysAhead = 7

/** The month of facts or the day of readings, frames or plots a moment falls into: `facts_2026_03`, `readings_2026_03_02`. */
export function partitionOf(parent: Parent, at: Date): Partition {
  const [year, month, day] = [at.getUTCFullYear(), at.getUTCMonth(), at.getUTCDate()]
  const two = (n: number) => String(n).padStart(2, '0')
  if (parent === 'facts')
    return {
      parent,
      name: `facts_${year}_${two(month + 1)}`,
      from: new Date(Date.UTC(year, month, 1)),
      to: new Date(Date.UTC(year, month + 1, 1)),
    }
  const from = new Date(Date.UTC(year, month, day))
  return { parent, name: `${parent}_${year}_${two(month + 1)}_${two(day)}`, from, to: new Date(from.getTime() + dayMs) }
}

/** The partition a name stands for, or null for the default one and foreign tables. */
export function partitionNamed(name: string): Partition | null {
  const parts = /^(facts)_(\d{4})_(\d\d)$|^(readings|frames|plots)_(\d{4})_(\d\d)_(\d\d)$/.exec(name)
  if (!parts) return null
  const parent = (parts[1] ?? parts[4]) as Parent
  const at = parts[1] ? Date.UTC(+parts[2]!, +parts[3]! - 1, 1) : Date.UTC(+parts[5]!, +parts[6]! - 1, +parts[7]!)
  return partitionOf(parent, new Date(at))
}

/** The partitions that should stand at this moment. */
export function partitionsDue(now: Date): Partition[] {
  const months = Array.from(
    { length: monthsAhead + 1 },
    (_, i) => new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth() + i, 1)),
  )
  const days = Array.from({ length: daysAhead + 1 }, (_, i) => new Date(now.getTime() + i * dayMs))
  return [
    ...months.map((at) => partitionOf('facts', at)),
    ...days.flatMap((at) => daily.map((parent) => partitionOf(parent, at))),
  ]
}

/** Readings about to go: all rows of `table` from one moment to another, `to` excluded. */
export type Going = { table: string; from: Date; to: Date }
/** Takes out of them what must outlive them, in the transaction in which they go. */
export type Keep = (tx: Pick<Tx, 'query'>, going: Going) => Promise<void>

/**
 * Makes the partitions of the near future and those for rows that already lie in a default partition, and drops what is older than
 * `keepDays`, readings after `keep` has seen them. Facts are never dropped. Run at the start and every hour; several processes may run it
 * at once. One that cannot get its lock within 3 s is left for the next turn.
 */
export async function keepPartitions(
  spine: Pick<Spine, 'query' | 'transaction' | 'clock' | 'log'>,
  keepDays: KeepDays,
  keep: Keep,
): Promise<{ made: string[]; dropped: string[] }> {
  const now = spine.clock.now()
  const oldest = (parent: Daily): Date => new Date(now.getTime() - keepDays[parent] * dayMs)
  const oldestOf = { facts: new Date(0), readings: oldest('readings'), frames: oldest('frames'), plots: oldest('plots') }
  const there = new Set((await listPartitions(spine)).map((partition) => partition.name))
  const late: Partition[] = []
  for (const parent of ['facts', ...daily] as const) late.push(...(await defaultRows(spine, parent)))
  const wanted = [...partitionsDue(now), ...late].filter((partition) => partition.to > oldestOf[partition.parent])
  const made = await each(
    spine,
    wanted.filter(firstOf).filter(({ name }) => !there.has(name)),
    makePartition,
  )
  const old = (await listPartitions(spine)).filter((partition) => partition.to <= oldestOf[partition.parent])
  const dropped = await each(spine, old, (tx, partition) => dropPartition(tx, partition, keep))
  await spine.transaction(system, async (tx) => {
    // One process at a time: what one has kept and deleted another must not keep again.
    await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.partitions])
    await keep(tx, { table: 'readings_default', from: new Date(0), to: oldestOf.readings })
    for (const parent of daily) await tx.query(`delete from ${parent}_default where at < $1`, [oldestOf[parent]])
  })
  return { made, dropped }
}

const firstOf = (partition: Partition, i: number, all: Partition[]): boolean =>
  all.findIndex((other) => other.name === partition.name) === i

async function each(
  spine: Pick<Spine, 'transaction' | 'log'>,
  partitions: Partition[],
  work: (tx: Pick<Tx, 'query'>, partition: Partition, now: Date) => Promise<void>,
): Promise<string[]> {
  const done: string[] = []
  for (const partition of partitions) {
    try {
      await spine.transaction(system, async (tx) => {
        await tx.query(`set local lock_timeout = '3s'`)
        await work(tx, partition, tx.now)
      })
      done.push(partition.name)
    } catch (error) {
      spine.log.warn({ err: error, partition: partition.name }, 'partition left for the next turn')
    }
  }
  return done
}

/** Every partition by name, the default ones left out. */
export async function listPartitions(db: Pick<Spine, 'query'>): Promise<Partition[]> {
  const rows = await db.query<{ name: string }>(
    `select c.relname as name from pg_inherits i join pg_class c on c.oid = i.inhrelid
     where i.inhparent in ('facts'::regclass, 'readings'::regclass, 'frames'::regclass, 'plots'::regclass) order by c.relname`,
  )
  return rows.flatMap(({ name }) => partitionNamed(name) ?? [])
}

const timeOf = { facts: 'recorded_at', readings: 'at', frames: 'at', plots: 'at' } as const

/** The partitions that rows of a default partition belong to; steps from row to row by the index, however many there are. */
async function defaultRows(db: Pick<Spine, 'query'>, parent: Parent): Promise<Partition[]> {
  const found: Partition[] = []
  for (let from = new Date(0); found.length < 1000; ) {
    const [row] = await db.query<{ at: Date | null }>(
      `select min(${timeOf[parent]}) as at from ${parent}_default where ${timeOf[parent]} >= $1`,
      [from],
    )
    if (!row?.at) break
    const partition = partitionOf(parent, row.at)
    found.push(partition)
    from = partition.to
  }
  return found
}

/**
 * Makes one partition and moves into it what already lies in the default one. Attached rather than made in place: that lets readers
 * and writers of the other partitions go on. Where rows have to move, or may come this very moment, everybody waits: a reader that had
 * begun would look for them in the default partition only, where they no longer are, and a writer would be refused there.
 */
export async function makePartition(tx: Pick<Tx, 'query'>, { parent, name, from, to }: Partition, now: Date): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.partitions])
  const [there] = await tx.query('select 1 from pg_class where oid = to_regclass($1)', [name])
  if (there) return
  const late = from <= now || (await hasRows(tx, { parent, from, to }))
  await tx.query(`lock table ${late ? parent : `${parent}_default`} in access exclusive mode`)
  if (!late && (await hasRows(tx, { parent, from, to }))) throw new Error(`rows of ${name} came meanwhile`)
  await tx.query(`create table ${name} (like ${parent} including defaults including constraints including storage)`)
  await tx.query(
    `with moved as (delete from ${parent}_default where ${timeOf[parent]} >= $1 and ${timeOf[parent]} < $2 returning *)
     insert into ${name} select * from moved`,
    [from, to],
  )
  await tx.query(
    `alter table ${parent} attach partition ${name} for values from ('${from.toISOString()}') to ('${to.toISOString()}')`,
  )
}

async function hasRows(tx: Pick<Tx, 'query'>, { parent, from, to }: Omit<Partition, 'name'>): Promise<boolean> {
  const time = timeOf[parent]
  return (await tx.query(`select 1 from ${parent}_default where ${time} >= $1 and ${time} < $2 limit 1`, [from, to])).length > 0
}

async function dropPartition(tx: Pick<Tx, 'query'>, { parent, name, from, to }: Partition, keep: Keep): Promise<void> {
  await tx.query('select pg_advisory_xact_lock($1)', [lockKeys.partitions])
  const [there] = await tx.query('select 1 from pg_class where oid = to_regclass($1)', [name])
  if (!there) return
  if (parent === 'readings') await keep(tx, { table: name, from, to })
  await tx.query(`drop table ${name}`)
}
