import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CheckUp, CheckUps } from '../../../contract/check-up.ts'
import { checkUpThings, holdsBoard } from '../../../contract/check-up-kinds.ts'
import type { CheckUpWall } from '../../../contract/check-up-wall.ts'
import type { VitalDefinition } from '../../../contract/vital.ts'
import type { WallRows } from '../../../contract/wall-rows.ts'
import { breaking } from '../../../test/break-query.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { mostThings } from './read-wall.ts'

// One city for all, in the order of the tests. Monday, 2 March 2026, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const owner = 'unit-beian-urban-management'
const base: VitalDefinition = {
  ...{ code: 'gas.online', name: { zh: '燃气报警在线率', en: 'Gas alarms online' }, board: 'facilities', track: 'gas' },
  ...{ unit: { zh: '%', en: '%' }, decimals: 1, aggregation: 'ratio', times: 100, tier: 'community', cadence: 'day' },
  ...{ dueMinutes: 60, hysteresis: 0, normal: { least: 95 }, source: { zh: '燃气企业', en: 'gas firms' }, owner },
  // One community of many stands for all in this story.
  opens: { hold: 1, causeHours: 24, covered: 1 },
}
const { normal: _, ...rangeless } = base
const definitions: VitalDefinition[] = [
  base,
  { ...base, code: 'gas.swings', hysteresis: 3 },
  {
    ...base,
    code: 'gas.twice',
    aggregation: 'formula',
    formula: '{gas.online} + {gas.swings}',
    normal: { least: 190 },
    hysteresis: 5,
  },
  { ...base, code: 'gas.nothing', aggregation: 'formula', formula: '{gas.online} / ({gas.online} - {gas.online})' },
  { ...base, code: 'gas.silent', board: 'society', track: 'market' },
  { ...rangeless, code: 'gas.any', board: 'ecology', track: 'air' },
  { ...base, code: 'gas.hourly', cadence: 'hour', dueMinutes: 10, board: 'economy', track: 'trade' },
  { ...base, code: 'gas.own', board: 'safety', track: 'safety' },
]
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, async (tx) => {
  const connected = definitions.map((definition) => ({ definition, state: 'connected' as const }))
  const planned = { definition: { ...base, code: 'gas.planned' }, state: 'catalogued' as const }
  const named = [...connected, planned].map((one) => ({ ...one, pinyin: '', initials: '', owner }))
  await addVitals(tx, named, 'system', tx.now)
  await tx.query(`update vitals set home = '990101001' where code = 'gas.own'`)
})
const read = async (as: string, area?: string) =>
  (await story.as(as).get<CheckUpWall>(`/api/v1/cockpit/check-up${area ? `?area=${area}` : ''}`)).body
type Rows = NonNullable<CheckUpWall['rows']>
/** Everything of it could be read. */
const wall = async (as: string, area?: string) => {
  const { rows, coverage, ...rest } = await read(as, area)
  assert.ok(rows && coverage && rest.things && rest.unread.length === 0, as)
  return { ...rest, rows, coverage }
}
const cell = ({ rows, boards }: Pick<CheckUpWall, 'boards'> & { rows: Rows }, area: string, zh: string) => {
  const board = boards.find(({ name }) => name.zh === zh)!.id
  return rows.find(({ code }) => code === area)!.cells.find((one) => one.board === board)!
}
const tell = async (vital: string, area: string, period: string, value: number | null) => {
  const told = { vital, area, period, value, denominator: 100 }
  const taken = await story.as('chenli').post<{ taken: number }>('/api/v1/vitals/values', { values: [told] })
  assert.equal(taken.body.taken, 1, JSON.stringify(taken.body))
  while (await story.zhili.rollVitals());
}
/** In both towns: the first was outside before, the second never. */
const [first, second] = ['990101001001', '990101002001'] as const

type Sheet = CheckUp['body']['boards']
/** The five numbers of some boards as the wall shows them, and as a check-up made them. */
const fiveOf = (cells: Rows[number]['cells'], sheet: Sheet) => {
  const sum = <T>(parts: readonly T[], n: (part: T) => number): number => parts.reduce((total, part) => total + n(part), 0)
  const kinds = ['normal', 'outside', 'unknown', 'unconnected'] as const
  return {
    shown: [...kinds.map((one) => sum(cells, (cell) => cell[one])), sum(cells, ({ grave }) => grave)],
    made: [
      ...kinds.map((one) => sum(sheet, ({ vitals }) => vitals[one])),
      sum(sheet, ({ events: { byGrade } }) => (byGrade.extraordinary ?? 0) + (byGrade.major ?? 0)),
    ],
  }
}

/** Every board of a wall beside the check-up its area makes at this moment; a town seen from above stands in the eight, its own check-up in four. */
async function equalsCheckUps(as: string): Promise<number> {
  const shown = await wall(as)
  let compared = 0
  for (const row of shown.rows) {
    const list = await story.as('shenlan').get<CheckUps>(`/api/v1/check-ups?area=${row.code}`)
    const { body } = (await story.as('shenlan').get<CheckUp>(`/api/v1/check-ups/${list.body.rows[0]!.id}`)).body
    const coarser = body.boards.length < row.cells.length ? body.boards : row.cells
    for (const { board } of coarser) {
      const is = (one: { board: string }): boolean => one.board === board || holdsBoard(board, one.board)
      const { shown: drawn, made } = fiveOf(row.cells.filter(is), body.boards.filter(is))
      assert.deepEqual(drawn, made, `${as}: ${row.name} ${board}`)
      compared++
    }
  }
  return compared
}

/** Every cell of a wall is the rows it opens: grave events and connected vitals, the abnormal ones first. */
async function cellsAreRows(as: string): Promise<void> {
  for (const { code, name, cells } of (await wall(as)).rows)
    for (const { board, grave, outside, unknown, normal } of cells) {
      const { body } = await story.as(as).get<WallRows>(`/api/v1/cockpit/board?area=${code}&board=${board}`)
      const known = [grave + outside + unknown + normal, grave + outside]
      assert.deepEqual([body.n, body.part, body.rows.length], [...known, known[0]], `${as}: ${name} ${board}`)
      assert.ok(body.rows.every(({ kind, vital }) => (kind === 'vital') === (vital !== null)))
    }
}

/** Of the city, the district and both towns, at this moment. */
async function checkAll(): Promise<void> {
  await story.sql('delete from check_ups')
  while (await story.zhili.checkUp());
}
const everywhere = async (): Promise<number> => {
  await checkAll()
  let compared = 0
  for (const as of ['shenlan', 'chenli', 'tangke']) compared += await equalsCheckUps(as)
  return compared
}

describe('C4, boards by areas', () => {
  it('is unknown where nothing was told, never normal, and says why', async () => {
    const city = await wall('shenlan')
    assert.ok(city.rows.every(({ cells }) => cells.every(({ standing }) => standing === 'unknown')))
    assert.deepEqual(city.coverage, { n: 0, of: 1, oldest: null })
    const why = (zh: string) => cell(city, '990101', zh).because
    assert.deepEqual([why('社会治理'), why('文明创建'), cell(city, '990101', '设施运行').unconnected], ['silent', 'no-vital', 1])
  })

  it('stands in the boards of its own check-up: eight of a city and a district, also for its towns, four of a town', async () => {
    const boards = async (as: string) => (await wall(as)).rows.map(({ cells }) => cells.length - 1)
    assert.deepEqual([await boards('shenlan'), await boards('chenli'), await boards('tangke')], [[8, 8], [8, 8, 8], [4]])
  })

  it('says what was told as soon as it is rolled up, without any check-up, and when', async () => {
    await tell('gas.online', first, '2026-03-01', 99)
    const shown = await wall('shenlan')
    assert.deepEqual(
      [cell(shown, '990101', '设施运行').standing, cell(shown, '990101', '设施运行').told, shown.coverage.n],
      ['partial', story.now().toISOString(), 1],
    )
    assert.equal(shown.rows.find(({ code }) => code === '990101')?.told, story.now().toISOString())
    await tell('gas.online', first, '2026-03-01', 80)
    const after = cell(await wall('shenlan'), '990101', '设施运行')
    assert.deepEqual([after.standing, after.outside], ['abnormal', 1])
    await tell('gas.online', first, '2026-03-01', null)
    assert.equal(cell(await wall('shenlan'), '990101', '设施运行').outside, 0, 'withdrawn is not told')
  })

  it('says the numbers a check-up made at the same moment says, in every cell', async () => {
    await tell('gas.online', first, '2026-03-01', 99)
    await tell('gas.online', second, '2026-03-01', 80)
    for (const [area, before] of [
      [first, 80],
      [second, 99],
    ] as const) {
      await tell('gas.swings', area, '2026-02-26', before)
      await tell('gas.swings', area, '2026-03-01', 96)
    }
    await tell('gas.any', first, '2026-03-01', 50)
    await tell('gas.own', first, '2026-03-01', 50)
    await tell('gas.hourly', first, '2026-03-02T08', 99)
    assert.equal(await everywhere(), 2 * 9 + (9 + 2 * 5) + 5)
    for (const as of ['shenlan', 'chenli', 'tangke']) await cellsAreRows(as)
  })

  it('holds a value within its hysteresis to its past: outside until it came back far enough', async () => {
    const swings = async (as: string) => (await wall(as)).things!.filter(({ kind }) => kind === 'vital').map(({ id }) => id)
    assert.deepEqual(await swings('tangke'), ['gas.swings', 'gas.own'], 'it was outside before')
    const own = (await wall('tangke')).things!.find(({ id }) => id === 'gas.own')?.vital
    assert.deepEqual([own?.cell?.value, own?.normal, own?.cell?.period], [50, { least: 95 }, '2026-03-01'])
    await tell('gas.swings', first, '2026-02-26', 99)
    assert.deepEqual(await swings('tangke'), ['gas.own'], 'a correction of the past changes what is now')
    await everywhere()
  })

  it('goes on with the clock: what is not told again in time counts for nothing', async () => {
    await story.sql('delete from timers')
    await story.pass({ h: 3 })
    assert.equal(cell(await wall('shenlan'), '990101', '经济发展').because, 'silent', 'the hour before last')
    await everywhere()
    await story.pass({ d: 1 })
    assert.equal(cell(await wall('shenlan'), '990101', '设施运行').standing, 'unknown')
    assert.equal((await wall('shenlan')).rows[1]!.told, null)
    await everywhere()
  })

  it('follows a definition that is changed, a vital that is stopped, a new one', async () => {
    await tell('gas.online', first, '2026-03-02', 96)
    assert.equal(cell(await wall('shenlan'), '990101', '设施运行').normal, 1)
    await story.sql(`update vitals set definition = definition || '{"normal": {"least": 97}}' where code = 'gas.online'`)
    assert.deepEqual(
      [cell(await wall('shenlan'), '990101', '设施运行').normal, cell(await wall('shenlan'), '990101', '设施运行').outside],
      [0, 1],
    )
    await story.sql(`update vitals set state = 'stopped' where code = 'gas.online'`)
    assert.equal(cell(await wall('shenlan'), '990101', '设施运行').unconnected, 2)
    await everywhere()
    await story.sql(`update vitals set state = 'connected' where code = 'gas.online'`)
  })

  it('shows an event at once, down to the town, its case and who answers for it with a masked number', async () => {
    await goRed(story)
    await story.acknowledge()
    const city = cell(await wall('shenlan'), '990101', '设施运行')
    assert.deepEqual([city.grave, city.worst], [1, 'extraordinary'])
    const district = await wall('chenli')
    const boards = district.rows.find(({ code }) => code === '990101001')!.cells
    assert.ok(boards.some(({ grave, standing }) => grave === 1 && standing === 'abnormal'))
    assert.ok(district.rows.find(({ code }) => code === '990101002')!.cells.every(({ grave }) => grave === 0))
    const town = await wall('tangke')
    const [event] = town.things!
    assert.deepEqual([event?.kind, event?.grade, town.rows.length], ['event', 'extraordinary', 1])
    const vital = district.things!.find(({ kind }) => kind === 'vital')
    assert.ok(vital?.who?.unitName && vital.who.name, JSON.stringify(vital))
    for (const { who } of district.things!) if (who?.phone) assert.match(who.phone, /\*{4}/)
    await everywhere()
  })

  it('says of a case nobody has accepted whom it called last and when, else who is on duty in the unit it waits for', async () => {
    const [called] = (await wall('tangke')).things!
    const [last] = await story.sql<{ name: string; called_at: Date }>(
      'select n.name, c.called_at from calls c join persons n on n.id = c.person join work_orders w on w.id = c.work_order and w.role = $1 order by c.called_at desc, c.step desc limit 1',
      ['lead'],
    )
    assert.deepEqual([called?.who?.name, called?.who?.calledAt], [last!.name, last!.called_at.toISOString()])
    assert.match(called?.who?.phone ?? '', /\*{4}/)
    await story.sql(`update calls set called_at = called_at + interval '9 days'`)
    const [silent] = (await wall('tangke')).things!
    assert.ok(silent?.who?.name && silent.who.postName, JSON.stringify(silent?.who))
    assert.deepEqual([silent.who.calledAt, /\*{4}/.test(silent.who.phone ?? '')], [null, true])
    await story.sql(`update calls set called_at = called_at - interval '9 days'`)
  })

  it('is read panel by panel: what cannot be leaves the others, and is named', async () => {
    const { rows: matrix, things } = await wall('chenli')
    const kinds = (found: CheckUpWall['things']) => [...new Set(found?.map(({ kind }) => kind))]
    assert.deepEqual(kinds(things), ['event', 'vital', 'object'])
    for (const [mark, gone] of [
      [/from object_risks r join objects/, { unread: ['object'], rows: matrix, kinds: ['event', 'vital'] }],
      [/select m\.mark, r\.newest/, { unread: ['vital'], rows: null, kinds: ['event', 'object'] }],
      [/json_build_object\('id', e\.id, 'title'/, { unread: ['event'], rows: null, kinds: ['vital', 'object'] }],
      [/from work_orders w left join persons/, { unread: ['who'], rows: matrix, kinds: ['event', 'vital', 'object'] }],
    ] as const) {
      const broken = await breaking(story, mark, async () => {
        const alone = await read('chenli')
        assert.deepEqual({ unread: alone.unread, rows: alone.rows, kinds: kinds(alone.things) }, gone, String(mark))
        const counted = checkUpThings.filter((kind) => alone.counts[kind] !== null)
        assert.deepEqual(counted, gone.kinds)
      })
      assert.ok(broken > 0, String(mark))
    }
    assert.deepEqual((await wall('chenli')).rows, matrix)
  })

  it('names some of every kind, however many there are of another, and says how many there are', async () => {
    const before = await wall('chenli')
    assert.deepEqual([before.counts.event, before.counts.object! > 0], [1, true])
    const many = Array.from({ length: 2 * mostThings }, (_, n) => ({ ...base, code: `gas.many${n}` }))
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) => {
      const rows = many.map((definition) => ({ definition, state: 'connected' as const, pinyin: '', initials: '', owner }))
      return addVitals(tx, rows, 'system', tx.now)
    })
    const told = many.map(({ code }) => ({ vital: code, area: first, period: '2026-03-02', value: 50, denominator: 100 }))
    const taken = await story.as('chenli').post<{ taken: number }>('/api/v1/vitals/values', { values: told })
    assert.equal(taken.body.taken, many.length, JSON.stringify(taken.body))
    while (await story.zhili.rollVitals());
    const { things, counts } = await wall('chenli')
    assert.deepEqual(counts, { ...before.counts, vital: before.counts.vital! + many.length })
    const named = checkUpThings.map((one) => things!.filter(({ kind }) => kind === one).length)
    const objects = Math.min(counts.object!, mostThings / 4)
    assert.deepEqual(named, [1, mostThings - 1 - objects, objects])
    const shown = cell(await wall('chenli'), '990101', '设施运行')
    assert.ok(shown.outside >= many.length)
  })

  it('is nobody’s from elsewhere', async () => {
    assert.equal((await story.as('tangke').get('/api/v1/cockpit/check-up?area=990101')).status, 404)
    assert.equal((await story.as('xieran').get('/api/v1/cockpit/check-up')).status, 403)
  })
})
