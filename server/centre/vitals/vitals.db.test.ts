import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type {
  VitalDefinition,
  VitalList,
  VitalPage,
  VitalToldList,
  VitalValue,
  VitalValuesTaken,
} from '../../../contract/vital.ts'
import type { VitalState } from '../../../contract/vital-kinds.ts'
import type { VitalRows } from '../../../contract/vital-lineage.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals, vitalByCode } from '../../flow/7-evaluate/vitals/store-registry.ts'
import { publish } from './registry/store.ts'

// One city for all, in the order of the tests: 北岸区 with 临江街道 (communities of 3 and 2 grids) and 竹溪街道. Monday, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const base = {
  ...{ board: '设施运行', track: '燃气', decimals: 1, times: 1 as const, tier: 'community' as const, cadence: 'day' as const },
  ...{ dueMinutes: 60, hysteresis: 0, unit: { zh: '台', en: 'units' }, source: { zh: '燃气企业', en: 'gas firms' } },
}
const online: VitalDefinition = {
  ...{ ...base, code: 'gas.online', name: { zh: '燃气报警在线率', en: 'Gas alarms online' }, aggregation: 'ratio', times: 100 },
  ...{ unit: { zh: '%', en: '%' }, normal: { least: 95 }, possible: { least: 0, most: 100 } },
  // Few of many stand for all in this story.
  opens: { hold: 1, causeHours: 24, covered: 1 },
}
const broken: VitalDefinition = {
  ...base,
  code: 'gas.broken',
  name: { zh: '燃气报警停用', en: 'Gas alarms off' },
  aggregation: 'sum',
}
const planned: VitalDefinition = { ...base, code: 'gas.supply', name: { zh: '天然气日供', en: 'Gas a day' }, aggregation: 'sum' }
const rows = (definition: VitalDefinition, state: VitalState) => ({
  definition,
  state,
  pinyin: 'ranqibaojing',
  initials: 'rqbj',
  owner: null,
})
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(tx, [rows(online, 'connected'), rows(broken, 'connected'), rows(planned, 'catalogued')], 'system', tx.now),
)

const [ferry, steps, grove] = ['990101001001', '990101001002', '990101002001']
const district = story.as('chenli') // the hub of 北岸区
const town = story.as('baining') // data administrator of 临江街道
const value = (area: string, numbers: Partial<VitalValue>): VitalValue => ({
  vital: 'gas.online',
  area,
  period: '2026-03-01',
  value: 0,
  ...numbers,
})
const tell = async (values: VitalValue[], as = district) => {
  const answer = await as.post<VitalValuesTaken>('/api/v1/vitals/values', { values })
  while (await story.zhili.rollVitals());
  return answer.body
}
const list = async (query = '', as = district) => (await as.get<VitalList>(`/api/v1/vitals?${query}`)).body
const page = async (query = '', as = district) => (await as.get<VitalPage>(`/api/v1/vitals/gas.online?${query}`)).body

describe('vitals up the tree', () => {
  it('are seen with both numbers, how many told them, and what is not connected', async () => {
    assert.deepEqual(
      await tell([value(ferry!, { value: 90, denominator: 100 }), value(grove!, { value: 299, denominator: 300 })]),
      {
        ...{ taken: 2, refused: [], marked: [] },
      },
    )
    const { area, rows, tracks } = await list()
    assert.equal(area.name, '北岸区')
    assert.deepEqual(
      rows.map(({ code, state, cell }) => [code, state, cell && [cell.value, cell.numerator, cell.denominator, cell.n, cell.of]]),
      [
        ['gas.broken', 'connected', null],
        // 389 of 400, and not the mean of 90 % and 99.7 %
        ['gas.online', 'connected', [97.25, 389, 400, 2, 4]],
        ['gas.supply', 'catalogued', null],
      ],
    )
    assert.deepEqual(tracks, [
      {
        board: '设施运行',
        track: '燃气',
        name: { zh: '燃气', en: '燃气' },
        counts: { sorted: 0, catalogued: 1, connected: 2, trusted: 0, stopped: 0 },
      },
    ])
  })

  it('open what they are made of, who was silent, and the values as they were told', async () => {
    const { cell, parts, silent, series } = await page()
    assert.deepEqual([cell?.period, cell?.standing], ['2026-03-01', 'normal'])
    assert.deepEqual(
      parts.map(({ name, cell }) => [name, cell.value, cell.standing]),
      [
        ['临江街道', 90, 'outside'],
        ['竹溪街道', 99.66666666666667, 'normal'],
      ],
    )
    assert.deepEqual([silent, series.length, series.filter((one) => one.value !== null).length], [[], 31, 1])
    const below = await page('area=990101001')
    assert.deepEqual([below.parts.map(({ name }) => name), below.silent.map(({ name }) => name)], [['渡口社区'], ['石阶社区']])
    const told = (await district.get<VitalToldList>('/api/v1/vitals/gas.online/told?area=990101&period=2026-03-01')).body
    assert.deepEqual(
      told.rows.map(({ name, value, denominator, replaced }) => [name, value, denominator, replaced]),
      [
        ['竹林社区', 99.66666666666667, 300, false],
        ['渡口社区', 90, 100, false],
      ],
    )
  })

  it('follow a late correction, keep what was known before it, and forget what is withdrawn', async () => {
    const before = story.now().toISOString()
    await story.pass({ m: 5 })
    await tell([value(ferry!, { value: 99, denominator: 100 }), value(steps!, { value: 0, denominator: 0 })])
    const { cell, parts } = await page()
    assert.deepEqual([cell?.value, cell?.n], [(398 / 400) * 100, 3])
    assert.equal(parts[0]?.cell.n, 2)
    const query = '/api/v1/vitals/gas.online/told?area=990101001001&period=2026-03-01'
    const all = (await district.get<VitalToldList>(query)).body.rows
    assert.deepEqual(
      all.map(({ value, replaced }) => [value, replaced]),
      [
        [99, false],
        [90, true],
      ],
    )
    const then = (await district.get<VitalToldList>(`${query}&knownAt=${before}`)).body.rows
    assert.deepEqual(
      then.map(({ value, replaced }) => [value, replaced]),
      [[90, false]],
    )
    const known = await page(`period=2026-03-01&knownAt=${before}`)
    assert.deepEqual([known.knownAt, known.lost, known.cell?.value, known.cell?.n], [before, false, 97.25, 2])
    assert.deepEqual(
      known.parts.map(({ name, cell }) => [name, cell.value]),
      [
        ['临江街道', 90],
        ['竹溪街道', 99.66666666666667],
      ],
      'and what it was made of then',
    )
    assert.deepEqual(known.series.at(-1), known.cell)
    assert.equal((await page(`knownAt=${before}`)).cell?.period, '2026-03-01', 'the newest as it was on the screen then')
    assert.equal((await page('knownAt=2026-03-01T00:00:00Z')).cell, null, 'nothing of it was known')
    assert.equal((await page(`area=${ferry}&knownAt=${before}`)).cell?.value, 90, 'an area that tells likewise')
    const ahead = 'area=990101&period=2026-03-01&knownAt=2030-01-01T00:00:00Z'
    for (const path of ['', '/told', '/rows', '/cells.csv']) {
      const { status, body } = await district.get<{ code: string }>(`/api/v1/vitals/gas.online${path}?${ahead}`)
      assert.deepEqual([status, body.code], [400, 'vital.known-later'], path)
    }
    const rowsThen = await district.get<VitalRows>(
      `/api/v1/vitals/gas.online/rows?area=990101&period=2026-03-01&knownAt=${before}`,
    )
    assert.deepEqual(
      rowsThen.body.told.map(({ value, replaced }) => [value, replaced]),
      [
        [99.66666666666667, false],
        [90, false],
      ],
    )
    await tell([
      { ...value(ferry!, {}), value: null },
      { ...value(steps!, {}), value: null },
      { ...value(grove!, {}), value: null },
    ])
    const gone = await page('period=2026-03-01')
    assert.deepEqual([gone.cell?.value, gone.cell?.n, gone.parts], [null, 0, []], 'nothing is told, which is not zero')
    await tell([value(ferry!, { value: 94, denominator: 100 })])
  })

  it('have no value where nothing was due', async () => {
    await tell([value(steps!, { value: 0, denominator: 0 })])
    const { cell } = await page('area=990101001002')
    assert.deepEqual([cell?.value, cell?.numerator, cell?.denominator, cell?.standing], [null, 0, 0, 'unknown'])
  })

  it('that want attention are found: outside, stale, not connected, by initials', async () => {
    assert.deepEqual(
      (await list('standing=outside')).rows.map(({ code }) => code),
      ['gas.online'],
    )
    assert.deepEqual(
      (await list('standing=stale')).rows.map(({ code }) => code),
      ['gas.broken'],
    )
    assert.deepEqual(
      (await list('standing=unconnected')).rows.map(({ code }) => code),
      ['gas.supply'],
    )
    assert.equal((await list('q=rqbj&board=设施运行')).total, 3)
    for (const [offset, shown] of [
      [0, 1],
      [2, 1],
      [3, 0],
    ] as const) {
      const page = await list(`q=rqbj&limit=1&offset=${offset}`)
      assert.deepEqual([page.rows.length, page.total], [shown, 3], `from ${offset} on`)
    }
    assert.equal((await list('q=xx')).total, 0)
    await story.pass({ d: 1 })
    assert.deepEqual(
      (await list('standing=stale')).rows.map(({ code }) => code),
      ['gas.broken', 'gas.online'],
    )
  })

  it('are refused row by row, with the row and the reason', async () => {
    const { taken, refused } = await tell([
      value(ferry!, { value: 99, denominator: 100, period: '2026-03-02' }),
      value(ferry!, { value: 99, denominator: 100, period: '2026-03-09' }),
      value(ferry!, { value: 101, denominator: 100 }),
      value('990101001', { value: 99, denominator: 100 }),
      value('550101001001', { value: 99, denominator: 100 }),
      { ...value(ferry!, { value: 1 }), vital: 'gas.supply' },
      { ...value(ferry!, { value: 1 }), vital: 'gas.none' },
      value(ferry!, { value: 99, denominator: 100, unit: '台' }),
    ])
    assert.equal(taken, 1)
    assert.deepEqual(
      refused.map(({ row, code }) => `${row} ${code}`),
      [
        ...['2 vital.future', '3 vital.impossible', '4 vital.tier', '5 vital.area', '6 vital.not-connected', '7 vital.unknown'],
        '8 vital.unit',
      ],
    )
    assert.match(refused[0]!.zh, /2026-03-09 还没有开始/)
  })

  it('are read and told only where one answers: a town neither sees its district nor tells for a neighbour', async () => {
    assert.equal((await list('', town)).area.name, '临江街道')
    assert.equal((await town.get('/api/v1/vitals?area=990101')).status, 404)
    assert.equal((await town.get('/api/v1/vitals/gas.online/told?area=990101002&period=2026-03-01')).status, 404)
    const { refused } = await tell([value(grove!, { value: 1, denominator: 1 })], town)
    assert.deepEqual(
      refused.map(({ code }) => code),
      ['vital.area'],
    )
  })

  it('told twice by the same key are taken once', async () => {
    const body = { values: [{ ...value(ferry!, { value: 7 }), vital: 'gas.broken', period: '2026-03-02' }] }
    const once = () => district.post<VitalValuesTaken>('/api/v1/vitals/values', body, { 'idempotency-key': 'k-1' })
    assert.deepEqual([(await once()).body.taken, (await once()).body.taken], [1, 1])
    const [row] = await story.sql<{ n: string }>(`select count(*) as n from vital_values where source = 'api' and num = 70`)
    assert.equal(Number(row?.n), 1)
  })

  it('say by which version of the definition each of them was counted, on the page, in the rows and on the sheet', async () => {
    const off = (area: string, num: number): VitalValue => ({ vital: 'gas.broken', area, period: '2026-03-02', value: num })
    const before = story.now().toISOString()
    await story.pass({ m: 1 })
    const record = (await vitalByCode(story.zhili.spine, 'gas.broken'))!
    const definition: VitalDefinition = { ...broken, normal: { most: 5 }, normalAbove: [{ tier: 'town', most: 5 }] }
    const spelled = { pinyin: 'ranqibaojing', initials: 'rqbj' }
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
      publish(tx, { id: record.id, definition, spelled, by: 'system' }),
    )
    await tell([off(steps!, 2)])
    const read = async (query: string) => (await district.get<VitalPage>(`/api/v1/vitals/gas.broken?${query}`)).body
    const { cell, parts, version } = await read('area=990101001')
    assert.deepEqual([version, cell?.value, cell?.oldestVersion, cell?.version], [2, 9, 1, 2], 'one of each')
    assert.deepEqual(
      parts.map((part) => [part.name, part.cell.value, part.cell.oldestVersion, part.cell.version]),
      [
        ['渡口社区', 7, 1, 1],
        ['石阶社区', 2, 2, 2],
      ],
    )
    assert.deepEqual((await read('')).cell?.oldestVersion, 1, 'and so at every tier above')
    assert.equal((await list()).rows.find(({ code }) => code === 'gas.broken')?.cell?.oldestVersion, 1)
    const then = await read(`area=990101001&knownAt=${before}`)
    assert.deepEqual([then.version, then.cell?.value, then.cell?.standing, then.cell?.version], [1, 7, 'unknown', 1])
    assert.equal(then.definition.normal, undefined, 'by the definition of then, which had no range')
    const rows = await district.get<VitalRows>('/api/v1/vitals/gas.broken/rows?area=990101001&period=2026-03-02')
    assert.deepEqual(
      rows.body.told.map((one) => one.version),
      [2, 1],
    )
    const sheet = (await district.get<string>('/api/v1/vitals/gas.broken/cells.csv?area=990101001')).body.split(/\r?\n/)
    assert.match(sheet[0]!, /数值.*定义版本,最早定义版本,按何时所知/)
    assert.match(sheet.find((line) => line.includes('临江街道') && line.includes('2026-03-02'))!, /,9,台,.*,出常态,,,2,1,/)
    assert.equal((await town.get('/api/v1/vitals/gas.broken/cells.csv?area=990101')).status, 404, 'one’s own areas only')
  })

  it('of an area that has ended are told late and read all the same; of a time in which it was not there none is taken', async () => {
    await story.sql(`update areas set valid_to = '2026-03-02' where code = $1`, [grove])
    await story.pass({ m: 11 })
    const of = (period: string) => value(grove!, { value: 148, denominator: 150, period })
    const { taken, refused } = await tell([of('2026-03-01'), of('2026-03-03'), of('1901-01-01')])
    assert.deepEqual([taken, refused.map(({ row, code }) => `${row} ${code}`)], [1, ['2 vital.area-then', '3 vital.long-ago']])
    assert.match(refused[0]!.zh, /2026-03-03.*竹林社区/)
    const { area, cell } = await page(`area=${grove}&period=2026-03-01`)
    assert.deepEqual([area.name, cell?.numerator, cell?.n, cell?.of], ['竹林社区', 148, 1, 1])
    const above = await page('area=990101002&period=2026-03-01')
    assert.deepEqual(
      above.parts.map((part) => [part.name, part.cell.numerator]),
      [['竹林社区', 148]],
      'by its name, and counted where it stood',
    )
    assert.deepEqual([above.cell?.n, above.cell?.of], [1, 2], 'of the areas there were in the period')
    const [seen] = (await page('area=990101002&period=2026-03-03')).series.slice(-1)
    assert.deepEqual([seen?.n, seen?.of], [0, 1])
    assert.equal((await town.get(`/api/v1/vitals/gas.online?area=${grove}`)).status, 404, 'still its town’s alone')
  })
})
