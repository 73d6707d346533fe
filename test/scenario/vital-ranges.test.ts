import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CheckUp, CheckUpBody } from '../../contract/check-up.ts'
import type { CheckUpWall } from '../../contract/check-up-wall.ts'
import type { VitalDefinition, VitalList, VitalPage, VitalValuesTaken } from '../../contract/vital.ts'
import type { VitalEntry } from '../../contract/vital-registry.ts'
import { periodStart, writePeriod } from '../../server/flow/7-evaluate/vitals/rules/period.ts'
import { type Story, startStory } from '../story.ts'

// One city for all, in the order of the tests: the towns of 北岸区 (990101) tell a sum and a share, both out in each of them.
const story: Story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('chenli')
const zone = 'Asia/Shanghai'
const words = (zh: string, en: string) => ({ zh, en })
const sum: VitalDefinition = {
  ...{ code: 'road.pits', name: words('路面坑洞', 'Pits'), board: 'facilities', track: 'traffic', unit: words('处', 'pits') },
  ...{ decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60, hysteresis: 0 },
  ...{ source: words('巡查', 'patrols'), normal: { most: 9 }, owner: 'unit-beian' },
}
const share: VitalDefinition = {
  ...{
    ...sum,
    code: 'road.mended',
    name: words('坑洞修复率', 'Pits mended'),
    unit: words('%', '%'),
    aggregation: 'ratio',
    times: 100,
  },
  ...{ numerator: words('已修', 'mended'), denominator: words('发现', 'found'), normal: { least: 90 } },
}
const towns = (
  await story.sql<{ code: string }>(
    `select code from areas where tier = 'town' and operating_district = '990101' and valid_to is null order by code`,
  )
).map((row) => row.code)
const root = (await story.sql<{ code: string }>(`select code from areas where tier = 'city'`))[0]!.code

const yesterday = () => writePeriod('day', periodStart('day', story.now().getTime(), zone, -1), zone)
const tell = async () => {
  const values = towns.flatMap((area) => [
    { vital: sum.code, area, period: yesterday(), value: 10 },
    { vital: share.code, area, period: yesterday(), value: 80, denominator: 100 },
  ])
  const { body } = await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values })
  assert.deepEqual([body.taken, body.refused], [values.length, []])
  while (await story.zhili.rollVitals());
}
const page = async (area: string, code = sum.code) => (await city.get<VitalPage>(`/api/v1/vitals/${code}?area=${area}`)).body
const stands = async (area: string, code = sum.code) => {
  const { normal, cell, area: at, series } = await page(area, code)
  assert.equal(series.at(-1)?.standing, cell?.standing)
  return [at.tier, normal, cell?.standing]
}
const listed = async (area: string, standing: string) =>
  (await city.get<VitalList>(`/api/v1/vitals?area=${area}&standing=${standing}`)).body.rows.map(({ code }) => code).toSorted()
const checkUp = async (): Promise<CheckUpBody> => {
  const { id } = (await district.post<{ id: string }>('/api/v1/check-ups', {})).body
  return (await district.get<CheckUp>(`/api/v1/check-ups/${id}`)).body.body
}
const countsOf = (body: CheckUpBody) => body.boards.find(({ board }) => board === 'facilities')!.vitals
const onWall = async () => {
  const { rows } = (await city.get<CheckUpWall>('/api/v1/cockpit/check-up?area=990101')).body
  return rows!.map(({ code, cells }) => {
    const { normal, outside, unknown, unjudged } = cells.find(({ board }) => board === 'facilities')!
    return [code, normal, outside, unknown, unjudged]
  })
}
/** Both towns have both outside, whatever is said of the tiers above. */
const ofTowns = towns.map((code) => [code, 0, 2, 0, 0])

describe('a number of a tier above the one that tells it', () => {
  it('that adds up is not judged there, though it is out in every town; a share is', async () => {
    for (const definition of [sum, share]) {
      assert.equal((await city.post('/api/v1/vitals', { definition })).status, 200)
      for (const to of ['catalogued', 'connected']) await city.post(`/api/v1/vitals/${definition.code}/move`, { to })
    }
    await tell()
    assert.deepEqual(await stands(towns[0]!), ['town', { most: 9 }, 'outside'])
    assert.deepEqual(await stands('990101'), ['district', null, 'unknown'])
    assert.deepEqual(await stands(root), ['city', null, 'unknown'])
    assert.deepEqual(await stands(root, share.code), ['city', { least: 90 }, 'outside'])
    const { parts } = await page('990101')
    assert.deepEqual(new Set(parts.map(({ cell }) => cell.standing)), new Set(['outside']), 'its towns are judged as towns')
  })

  it('is counted as neither normal nor outside, and told apart from what is missing', async () => {
    const body = await checkUp()
    assert.deepEqual(countsOf(body), { normal: 0, outside: 1, unknown: 1, unjudged: 1, unconnected: 0 })
    assert.deepEqual(
      body.unknown.map(({ id, because }) => [id, because]),
      [[sum.code, 'no-range']],
    )
    assert.deepEqual(await onWall(), [['990101', 0, 1, 1, 1], ...ofTowns])
    for (const [standing, codes] of [
      ...([
        ['outside', [share.code]],
        ['normal', []],
        ['unjudged', [sum.code]],
        ['unknown', [sum.code]],
        ['stale', []],
      ] as const),
    ])
      assert.deepEqual(await listed('990101', standing), codes, standing)
    assert.deepEqual(await listed(towns[0]!, 'unjudged'), [])
  })

  it('is judged by the range its tier is given, and the others as before', async () => {
    const draft = async (normalAbove: VitalDefinition['normalAbove']) =>
      city.put<{ code: string }>(`/api/v1/vitals/${sum.code}/draft`, { definition: { ...sum, normalAbove }, version: 1 })
    assert.equal((await draft([{ tier: 'community', most: 3 }])).body.code, 'vital.above')
    const most = 10 * towns.length - 1
    assert.equal((await draft([{ tier: 'district', most, bands: [{ band: 'attention', most }] }])).status, 200)
    const entry = (await city.get<VitalEntry>(`/api/v1/vitals/${sum.code}/entry`)).body
    assert.deepEqual(entry.draft?.changes, [{ field: 'normalAbove', from: null, to: `区县 ≤${most}（关注 ≤${most}）` }])
    await city.post(`/api/v1/vitals/${sum.code}/publish`, { version: 1 })
    assert.deepEqual(await stands('990101'), ['district', { most }, 'outside'])
    assert.equal((await page('990101')).cell?.band, 'attention')
    assert.deepEqual(await stands(root), ['city', null, 'unknown'])
    const body = await checkUp()
    assert.deepEqual(countsOf(body), { normal: 0, outside: 2, unknown: 0, unjudged: 0, unconnected: 0 })
    assert.deepEqual(body.outside.find(({ id }) => id === sum.code)?.most, most)
    assert.deepEqual(
      body.changes.map(({ kind, id }) => [kind, id]),
      [['vital-outside', sum.code]],
    )
    assert.deepEqual(await onWall(), [['990101', 0, 2, 0, 0], ...ofTowns])
    await story.end()
  })
})
