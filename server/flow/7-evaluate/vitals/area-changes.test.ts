import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { AreaChangeRow } from '../../../../contract/area-change.ts'
import { changeRow, randomRows } from '../../../../test/random-areas.ts'
import { type Chance, chanceFrom } from '../../../city/area/rules/chance.ts'
import { pathOf, tierOfCode } from '../../../city/area/rules/codes.ts'
import { type KnownArea, planChange } from '../../../city/area/rules/plan-change.ts'
import { buildTree, type TreeArea } from './build-tree.ts'
import { byFamily, climb, familyKey } from './rules/climb.ts'
import type { Successor } from './rules/kinship.ts'
import { partOf } from './rules/pack-parts.ts'
import type { Change, Family, RollTree, TreeRead } from './types.ts'

const districts = ['990101', '990102', '990103']
const lastDay = 30
type Kept = KnownArea & { from: number; to: number | null }

/** A city whose areas change as a city's do, and beside it what stood under what on each day, noted by nothing but copying. */
function randomCity(chance: Chance) {
  const areas = new Map<string, Kept>()
  const successors: Successor[] = []
  const stoodOn: Map<string, string>[] = []
  const add = (code: string, from: number) => {
    const path = pathOf(code)
    const parent = path.split('/').at(-3) ?? null
    const operatingDistrict = code.length < 6 ? null : code.slice(0, 6)
    areas.set(code, {
      code,
      tier: tierOfCode(code)!,
      name: code,
      kind: '镇',
      path,
      parent,
      operatingDistrict,
      validTo: null,
      from,
      to: null,
    })
  }
  add('99', 0)
  for (const district of districts) {
    add(district, 0)
    for (let t = 1; t <= 3; t++) {
      add(`${district}00${t}`, 0)
      for (let c = 1; c <= 1 + Math.floor(chance() * 3); c++) add(`${district}00${t}00${c}`, 0)
    }
  }
  const living = (length: number) =>
    [...areas.values()].filter(({ code, to }) => code.length === length && to === null).map(({ code }) => code)
  return {
    areas,
    districts,
    stoodOn,
    living,
    tree: (): TreeRead =>
      buildTree({
        areas: [...areas.values()]
          .sort((one, other) => one.path.length - other.path.length)
          .map(
            ({ operatingDistrict: district, to, validTo: _, kind: __, ...area }): TreeArea => ({
              ...area,
              district,
              to,
              stands: to === null,
            }),
          ),
        districts: districts.map((code) => ({ code, name: code })),
        successors,
      }),
    /** The lines as the rule takes them; false: it does not. */
    change(rows: AreaChangeRow[], day: number): boolean {
      const { ends, begins, faults } = planChange(rows, { areas, districts: new Set(districts), grounded: new Set() })
      if (faults.length > 0) return false
      for (const { area, to } of ends) {
        Object.assign(areas.get(area.code)!, { to: day, validTo: String(day) })
        for (const successor of to) successors.push({ area: area.code, successor })
      }
      for (const { code } of begins) add(code, day)
      return true
    },
    endDay: () =>
      stoodOn.push(
        new Map([...areas.values()].flatMap(({ code, parent, to }) => (to === null && parent ? [[code, parent]] : []))),
      ),
  }
}

function createRolling() {
  const stored = new Map<string, Family>()
  return {
    stored,
    roll(changes: Change[], tree: RollTree) {
      for (let next = changes; next.length > 0; ) {
        const { changed, up } = climb(byFamily(next, tree).families, stored, () => 'sum')
        for (const family of changed) stored.set(familyKey(family), family)
        next = up
      }
    },
    valueOf: (code: string, parent: string, period: number): number => {
      const family = stored.get(familyKey({ vital: 1, period, parent }))
      return (family && partOf(family, code)?.num) ?? 0
    },
  }
}

const part = (num: number) => ({ num, den: 0, n: 1, newest: 1, oldest: 1 })

describe('numbers of a tree that changes', () => {
  it('stay with the district that had the town then, however late they are told: random trees, moves, splits, mergers, ends', () => {
    let [cells, moved, differs] = [0, 0, 0]
    for (let seed = 0; seed < 40; seed++) {
      const chance = chanceFrom(`areas-${seed}`)
      const city = randomCity(chance)
      const [byDay, today] = [createRolling(), createRolling()]
      const told = new Map<string, number>()
      const waiting: Change[] = []
      for (let day = 0; day < lastDay; day++) {
        if (day > 0 && chance() < 0.4 && city.change(randomRows(city, chance), day)) moved++
        city.endDay()
        for (const area of city.living(12)) {
          const num = 1 + Math.floor(chance() * 100)
          told.set(`${area} ${day}`, num)
          waiting.push({ vital: 1, area, period: day, until: day + 1, part: part(num) })
        }
        // Some of what is told today waits for weeks; the tree of the day it comes in is another one by then.
        const now = waiting.splice(0, waiting.length).filter((change) => chance() < 0.3 || !waiting.push(change))
        byDay.roll(now, city.tree())
        today.roll(now, treeOfToday(city.tree()))
      }
      byDay.roll(waiting, city.tree())
      today.roll(waiting, treeOfToday(city.tree()))
      for (let day = 0; day < lastDay; day++)
        for (const code of [...city.areas.keys()]) {
          const stood = city.stoodOn[day]!
          const parent = stood.get(code) ?? (code === '99' ? '' : null)
          if (parent === null || !isWhole(code, stood)) continue
          let sum = 0
          for (const leaf of stood.keys())
            if (leaf.length === 12 && isUnder(leaf, code, stood)) sum += told.get(`${leaf} ${day}`) ?? 0
          const known = byDay.valueOf(code, parent, day)
          assert.equal(known, sum, `seed ${seed}, ${code} on day ${day}`)
          if (code.length === 6 && today.valueOf(code, parent, day) !== sum) differs++
          cells++
        }
    }
    assert.ok(cells > 10_000 && moved > 200, `${cells} cells, ${moved} changes`)
    assert.ok(differs > 100, `by the tree of today ${differs} totals of districts would be others`)
  })

  it('of a month in which a town moves are of both its districts, each with its own days, and the city has all', () => {
    const city = randomCity(chanceFrom('month'))
    const before = city.tree()
    const [town] = city.living(9)
    const communities = city.living(12).filter((code) => code.startsWith(town!))
    assert.ok(city.change([changeRow(town!, '990103777')], 15))
    const tree = city.tree()
    const rolling = createRolling()
    const month = { vital: 1, period: 0, until: 30 }
    rolling.roll(
      communities.map((area) => ({ ...month, area, part: part(10) })),
      before,
    )
    rolling.roll(
      communities.map((area) => ({ ...month, area: tree.after(area)[0]!, part: part(7) })),
      tree,
    )
    const n = communities.length
    assert.deepEqual(
      ['990101', '990103'].map((code) => rolling.valueOf(code, '99', 0)),
      [10 * n, 7 * n],
    )
    assert.equal(rolling.valueOf('99', '', 0), 17 * n)
    assert.deepEqual(tree.changesUnder('990101', 0, 30), [15])
    assert.deepEqual([tree.changesUnder('990102', 0, 30), tree.changesUnder('99', 15, 30)], [[], []])
    assert.deepEqual(
      [0, 15].map((day) => tree.asOf(communities[0]!, day)),
      [communities[0], tree.after(communities[0]!)[0]],
    )
    assert.equal(tree.asOf(tree.after(communities[0]!)[0]!, 14), communities[0], 'and back')
    assert.equal(tree.countUnderAt('990101', 'town', 14), tree.countUnderAt('990101', 'town', 15) + 1)
    assert.equal(tree.countUnderAt('99', 'town', 0, 30), tree.countUnder('99', 'town') + 1, 'both codes stood in the month')
  })
})

/** What a climb would be that knows only the tree as it stands: a value of yesterday goes to the district its town lies in now. */
const treeOfToday = (tree: TreeRead): RollTree => ({
  parentOf: (area) => (area === '99' ? null : tree.parentOf(tree.asOf(area, lastDay) ?? area, lastDay)),
})

const isUnder = (leaf: string, code: string, stood: ReadonlyMap<string, string>): boolean => {
  for (let at: string | undefined = leaf; at !== undefined; at = stood.get(at)) if (at === code) return true
  return false
}
/** Rows of families are looked up by their parent, so only what hangs together up to the city is asked. */
const isWhole = (code: string, stood: ReadonlyMap<string, string>): boolean => isUnder(code, '99', stood)
