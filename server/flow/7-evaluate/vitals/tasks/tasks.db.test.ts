import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { VitalDefinition, VitalValuesTaken } from '../../../../../contract/vital.ts'
import type { VitalTaskList } from '../../../../../contract/vital-task.ts'
import { type Story, startStory } from '../../../../../test/story.ts'
import { periodStart, writePeriod } from '../rules/period.ts'

// One city for all, in the order of the tests; its clock only goes on. 临江街道 is town 990101001, its neighbour 990101002.
const story: Story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const zone = 'Asia/Shanghai'
const words = (zh: string, en: string) => ({ zh, en })
const definition: VitalDefinition = {
  ...{ code: 'water.turbidity', name: words('出厂水浊度', 'Turbidity'), board: 'facilities', track: 'water' },
  ...{ unit: words('NTU', 'NTU'), decimals: 2, aggregation: 'mean', times: 1, tier: 'town', cadence: 'day', dueMinutes: 60 },
  ...{ hysteresis: 0, source: words('水厂', 'waterworks'), owner: 'unit-linjiang', ownerPost: 'post-linjiang-duty' },
}
const { code } = definition
const [townA, townB] = ['990101001', '990101002']

const register = async (given: VitalDefinition): Promise<void> => {
  assert.equal((await city.post('/api/v1/vitals', { definition: given })).status, 200)
  for (const to of ['catalogued', 'connected'])
    assert.equal((await city.post(`/api/v1/vitals/${given.code}/move`, { to })).status, 200)
}
/** The period `back` days ago. */
const day = (back: number): string => writePeriod('day', periodStart('day', story.now().getTime(), zone, -back), zone)
const tells = async (area: string, period: string, vital = code): Promise<void> => {
  const values = [{ vital, area, period, value: 0.3 }]
  const { body } = await story.as('chenli').post<VitalValuesTaken>('/api/v1/vitals/values', { values })
  assert.deepEqual(body, { taken: 1, refused: [], marked: [] })
  while (await story.zhili.rollVitals());
}
const tasks = async (as: string, query = '') => (await story.as(as).get<VitalTaskList>(`/api/v1/vital-tasks${query}`)).body
/** What the newest notice says of what is silent. */
const toldLast = async () => ((await story.facts('notice.sent')).at(-1)!.body as { silent: object }).silent
const of = async (as: string, query = '') =>
  (await tasks(as, query)).rows.map(({ vital, area, told, mine }) => [vital, area.code, told, mine])

describe('a vital that is silent for a day', () => {
  it('is a task for the post that answers for it, once, for the area that told it before', async () => {
    await register(definition)
    await tells(townA, day(1))
    await tells(townB, day(1))
    const first = day(1)
    assert.deepEqual(await of('tangke'), [])
    await story.pass({ d: 1 })
    await tells(townB, day(1))
    assert.deepEqual(await of('tangke'), [], 'silent, and not for a day yet')
    await story.expectNotices([])
    await story.pass({ d: 1 })
    assert.deepEqual(await of('tangke'), [[code, townA, first, true]])
    await story.expectNotices([['tangke', 'vital-silent']])
    assert.deepEqual(await toldLast(), { vitals: 1, areas: 1, names: '出厂水浊度' })
  })

  it('is seen by who answers for the area too, and by nobody else', async () => {
    assert.deepEqual(await of('chenli'), [[code, townA, (await tasks('tangke')).rows[0]!.told, false]])
    assert.equal((await tasks('liangzhu')).total, 0, 'another town')
    assert.equal((await tasks('tangke', '?vital=none.none')).total, 0)
  })

  it('is found in the area it is of, and in no other', async () => {
    const at = (area: string, who = 'chenli') => of(who, `?vital=${code}&area=${area}`)
    assert.equal((await at(townA)).length, 1)
    assert.equal((await at('99', 'shenlan')).length, 1)
    assert.deepEqual(await at(townB), [])
    const mine = await of('tangke', `?area=${townA}`)
    assert.deepEqual(
      mine.map(([, area]) => area),
      [townA],
    )
    const { status, body } = await story.as('liangzhu').get<{ code: string }>(`/api/v1/vital-tasks?area=${townA}`)
    assert.deepEqual([status, body.code], [404, 'vital.area'], 'somebody else’s area')
  })

  it('survives a restart and is never doubled', async () => {
    await story.restart()
    await story.pass({ h: 30 })
    const rows = await of('tangke')
    assert.deepEqual(
      rows.map(([, area]) => area),
      [townA, townB],
      'the neighbour is silent for a day by now',
    )
    await story.expectNotices([['tangke', 'vital-silent']])
    assert.deepEqual(await toldLast(), { vitals: 1, areas: 2, names: '出厂水浊度' }, 'the newest notice has all there is')
    assert.equal((await story.facts('notice.cancelled')).length, 1, 'it takes the place of the one before')
    await story.pass({ d: 2 })
    assert.equal((await tasks('tangke')).total, 2)
    await story.expectNotices([])
  })

  it('goes to whoever answers for it now: who did need look no more', async () => {
    const handedOn = async (ownerPost: string, version: number) => {
      await city.put(`/api/v1/vitals/${code}/draft`, { definition: { ...definition, ownerPost }, version })
      assert.equal((await city.post(`/api/v1/vitals/${code}/publish`, { version })).status, 200)
    }
    await handedOn('post-linjiang-data', 1)
    await story.pass({ m: 10 })
    await story.expectNotices([['baining', 'vital-silent']])
    assert.equal((await story.facts('notice.cancelled')).length, 2)
    assert.deepEqual([(await tasks('baining')).mine, (await tasks('tangke')).mine], [2, 0])
    await handedOn('post-linjiang-duty', 2)
    await story.pass({ m: 10 })
    await story.expectNotices([['tangke', 'vital-silent']])
    await city.put(`/api/v1/vitals/${code}/draft`, { definition: { ...definition, dueMinutes: 61 }, version: 3 })
    await city.post(`/api/v1/vitals/${code}/publish`, { version: 3 })
    await story.expectNotices([])
  })

  it('is over when its value comes, and not with a late one', async () => {
    await tells(townA, day(3))
    assert.equal((await tasks('tangke')).total, 2, 'a late value is kept and the area is still behind')
    await tells(townA, day(1))
    assert.deepEqual(
      (await of('tangke')).map(([, area]) => area),
      [townB],
    )
    assert.equal((await story.facts('notice.cancelled')).length, 3, 'the neighbour still owes')
    await tells(townB, day(1))
    assert.equal((await tasks('tangke')).total, 0)
    assert.equal((await story.facts('notice.cancelled')).length, 4)
  })

  it('is nobody’s task once it is stopped', async () => {
    await story.pass({ d: 3 })
    await story.expectNotices([['tangke', 'vital-silent']])
    assert.equal((await tasks('tangke')).total, 2)
    await city.post(`/api/v1/vitals/${code}/move`, { to: 'stopped', reason: '水厂改造' })
    assert.equal((await tasks('tangke')).total, 0)
    await story.pass({ d: 3 })
    await story.expectNotices([])
  })

  it('of which nobody ever told a value is asked of its unit, for its home; many of them in one notice', async () => {
    const { ownerPost: _, ...rest } = definition
    const codes = ['water.chlorine', 'water.hardness', 'water.iron', 'water.ph']
    for (const code of codes) await register({ ...rest, code, name: words(code, code) })
    await story.pass({ d: 3 })
    assert.deepEqual(
      await of('tangke'),
      codes.map((code) => [code, '99', null, true]),
    )
    await story.expectNotices([['tangke', 'vital-silent']])
    assert.deepEqual(await toldLast(), { vitals: 4, areas: 4, names: `${codes.slice(0, 3).join('、')}等` })
    const before = (await story.facts('notice.cancelled')).length
    for (const code of codes.slice(1)) await tells(townA, day(1), code)
    assert.equal((await story.facts('notice.cancelled')).length, before, 'one is still silent')
    await tells(townA, day(1), 'water.chlorine')
    assert.equal((await tasks('tangke')).total, 0)
    assert.equal((await story.facts('notice.cancelled')).length, before + 1)
  })

  it('is asked of the areas too that never told while others do: one task, which says how many, and is less with each', async () => {
    const { ownerPost: _, ...rest } = definition
    const own = { ...rest, code: 'water.taste', name: words('口感', 'Taste'), owner: 'unit-beian' }
    await register(own)
    const never = async () =>
      (await tasks('chenli', '?vital=water.taste')).rows.map(({ area, told, never: of }) => [area.code, told, of?.n, of?.names])
    await tells(townA, day(1), own.code)
    assert.deepEqual(await never(), [])
    for (let i = 0; i < 3; i++) {
      await story.pass({ d: 1 })
      await tells(townA, day(1), own.code)
    }
    const towns = (await never())[0]
    assert.deepEqual(towns, ['99', null, 1, ['竹溪街道']])
    const inArea = async (area: string) =>
      (await tasks('chenli', `?vital=water.taste&area=${area}`)).rows.map(({ never: of }) => of?.names)
    assert.deepEqual([await inArea(townA), await inArea(townB)], [[], [['竹溪街道']]])
    const asked = (await story.facts('vitals.asked')).filter(({ body }) => body.owner === 'unit-beian')
    assert.deepEqual(
      asked.map(({ body }) => [body.vitals, body.areas, body.names]),
      [[1, 1, '口感']],
    )
    assert.equal((await story.facts('vital.silent')).filter(({ body }) => body.vital === own.code).length, 1, 'said once')
    await tells(townB, day(1), own.code)
    assert.deepEqual(await never(), [])
    await story.acknowledge()
    await story.end()
  })
})
