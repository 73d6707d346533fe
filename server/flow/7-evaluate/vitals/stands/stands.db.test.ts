import assert from 'node:assert/strict'
import { after, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalRow, VitalValue } from '../../../../../contract/vital.ts'
import { startStory } from '../../../../../test/story.ts'
import { chanceFrom } from '../../../../city/area/rules/chance.ts'
import type { Db } from '../../../../kernel/spine.ts'
import { periodStart, writePeriod } from '../rules/period.ts'
import { notedAtMost, noteRound } from '../store.ts'
import { createLiveTree } from '../store-live-tree.ts'
import { addVitals } from '../store-registry.ts'
import { isUnjudged, standingRows, standsAs } from '../store-standing.ts'
import type { TreeNode } from '../types.ts'
import { createStands } from './store-stands.ts'

const story = await startStory({ after } as unknown as TestContext)
const { spine } = story.zhili
const chance = chanceFrom('how vitals stand')
const zone = 'Asia/Shanghai'
const one = <T>(of: readonly T[]): T => of[Math.floor(chance() * of.length)]!

const words = (zh: string) => ({ zh, en: zh })
const base: VitalDefinition = {
  ...{ code: 'x.0', name: words('数'), board: 'facilities', track: 'gas', unit: words('个'), decimals: 0, times: 1 },
  ...{ aggregation: 'sum', tier: 'community', cadence: 'hour', dueMinutes: 20, hysteresis: 0, source: words('人') },
}
/** Told vitals of every aggregation, cadence and hysteresis, with a range or without, some not connected; and formulas over them. */
const told = Array.from(
  { length: 40 },
  (_, n): VitalDefinition => ({
    ...{ ...base, code: `x.${n}`, board: one(['facilities', 'economy', 'society']), cadence: one(['hour', 'day']) },
    ...{ aggregation: one(['sum', 'ratio', 'mean', 'max']), dueMinutes: one([5, 20, 90]), hysteresis: one([0, 0, 3, 8]) },
    // what a district tells, no town has
    ...(n % 10 === 7 ? { tier: 'district' as const } : {}),
    ...(chance() < 0.8 ? { normal: one([{ least: 10 }, { most: 14 }, { least: 8, most: 18 }]) } : {}),
    ...(chance() < 0.4
      ? {
          normalAbove: [
            { tier: one(['town', 'district']), most: 16 },
            { tier: 'city', least: 12 },
          ],
        }
      : {}),
  }),
)
const formulas = Array.from({ length: 12 }, (_, n): VitalDefinition => {
  const cadence = one(['hour', 'day'] as const)
  const operands = told.filter((definition) => definition.cadence === cadence).map(({ code }) => code)
  const inner = n > 6 ? `{f.${cadence}} + ` : ''
  return {
    ...{ ...base, code: `f.x-${n}`, cadence, aggregation: 'formula', hysteresis: one([0, 4]), normal: { most: 25 } },
    formula: `${inner}{${one(operands)}} ${one(['+', '-', '/'])} {${one(operands)}}`,
  }
})
const inner = (['hour', 'day'] as const).map((cadence): VitalDefinition => {
  const operands = told.filter((definition) => definition.cadence === cadence).map(({ code }) => code)
  return { ...base, code: `f.${cadence}`, cadence, aggregation: 'formula', formula: `{${operands[0]}} * 2 - {${operands[1]}}` }
})

it('counts of every area and board what its list says, whatever is told, corrected, withdrawn or changed', async () => {
  await spine.transaction({ kind: 'system', id: 'system' }, (tx) => {
    const all = [...told, ...inner, ...formulas].map((definition, n) => ({
      ...{ definition, state: n % 9 === 4 ? ('catalogued' as const) : ('connected' as const) },
      ...{ pinyin: '', initials: '', owner: null },
    }))
    return addVitals(tx, all, 'system', tx.now)
  })
  await story.sql(`update vitals set home = '990101001' where code in ('x.3', 'f.x-1')`)
  const tree = await createLiveTree(spine, 'Asia/Shanghai').read()
  const city = tree.node(tree.root)!
  const district = tree.node(city.children[0]!)!
  const stands = createStands(zone)
  // Another process looks now and then, and finds rounds it missed no longer written down.
  const seldom = createStands(zone)
  const below = (node: TreeNode) => (node.tier === 'town' ? [] : node.children.map((code) => tree.node(code)!))
  let [compared, known, held] = [0, 0, 0]
  for (let round = 0; round < 6; round++) {
    await tellSome()
    if (round === 3) await story.sql(`update vitals set definition = definition || '{"hysteresis": 6}' where code like 'x.1%'`)
    if (round === 4) await closeAndPublish(district.code)
    const now = story.now().getTime()
    if (round === 4) await story.sql('delete from vital_rounds where round < (select max(round) from vital_rounds)')
    for (const node of [city, district, tree.node(district.children[0]!)!]) {
      const asked = { tree, node, below: below(node), now }
      const { boards, outside, unknown } = await stands(spine, asked)
      if (round % 2 === 0) assert.deepEqual(await seldom(spine, asked), { boards, outside, unknown }, `seldom, round ${round}`)
      for (const area of [node, ...below(node)]) {
        const { rows } = await standingRows(spine, { standing: 'outside' }, { tree, node: area, now, zone })
        const expected = new Map<string, Record<string, number>>()
        for (const row of rows) {
          const counts = expected.get(row.board) ?? { normal: 0, outside: 0, unknown: 0, unconnected: 0 }
          counts[standsAs(row)]! += 1
          expected.set(row.board, counts)
        }
        const found = [...boards.get(area.code)!].map(([board, { normal, outside, unknown, unconnected }]) => [
          board,
          { normal, outside, unknown, unconnected },
        ])
        assert.deepEqual(Object.fromEntries(found), Object.fromEntries(expected), `round ${round}, ${area.name}`)
        if (area === node)
          for (const [as, listed] of [
            ['outside', outside],
            ['unknown', unknown],
          ] as const)
            assert.deepEqual(
              codesOf(listed),
              codesOf(ordered(rows.filter((row) => standsAs(row) === as))),
              `${as}, in the order of lists`,
            )
        for (const { because, unknown: unseen } of boards.get(area.code)!.values())
          assert.equal(
            because.silent + because['nothing-due'] + because.few + because['no-range'],
            unseen,
            'each unknown one has its reason',
          )
        compared += rows.length
        held += rows.filter(({ cell, version }) => cell !== null && cell.version === 1 && version === 2).length
        known += rows.filter((row) => standsAs(row) === 'normal' || standsAs(row) === 'outside').length
      }
    }
    await story.sql('delete from timers')
    await story.pass({ m: one([10, 40, 90]) })
  }
  assert.ok(compared > 1500 && known > 200, `${known} known of ${compared}`)
  assert.ok(held > 3, `${held} by the version of a closed period`)
  await story.sql('update vital_locks set opened_at = $1, opened_by = locked_by', [story.now()])
})

it('counts again what a correction of long ago changes: within its hysteresis a value stands as it came there', async () => {
  const definition: VitalDefinition = {
    ...{ ...base, code: 'y.1', tier: 'district', cadence: 'day', hysteresis: 8, normal: { most: 14 } },
  }
  await spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
    addVitals(tx, [{ definition, state: 'connected', pinyin: '', initials: '', owner: null }], 'system', tx.now),
  )
  const tree = await createLiveTree(spine, zone).read()
  const node = tree.node(tree.node(tree.root)!.children[0]!)!
  const now = story.now().getTime()
  const tell = async (days: number, value: number): Promise<void> => {
    const period = writePeriod('day', periodStart('day', now, zone, -days), zone)
    const values = [{ vital: 'y.1', area: node.code, period, value, reason: 'test' }]
    const { status } = await story.as('chenli').post('/api/v1/vitals/values', { values })
    assert.equal(status, 200)
    while (await story.zhili.rollVitals());
  }
  const stands = createStands(zone)
  const isOutside = async (): Promise<boolean> => {
    const { outside } = await stands(spine, { tree, node, below: [], now })
    return outside.some(({ code }) => code === 'y.1')
  }
  for (const days of [5, 4, 3, 2, 1, 0]) await tell(days, 10)
  const found: boolean[] = []
  for (const value of [2, 30, 2]) {
    await tell(6, value)
    found.push(await isOutside())
  }
  assert.deepEqual(found, [false, true, false])
})

/** What is not judged stands after what is missing. */
const ordered = (rows: readonly VitalRow[]): VitalRow[] => [...rows.filter((row) => !isUnjudged(row)), ...rows.filter(isUnjudged)]

/** A district closes the last days, and after it the daily formulas become others, over others. */
async function closeAndPublish(area: string): Promise<void> {
  const now = story.now()
  const [from, until] = [periodStart('day', now.getTime(), zone, -6), periodStart('day', now.getTime(), zone, 2)].map(
    (ms) => new Date(ms),
  )
  await story.sql(
    `insert into vital_locks (area, cadence, period, until, locked_at, locked_by) select $1, 'day', $2, $3, $4, id from persons order by id limit 1`,
    [area, from, until, new Date(now.getTime() - 60_000)],
  )
  const operands = told.filter(({ cadence }) => cadence === 'day').map(({ code }) => code)
  for (const { code } of formulas.filter(({ cadence }) => cadence === 'day'))
    await story.sql(
      `with changed as (update vitals set version = 2, definition = definition || jsonb_build_object('formula', $2::text) where code = $1 returning id, definition)
       insert into vital_versions (vital, version, definition, by, at) select id, 2, definition, 'system', $3 from changed`,
      [code, `{${one(operands)}} * 3`, now],
    )
}

const codesOf = (rows: readonly { code: string }[]): string[] => rows.map(({ code }) => code)

/** Some values of the last periods, in communities of both towns; some are withdrawn. */
async function tellSome(): Promise<void> {
  const now = story.now().getTime()
  const values = told.flatMap(({ code, cadence, aggregation }): VitalValue[] =>
    Array.from({ length: 5 }, () => {
      const start = periodStart(cadence, now, zone, -Math.floor(chance() * chance() * 7))
      const value = chance() < 0.12 ? null : Math.floor(chance() * 24)
      return {
        ...{
          vital: code,
          area: one(['990101001001', '990101001002', '990101002001']),
          period: writePeriod(cadence, start, zone),
        },
        ...{ value, reason: 'test', ...(aggregation === 'ratio' ? { denominator: one([0, 1, 2]) } : {}) },
      }
    }),
  )
  const { status } = await story.as('chenli').post('/api/v1/vitals/values', { values })
  assert.equal(status, 200)
  while (await story.zhili.rollVitals());
}

it('reads what changed and nothing else: one statement where nothing did, a second for the families that did', async () => {
  const tree = await createLiveTree(spine, zone).read()
  const node = tree.node(tree.root)!
  const asked = { tree, node, below: [], now: story.now().getTime() }
  const stands = createStands(zone)
  let statements: string[] = []
  const db: Db = {
    query(text, values) {
      statements.push(text)
      return spine.query(text, values)
    },
  }
  const look = async (): Promise<number> => {
    statements = []
    await stands(db, asked)
    // Beside those for what swings, and for what closed periods hold: formulas were published anew above.
    return statements.filter((text) => !text.includes('with ordinality as k(parent') && !text.includes('vital_locks')).length
  }
  const first = await look()
  assert.ok(first > 2, 'the registry, what is new, and the lines themselves')
  assert.equal(await look(), 1)
  await tellSome()
  assert.equal(await look(), 2)
  assert.equal(await look(), 1)
  // After a round that changed very much all is read anew: it was not written down what.
  const key = { vital: 1, parent: '99', period: 0 }
  await spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
    noteRound(
      tx,
      Array.from({ length: notedAtMost + 1 }, () => key),
    ),
  )
  const [read] = await story.sql<{ n: number }>('select count(*)::int as n from vital_rounds')
  assert.deepEqual([read?.n, await look(), statements.some((text) => text.includes('offset 0'))], [1, 2, true])
  assert.equal(await look(), 1)
})
