import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalPage, VitalValue, VitalValuesTaken } from '../../../contract/vital.ts'
import type { VitalRows } from '../../../contract/vital-lineage.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// 北岸区 with 临江街道 (communities 渡口 and 石阶) and 竹溪街道 (竹林 among its two). Monday 2 March, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const base = {
  ...{ board: 'facilities', track: 'gas', decimals: 0, times: 1 as const, tier: 'community' as const, cadence: 'day' as const },
  ...{ dueMinutes: 60, hysteresis: 0, unit: { zh: '台', en: 'units' }, source: { zh: '燃气企业', en: 'gas firms' } },
}
const named = (code: string, more: Partial<VitalDefinition>): VitalDefinition => ({
  ...{ ...base, code, name: { zh: code, en: code }, aggregation: 'sum' },
  ...more,
})
const both = { numerator: { zh: '在线', en: 'online' }, denominator: { zh: '在册', en: 'all' } }
const all = [
  named('gas.used', { normal: { most: 50 } }),
  named('gas.stock', { overTime: 'last', normal: { most: 5 }, normalAbove: [{ tier: 'district', most: 50 }] }),
  named('gas.online', {
    aggregation: 'ratio',
    times: 100,
    normal: { least: 95 },
    opens: { hold: 1, causeHours: 24, covered: 1 },
    ...both,
  }),
  named('gas.each', { aggregation: 'formula', formula: '{gas.used} / {gas.stock}' }),
  named('gas.weekly', { cadence: 'week' }),
  named('gas.houses', { count: { of: 'events', when: 'opened', where: [], different: 'object' } }),
]
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(
    tx,
    all.map((definition) => ({ definition, state: 'connected' as const, pinyin: '', initials: '', owner: null })),
    'system',
    tx.now,
  ),
)
const [ferry, steps, grove] = ['990101001001', '990101001002', '990101002001']
const district = story.as('chenli')
const tell = async (values: [vital: string, area: string, period: string, value: number | null, denominator?: number][]) => {
  const rows = values.map(
    ([vital, area, period, value, denominator]): VitalValue => ({
      ...{ vital, area, period, value },
      ...(denominator === undefined ? {} : { denominator }),
    }),
  )
  const { body } = await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values: rows })
  while (await story.zhili.rollVitals());
  return body
}
const page = async (code: string, query: string) => (await district.get<VitalPage>(`/api/v1/vitals/${code}?${query}`)).body

await tell([
  ['gas.used', ferry!, '2026-02-27', 40],
  ['gas.used', ferry!, '2026-02-28', 30],
  ['gas.used', steps!, '2026-02-28', 5],
  ['gas.used', grove!, '2026-03-01', 8],
  ['gas.stock', ferry!, '2026-02-27', 70],
  ['gas.stock', ferry!, '2026-02-28', 7],
  ['gas.stock', steps!, '2026-02-27', 3],
  ['gas.online', ferry!, '2026-02-27', 1, 2],
  ['gas.online', ferry!, '2026-02-28', 98, 98],
])

describe('a vital by coarser periods', () => {
  it('is its periods by its own arithmetic, with how many were told, the areas and the days it is made of', async () => {
    const { offered, notBy, by, cell, finer, parts, normal } = await page('gas.used', 'by=month&period=2026-02')
    assert.deepEqual([offered, notBy, by], [['day', 'week', 'month', 'quarter', 'year'], null, 'month'])
    assert.deepEqual([cell?.period, cell?.value, cell?.n], ['2026-02', 75, 3])
    // 28 days of February, all of them due; four communities each of them.
    assert.deepEqual([cell?.periods, cell?.of], [{ told: 2, due: 28, of: 28, last: '2026-02-28' }, 112])
    assert.deepEqual([normal, cell?.standing], [null, 'unknown'], 'the range of a day is none of a month')
    assert.deepEqual(
      parts.map(({ name, cell: one }) => [name, one.value, one.n, one.periods?.told]),
      [['临江街道', 75, 3, 2]],
    )
    assert.equal(finer?.by, 'day')
    assert.deepEqual(
      finer?.cells.filter(({ value }) => value !== null).map(({ period, value }) => [period, value]),
      [
        ['2026-02-27', 40],
        ['2026-02-28', 35],
      ],
    )
    assert.equal(finer?.cells.length, 28, 'those without a number are named')
    const year = await page('gas.used', 'by=year')
    assert.deepEqual([year.cell?.period, year.cell?.value], ['2026', 83])
    assert.deepEqual(
      year.finer?.cells.map(({ period, value }) => [period, value]),
      [
        ['2026-01', null],
        ['2026-02', 75],
        ['2026-03', 8],
      ],
    )
    assert.deepEqual(year.cell?.periods?.of, 365)
  })

  it('adds both numbers of a ratio, and judges it by its range', async () => {
    const { cell, normal } = await page('gas.online', 'by=month&period=2026-02')
    assert.deepEqual([cell?.value, cell?.numerator, cell?.denominator], [99, 99, 100], 'not the mean of 50 % and 100 %')
    assert.deepEqual([normal, cell?.standing], [{ least: 95 }, 'normal'])
  })

  it('takes a stock as its last period stands, with the areas and the rows of that one', async () => {
    // Seven of one of four are no low stock of the district: the others would add theirs.
    const { cell, parts } = await page('gas.stock', 'by=month&period=2026-02')
    assert.deepEqual([cell?.value, cell?.n, cell?.of, cell?.standing], [7, 1, 4, 'unknown'])
    assert.deepEqual(
      parts.map(({ name, cell: one }) => [name, one.value]),
      [['临江街道', 7]],
    )
    const rows = (await district.get<VitalRows>('/api/v1/vitals/gas.stock/rows?by=month&period=2026-02')).body
    assert.deepEqual(
      rows.told.map(({ period, value }) => [period, value]),
      [['2026-02-28', 7]],
    )
  })

  it('reckons a formula from what its vitals come to, over the days all of them have', async () => {
    const { cell, operands } = await page('gas.each', 'by=month&period=2026-02')
    assert.deepEqual([cell?.value, cell?.numerator, cell?.denominator], [75 / 7, 75, 7])
    assert.equal(cell?.periods?.told, 2)
    assert.deepEqual(
      operands.map(({ code, cell: one }) => [code, one?.value]),
      [
        ['gas.used', 75],
        ['gas.stock', 7],
      ],
    )
  })

  it('opens the rows of its periods, each with its own, and goes out as a sheet', async () => {
    const rows = (await district.get<VitalRows>('/api/v1/vitals/gas.used/rows?by=month&period=2026-02')).body
    assert.deepEqual(
      [rows.total, rows.told.map(({ period, name, value }) => [period, name, value])],
      [
        3,
        [
          ['2026-02-28', '石阶社区', 5],
          ['2026-02-28', '渡口社区', 30],
          ['2026-02-27', '渡口社区', 40],
        ],
      ],
    )
    const { body } = await district.get<string>('/api/v1/vitals/gas.used/cells.csv?by=month&period=2026-02')
    const lines = body.split(/\r?\n/)
    assert.match(lines[0]!, /已有期数,应有期数,全部期数/)
    assert.match(lines[1]!, /,2026-02,75,台,.*,2,28,28,/)
    assert.ok(
      lines.some((line) => line.includes(',2026-02-27,40,')),
      'the days it is made of',
    )
  })

  it('is as it was known then: what was corrected since is put back in the whole month', async () => {
    const before = story.now().toISOString()
    await story.pass({ m: 5 })
    await tell([
      ['gas.used', ferry!, '2026-02-27', 1],
      ['gas.used', ferry!, '2026-02-28', null],
    ])
    const now = await page('gas.used', 'by=month&period=2026-02')
    assert.deepEqual([now.cell?.value, now.cell?.n], [6, 2])
    const then = await page('gas.used', `by=month&period=2026-02&knownAt=${before}`)
    assert.deepEqual([then.cell?.value, then.cell?.n, then.parts[0]?.cell.value], [75, 3, 75])
  })

  it('is compared with the period before and the year before', async () => {
    await tell([['gas.used', ferry!, '2025-03-31', 9]])
    const { series, yearBefore, cell, compared } = await page('gas.used', 'by=month&period=2026-03')
    assert.deepEqual([cell?.value, series.at(-2)?.value, yearBefore?.period, yearBefore?.value], [8, 6, '2025-03', 9])
    const held = [compared?.period, compared?.year].map((one) => [one?.why, one?.by, one?.cell?.value])
    assert.deepEqual(
      held,
      [
        ['running', null, 6],
        ['running', null, 9],
      ],
      'a month that runs is held against no whole one',
    )
    // The first is over and due, the second has begun.
    assert.deepEqual(cell?.periods, { told: 1, due: 1, of: 31, last: '2026-03-01' })
  })

  it('is refused where its periods make none up, with the reason', async () => {
    const refused = async (code: string, query: string) => {
      const { status, body } = await district.get<{ code: string; zh: string }>(`/api/v1/vitals/${code}?${query}`)
      return `${status} ${body.code}`
    }
    assert.equal(await refused('gas.weekly', 'by=month'), '422 vital.by')
    assert.equal(await refused('gas.used', 'by=hour'), '422 vital.by')
    assert.equal(await refused('gas.houses', 'by=month'), '422 vital.by-different')
    assert.equal(await refused('gas.used', 'by=month&period=2026-02-27'), '422 vital.period')
    const { offered, notBy } = await page('gas.houses', '')
    assert.deepEqual([offered, notBy], [['day'], 'different'])
  })
})
