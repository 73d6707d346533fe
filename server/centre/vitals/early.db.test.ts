import assert from 'node:assert/strict'
import { after, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalList, VitalPage } from '../../../contract/vital.ts'
import { startStory } from '../../../test/story.ts'
import { addVitals } from '../../flow/7-evaluate/vitals/store-registry.ts'

// 北岸区 with four communities that tell a vital day by day. Monday, 9:30: Sunday is due, Monday runs.
const story = await startStory({ after } as unknown as TestContext)
const hydrants: VitalDefinition = {
  ...{
    code: 'fire.low',
    name: { zh: '消火栓欠压', en: 'Hydrants low' },
    board: '设施运行',
    track: '燃气',
    decimals: 0,
    times: 1,
  },
  ...{ tier: 'community', cadence: 'day', dueMinutes: 60, hysteresis: 0, unit: { zh: '处', en: 'hydrants' }, aggregation: 'sum' },
  ...{ source: { zh: '供水企业', en: 'water' }, normal: { most: 5 }, normalAbove: [{ tier: 'district', most: 20 }] },
}
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(tx, [{ definition: hydrants, state: 'connected', pinyin: '', initials: '', owner: null }], 'system', tx.now),
)
const [ferry, steps, grove, brook] = ['990101001001', '990101001002', '990101002001', '990101002002'] as const
const [sunday, monday] = ['2026-03-01', '2026-03-02'] as const
const district = story.as('chenli')

async function tell(period: string, values: Record<string, number>): Promise<void> {
  const said = Object.entries(values).map(([area, value]) => ({ vital: hydrants.code, area, period, value }))
  const answer = await district.post('/api/v1/vitals/values', { values: said })
  assert.equal(answer.status, 200, JSON.stringify(answer.body))
  while (await story.zhili.rollVitals());
}
type Shown = [period: string, value: number | null, n: number, standing: string]
/** What list and page say of an area; they say the same. */
async function shown(area: string): Promise<Shown> {
  const list = (await district.get<VitalList>(`/api/v1/vitals?area=${area}`)).body
  const page = (await district.get<VitalPage>(`/api/v1/vitals/${hydrants.code}?area=${area}`)).body
  const [ofList, ofPage] = [list.rows[0]?.cell, page.cell].map((cell): Shown => {
    assert.ok(cell, area)
    return [cell.period, cell.value, cell.n, cell.standing]
  }) as [Shown, Shown]
  assert.deepEqual(ofPage, ofList)
  return ofList
}
/** Which vitals of the district a list names by how they stand. */
const named = async (standing: string): Promise<number> =>
  (await district.get<VitalList>(`/api/v1/vitals?area=990101&standing=${standing}`)).body.total

it('the first of four to tell a day does not take the number of the district, nor its alarm', async () => {
  await tell(sunday, { [ferry]: 12, [steps]: 12, [grove]: 1, [brook]: 0 })
  assert.deepEqual(await shown('990101'), [sunday, 25, 4, 'outside'])

  await tell(monday, { [ferry]: 0 })
  assert.deepEqual(await shown('990101'), [sunday, 25, 4, 'outside'], 'one of four')
  assert.deepEqual([await named('outside'), await named('normal')], [1, 0])
  assert.deepEqual(await shown(ferry), [monday, 0, 1, 'normal'], 'who tells it sees it at once')
  assert.deepEqual(await shown('990101001'), [sunday, 24, 2, 'unknown'], 'a town without a range has the same day')

  await tell(monday, { [steps]: 3 })
  assert.deepEqual(await shown('990101001'), [monday, 3, 2, 'unknown'], 'all of the town have told')
  assert.deepEqual(await shown('990101'), [sunday, 25, 4, 'outside'], 'two of four')

  await tell(monday, { [grove]: 2, [brook]: 1 })
  assert.deepEqual(await shown('990101'), [monday, 6, 4, 'normal'], 'all have told, before it is due')
})

it('a running day is held against no whole one', async () => {
  const { compared } = (await district.get<VitalPage>(`/api/v1/vitals/${hydrants.code}?area=${ferry}`)).body
  assert.deepEqual([compared?.period.by, compared?.period.why], [null, 'running'])
})

it('a day that is due stands as few as told it, and is normal only when all did', async () => {
  const tuesday = '2026-03-03'
  await story.sql('delete from timers')
  await story.pass({ h: 24 })
  await tell(tuesday, { [ferry]: 0, [steps]: 1 })
  assert.deepEqual(await shown('990101'), [monday, 6, 4, 'normal'])
  await story.pass({ h: 24 })
  assert.deepEqual(await shown('990101'), [tuesday, 1, 2, 'unknown'], 'two of four are no low sum of the district')
  assert.deepEqual([await named('normal'), await named('unknown')], [0, 1])
  await tell(tuesday, { [grove]: 30 })
  assert.deepEqual(await shown('990101'), [tuesday, 31, 3, 'outside'], 'whatever the last one tells')
  await tell(tuesday, { [grove]: 3, [brook]: 0 })
  assert.deepEqual(await shown('990101'), [tuesday, 4, 4, 'normal'])
})
