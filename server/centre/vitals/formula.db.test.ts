import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalList, VitalPage, VitalValue, VitalValuesTaken } from '../../../contract/vital.ts'
import type { VitalLock, VitalLockChanges } from '../../../contract/vital-lock.ts'
import type { WallVital } from '../../../contract/wall-vitals.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// 北岸区 with 临江街道 (communities of 3 and 2 grids) and 竹溪街道. Monday, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const base = {
  ...{ board: 'facilities', track: 'gas', decimals: 1, times: 1 as const, tier: 'community' as const, cadence: 'day' as const },
  ...{ dueMinutes: 60, hysteresis: 0, unit: { zh: '台', en: 'units' }, source: { zh: '燃气企业', en: 'gas firms' } },
}
const sum = (code: string): VitalDefinition => ({ ...base, code, name: { zh: code, en: code }, aggregation: 'sum' })
const formula = (code: string, text: string, more: Partial<VitalDefinition> = {}): VitalDefinition => ({
  ...{ ...base, code, name: { zh: code, en: code }, aggregation: 'formula', formula: text },
  ...more,
})
const share = formula('gas.share', '{gas.off} / ({gas.on} + {gas.off})', {
  ...{ times: 100, unit: { zh: '%', en: '%' }, normal: { most: 20 } },
})
const row = (definition: VitalDefinition) => ({
  ...{ definition, state: 'connected' as const, pinyin: '', initials: '', owner: null },
})
const all = [
  ...[sum('gas.on'), sum('gas.off'), share, formula('gas.twice', '2 * {gas.share} + {gas.on}')],
  ...[
    { ...sum('patrol.rounds'), tier: 'town' as const },
    formula('patrol.load', '{gas.on} / {patrol.rounds}', { tier: 'district' }),
  ],
]
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) => addVitals(tx, all.map(row), 'system', tx.now))

const [ferry, steps, grove] = ['990101001001', '990101001002', '990101002001']
const district = story.as('chenli')
const tell = async (values: [vital: string, area: string, value: number | null, period?: string][]) => {
  const rows = values.map(([vital, area, value, period = '2026-03-01']): VitalValue => ({ vital, area, period, value }))
  const answer = await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values: rows })
  while (await story.zhili.rollVitals());
  return answer.body
}
const page = async (code: string, query = '') => (await district.get<VitalPage>(`/api/v1/vitals/${code}?${query}`)).body
const both = (area: string, day: number): [string, string, number, string][] => [
  ['gas.on', area, 9, `2026-01-${day}`],
  ['gas.off', area, 1, `2026-01-${day}`],
]
const newest = async (code: string) => {
  const { rows } = (await district.get<VitalList>(`/api/v1/vitals?q=${code}`)).body
  return rows.find((one) => one.code === code)!
}
const refusal = async (definition: VitalDefinition) => {
  const { status, body } = await story.as('shenlan').post<{ code: string; zh: string }>('/api/v1/vitals', { definition })
  return [status, body.code]
}

describe('a formula over vitals', () => {
  it('has no value before each of its vitals has one', async () => {
    await tell([['gas.on', ferry, 90]])
    const { cell, operands } = await page('gas.share')
    assert.equal(cell, null)
    assert.deepEqual(
      operands.map(({ code, cell: one }) => [code, one?.value ?? null]),
      [
        ['gas.off', null],
        ['gas.on', 90],
      ],
    )
  })

  it('is reckoned anew for each area: never from the shares below', async () => {
    await tell([
      ['gas.off', ferry, 10],
      ['gas.on', steps, 1],
      ['gas.off', steps, 9],
    ])
    const { cell, parts, operands } = await page('gas.share')
    assert.deepEqual([cell?.numerator, cell?.denominator, cell?.n], [19, 110, 2])
    assert.equal(cell?.value?.toFixed(4), '17.2727')
    assert.equal(cell?.standing, 'unknown', 'two communities of more told, and of each of its vitals it may be others')
    assert.deepEqual(
      operands.map(({ cell: one }) => one?.value),
      [19, 91],
    )
    assert.equal(parts.length, 1, 'the one town that told')
    const town = await page('gas.share', 'area=990101001')
    assert.deepEqual(
      town.parts.map(({ area, cell: one }) => [area, one.value, one.standing]),
      [
        [ferry, 10, 'normal'],
        [steps, 90, 'outside'],
      ],
    )
    assert.deepEqual((await newest('gas.share')).cell, cell, 'the list says the same')
  })

  it('may stand on a formula, and follows a correction of what is below both', async () => {
    assert.equal((await page('gas.twice')).cell?.value?.toFixed(3), (2 * (19 / 110) * 100 + 91).toFixed(3))
    await tell([['gas.off', steps, 0]])
    assert.equal((await page('gas.twice')).cell?.value?.toFixed(3), (2 * (10 / 101) * 100 + 91).toFixed(3))
  })

  it('has no value when divided by zero, and says so; a gap is no such thing', async () => {
    await tell([
      ['gas.on', grove, 0],
      ['gas.off', grove, 0],
    ])
    const { cell } = await page('gas.share', `area=${grove}`)
    assert.deepEqual([cell?.value, cell?.numerator, cell?.denominator, cell?.n, cell?.standing], [null, 0, 0, 1, 'unknown'])
    const twice = (await page('gas.twice', `area=${grove}`)).cell
    assert.deepEqual([twice?.value, twice?.numerator, twice?.denominator], [null, null, 0])
    await tell([['gas.off', grove, null]])
    assert.equal((await page('gas.share', `area=${grove}`)).cell, null)
  })

  it('has a curve over the periods in which all of its vitals were told', async () => {
    await tell([
      ['gas.on', ferry, 50, '2026-02-27'],
      ['gas.off', ferry, 50, '2026-02-27'],
      ['gas.on', ferry, 50, '2026-02-28'],
    ])
    const { trend } = await newest('gas.share')
    assert.deepEqual(
      trend.slice(-3).map((value) => value?.toFixed(2) ?? null),
      ['50.00', null, (100 * (10 / 101)).toFixed(2)],
    )
  })

  it('takes no told values', async () => {
    const { taken, refused } = await tell([['gas.share', ferry, 5]])
    assert.deepEqual([taken, refused.map(({ code }) => code)], [0, ['vital.reckoned']])
  })

  it('takes what towns and communities tell, each rolled up to its own area, and is covered as the least of them', async () => {
    await tell([
      ['gas.on', ferry, 50, '2026-02-26'],
      ['gas.on', steps, 40, '2026-02-26'],
      ['gas.on', grove, 30, '2026-02-26'],
      ['patrol.rounds', '990101001', 8, '2026-02-26'],
    ])
    const { cell, operands, here, parts, silent } = await page('patrol.load', 'period=2026-02-26')
    assert.deepEqual([here, cell?.value, cell?.numerator, cell?.denominator], [true, 15, 120, 8])
    // 3 of 4 communities, and 1 of 2 towns.
    assert.deepEqual([cell?.n, cell?.of], [1, 2])
    assert.deepEqual(
      operands.map(({ code, cell: one }) => [code, one?.value, one?.n, one?.of]),
      [
        ['gas.on', 120, 3, 4],
        ['patrol.rounds', 8, 1, 2],
      ],
    )
    assert.deepEqual([parts, silent], [[], []], 'below its own tier it is not reckoned')
    const town = await page('patrol.load', 'area=990101001&period=2026-02-26')
    assert.deepEqual([town.here, town.cell], [false, null], 'though a town has both its vitals')
    const month = await page('patrol.load', 'by=month&period=2026-02')
    assert.deepEqual([month.cell?.value, month.cell?.periods?.told], [15, 1], 'over the days both have')
    assert.equal((await newest('patrol.load')).cell?.value, 15)
    const list = (await district.get<VitalList>('/api/v1/vitals?q=patrol.load&area=990101001')).body.rows
    assert.deepEqual(
      list.map(({ here: isHere, cell: one }) => [isHere, one]),
      [[false, null]],
    )
  })

  it('as what adds up is held only against what the same areas told; both coverages are there', async () => {
    const held = async (day: string, area = '990101') => {
      const { cell, compared } = await page('gas.on', `period=2026-02-${day}&area=${area}`)
      const { why, by, percent, cell: other } = compared!.period
      return [why, by, percent, cell?.n, other?.n, other?.value]
    }
    assert.deepEqual(await held('27'), ['areas', null, null, 1, 3, 120], 'two areas less are no fall')
    assert.deepEqual(await held('28'), [null, 0, 0, 1, 1, 50])
    await tell([
      ['gas.on', steps, 60, '2026-02-25'],
      ['gas.on', ferry, 50, '2026-02-24'],
    ])
    assert.deepEqual(await held('25', '990101001'), ['areas', null, null, 1, 1, 50], 'as many, and others')
  })

  it('says that its vitals are of other areas while one of them is not told by all, and claims no difference over them', async () => {
    const day = async (at: string, area = '990101') => {
      const { cell, compared } = await page('gas.share', `period=2026-01-${at}&area=${area}`)
      return [cell?.numerator, cell?.denominator, cell?.uneven ?? false, compared!.period.why]
    }
    const all = [ferry, steps, grove, '990101002002']
    await tell(all.flatMap((area) => [10, 11, 12].flatMap((d) => both(area, d))))
    assert.deepEqual(await day('12'), [4, 40, false, null], 'all four told both')
    // What 竹溪街道 has switched off is not known: its nine that are on are in no share of anything.
    await tell([['gas.off', grove, null, '2026-01-12']])
    assert.deepEqual(await day('12'), [3, 39, true, 'areas'])
    assert.deepEqual((await page('gas.twice', 'period=2026-01-12')).cell?.uneven, true, 'nor of a formula over it')
    assert.deepEqual(await day('12', ferry), [1, 10, false, null], 'of one area there is nothing to differ')
    const sheet = (await district.get<string>('/api/v1/vitals/gas.share/cells.csv?period=2026-01-12&area=990101')).body
    assert.match(sheet.split('\r\n')[0]!, /,报数区域不一,/)
    assert.equal(
      sheet.split('\r\n').filter((line) => /^gas\.share,.*,2026-01-12,/.test(line) && line.includes(',是,是,')).length,
      2,
      'the district and the town',
    )
  })

  it('is refused with the place, the vital, or the way round that does not fit', async () => {
    assert.deepEqual(await refusal(formula('gas.n1', '{gas.on} +')), [422, 'vital.formula'])
    assert.deepEqual(await refusal(formula('gas.n2', '1 + 1')), [422, 'vital.formula-empty'])
    assert.deepEqual(await refusal(formula('gas.n8', '1/0*{gas.on}')), [422, 'vital.formula-zero'])
    assert.deepEqual(await refusal(formula('gas.n3', '{gas.nobody}')), [422, 'vital.operand-unknown'])
    assert.deepEqual(await refusal(formula('gas.n4', '{gas.on}', { tier: 'grid' })), [422, 'vital.operand-tier'])
    assert.deepEqual(await refusal(formula('gas.n5', '{gas.on}', { cadence: 'hour' })), [422, 'vital.operand-cadence'])
    assert.deepEqual(await refusal(formula('gas.n6', '{gas.on}', { aggregation: 'sum' })), [422, 'vital.formula-kind'])
    assert.deepEqual(await refusal(formula('gas.n7', '{gas.n7} + 1')), [422, 'vital.cycle'])
  })

  it('cannot be changed into one that comes back to itself', async () => {
    const wish = { definition: { ...share, formula: '{gas.twice} / {gas.on}' }, version: 1 }
    const { status, body } = await story.as('shenlan').put<{ code: string; zh: string }>('/api/v1/vitals/gas.share/draft', wish)
    assert.deepEqual([status, body.code], [422, 'vital.cycle'])
    assert.match(body.zh, /gas\.share → gas\.twice → gas\.share/)
  })

  it('of a closed period says what it was and is, whether it was published anew or what it stands on was told otherwise', async () => {
    const lock = await district.post<VitalLock>('/api/v1/vital-locks', { area: '990101', cadence: 'month', period: '2026-02' })
    const sums = async () => {
      const { body } = await district.get<VitalLockChanges>(`/api/v1/vital-locks/${lock.body.id}/changes`)
      return body.sums.map(({ vital, period, before, now, formula: by }) => [vital, period, before, now, by])
    }
    const closed = async (code: string) => (await page(code, 'period=2026-02-27')).locked
    assert.deepEqual(await sums(), [])
    await story.pass({ h: 1 })
    const anew = { ...share, formula: '{gas.off} / {gas.on}' }
    await story.as('shenlan').put('/api/v1/vitals/gas.share/draft', { definition: anew, version: 1 })
    assert.equal((await story.as('shenlan').post('/api/v1/vitals/gas.share/publish', { version: 1 })).status, 200)
    assert.deepEqual(await sums(), [
      ['gas.share', '2026-02-27', 50, 100, { before: 1, now: 2 }],
      ['gas.twice', '2026-02-27', 150, 250, { before: 1, now: 1 }],
    ])
    const at = lock.body.lockedAt
    const now = { value: 100, version: 2 }
    assert.deepEqual(await closed('gas.share'), { area: '北岸区', at, before: 50, version: 1, now })
    assert.deepEqual(await closed('gas.on'), { area: '北岸区', at, before: 50, version: 1, now: null })
    const shown = async (code: string, more = '') => {
      const { cell, operands } = await page(code, `period=2026-02-27${more}`)
      return [cell?.value, cell?.version, operands.map((one) => one.code).join(' ')]
    }
    assert.deepEqual(await shown('gas.share'), [50, 1, 'gas.off gas.on'], 'the number that was closed stays')
    assert.deepEqual(await shown('gas.twice'), [150, 1, 'gas.share gas.on'], 'and those over it')
    assert.deepEqual((await shown('gas.share', '&area=990101001'))[1], 1, 'for the areas below too')
    const { parts } = await page('gas.share', 'period=2026-02-27')
    assert.deepEqual([...new Set(parts.map(({ cell }) => cell.version))], [1])
    const month = await page('gas.share', 'by=month&period=2026-02')
    assert.equal(month.cell?.version, 1, 'the whole month was closed')
    const sheet = (await district.get<string>('/api/v1/vitals/gas.share/cells.csv?period=2026-02-27&area=990101')).body
    assert.match(sheet, /,50,|,50\.0+,/)
    assert.equal((await page('gas.share', 'period=2026-03-01')).locked, null)
    await district.post(`/api/v1/vital-locks/${lock.body.id}/open`, { reason: '漏报补录' })
    assert.deepEqual((await shown('gas.share'))[0], 100, 'opened again it is by what is in force')
    await tell([['gas.off', ferry, 20, '2026-02-27']])
    assert.deepEqual(await sums(), [
      ['gas.off', '2026-02-27', 50, 20, null],
      ['gas.share', '2026-02-27', 50, 40, { before: 1, now: 2 }],
      ['gas.twice', '2026-02-27', 150, 130, { before: 1, now: 1 }],
    ])
    assert.equal(await closed('gas.share'), null)
  })

  it('stands on a wall with what it is reckoned by and from, a closed period by the version of then', async () => {
    const leader = story.as('shenlan')
    const wall = async (code: string) => (await leader.get<WallVital>(`/api/v1/cockpit/vital?code=${code}&area=990101`)).body
    const lock = await district.post<VitalLock>('/api/v1/vital-locks', { area: '990101', cadence: 'day', period: '2026-03-01' })
    assert.equal(lock.status, 200)
    const was = await wall('gas.share')
    const { before, version } = was.figure!.locked!
    assert.deepEqual([before, version, was.figure!.locked!.now], [was.figure!.cell!.value, 2, null])
    await story.pass({ m: 1 })
    await leader.put('/api/v1/vitals/gas.share/draft', {
      definition: { ...share, formula: '{gas.on} - {gas.off}', times: 1 },
      version: 2,
    })
    assert.equal((await leader.post('/api/v1/vitals/gas.share/publish', { version: 2 })).status, 200)
    const { figure, made } = await wall('gas.share')
    const page = (await district.get<VitalPage>('/api/v1/vitals/gas.share?area=990101')).body
    assert.deepEqual(
      [figure!.locked, made!.formula, made!.operands],
      [page.locked, page.formula, page.operands],
      'as on its page',
    )
    assert.deepEqual(made!.formula, { text: '{gas.off} / {gas.on}', times: 100, version: 2 })
    assert.equal(figure!.locked!.now?.version, 3)
    assert.ok(made!.operands.every(({ cell }) => cell?.period === figure!.cell!.period))
    const told = await wall('gas.on')
    assert.deepEqual([told.made!.formula, told.made!.operands, told.figure!.locked?.version], [null, [], 1])
  })
})
