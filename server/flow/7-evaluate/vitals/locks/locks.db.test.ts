import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalValue, VitalValuesTaken } from '../../../../../contract/vital.ts'
import type { VitalLock, VitalLockChanges, VitalLockList } from '../../../../../contract/vital-lock.ts'
import { startStory } from '../../../../../test/story.ts'
import { addVitals } from '../store-registry.ts'

// 北岸区 with 临江街道 and 竹溪街道. Monday the second of March, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const definition: VitalDefinition = {
  ...{ code: 'gas.broken', name: { zh: '停用', en: 'Off' }, board: 'facilities', track: 'gas', unit: { zh: '台', en: 'units' } },
  ...{ decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0 },
  source: { zh: '燃气企业', en: 'gas firms' },
}
const own = { ...definition, code: 'town.own' }
const row = (one: VitalDefinition) => ({ definition: one, state: 'connected' as const, pinyin: '', initials: '', owner: null })
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, async (tx) => {
  await addVitals(tx, [row(definition), row(own)], 'system', tx.now)
  await tx.query(`update vitals set home = '990101001' where code = 'town.own'`)
})
const city = story.as('shenlan')
const district = story.as('chenli')
type Problem = { code: string; zh: string }
const tell = async (period: string, value: number | null, more: Partial<VitalValue> = {}) => {
  const wish: VitalValue = { vital: 'gas.broken', area: '990101001', period, value, ...more }
  const { refused } = (await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values: [wish] })).body
  return refused[0] ? `${refused[0].row} ${refused[0].code}` : 'taken'
}
const lock = (as = district, area = '990101', period = '2026-02', cadence = 'month') =>
  as.post<VitalLock & Problem>('/api/v1/vital-locks', { area, cadence, period })
const open = (id: string, as = district, reason = '漏报补录') =>
  as.post<VitalLock & Problem>(`/api/v1/vital-locks/${id}/open`, { reason })
const locks = async (as = district, area = '990101') =>
  (await as.get<VitalLockList>(`/api/v1/vital-locks?area=${area}`)).body.rows.map((one) => [
    ...[one.area.code, one.period, one.opened?.reason ?? null, one.mayOpen],
  ])

describe('a closed period', () => {
  it('must be over, is closed once, and by whoever answers for the area', async () => {
    assert.equal(await tell('2026-02-27', 3), 'taken')
    while (await story.zhili.rollVitals());
    // What waits to be rolled up when the month is closed is known all the same.
    assert.equal(await tell('2026-02-27', 2, { area: '990101002' }), 'taken')
    assert.equal((await lock(district, '990101', '2026-03')).body.code, 'vital.lock-early')
    assert.equal((await lock(district, '99')).body.code, 'vital.area')
    assert.equal((await lock(district, '990101', '2026-2')).body.code, 'vital.period')
    assert.equal((await lock()).status, 200)
    assert.equal((await lock()).body.code, 'vital.locked-already')
    assert.deepEqual(await locks(), [['990101', '2026-02', null, true]])
  })

  it('takes no values, corrections and withdrawals among them, below the area that closed it', async () => {
    assert.equal(await tell('2026-02-27', 4), '1 vital.locked')
    assert.equal(await tell('2026-02-27', null), '1 vital.locked')
    assert.equal(await tell('2026-02-01', 4), '1 vital.locked', 'the first day of it')
    assert.equal(await tell('2026-02-27', 4, { unit: '吨' }), '1 vital.locked', 'whatever else is wrong with it')
    const values = [{ vital: 'gas.broken', area: '990101001', period: '2026-02-27', value: 4 }]
    const { refused } = (await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values })).body
    assert.match(
      refused[0]!.zh,
      /^“北岸区”已锁定 2026-02，2026-02-27 的数不再收/,
      'the month is what is locked, the day what was told',
    )
    assert.equal(await tell('2026-03-01', 4, { unit: '吨' }), '1 vital.unit')
    assert.equal(await tell('2026-03-01', 4), 'taken', 'the day after it')
    assert.equal(await tell('2026-01-31', 4), 'taken', 'the day before it')
  })

  it('is opened again with a reason; what is told then is shown beside what was known when it was closed', async () => {
    const { body } = await district.get<VitalLockList>('/api/v1/vital-locks?area=990101001')
    const [held] = body.rows
    assert.equal(held?.area.name, '北岸区', 'a town sees by whom it is bound')
    await story.pass({ h: 1 })
    assert.equal((await open(held!.id)).body.opened?.reason, '漏报补录')
    assert.equal((await open(held!.id)).body.code, 'vital.not-locked')
    assert.equal(await tell('2026-02-27', 5), 'taken')
    assert.equal(await tell('2026-02-28', 1), 'taken')
    const changes = (await district.get<VitalLockChanges>(`/api/v1/vital-locks/${held!.id}/changes`)).body
    assert.deepEqual(
      changes.rows.map(({ vital, area, period, before, now, by }) => [vital, area.code, period, before, now, by]),
      [
        ['gas.broken', '990101001', '2026-02-28', null, 1, '陈立'],
        ['gas.broken', '990101001', '2026-02-27', 3, 5, '陈立'],
      ],
    )
    assert.equal(changes.total, 2, 'nothing of March or January')
    assert.deepEqual(
      changes.sums.map(({ vital, period, before, now, n }) => [vital, period, before, now, n.before, n.now, n.of]),
      [
        ['gas.broken', '2026-02-28', null, 1, 0, 1, 2],
        ['gas.broken', '2026-02-27', 5, 7, 2, 2, 2],
      ],
      'the district’s own number, as it was when it closed the month and as it is',
    )
    assert.equal(changes.vitals, 1)
  })

  it('of the city binds everybody, and only the city opens it', async () => {
    const { body } = await lock(city, '99', '2025', 'year')
    assert.equal(await tell('2025-12-31', 1), '1 vital.locked')
    assert.equal((await open(body.id)).body.code, 'vital.area')
    assert.deepEqual((await locks())[0], ['99', '2025', null, false])
    assert.equal((await open(body.id, city)).status, 200)
    assert.equal(await tell('2025-12-31', 1), 'taken')
  })

  it('is in the journal, with the reason', async () => {
    const facts = await story.facts('vital.period-opened')
    assert.deepEqual(
      facts.map(({ body }) => [body.name, body.period, body.reason]),
      [
        ['北岸区', '2026-02', '漏报补录'],
        ['示例市', '2025', '漏报补录'],
      ],
    )
    assert.equal((await story.facts('vital.period-locked')).length, 2)
  })
})

it('a vital of a town takes values of that town alone', async () => {
  assert.equal(await tell('2026-03-01', 1, { vital: 'town.own' }), 'taken')
  assert.equal(await tell('2026-03-01', 1, { vital: 'town.own', area: '990101002' }), '1 vital.area')
})
