import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { system } from '../../../../../contract/actor.ts'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { type VitalCadence, vitalAggregations } from '../../../../../contract/vital-kinds.ts'
import { type Brute, brute, type Raw, rawAt } from '../../../../../test/brute-vitals.ts'
import { emptyCity, plain, zone } from '../../../../../test/vital-ground.ts'
import { type Chance, chanceFrom, pick } from '../../../../city/area/rules/chance.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { readAtOnce } from '../known/store.ts'
import { knownSource } from '../known/store-known.ts'
import { rollUp } from '../roll-up.ts'
import { coverage } from '../rules/cover.ts'
import { dueIn } from '../rules/due-in.ts'
import { periodStart } from '../rules/period.ts'
import { addValues, type ToldValue } from '../store.ts'
import { asNow, type CellSource } from '../store-source.ts'
import { readRollTree } from '../store-tree.ts'
import { above, type TreeRead } from '../types.ts'
import { cellsOver, overOf, partsOver } from './store-over.ts'

const hourMs = 3_600_000
// Hours about the change of a day and of a month.
const hours = Array.from({ length: 12 }, (_, i) => Date.parse('2026-02-28T18:00:00+08:00') + i * hourMs)
const { spine, clock, addArea, register } = await emptyCity({ after, at: '2026-03-02T00:00:00Z' })
const base = { ...plain, cadence: 'hour' as const }
const kept = vitalAggregations.filter((one) => one !== 'formula')
const definitions: VitalDefinition[] = [
  ...kept.map((aggregation) => ({ ...base, code: `v.${aggregation}`, aggregation })),
  { ...base, code: 'v.stock', aggregation: 'sum', overTime: 'last' },
  { ...base, code: 'v.formula', aggregation: 'formula', formula: '{v.sum} / {v.stock}' },
]

async function growTree(chance: Chance): Promise<void> {
  await spine.query(`insert into operating_districts (code, name, kind, sort) values ('990101', '甲区', 'division', 1)`)
  for (const code of ['99', '990101']) await addArea(code)
  for (const town of ['990101001', '990101002']) {
    await addArea(town, { district: '990101' })
    for (let k = 0; k < 2 + Math.floor(chance() * 2); k++) await addArea(`${town}00${k}`, k === 1 ? { to: '2026-03-01' } : {})
  }
}

const isUnder = (tree: TreeRead, area: string, node: string, period: number): boolean => {
  for (let at: string | null | undefined = area; at; at = tree.parentOf(at, period))
    if (at === node) return tree.parentOf(area, period) !== undefined
  return false
}

it('coarser periods are the brute force over the values, known now and known then, of areas that come and go, late and corrected', async () => {
  const chance = chanceFrom('over-time')
  await growTree(chance)
  const tree = await readRollTree(spine, zone)
  const byCode = await register(definitions)
  const leaves = (await spine.query<{ code: string }>(`select code from areas where tier = 'community' order by code`)).map(
    ({ code }) => code,
  )
  const moments: number[] = []
  const told = definitions.filter(({ aggregation }) => aggregation !== 'formula')
  const value = (): ToldValue => {
    const { code, aggregation } = pick(told, chance)
    const num = chance() < 0.1 ? null : Math.floor(chance() * 200) - 100
    const den = aggregation === 'mean' ? 1 : aggregation === 'ratio' || aggregation === 'weighted' ? Math.floor(chance() * 4) : 0
    const about = { observedAt: pick(hours, chance) + Math.floor(chance() * 5) * 1000, source: 'api', actor: 'x', reason: null }
    const cell = { vital: byCode.get(code)!.id, period: pick(hours, chance), area: pick(leaves, chance) }
    return { ...cell, num, den: num === null ? 0 : den, ...about, version: 1 }
  }
  for (let round = 0; round < 6; round++) {
    clock.set(new Date(clock.now().getTime() + 60_000))
    await spine.transaction(system, (tx) => addValues(tx, Array.from({ length: 110 }, value)))
    moments.push(clock.now().getTime())
    // The last rounds wait to be rolled up: they were known all the same.
    if (round < 4) await spine.transaction(system, (tx) => rollUp(tx, { tree, zone, limit: 10_000 }))
  }
  let [cells, values] = [0, 0]
  /** Every vital of every area by days and by the month, held against the rows. */
  const check = async (source: CellSource, rows: readonly Raw[], codes: readonly string[], asked: () => number) => {
    for (const code of codes)
      for (const record of byCode.values())
        for (const by of ['day', 'month'] as const) {
          const node = tree.node(code)!
          const span = { from: periodStart(by, hours[0]!, zone), to: periodStart(by, hours.at(-1)!, zone) }
          const before = asked()
          const over = await overOf(source, record, { by, zone, areas: [code] })
          const found = await cellsOver(source, { parent: node.parent ?? above, area: code }, over, span)
          assert.ok(asked() - before <= 8, `${record.code} took ${asked() - before} statements`)
          const of = (vital: string, area: string, period: number) =>
            rows.filter(
              (row) =>
                row.vital === byCode.get(vital)!.id &&
                periodStart(by, row.period, zone) === period &&
                isUnder(tree, row.area, area, row.period),
            )
          const wanted = (area: string, period: number): Brute => {
            const { aggregation, overTime, code: own } = record.definition
            if (aggregation !== 'formula') return brute(aggregation, overTime === 'last', of(own, area, period))
            const both = [of('v.sum', area, period), of('v.stock', area, period)] as const
            const common = both.map((some) =>
              some.filter((row) => both.every((other) => other.some(({ period: at }) => at === row.period))),
            )
            const [sum, stock] = [brute('sum', false, common[0]!), brute('sum', true, common[1]!)]
            return sum && stock && { ...sum, num: stock.num === 0 ? 0 : sum.num, den: stock.num }
          }
          for (const period of new Set([span.from, span.to])) {
            const cell = found.find((one) => one.period === period)
            const expected = wanted(code, period)
            const about = `${record.code} of ${code} by ${by} ${new Date(period).toISOString()}`
            cells++
            assert.equal(cell === undefined, expected === null, about)
            if (!cell || !expected) continue
            values++
            const { num, den, over: made } = cell.part
            assert.equal(made!.told, expected.told, about)
            if (record.definition.aggregation === 'formula') {
              assert.equal(den === 0 ? null : num / den, expected.den === 0 ? null : expected.num / expected.den, about)
              continue
            }
            const { n, newest, oldest } = cell.part
            const { told: _, ...numbers } = expected
            const divided = !['min', 'max', 'last'].includes(record.definition.aggregation)
            assert.deepEqual({ num, den: divided ? den : numbers.den, n, newest, oldest }, numbers, about)
            checkCover(by, period, cell.part, { code, record: record.definition, tree })
            const below = await partsOver(source, code, over, { period, last: made!.last })
            for (const child of node.children) {
              const own = of(record.code, child, period)
              const at = made!.how === 'last' ? own.filter((row) => row.period === made!.last) : own
              const child_ = brute(record.definition.aggregation, made!.how === 'last', at)
              assert.equal(below.get(child)?.num, child_?.num, `${child} below ${about}`)
              assert.equal(below.get(child)?.n, child_?.n, `${child} below ${about}`)
            }
          }
        }
  }
  let asked = 0
  const counted = (db: Db): Db => ({
    query(text, given) {
      asked++
      return db.query(text, given)
    },
  })
  for (const at of moments)
    await readAtOnce(spine, async (db) => {
      const rows = await rawAt(db, new Date(at))
      for (const code of ['99', '990101', '990101001', leaves[0]!])
        await check(knownSource(counted(db), { tree, node: tree.node(code)!, zone, at, whole: true }), rows, [code], () => asked)
    })
  while ((await spine.transaction(system, (tx) => rollUp(tx, { tree, zone, limit: 10_000 })))?.taken);
  await check(
    asNow(counted(spine)),
    await rawAt(spine, clock.now()),
    ['99', '990101', '990101001', '990101002', leaves[0]!],
    () => asked,
  )
  assert.ok(cells > 900 && values > 500, `${cells} cells, ${values} of them with a value`)
})

/** Never more told than there should be; what there should be is the areas there were in each of its hours. */
function checkCover(
  by: VitalCadence,
  period: number,
  part: Parameters<typeof coverage>[1],
  { code, record, tree }: { code: string; record: VitalDefinition; tree: TreeRead },
): void {
  const until = periodStart(by, period, zone, 1)
  const now = hours.at(-1)! + 3 * hourMs
  const due = dueIn({ cadence: 'hour', dueMinutes: 60, from: period, until, over: part!.over }, { tree, now, zone })
  const { n, of } = coverage(record, part, (cover) => due.count(cover, code))
  let expected = 0
  for (let at = period; at < until; at += hourMs)
    if (at <= part!.over!.last || at + 2 * hourMs <= now) expected += tree.countUnderAt(code, 'community', at)
  if (part!.over!.how === 'last') expected = tree.countUnderAt(code, 'community', part!.over!.last)
  assert.equal(of, expected)
  assert.ok(n <= of, `${n} of ${of}`)
}
