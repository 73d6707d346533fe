import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalConfirmed, VitalDefinition, VitalToldList, VitalValue, VitalValuesTaken } from '../../../contract/vital.ts'
import type { VitalDoubtList } from '../../../contract/vital-doubt.ts'
import type { VitalReporting } from '../../../contract/vital-reporting.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// One city for all, in the order of the tests: 北岸区 with four communities in two streets. Monday, 2 March 2026, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const base = {
  ...{ board: 'facilities', track: 'water', aggregation: 'sum' as const, times: 1 as const, tier: 'community' as const },
  ...{ cadence: 'day' as const, dueMinutes: 60, hysteresis: 0, source: { zh: '水厂', en: 'Waterworks' } },
}
const [ferry, , grove] = ['990101001001', '990101001002', '990101002001']
const district = story.as('chenli') // the hub of 北岸区
const tell = async (values: VitalValue[]) => {
  const answer = await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values })
  while (await story.zhili.rollVitals());
  return answer.body
}

const water = (code: string, change: Partial<VitalDefinition> = {}): VitalDefinition => ({
  ...base,
  ...{ code, name: { zh: `指标 ${code}`, en: code }, decimals: 0, unit: { zh: '吨', en: 't' }, owner: 'unit-beian', ...change },
})
const made = water('water.made', { unusual: 'warn' })
const sold = water('water.sold', { rules: [{ is: 'at-most', of: ['water.made'], tolerance: 0, answer: 'ask' }] })
const lost = water('water.lost', { rules: [{ is: 'at-most', of: ['water.made'], tolerance: 0, answer: 'block' }] })
const at = (vital: string, amount: number, more: Partial<VitalValue> = {}): VitalValue => ({
  ...{ vital, area: ferry!, period: '2026-03-01', value: amount, ...more },
})

describe('checks of what is told', () => {
  const codesOf = ({ taken, refused, marked }: VitalValuesTaken) => [
    taken,
    refused.map(({ row, code }) => [row, code]),
    marked.map(({ row, code }) => [row, code]),
  ]
  const doubts = async (as = district) => (await as.get<VitalDoubtList>('/api/v1/vital-doubts')).body

  it('block, ask and warn, over vitals of one area and period; reasons are kept', async () => {
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
      addVitals(
        tx,
        [made, sold, lost].map((definition) => ({
          ...{ definition, state: 'connected' as const, pinyin: '', initials: '', owner: null },
        })),
        'system',
        tx.now,
      ),
    )
    assert.deepEqual(codesOf(await tell([at('water.made', 50), at('water.sold', 40)])), [2, [], []])
    const blocked = await tell([at('water.lost', 51)])
    assert.deepEqual(codesOf(blocked), [0, [[1, 'vital.rule-broken']], []])
    assert.match(blocked.refused[0]!.zh, /指标 water\.lost 51 ≤ 指标 water\.made 50/)
    assert.match(blocked.refused[0]!.en, /contradicts other values: water\.lost 51 ≤ water\.made 50/)
    assert.deepEqual(codesOf(await tell([at('water.sold', 60)])), [0, [[1, 'vital.rule-ask']], []])
    assert.deepEqual(codesOf(await tell([at('water.sold', 60, { reason: '含上月补抄' })])), [1, [], [[1, 'vital.rule-marked']]])
    const told = (await district.get<VitalToldList>('/api/v1/vitals/water.sold/told?area=990101&period=2026-03-01')).body.rows
    assert.deepEqual(
      told.map(({ value, reason, marks, replaced }) => [
        value,
        reason,
        marks.map(({ check, answer }) => [check, answer]),
        replaced,
      ]),
      [
        [60, '含上月补抄', [['rule', 'ask']], false],
        [40, null, [], true],
      ],
    )
  })

  it('stand before who answers for the vital or the area, until what contradicted is told anew', async () => {
    const [first, ...rest] = (await doubts()).rows
    assert.deepEqual([first?.vital, first?.value, first?.stands, rest], ['water.sold', 60, true, []])
    assert.deepEqual(
      first?.marks.map(({ zh, codes }) => [zh.includes('指标 water.sold 60 ≤ 指标 water.made 50'), codes]),
      [[true, ['water.sold', 'water.made']]],
    )
    assert.deepEqual((await doubts(story.as('baining'))).rows.length, 1, 'its street')
    assert.deepEqual((await doubts(story.as('liangzhu'))).rows, [], 'another street, another unit')
    await tell([at('water.made', 70)])
    assert.deepEqual(
      (await doubts()).rows.map(({ stands }) => stands),
      [false],
    )
    await tell([at('water.sold', 65)])
    assert.deepEqual((await doubts()).rows, [])
  })

  it('mark what is far from its past where they only warn', async () => {
    const past = ['22', '23', '24', '25', '26', '27', '28']
    await tell(past.map((day, i) => at('water.made', 100 + i, { area: grove!, period: `2026-02-${day}` })))
    const far = await tell([at('water.made', 900, { area: grove! })])
    assert.deepEqual(codesOf(far), [1, [], [[1, 'vital.unusual-marked']]])
    assert.deepEqual(
      (await doubts()).rows.map(({ marks }) => marks.map(({ check, answer }) => [check, answer])),
      [[['unusual', 'warn']]],
    )
  })

  it('are confirmed by who told the value or answers for it: the mark stays, with the answer, until another value is told', async () => {
    const reason = '管网抢修，已核对抄表'
    const confirm = (as = district, more: object = {}) =>
      as.post<VitalConfirmed & { code?: string }>('/api/v1/vital-doubts/confirm', {
        ...{ vital: 'water.made', area: grove, period: '2026-03-01', reason, ...more },
      })
    assert.equal((await confirm(story.as('liangzhu'))).body.code, 'vital.not-answering')
    assert.equal((await confirm(story.as('baining'))).body.code, 'thing.not-found', 'another street')
    assert.equal((await confirm(district, { period: '2026-02-28' })).body.code, 'vital.no-doubt')
    assert.equal((await confirm(district, { reason: ' ' })).status, 400)
    assert.ok((await doubts()).rows[0]?.mayConfirm && !(await doubts(story.as('liangzhu'))).rows[0]?.mayConfirm)
    const done = await confirm()
    assert.deepEqual([done.status, done.body.reason, done.body.at], [200, reason, story.now().toISOString()])
    assert.equal((await confirm()).body.code, 'vital.no-doubt', 'once')
    assert.deepEqual((await doubts()).rows, [])
    const { rows } = (await district.get<VitalDoubtList>('/api/v1/vital-doubts?view=confirmed')).body
    assert.deepEqual(
      rows.map(({ vital, marks, confirmed, mayConfirm }) => [vital, marks.length, confirmed, mayConfirm]),
      [['water.made', 1, done.body, false]],
    )
    const [told] = (await district.get<VitalToldList>('/api/v1/vitals/water.made/told?area=990101002&period=2026-03-01')).body
      .rows
    assert.deepEqual([told?.marks.length, told?.confirmed], [1, done.body])
    assert.deepEqual(
      (await story.facts('vital.confirmed')).map(({ body }) => body),
      [{ vital: 'water.made', name: '指标 water.made', areaName: rows[0]!.area.name, period: '2026-03-01', reason }],
    )
    await tell([at('water.made', 950, { area: grove! })])
    assert.deepEqual(
      (await doubts()).rows.map(({ value, confirmed }) => [value, confirmed]),
      [[950, null]],
      'another value is doubted anew',
    )
  })
})

describe('how a unit reports', () => {
  const read = async (query = '', as = district) => (await as.get<VitalReporting>(`/api/v1/vital-reporting?${query}`)).body
  const figures = ({ owed, told, inTime }: VitalReporting['total']) => [owed, told, inTime]

  it('is counted from what fell due since it began: told, and told in time', async () => {
    await tell([at('water.made', 60, { period: '2026-03-02' })])
    await story.pass({ d: 1 })
    const { units, lines, area, until } = await read('period=2026-03&unit=unit-beian')
    const own = lines.find(({ vital }) => vital === 'water.made')!
    // Due in March by now (the 3rd, 9:30): 28 February to 2 March, of four communities. Only that of the 2nd was told before its time was up.
    assert.deepEqual([area.name, own.areas, own.periods, figures(own)], ['北岸区', 4, 3, [12, 4, 1]])
    assert.equal(until, story.now().toISOString())
    assert.deepEqual(
      units.map(({ unit, vitals }) => [unit, vitals]),
      [['unit-beian', 3]],
    )
    const foreign = (await read('period=2026-03', story.as('shenlan'))).units.find(({ unit }) => unit === 'unit-beian')!
    assert.equal(foreign.owed, units[0]!.owed, 'of the whole city it owes no more than of its own district')
    const never = lines.find(({ vital }) => vital === 'water.lost')!
    assert.deepEqual(figures(never), [4, 0, 0], 'what was never told is owed since it was registered')
  })

  it('is no rate where nothing was due, and nothing outside one’s areas', async () => {
    assert.deepEqual(figures((await read('period=2026-01')).total), [0, 0, 0])
    assert.equal((await district.get<{ code: string }>('/api/v1/vital-reporting?area=50')).body.code, 'vital.area')
    assert.equal((await district.get<{ code: string }>('/api/v1/vital-reporting?period=2026')).body.code, 'vital.period')
    const own = (await read('period=2026-03', story.as('baining'))).total
    assert.ok(own.owed > 0 && own.owed < (await read('period=2026-03')).total.owed)
  })

  it('comes as a sheet, a row a vital', async () => {
    const { bytes } = await district.get('/api/v1/vital-reporting.csv?period=2026-03')
    const table = bytes.toString().split(/\r?\n/)
    assert.match(table[1]!, /责任单位,指标编码,指标,应报区域,应报期数,应报,已报,按时,最近报数/)
    assert.ok(table.some((line) => /water\.made,指标 water\.made,4,3,12,4,1,2026-/.test(line)))
  })
})
