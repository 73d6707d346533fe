import { readdirSync, readFileSync } from 'node:fs'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { system } from '../../contract/actor.ts'
import type { VitalDefinition } from '../../contract/vital.ts'
import { chanceFrom } from '../../server/city/area/rules/chance.ts'
import { packParts } from '../../server/flow/7-evaluate/vitals/rules/pack-parts.ts'
import { addVitals } from '../../server/flow/7-evaluate/vitals/store-registry.ts'
import type { Spine } from '../../server/kernel/spine.ts'

/** The tree as the bench needs it: codes by number, the parent of each, and the leaves; children after their parents. */
export type FlatTree = {
  codes: string[]
  parent: Int32Array
  children: number[][]
  leaves: number[]
  numbers: Map<string, number>
}

/** The tree numbers are rolled up: operating districts stand in the place of divisions. */
export async function readFlatTree(client: pg.ClientBase): Promise<FlatTree> {
  const { rows } = await client.query<{ code: string; tier: string; above: string | null }>(
    `select code, tier, case when tier = 'town' then operating_district else parent end as above from areas where tier <> 'district'
     union all select o.code, 'district', (select code from areas where tier = 'city') from operating_districts o`,
  )
  const order = ['city', 'district', 'town', 'community', 'grid']
  rows.sort((a, b) => order.indexOf(a.tier) - order.indexOf(b.tier) || (a.code < b.code ? -1 : 1))
  const numbers = new Map(rows.map(({ code }, i) => [code, i]))
  const parent = Int32Array.from(rows, ({ above }) => (above === null ? -1 : numbers.get(above)!))
  const children: number[][] = rows.map(() => [])
  parent.forEach((above, i) => {
    if (above >= 0) children[above]!.push(i)
  })
  const leaves = rows.flatMap(({ tier }, i) => (tier === 'grid' ? [i] : []))
  return { codes: rows.map(({ code }) => code), parent, children, leaves, numbers }
}

/** Leaf values of one vital in the beginning: whole numbers by chance from a seed, one in twenty areas telling none (NaN). */
export function firstValues(tree: FlatTree, vital: number): Float64Array {
  const chance = chanceFrom(`roll-up-${vital}`)
  return Float64Array.from(tree.leaves, () => (chance() < 0.05 ? Number.NaN : Math.floor(chance() * 10_000)))
}

/** Sums and counts of every area from its leaves, by nothing but adding: what all stored cells are held against. */
export function bruteForce(tree: FlatTree, values: Float64Array): { num: Float64Array; n: Int32Array } {
  const num = new Float64Array(tree.codes.length)
  const n = new Int32Array(tree.codes.length)
  tree.leaves.forEach((leaf, i) => {
    const value = values[i]!
    if (Number.isNaN(value)) return
    for (let area = leaf; area >= 0; area = tree.parent[area]!) {
      num[area]! += value
      n[area]! += 1
    }
  })
  return { num, n }
}

/** Registers as many vitals as are measured, numbered from 1: sums of what grids tell. */
export async function registerVitals(spine: Spine, count: number): Promise<void> {
  const words = (text: string) => ({ zh: text, en: text })
  const vitals = Array.from({ length: count }, (_, i) => {
    const definition: VitalDefinition = {
      ...{ code: `bench.v${i + 1}`, name: words(`v${i + 1}`), board: 'society', track: 'grids', unit: words('件') },
      ...{
        aggregation: 'sum',
        decimals: 0,
        times: 1,
        tier: 'grid',
        cadence: 'month',
        dueMinutes: 60,
        hysteresis: 0,
        source: words('bench'),
      },
    }
    return { definition, state: 'connected' as const, pinyin: '', initials: '', owner: null }
  })
  const added = await spine.transaction(system, (tx) => addVitals(tx, vitals, 'bench', tx.now))
  const [row] = await spine.query<{ last: number }>('select max(id)::int as last from vitals')
  if (added !== count || row?.last !== count) throw new Error(`the registry is not empty: ${added} new, the last is ${row?.last}`)
}

/** What `familyRows` says of each. */
export const familyColumns = 'vital_families (vital, period, parent, children, parts, version, rolled_at)'

/** The rows of `vital_families` for values as they are at the beginning. */
export function* familyRows(
  tree: FlatTree,
  { vital, values, period, at }: { vital: number; values: Float64Array; period: string; at: number },
): Generator<string> {
  const { num, n } = bruteForce(tree, values)
  for (let parent = -1; parent < tree.children.length; parent++) {
    const children = (parent < 0 ? [0] : tree.children[parent]!).filter((child) => n[child]! > 0)
    if (children.length === 0) continue
    children.sort((a, b) => (tree.codes[a]! < tree.codes[b]! ? -1 : 1))
    const parts = packParts(children.map((c) => ({ num: num[c]!, den: 0, n: n[c]!, newest: at, oldest: at })))
    const codes = children.map((c) => tree.codes[c]).join(',')
    yield `${vital}\t${period}\t${parent < 0 ? '' : tree.codes[parent]}\t${codes}\t\\\\x${parts.toString('hex')}\t1\t${period}\n`
  }
}

export async function copyInto(client: pg.ClientBase, table: string, rows: Iterable<string>): Promise<void> {
  await pipeline(Readable.from(inBlocks(rows)), client.query(copyFrom(`copy ${table} from stdin`)))
}

function* inBlocks(rows: Iterable<string>): Generator<string> {
  let block = ''
  for (const row of rows) {
    block += row
    if (block.length > 500_000) {
      yield block
      block = ''
    }
  }
  yield block
}

const ticksPerSecond = 100

/** Processor seconds a PostgreSQL has spent so far, its ended children with it. Linux only. */
export function postgresCpu(postmaster: number): number {
  const spent = (pid: number, ended: boolean): number => {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ')
    const own = Number(fields[11]) + Number(fields[12])
    return (ended ? own + Number(fields[13]) + Number(fields[14]) : own) / ticksPerSecond
  }
  let total = spent(postmaster, true)
  for (const name of readdirSync('/proc').filter((entry) => /^\d+$/.test(entry)))
    try {
      const fields = readFileSync(`/proc/${name}/stat`, 'utf8').split(') ')[1]!.split(' ')
      if (Number(fields[1]) === postmaster) total += spent(Number(name), false)
    } catch {
      // It ended while we looked; its time is in its parent's by the next look.
    }
  return total
}
