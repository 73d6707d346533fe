import assert from 'node:assert/strict'
import { after, it } from 'node:test'
import { system } from '../../../../../contract/actor.ts'
import type { VitalDefinition } from '../../../../../contract/vital.ts'
import { type VitalAggregation, vitalAggregations } from '../../../../../contract/vital-kinds.ts'
import { emptyCity, plain, zone } from '../../../../../test/vital-ground.ts'
import { type Chance, chanceFrom, pick } from '../../../../city/area/rules/chance.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { rollUp } from '../roll-up.ts'
import { combine, samePart } from '../rules/combine.ts'
import { addValues, type ToldValue } from '../store.ts'
import { cellsFrom, partsBelow } from '../store-formulas.ts'
import { readRollTree } from '../store-tree.ts'
import { above, type Part, type TreeRead } from '../types.ts'
import { readAtOnce } from './store.ts'
import { knownSource } from './store-known.ts'

const days = ['2026-02-26', '2026-02-27', '2026-02-28'].map((day) => Date.parse(`${day}T00:00:00+08:00`))
const { spine, clock, addArea, register } = await emptyCity({ after, at: '2026-02-28T00:00:00Z' })
const base = { ...plain, cadence: 'day' as const }
const kept = vitalAggregations.filter((one) => one !== 'formula')
const definitions: VitalDefinition[] = [
  ...kept.map((aggregation) => ({ ...base, code: `v.${aggregation}`, aggregation })),
  { ...base, code: 'v.formula', aggregation: 'formula', formula: '{v.sum} / {v.max} + {v.ratio}' },
]

/** Two divisions, a zone of towns of one of them, and communities of which some ended on the second day. */
async function growTree(chance: Chance): Promise<void> {
  await spine.query(`insert into operating_districts (code, name, kind, sort) values ('990101', '甲区', 'division', 1),
    ('990102', '乙区', 'division', 2), ('zone', '高新区', 'zone', 3)`)
  await addArea('99')
  for (const division of ['990101', '990102']) {
    await addArea(division)
    for (let i = 0; i < 3; i++) {
      const town = `${division}00${i}`
      await addArea(town, { district: division === '990101' && i === 2 ? 'zone' : division })
      for (let k = 0; k < 1 + Math.floor(chance() * 4); k++)
        await addArea(`${town}00${k}`, chance() < 0.2 ? { to: '2026-02-27' } : {})
    }
  }
}

type Row = { vital: number; period: number; area: string; part: Part | null; known: number }
/** The newest of each cell among the rows known at a moment, by id alone. */
async function rowsAt(db: Db, at: Date): Promise<Row[]> {
  const rows = await db.query<Omit<Row, 'part'> & { num: number | null; den: number; seen: number; by: number }>(
    `select distinct on (vital, period, area) vital, extract(epoch from period)::float8 * 1000 as period, area, num, den,
       extract(epoch from observed_at)::float8 * 1000 as seen, coalesce(by_version, 1) as by from vital_values where known_at <= $1
     order by vital, period, area, id desc`,
    [at],
  )
  return rows.map(({ num, den, seen, by, ...row }) => ({
    ...row,
    part: num === null ? null : { num, den, n: 1, newest: seen, oldest: seen, by: [by, by] },
  }))
}

const isUnder = (tree: TreeRead, area: string, node: string, period: number): boolean => {
  for (let at: string | null | undefined = area; at; at = tree.parentOf(at, period))
    if (at === node) return tree.parentOf(area, period) !== undefined
  return false
}

it('numbers as they were known at any moment are the brute force over the rows known then, with corrections, withdrawals, and what waits', async () => {
  const chance = chanceFrom('known-then')
  await growTree(chance)
  const tree = await readRollTree(spine, zone)
  const byCode = await register(definitions)
  const leaves = (await spine.query<{ code: string }>(`select code from areas where tier = 'community' order by code`)).map(
    ({ code }) => code,
  )
  const moments: number[] = [clock.now().getTime() - 1]
  const value = (aggregation: VitalAggregation): ToldValue => {
    const num = chance() < 0.1 ? null : Math.floor(chance() * 200) - 100
    const den = aggregation === 'mean' ? 1 : aggregation === 'ratio' || aggregation === 'weighted' ? Math.floor(chance() * 4) : 0
    const about = { observedAt: pick(days, chance) + Math.floor(chance() * 5) * 1000, source: 'api', actor: 'x', reason: null }
    const cell = { vital: byCode.get(`v.${aggregation}`)!.id, period: pick(days, chance), area: pick(leaves, chance) }
    return { ...cell, num, den: num === null ? 0 : den, ...about, version: 1 + Math.floor(chance() * 3) }
  }
  for (let round = 0; round < 12; round++) {
    clock.set(new Date(clock.now().getTime() + 60_000))
    await spine.transaction(system, (tx) =>
      addValues(
        tx,
        Array.from({ length: 60 }, () => value(pick(kept, chance))),
      ),
    )
    moments.push(clock.now().getTime())
    // The last rounds wait: what is not rolled up yet was known all the same.
    if (round < 10) await spine.transaction(system, (tx) => rollUp(tx, { tree, zone, limit: 10_000 }))
  }
  let [cells, values] = [0, 0]
  for (const at of moments)
    for (const code of ['99', '990101', '990102', 'zone', '990101000', '990101002', leaves[0]!]) {
      const node = tree.node(code)
      if (!node) continue
      await readAtOnce(spine, async (db) => {
        const rows = await rowsAt(db, new Date(at))
        const brute = (vital: number, period: number, area: string): Part | null => {
          const under = rows.filter(
            (row) => row.vital === vital && row.period === period && isUnder(tree, row.area, area, period),
          )
          const { aggregation } = definitions.find((one) => byCode.get(one.code)!.id === vital)!
          return combine(
            aggregation,
            under.flatMap(({ part }) => part ?? []),
          )
        }
        let asked = 0
        const counting: Db = {
          query(text, values) {
            asked++
            return db.query(text, values)
          },
        }
        const source = knownSource(counting, { tree, node, zone, at })
        for (const record of byCode.values()) {
          asked = 0
          const found = await cellsFrom(source, { parent: node.parent ?? above, area: code }, [record], {
            from: days[0]!,
            to: days[2]!,
          })
          // Its vitals, its cells, what was told since, and a read for each tier between: however many changed.
          assert.ok(asked <= (record.code === 'v.formula' ? 8 : 7), `${record.code} took ${asked} statements`)
          for (const period of days) {
            const part = found.find((cell) => cell.period === period)?.part ?? null
            cells++
            if (part) values++
            if (record.code === 'v.formula') {
              const [sum, max, ratio] = ['v.sum', 'v.max', 'v.ratio'].map((one) => brute(byCode.get(one)!.id, period, code))
              const has = sum && max && ratio
              const worth = has && max.num !== 0 && ratio.den !== 0 ? sum.num / max.num + ratio.num / ratio.den : null
              const said = part && part.den !== 0 ? part.num / part.den : null
              assert.ok(said === worth || Math.abs(said! - worth!) < 1e-9, `${code} formula ${period} at ${at}: ${said} ${worth}`)
              continue
            }
            assert.ok(samePart(part, brute(record.id, period, code)), `${code} ${record.code} ${period} at ${at}`)
            const below = await partsBelow(source, code, record, period)
            for (const child of node.children)
              assert.ok(
                samePart(below.get(child) ?? null, brute(record.id, period, child)),
                `${child} under ${code}: ${record.code}`,
              )
          }
        }
      })
    }
  assert.ok(cells > 1000 && values > 400, `${cells} cells, ${values} of them with a value`)
})
