import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { vitalAggregations } from '../../../../../contract/vital-kinds.ts'
import { chanceFrom } from '../../../../city/area/rules/chance.ts'
import type { Change, Family, Part, RollTree } from '../types.ts'
import { byFamily, climb, familyKey } from './climb.ts'
import { cellKey, climbTo } from './climb-to.ts'
import { combine, samePart } from './combine.ts'
import { childrenOf, partOf } from './pack-parts.ts'

type Told = { area: string; period: number; at: number; part: Part | null }

/** Codes spell the way down, so that `c12` stands under `c1`; some leaves are of a part of the time only. */
function randomTree(chance: () => number): { nodes: string[]; leaves: string[]; isThere: (leaf: string, at: number) => boolean } {
  const nodes: string[] = []
  const grow = (code: string, depth: number): void => {
    nodes.push(code)
    if (depth < 3) for (let i = 0; i < 1 + Math.floor(chance() * 4); i++) grow(`${code}${i}`, depth + 1)
  }
  grow('c', 0)
  const leaves = nodes.filter((code) => code.length === 4)
  const late = new Set(leaves.filter(() => chance() < 0.2))
  return { nodes, leaves, isThere: (leaf, at) => !late.has(leaf) || at >= 10 }
}

const history = (leaves: readonly string[], withDen: boolean, chance: () => number): Told[] =>
  Array.from({ length: 120 }, (_, at) => {
    const den = withDen ? Math.floor(chance() * 5) : 0
    const seen = Math.floor(chance() * 40)
    const by = 1 + Math.floor(at / 50)
    return {
      area: leaves[Math.floor(chance() * leaves.length)]!,
      ...{ period: [5, 15][Math.floor(chance() * 2)]!, at },
      part:
        chance() < 0.15
          ? null
          : { num: Math.floor(chance() * 200) - 100, den, n: 1, newest: seen, oldest: seen, by: [by, by] as const },
    }
  })

/** The newest of each cell among rows, and nothing else. */
const newestOf = (rows: readonly Told[]): Map<string, Told> => new Map(rows.map((row) => [`${row.area}|${row.period}`, row]))

describe('numbers as they were known at a moment', () => {
  for (const aggregation of vitalAggregations)
    it(`${aggregation}: of every node of random trees, with corrections and withdrawals, are the brute force over the rows known then`, async () => {
      let [cells, others] = [0, 0]
      for (let seed = 0; seed < 15; seed++) {
        const chance = chanceFrom(`then-${aggregation}-${seed}`)
        const { nodes, leaves, isThere } = randomTree(chance)
        const tree: RollTree = {
          parentOf: (area, at) => (area === 'c' ? null : area.length === 4 && !isThere(area, at) ? undefined : area.slice(0, -1)),
        }
        const rows = history(leaves, aggregation === 'ratio' || aggregation === 'weighted', chance)
        const stored = new Map<string, Family>()
        for (let changes: Change[] = [...newestOf(rows).values()].map((row) => ({ vital: 1, ...row })); changes.length > 0; ) {
          const { changed, up } = climb(byFamily(changes, tree).families, stored, () => aggregation)
          for (const family of changed) if (family.children.length > 0) stored.set(familyKey(family), family)
          changes = up
        }
        const partNow = (code: string, period: number): Part | null => {
          const family = stored.get(familyKey({ vital: 1, period, parent: code === 'c' ? '' : code.slice(0, -1) }))
          return family ? partOf(family, code) : null
        }
        for (const at of [-1, Math.floor(chance() * 120), 119]) {
          const then = newestOf(rows.filter((row) => row.at <= at))
          for (const node of nodes) {
            const since = newestOf(rows.filter((row) => row.at > at && row.area.startsWith(node)))
            const changes = [...since].map(
              ([key, { area, period }]): Change => ({ vital: 1, area, period, part: then.get(key)?.part ?? null }),
            )
            const read = async (keys: readonly Pick<Family, 'vital' | 'period' | 'parent'>[]) =>
              new Map(keys.flatMap((key) => (stored.has(familyKey(key)) ? [[familyKey(key), stored.get(familyKey(key))!]] : [])))
            const { own, below } = await climbTo(changes, { node, tree, aggregationOf: () => aggregation, read })
            for (const period of [5, 15]) {
              const brute = (code: string): Part | null =>
                combine(
                  aggregation,
                  [...then.values()].flatMap(({ area, period: of, part }) =>
                    of === period && area.startsWith(code) && isThere(area, period) && part ? [part] : [],
                  ),
                )
              const key = cellKey({ vital: 1, period })
              // Of a leaf that was not there what was told is kept and counted nowhere.
              if (node.length < 4 || isThere(node, period)) {
                const found = own.has(key) ? own.get(key)! : partNow(node, period)
                assert.ok(samePart(found, brute(node)), `${seed} ${node} ${period} at ${at}`)
                if (own.has(key)) others++
              }
              const family = below.get(familyKey({ vital: 1, period, parent: node }))
              for (const [child, stood] of family ? childrenOf(family) : [])
                assert.ok(samePart(stood, brute(child)), `${seed} ${child} under ${node}`)
              cells++
            }
          }
        }
      }
      assert.ok(cells > 500 && others > 100, `${cells} cells, ${others} were others`)
    })
})
