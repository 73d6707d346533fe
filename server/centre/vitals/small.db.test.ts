import assert from 'node:assert/strict'
import { after, it, type TestContext } from 'node:test'
import type { CheckUp } from '../../../contract/check-up.ts'
import type { CheckUpWall } from '../../../contract/check-up-wall.ts'
import type { LookUp } from '../../../contract/look-up.ts'
import type { VitalDefinition, VitalList, VitalPage } from '../../../contract/vital.ts'
import type { WallPartView } from '../../../contract/wall.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// 临江街道 tells how many of its answered calls were false, day by day; shares of under twenty are not judged. Monday, 9:30.
const story = await startStory({ after } as unknown as TestContext)
const words = (zh: string, en: string) => ({ zh, en })
const share: VitalDefinition = {
  ...{ code: 'calls.false', name: words('误报占比', 'False calls'), board: 'facilities', track: 'gas', unit: words('%', '%') },
  ...{ decimals: 0, times: 100, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0, aggregation: 'ratio' },
  ...{ numerator: words('误报', 'false'), denominator: words('新增', 'opened'), source: words('镇街', 'town') },
  ...{ normal: { most: 20 }, leastSample: 20, eventType: 'city.manhole', opens: { hold: 1, causeHours: 24 } },
}
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(tx, [{ definition: share, state: 'connected', pinyin: '', initials: '', owner: null }], 'system', tx.now),
)
const town = '990101001'
const district = story.as('chenli')

async function tell(period: string, value: number, denominator: number): Promise<void> {
  const told = { vital: share.code, area: town, period, value, denominator, reason: '试验' }
  const { body } = await district.post<{ taken: number }>('/api/v1/vitals/values', { values: [told] })
  assert.equal(body.taken, 1, JSON.stringify(body))
  while (await story.zhili.rollVitals());
}

/** How list, page, C1, 一键查, C4 and a check-up made now say that it stands, and how many events it opened. */
async function said() {
  const list = (await district.get<VitalList>(`/api/v1/vitals?area=${town}`)).body.rows[0]!.cell!
  const page = (await district.get<VitalPage>(`/api/v1/vitals/${share.code}?area=${town}`)).body.cell!
  const wall = (await district.get<WallPartView>(`/api/v1/cockpit/parts?part=vitals&area=${town}`)).body.vitals!.rows[0]!.cell!
  const found = (await district.get<LookUp>(`/api/v1/look-up?q=${encodeURIComponent('误报占比')}&area=${town}`)).body
  const looked = found.vitals[0]!.cell!
  const matrix = (await district.get<CheckUpWall>('/api/v1/cockpit/check-up')).body
  const field = matrix.rows!.find(({ code }) => code === town)!.cells.find(({ board }) => board === 'facilities')!
  const made = (await story.as('shenlan').post<{ id: string }>('/api/v1/check-ups', { area: town })).body
  const { body } = (await story.as('shenlan').get<CheckUp>(`/api/v1/check-ups/${made.id}`)).body
  const events = await story.sql('select 1 from events where vital = $1', [share.code])
  return {
    standing: [list, page, wall, looked].map(({ standing, leastSample }) => `${standing} ${leastSample ?? ''}`.trim()),
    both: [page.numerator, page.denominator],
    wall: [field.outside, field.normal, field.unknown, field.because],
    checkUp: [body.outside.length, body.unknown.map(({ because }) => because)],
    events: events.length,
  }
}

it('one of three is shown with both numbers and judged nowhere, and opens nothing', async () => {
  await tell('2026-03-01', 1, 3)
  assert.deepEqual(await said(), {
    ...{ standing: Array(4).fill('unknown 20'), both: [1, 3] },
    ...{ wall: [0, 0, 1, 'small'], checkUp: [0, ['small']], events: 0 },
  })
})

it('of twenty on it is outside everywhere, and opens one', async () => {
  await tell('2026-03-01', 7, 20)
  assert.deepEqual(await said(), {
    ...{ standing: Array(4).fill('outside'), both: [7, 20] },
    ...{ wall: [1, 0, 0, null], checkUp: [1, []], events: 1 },
  })
})

it('that it becomes small again ends nothing: it is unknown', async () => {
  await tell('2026-03-01', 0, 2)
  const { standing, events } = await said()
  assert.deepEqual([standing, events], [Array(4).fill('unknown 20'), 1])
  assert.deepEqual(await story.sql(`select 1 from alarms where cleared_at is not null`), [])
})
