import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { VitalDefinition, VitalValuesTaken } from '../../contract/vital.ts'
import { periodStart, writePeriod } from '../../server/flow/7-evaluate/vitals/rules/period.ts'
import { confirmVital } from '../second-vital.ts'
import { type Story, startStory } from '../story.ts'

// One city for all, in the order of the tests: towns tell, and the sum of 北岸区 (990101) opens 「井盖」 events.
const story: Story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('chenli')
const zone = 'Asia/Shanghai'
const words = (zh: string, en: string) => ({ zh, en })
const code = 'road.pits'
const definition: VitalDefinition = {
  ...{ code, name: words('路面坑洞', 'Pits'), board: 'facilities', track: 'traffic', unit: words('处', 'pits') },
  ...{ decimals: 0, aggregation: 'sum', times: 1, tier: 'town', cadence: 'hour', dueMinutes: 30, hysteresis: 2 },
  ...{ source: words('巡查', 'patrols'), normal: { most: 9 }, owner: 'unit-linjiang', eventType: 'city.manhole' },
  normalAbove: [{ tier: 'district', least: 4, most: 20 }],
  opens: { hold: 2, causeHours: 24, tier: 'district' },
}
const towns = (
  await story.sql<{ code: string }>(
    `select code from areas where tier = 'town' and operating_district = '990101' and valid_to is null order by code`,
  )
).map((row) => row.code)

const hour = (back: number): string => writePeriod('hour', periodStart('hour', story.now().getTime(), zone, -back), zone)
/** Each town's value of the last hour, or of one further back; undefined: it tells none. */
const tells = async (some: readonly (number | null | undefined)[], back = 1): Promise<void> => {
  const values = some.flatMap((value, i) =>
    value === undefined ? [] : [{ vital: code, area: towns[i]!, period: hour(back), value, reason: '试验' }],
  )
  const { body } = await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values })
  assert.deepEqual([body.taken, body.refused], [values.length, []])
  while (await story.zhili.rollVitals());
}
const all = (value: number): number[] => towns.map(() => value)
const next = async (some: readonly (number | null | undefined)[]): Promise<void> => {
  await story.pass({ h: 1 })
  await tells(some)
}
const events = async (): Promise<EventDetail[]> => {
  const rows = await story.sql<{ id: string }>('select id from events where vital = $1 order by opened_at, id', [code])
  return Promise.all(rows.map(async ({ id }) => (await district.get<EventDetail>(`/api/v1/events/${id}`)).body))
}

describe('the number of a tier above the one that tells it', () => {
  it('opens events of that tier alone, and never of one below the one that tells it', async () => {
    assert.ok(towns.length >= 2, `${towns.length} towns`)
    const below = { ...definition, opens: { ...definition.opens!, tier: 'grid' } }
    assert.equal((await city.post<{ code: string }>('/api/v1/vitals', { definition: below })).body.code, 'vital.opens-tier')
    const { normalAbove: _, ...bare } = definition
    const refused = await city.post<{ code: string }>('/api/v1/vitals', { definition: bare })
    assert.equal(refused.body.code, 'vital.opens', 'the range of a town says nothing of their sum')
    assert.equal((await city.post('/api/v1/vitals', { definition })).status, 200)
    await confirmVital(story, code)
    for (const to of ['catalogued', 'connected']) await city.post(`/api/v1/vitals/${code}/move`, { to })
  })

  it('is none until all its towns told: few of them are no low sum', async () => {
    await next([1])
    await next([1])
    await next([30])
    assert.deepEqual([await events(), await story.facts('vital.outside')], [[], []])
  })

  it('opens one event of the district once its hold is over, when the last town told', async () => {
    await next(all(30))
    await next([30])
    await next([30])
    assert.deepEqual(await events(), [], 'the second hour in a row is not whole yet')
    await tells(
      all(30).map((value, i) => (i === 0 ? undefined : value)),
      2,
    )
    const [event, more] = await events()
    assert.ok(event && !more)
    assert.deepEqual([event.type, event.source, event.state], ['city.manhole', 'vital', 'handling'])
    assert.ok(event.content?.includes(`${30 * towns.length} 处`), `${event.content}`)
    const [fact] = await story.facts('vital.outside')
    assert.deepEqual([fact?.body.of, fact?.body.value], ['990101', 30 * towns.length])
    await story.acknowledge()
  })

  it('is judged anew when one town corrects its value, and is back by the hysteresis alone', async () => {
    const told = async () =>
      (await events())[0]!.facts.filter(({ kind }) => kind.startsWith('event.vital')).map(({ kind }) => kind)
    await tells(
      towns.map((_, i) => (i === 0 ? 19 : 0)),
      1,
    )
    assert.deepEqual((await told()).at(-1), 'event.vital-outside', '19 is inside, and not yet back')
    await tells([18], 1)
    assert.deepEqual((await told()).at(-1), 'event.vital-back')
    assert.equal((await events()).length, 1)
    await story.end()
  })
})
