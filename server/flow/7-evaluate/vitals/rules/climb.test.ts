import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type VitalAggregation, vitalAggregations } from '../../../../../contract/vital-kinds.ts'
import { chanceFrom } from '../../../../city/area/rules/chance.ts'
import type { Change, Family, Part, RollTree } from '../types.ts'
import { byFamily, climb, familyKey } from './climb.ts'
import { combine, samePart, worthOf } from './combine.ts'
import { listOf, partAt, placeOf } from './pack-parts.ts'

type Node = { code: string; parent: string | null; from: number; to: number }

/** A tree of four tiers whose leaves come and go with time. */
function randomTree(chance: () => number): { nodes: Node[]; leaves: Node[]; tree: RollTree } {
  const nodes: Node[] = [{ code: 'c', parent: null, from: 0, to: 1e9 }]
  const leaves: Node[] = []
  const grow = (parent: Node, depth: number) => {
    const count = 1 + Math.floor(chance() * 4)
    for (let i = 0; i < count; i++) {
      const changing = depth === 3 && chance() < 0.3
      const node = {
        code: `${parent.code}${i}`,
        parent: parent.code,
        from: changing ? 10 : 0,
        to: chance() < 0.2 && depth === 3 ? 20 : 1e9,
      }
      nodes.push(node)
      if (depth === 3) leaves.push(node)
      else grow(node, depth + 1)
    }
  }
  grow(nodes[0]!, 1)
  const byCode = new Map(nodes.map((node) => [node.code, node]))
  const parentOf = (area: string, at: number) => {
    const node = byCode.get(area)
    return node && at >= node.from && at < node.to ? node.parent : undefined
  }
  return { nodes, leaves, tree: { parentOf } }
}

/** The stored families, kept in memory; what `roll-up.ts` does with PostgreSQL. */
function createRolling(tree: RollTree, aggregation: VitalAggregation) {
  const stored = new Map<string, Family>()
  return {
    stored,
    roll(taken: Change[]) {
      let strange = 0
      for (let changes = taken; changes.length > 0; ) {
        const grouped = byFamily(changes, tree)
        strange += grouped.strange.length
        const { changed, up } = climb(grouped.families, stored, () => aggregation)
        for (const family of changed)
          if (family.children.length > 0) stored.set(familyKey(family), family)
          else stored.delete(familyKey(family))
        changes = up
      }
      return strange
    },
  }
}

/** What a node is worth, reckoned from the leaves under it and nothing else. */
function bruteForce(
  aggregation: VitalAggregation,
  { node, period }: { node: string; period: number },
  told: Map<string, Part | null>,
  leaves: Node[],
): Part | null {
  const parts = leaves
    .filter(({ code, from, to }) => code.startsWith(node) && period >= from && period < to)
    .map(({ code }) => told.get(`${code}|${period}`) ?? null)
    .filter((part) => part !== null)
  if (parts.length === 0) return null
  const nums = parts.map(({ num }) => num)
  const newest = Math.max(...parts.map((part) => part.newest))
  const sum = (of: (part: Part) => number) => parts.reduce((total, part) => total + of(part), 0)
  const extremes: Partial<Record<VitalAggregation, () => number>> = {
    min: () => Math.min(...nums),
    max: () => Math.max(...nums),
    last: () => Math.max(...parts.filter((part) => part.newest === newest).map((part) => part.num)),
  }
  const num = extremes[aggregation]
  return {
    num: num ? num() : sum((part) => part.num),
    den: num ? parts[0]!.den : sum((part) => part.den),
    ...{ n: parts.length, newest, oldest: Math.min(...parts.map((part) => part.oldest)) },
  }
}

describe('numbers climb a tree', () => {
  for (const aggregation of vitalAggregations)
    it(`${aggregation}: every cell of random trees, with late, corrected, withdrawn and repeated values, is the brute force`, () => {
      let cells = 0
      for (let seed = 0; seed < 30; seed++) {
        const chance = chanceFrom(`climb-${aggregation}-${seed}`)
        const { nodes, leaves, tree } = randomTree(chance)
        const rolling = createRolling(tree, aggregation)
        const told = new Map<string, Part | null>()
        let strange = 0
        for (let batch = 0; batch < 12; batch++) {
          const changes = new Map<string, Change>()
          for (let i = 0; i < 10; i++) {
            const leaf = leaves[Math.floor(chance() * leaves.length)]!
            const period = [5, 15, 25][Math.floor(chance() * 3)]!
            const at = Math.floor(chance() * 40)
            const den =
              aggregation === 'mean' ? 1 : aggregation === 'weighted' || aggregation === 'ratio' ? Math.floor(chance() * 5) : 0
            const part = chance() < 0.15 ? null : { num: Math.floor(chance() * 2000) - 1000, den, n: 1, newest: at, oldest: at }
            told.set(`${leaf.code}|${period}`, part)
            changes.set(`${leaf.code}|${period}`, { vital: 1, period, area: leaf.code, part })
          }
          strange += rolling.roll([...changes.values()])
        }
        const outside = leaves.filter(({ from, to }) => from > 0 || to < 1e9).length
        if (outside === 0) assert.equal(strange, 0)
        for (const { code, parent, from, to } of nodes)
          for (const period of [5, 15, 25]) {
            const family = rolling.stored.get(familyKey({ vital: 1, period, parent: parent ?? '' }))
            const at = placeOf(family?.children ?? '', code)
            const stored = at < 0 ? null : partAt(family!.parts, at)
            const expected = period >= from && period < to ? bruteForce(aggregation, { node: code, period }, told, leaves) : null
            assert.ok(samePart(stored, expected), `${seed} ${code} ${period}: ${JSON.stringify([stored, expected])}`)
            cells++
          }
      }
      assert.ok(cells > 1000, `${cells} cells`)
    })

  it('changes nothing above a parent whose part stays as it was', () => {
    const tree: RollTree = { parentOf: (area) => (area === 'c' ? null : area.slice(0, -1)) }
    const rolling = createRolling(tree, 'max')
    const at = { n: 1, newest: 1, oldest: 1, den: 0 }
    rolling.roll([{ vital: 1, period: 0, area: 'c11', part: { num: 9, ...at } }])
    rolling.roll([{ vital: 1, period: 0, area: 'c12', part: { num: 5, ...at } }])
    const { changed, up } = climb(
      byFamily([{ vital: 1, period: 0, area: 'c12', part: { num: 7, ...at } }], tree).families,
      rolling.stored,
      () => 'max',
    )
    assert.deepEqual(
      changed.map(({ parent, parts }) => [parent, listOf(parts).map(({ num }) => num)]),
      [['c1', [9, 7]]],
    )
    assert.deepEqual(up, [])
    assert.deepEqual(
      listOf(rolling.stored.get('1|0|c1')!.parts).map(({ num }) => num),
      [9, 5],
      'what was stored is left as it was',
    )
  })

  it('never averages ratios: 1 of 2 and 98 of 98 are 99 of 100, not 75 %', () => {
    const at = { n: 1, newest: 1, oldest: 1 }
    const part = combine('ratio', [
      { num: 1, den: 2, ...at },
      { num: 98, den: 98, ...at },
    ])
    assert.deepEqual([part?.num, part?.den], [99, 100])
    assert.equal(worthOf({ aggregation: 'ratio', decimals: 0, times: 100 }, part), 99)
  })

  it('has no value where the denominator is zero or nothing was told, which is not zero', () => {
    const zero = { num: 0, den: 0, n: 1, newest: 1, oldest: 1 }
    assert.equal(worthOf({ aggregation: 'ratio', decimals: 0 }, zero), null)
    assert.equal(worthOf({ aggregation: 'sum', decimals: 2 }, null), null)
    assert.equal(worthOf({ aggregation: 'sum', decimals: 2 }, { ...zero, num: 1250 }), 12.5)
    assert.equal(worthOf({ aggregation: 'mean', decimals: 1 }, { ...zero, num: 300, den: 4 }), 7.5)
  })
})
