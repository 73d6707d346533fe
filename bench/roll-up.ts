// B6: values of 500 vitals in 65,300 grids change; every number above them follows. Beside it: the materialised view that is refreshed.
import pg from 'pg'
import { system } from '../contract/actor.ts'
import { chanceFrom } from '../server/city/area/rules/chance.ts'
import { seedCity } from '../server/city/seed/seed-city.ts'
import { rollUp } from '../server/flow/7-evaluate/vitals/roll-up.ts'
import { listOf, partsIn } from '../server/flow/7-evaluate/vitals/rules/pack-parts.ts'
import { addValues, type ToldValue } from '../server/flow/7-evaluate/vitals/store.ts'
import { readRollTree } from '../server/flow/7-evaluate/vitals/store-tree.ts'
import { realClock } from '../server/kernel/clock.ts'
import { createLog } from '../server/kernel/log.ts'
import { createSpine, type Spine } from '../server/kernel/spine.ts'
import { ask, benchServer } from './parts/bench-database.ts'
import { publish } from './parts/publish.ts'
import {
  bruteForce,
  copyInto,
  type FlatTree,
  familyColumns,
  familyRows,
  firstValues,
  postgresCpu,
  readFlatTree,
  registerVitals,
} from './parts/roll-work.ts'
import { quantile, quick, say, short } from './parts/run.ts'

/** `--late`: only how late the largest size is, without the view beside it; printed and kept nowhere. */
const lateOnly = process.argv.includes('--late')
const sizes = quick ? [5] : lateOnly ? [500] : [50, 150, 500]
const changesOf = (vitals: number): number => (quick ? 20_000 : vitals === sizes.at(-1) ? 1_000_000 : 200_000)
/** Changes a second that are sent, and how many come in one message. */
const offered = 4_000
const together = 200
const round = 5_000
/** Rounds begin so far apart, so that what stands high in the tree is written once for many changes. */
const everyMs = 700
/** A round that is later than this is told while it happens: it shows where a stall lies. */
const sayAboveMs = 2_000
/** One in so many changes is told again later: a late correction. */
const everyCorrection = 20
const period = '2026-11-01 00:00:00+08'
const periodMs = Date.parse('2026-11-01T00:00:00+08:00')

type Played = { lateness: number[]; ours: number; postgres: number; seconds: number; families: number }
/** What is under way: how much was told and rolled, and when each message was committed. */
type State = {
  count: number
  sent: number
  rolled: number
  families: number
  began: number
  committed: { upTo: number; at: number }[]
  lateness: number[]
}
type Playing = { tree: FlatTree; told: Float64Array[]; count: number; postmaster: number }

/** Tells changes at a steady rate while the roll-up works, and keeps what each value is in the end. */
async function play(spine: Spine, { tree, told, count, postmaster }: Playing): Promise<Played> {
  const state: State = { count, sent: 0, rolled: 0, families: 0, began: performance.now(), committed: [], lateness: [] }
  const cpu = process.cpuUsage()
  const postgresBefore = postgresCpu(postmaster)
  await Promise.all([tellAll(spine, state, createChanges(tree, told)), rollAll(spine, state)])
  const spent = process.cpuUsage(cpu)
  const { lateness, families, began } = state
  return {
    ...{ lateness, families, seconds: (performance.now() - began) / 1000 },
    ...{ ours: (spent.user + spent.system) / 1e6, postgres: postgresCpu(postmaster) - postgresBefore },
  }
}

/** Changes by chance from a seed: one in `everyCorrection` tells an earlier cell again, one in a hundred withdraws. */
function createChanges(tree: FlatTree, told: Float64Array[]): (no: number) => ToldValue {
  const chance = chanceFrom('roll-up-changes')
  const past: [number, number][] = []
  return (no) => {
    const corrects = no % everyCorrection === 0 && past.length > 0
    const [vital, leaf] = corrects
      ? past[Math.floor(chance() * past.length)]!
      : [Math.floor(chance() * told.length), Math.floor(chance() * tree.leaves.length)]
    const value = chance() < 0.01 ? null : Math.floor(chance() * 10_000)
    told[vital]![leaf] = value ?? Number.NaN
    if (past.length < 10_000) past.push([vital, leaf])
    const at = { period: periodMs, observedAt: periodMs, source: 'api', actor: 'bench', reason: null, version: 1 }
    return { vital: vital + 1, area: tree.codes[tree.leaves[leaf]!]!, num: value, den: 0, ...at }
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, Math.max(0, ms)))

async function tellAll(spine: Spine, state: State, next: (no: number) => ToldValue): Promise<void> {
  while (state.sent < state.count) {
    const values = Array.from({ length: Math.min(together, state.count - state.sent) }, () => next(state.sent++))
    await spine.transaction(system, (tx) => addValues(tx, values))
    state.committed.push({ upTo: state.sent, at: performance.now() })
    await pause((state.sent / offered) * 1000 - (performance.now() - state.began))
  }
}

const zone = 'Asia/Shanghai'

async function rollAll(spine: Spine, state: State): Promise<void> {
  const tree = await readRollTree(spine, zone)
  while (state.rolled < state.count) {
    const next = performance.now() + everyMs
    const told = state.committed.at(-1)?.upTo ?? state.rolled
    const result = await spine.transaction(system, (tx) => rollUp(tx, { tree, zone, limit: round }))
    // A cell told twice in one round is one change, so the queue is asked what is left of it.
    const [left] = await spine.query<{ first: number | null }>('select min(id)::float8 as first from vital_changes')
    state.families += result?.families ?? 0
    state.rolled = left?.first ? left.first - 1 : told
    const now = performance.now()
    const first = state.committed[0]
    if (first && first.upTo <= state.rolled && now - first.at > sayAboveMs)
      say(`${short(now - first.at)} ms late at ${state.rolled}`)
    while (state.committed.length > 0 && state.committed[0]!.upTo <= state.rolled)
      state.lateness.push(now - state.committed.shift()!.at)
    await pause(next - performance.now())
  }
}

/** Every stored cell against a recomputation from the leaves; answers how many were compared. */
async function compare(client: pg.ClientBase, tree: FlatTree, told: Float64Array[]): Promise<number> {
  let cells = 0
  for (let vital = 0; vital < told.length; vital++) {
    const { num, n } = bruteForce(tree, told[vital]!)
    const { rows } = await client.query<{ children: string; parts: Buffer }>(
      'select children, parts from vital_families where vital = $1',
      [vital + 1],
    )
    let seen = 0
    for (const { children, parts } of rows) {
      const stored = listOf(partsIn(parts))
      children.split(',').forEach((code, i) => {
        const area = tree.numbers.get(code)!
        const cell = stored[i]!
        if (cell.num !== num[area] || cell.n !== n[area])
          throw new Error(`vital ${vital + 1}, ${code}: ${cell.num} of ${cell.n}, should be ${num[area]} of ${n[area]}`)
        seen++
      })
    }
    const expected = n.filter((count) => count > 0).length
    if (seen !== expected) throw new Error(`vital ${vital + 1}: ${seen} cells, should be ${expected}`)
    cells += seen
  }
  return cells
}

/** What a nightly mart does: leaf values in a table, one view that groups them by every area above. */
async function fillPeer(client: pg.ClientBase, tree: FlatTree, told: Float64Array[]): Promise<void> {
  await client.query('create table leaf_values (vital int not null, area int not null, num float8 not null)')
  await client.query('create table above (area int not null, node int not null)')
  await copyInto(client, 'above', aboveRows(tree))
  for (let vital = 0; vital < told.length; vital++) await copyInto(client, 'leaf_values', leafRows(vital, told[vital]!))
  await client.query('vacuum analyze leaf_values, above')
  await client.query(
    `create materialized view cells as select vital, node, sum(num) as num, count(*) as n
     from leaf_values join above using (area) group by vital, node with no data`,
  )
}

function* aboveRows(tree: FlatTree): Generator<string> {
  for (let i = 0; i < tree.leaves.length; i++)
    for (let node = tree.leaves[i]!; node >= 0; node = tree.parent[node]!) yield `${i}\t${node}\n`
}

function* leafRows(vital: number, values: Float64Array): Generator<string> {
  for (let i = 0; i < values.length; i++) if (!Number.isNaN(values[i])) yield `${vital}\t${i}\t${values[i]}\n`
}

async function comparePeer(client: pg.ClientBase, tree: FlatTree, told: Float64Array[]): Promise<void> {
  for (const vital of [0, told.length - 1]) {
    const { num, n } = bruteForce(tree, told[vital]!)
    const { rows } = await client.query<{ node: number; num: number; n: string }>(
      'select node, num, n from cells where vital = $1',
      [vital],
    )
    for (const row of rows)
      if (row.num !== num[row.node] || Number(row.n) !== n[row.node]) throw new Error(`the view differs at ${row.node}`)
  }
}

type Size = {
  vitals: number
  changes: number
  played: Played
  cells: number
  bytes: number
  refreshCpu: number[]
  refreshSeconds: number[]
}

/** Refreshes the view three times; answers what each cost. */
async function refreshPeer(client: pg.ClientBase, postmaster: number): Promise<Pick<Size, 'refreshCpu' | 'refreshSeconds'>> {
  const refreshCpu: number[] = []
  const refreshSeconds: number[] = []
  for (let turn = 0; turn < (quick ? 1 : 3); turn++) {
    const before = postgresCpu(postmaster)
    const began = performance.now()
    await client.query('refresh materialized view cells')
    refreshSeconds.push((performance.now() - began) / 1000)
    refreshCpu.push(postgresCpu(postmaster) - before)
    say(`view refreshed in ${short(refreshSeconds.at(-1)!)} s, ${short(refreshCpu.at(-1)!)} s of processor`)
  }
  return { refreshCpu, refreshSeconds }
}

async function measure(vitals: number): Promise<Size> {
  const server = await benchServer({ shared_buffers: '512MB', max_wal_size: '4GB' })
  const url = await server.make('roll', true)
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    await seedCity(client, { now: new Date(), progress: () => undefined })
    const tree = await readFlatTree(client)
    const told = Array.from({ length: vitals }, (_, vital) => firstValues(tree, vital))
    for (let vital = 0; vital < vitals; vital++)
      await copyInto(client, familyColumns, familyRows(tree, { vital: vital + 1, values: told[vital]!, period, at: periodMs }))
    await client.query('vacuum analyze vital_families')
    say(`${vitals} vitals: ${short(vitals * tree.codes.length)} cells stand`)
    const [{ pid } = { pid: 0 }] = await ask<{ pid: number }>(
      url,
      `select split_part(pg_read_file('postmaster.pid'), E'\\n', 1)::int as pid`,
    )
    const spine = createSpine({ url, clock: realClock, log: createLog('silent') })
    await registerVitals(spine, vitals)
    const changes = changesOf(vitals)
    const played = await play(spine, { tree, told, count: changes, postmaster: pid })
    await spine.close()
    say(
      `${short(changes)} changes in ${short(played.seconds)} s (ours ${short(played.ours)} s, PostgreSQL ${short(played.postgres)} s, ${short(played.families)} families), late p99 ${short(quantile(played.lateness, 0.99))} ms`,
    )
    const cells = await compare(client, tree, told)
    const [{ bytes } = { bytes: 0 }] = await ask<{ bytes: number }>(
      url,
      `select pg_total_relation_size('vital_families')::float8 as bytes`,
    )
    if (lateOnly) return { vitals, changes, played, cells, bytes, refreshCpu: [], refreshSeconds: [] }
    await fillPeer(client, tree, told)
    const { refreshCpu, refreshSeconds } = await refreshPeer(client, pid)
    await comparePeer(client, tree, told)
    return { vitals, changes, played, cells, bytes, refreshCpu, refreshSeconds }
  } finally {
    await client.end()
    await server.stop()
  }
}

const results: Size[] = []
for (const vitals of sizes) results.push(await measure(vitals))
const last = results.at(-1)!
/** A view that is to be as fresh is refreshed every two seconds: it spends its refresh on the changes of two seconds. */
const freshFor = 2
const perChange = ({ played, changes }: Size): number => ((played.ours + played.postgres) / changes) * 1e6
const ratioOf = (size: Size): number[] => size.refreshCpu.map((cpu) => ((cpu / (offered * freshFor)) * 1e6) / perChange(size))
const late = quantile(last.played.lateness, 0.99) / 1000

if (lateOnly)
  say(
    `p50 ${short(quantile(last.played.lateness, 0.5))} ms, p99 ${short(quantile(last.played.lateness, 0.99))} ms, ${short(last.cells)} cells equal`,
  )
else
  publish({
    bench: 'roll-up',
    title: 'values of vitals up the tree',
    work: `${sizes.join(', ')} vitals over the 77,6xx areas of the city, ${offered.toLocaleString('en-US')} changes a second told in messages of ${together}, one in ${everyCorrection} correcting an earlier one, one in a hundred withdrawn; at the last size ${short(last.changes)} of them. Beside it, on the same PostgreSQL, a materialised view that groups the same leaves by every area above.`,
    same: `${results.map(({ cells }) => short(cells)).join(', ')} stored cells equal their recomputation from the leaves after all changes; the view's cells of two vitals too.`,
    versions: {},
    figures: [
      {
        what: `from committed to rolled up, p99, ${last.vitals} vitals`,
        runs: [late],
        unit: 's',
        bar: { says: '≤ 2 s', held: late <= 2 },
      },
      { what: 'the same, p50', runs: [quantile(last.played.lateness, 0.5) / 1000], unit: 's' },
      ...results.map((size) => ({
        what: `processor time of a change, ours and PostgreSQL's, ${size.vitals} vitals`,
        runs: [perChange(size)],
        unit: 'µs',
      })),
      ...results.map((size) => ({
        what: `one refresh of the view, processor time, ${size.vitals} vitals`,
        runs: size.refreshCpu,
        unit: 's',
      })),
      {
        what: `a change by a view as fresh (${freshFor} s) ÷ ours, processor time, ${last.vitals} vitals`,
        runs: ratioOf(last),
        unit: '×',
        bar: { says: '≥ 50×', held: Math.min(...ratioOf(last)) >= 50 },
      },
      ...results.map((size) => ({
        what: `on disk, all cells of one period, ${size.vitals} vitals`,
        runs: [size.bytes / 2 ** 20],
        unit: 'MB',
      })),
    ],
    notes: [
      `The last refresh took ${short(last.refreshSeconds.at(-1)!)} s by the clock: no view of this size can be two seconds fresh at all. Refreshed once for all ${short(last.changes)} changes it would spend ${short((last.refreshCpu.at(-1)! / last.changes) * 1e6)} µs a change and be minutes old.`,
      'Telling a value (its row, its place in the queue) is within our processor time; filling the leaves is not within the view’s.',
    ],
  })
