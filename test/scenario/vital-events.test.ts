import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CaseFile } from '../../contract/case-file.ts'
import type { EventDetail } from '../../contract/event.ts'
import { periodWords } from '../../contract/period-words.ts'
import type { VitalDefinition, VitalValuesTaken } from '../../contract/vital.ts'
import type { WallPartView } from '../../contract/wall.ts'
import type { WallRows } from '../../contract/wall-rows.ts'
import type { OrderCard } from '../../contract/work-order.ts'
import { vitalsOfCases } from '../../server/flow/3-event/store-case-vitals.ts'
import { periodStart, writePeriod } from '../../server/flow/7-evaluate/vitals/rules/period.ts'
import { confirmVital } from '../second-vital.ts'
import { type Story, startStory } from '../story.ts'

// One city for all, in the order of the tests; 临江街道 is town 990101001. A vital of towns opens 「井盖」 events: any type will do.
const story: Story = await startStory({ after } as unknown as TestContext)
const city = story.as('shenlan')
const district = story.as('chenli')
const zone = 'Asia/Shanghai'
const words = (zh: string, en: string) => ({ zh, en })
const definition: VitalDefinition = {
  ...{
    code: 'water.ammonia',
    name: words('断面氨氮', 'Ammonia'),
    board: 'facilities',
    track: 'water',
    unit: words('mg/L', 'mg/L'),
  },
  ...{ decimals: 2, aggregation: 'mean', times: 1, tier: 'town', cadence: 'hour', dueMinutes: 30, hysteresis: 0.2 },
  ...{ source: words('水质自动站', 'station'), normal: { most: 1 }, owner: 'unit-linjiang', eventType: 'city.manhole' },
  opens: { hold: 2, causeHours: 24 },
}
const { code } = definition
const town = '990101001'

const hour = (back: number): string => writePeriod('hour', periodStart('hour', story.now().getTime(), zone, -back), zone)
const tells = async (value: number | null, back = 1, area = town): Promise<void> => {
  const values = [{ vital: code, area, period: hour(back), value, reason: '试验' }]
  const { body } = await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values })
  assert.deepEqual([body.taken, body.refused], [1, []])
  while (await story.zhili.rollVitals());
}
/** An hour goes on, and its value is told. */
const next = async (value: number): Promise<void> => {
  await story.pass({ h: 1 })
  await tells(value)
}
const events = async (): Promise<EventDetail[]> => {
  const rows = await story.sql<{ id: string }>('select id from events where vital = $1 order by opened_at, id', [code])
  return Promise.all(rows.map(async ({ id }) => (await district.get<EventDetail>(`/api/v1/events/${id}`)).body))
}
type Said = { id: string; areaName: string | null; whole: boolean }
/** How the list of events, the inbox, C1 and the rows behind its figures say where an event is. */
async function saysWhole(id: string): Promise<(readonly [string | null, boolean])[]> {
  const { rows } = (await district.get<{ rows: Said[] }>('/api/v1/events?view=open')).body
  const inbox = (await district.get<{ rows: (Said & { event: { id: string } | null })[] }>('/api/v1/signals?view=inbox')).body
  const wall = (await district.get<WallPartView>('/api/v1/cockpit/parts?part=open')).body
  const behind = (await district.get<WallRows>('/api/v1/cockpit/rows?figure=open')).body
  const own = (list: readonly Said[]) => list.find((row) => row.id === id)
  const said = [own(rows), inbox.rows.find(({ event }) => event?.id === id), own(wall.open!.newest), own(behind.rows)]
  return said.map((row) => [row!.areaName, row!.whole] as const)
}
const standsOutside = async (id: string) => (await vitalsOfCases(story.zhili.spine, [id])).some(({ outside }) => outside)
const openOnes = async () => (await events()).filter(({ state }) => !['closed', 'false-alarm'].includes(state))

describe('a vital outside its range', () => {
  it('opens nothing before its definition says so', async () => {
    const { opens: _, ...silent } = definition
    assert.equal((await city.post('/api/v1/vitals', { definition: silent })).status, 200)
    for (const to of ['catalogued', 'connected']) await city.post(`/api/v1/vitals/${code}/move`, { to })
    await tells(3)
    await next(3)
    await next(3)
    assert.deepEqual([await events(), (await story.facts('vital.outside')).length], [[], 0])
    const refused = await city.put<{ code: string }>(`/api/v1/vitals/${code}/draft`, {
      ...{ definition: { ...definition, eventType: undefined }, version: 1 },
    })
    assert.equal(refused.body.code, 'vital.opens')
    await city.put(`/api/v1/vitals/${code}/draft`, { definition, version: 1 })
    assert.equal((await city.post(`/api/v1/vitals/${code}/publish`, { version: 1 })).status, 200)
    await story.expectNotices([['lusiqi', 'vital-publish-asked']])
    await next(3)
    await next(3)
    assert.deepEqual([await events(), (await story.facts('vital.outside')).length], [[], 0], 'by the word of one person')
    await confirmVital(story, code)
  })

  it('opens one event of its type once its hold is over, dispatched by that type’s plan', async () => {
    await next(1.6)
    assert.deepEqual(await events(), [], 'one value is not two')
    await next(1.8)
    const [event, more] = await events()
    assert.ok(event && !more)
    assert.deepEqual(
      [event.type, event.areaName, event.source, event.state],
      ['city.manhole', '北岸区 临江街道', 'vital', 'handling'],
    )
    assert.equal(event.content, `临江街道断面氨氮 ${periodWords(hour(1)).zh} 期 1.8 mg/L，常态至多 1 mg/L，连续 2 期出常态`)
    assert.ok(event.plan && event.workOrders.length > 0)
    assert.deepEqual(await saysWhole(event.id), Array(4).fill(['北岸区 临江街道', true]), 'wherever it is listed')
    assert.deepEqual(event.wholeArea, { code: town, name: '临江街道', paths: ['99/990101/990101001/'] }, 'it is at no point')
    const { body: card } = await district.get<OrderCard>(`/api/v1/work-orders/${event.workOrders[0]!.id}`)
    assert.deepEqual([card.areaName, card.whole], ['临江街道', true], 'on the phone as well')
    assert.equal(await standsOutside(event.id), true, 'whoever does not accept it is called again')
    await story.acknowledge()
  })

  it('is told in the same event while it stands outside, and by silence not at all', async () => {
    await next(2.1)
    for (const value of [2.2, 2.6, 2.4]) await tells(value)
    await story.pass({ h: 5 })
    await story.acknowledge()
    assert.equal((await openOnes()).length, 1, 'nobody told for five hours: neither another nor none')
    await next(0.9)
    await next(0.7)
    const [event] = await events()
    assert.deepEqual(
      event!.facts.filter(({ kind }) => kind.startsWith('event.vital')).map(({ kind, body }) => [kind, body.value]),
      [
        ['event.vital-opened', 1.8],
        ['event.vital-outside', '2.1'],
        ['event.vital-outside', '0.9'],
        ['event.vital-back', '0.7'],
      ],
      'one line a period, whatever number it changes to; 0.9 is inside and not yet back by the hysteresis',
    )
    assert.equal(event!.state, 'handling', 'people close it')
    assert.equal(await standsOutside(event!.id), false)
    const { body: file } = await district.get<CaseFile>(`/api/v1/events/${event!.id}/case-file`)
    const told = JSON.stringify(file.parts.find(({ kind }) => kind === 'timeline')!.lines)
    assert.ok(told.includes(`${periodWords(hour(1)).zh} 期为 0.7 mg/L，回到常态`), told)
    assert.match(told, /期为 1\.8 mg\/L，超出常态，至多 1，1\/1 处报数，按第 2 版：据此立案/)
  })

  it('opens another one only when the one before is over', async () => {
    const [event] = await events()
    await story.sql(`update events set state = 'false-alarm', closed_at = $2 where id = $1`, [event!.id, story.now()])
    await next(3)
    assert.equal((await openOnes()).length, 0)
    await next(3)
    assert.equal((await openOnes()).length, 1)
    const second = (await openOnes())[0]!
    await story.sql(`update events set state = 'false-alarm', closed_at = $2 where id = $1`, [second.id, story.now()])
    await next(3)
    assert.equal((await openOnes()).length, 0, 'people said it was none: not again before it was back')
    await story.sql(`update events set state = 'closed', closed_at = $2 where id = $1`, [second.id, story.now()])
    await next(3)
    assert.equal((await openOnes()).length, 1, 'closed as done, and it still stands outside')
    const third = (await openOnes())[0]!
    await story.sql(`update events set state = 'closed', closed_at = $2 where id = $1`, [third.id, story.now()])
    await tells(3.4)
    assert.equal((await openOnes()).length, 0, 'another number of the period it was closed in is nothing new')
    await next(3)
    assert.equal((await openOnes()).length, 1, 'the next period is')
    await story.acknowledge()
  })

  it('is judged by the newest value: a correction takes it back, a late one changes nothing', async () => {
    await tells(0.2)
    const third = (await openOnes())[0]!
    assert.equal(third.facts.at(-1)?.kind, 'event.vital-back')
    await tells(9, 4)
    assert.equal((await openOnes())[0]!.facts.length, third.facts.length)
    await next(0.3)
    await tells(null)
    await tells(null)
    const { facts } = (await openOnes())[0]!
    assert.deepEqual(
      facts
        .slice(third.facts.length)
        .filter(({ kind }) => kind.startsWith('event.vital'))
        .map(({ kind, body }) => [kind, body.period]),
      [['event.vital-withdrawn', hour(1)]],
      'what was read in the case is no more: said once',
    )
    // A withdrawal that turns how it stands says so, and no dash stands for the number.
    for (const value of [5, 5]) await next(value)
    for (const value of [null, 5]) await tells(value)
    await next(0.1)
    for (const value of [null, 0.1]) await tells(value)
    assert.deepEqual(
      (await openOnes())[0]!.facts
        .slice(facts.length)
        .filter(({ kind }) => kind.startsWith('event.vital'))
        .map(({ kind, body }) => [kind, body.value ?? (body.withdrawn as { zh: string }).zh]),
      [
        ['event.vital-outside', '5'],
        ['event.vital-back', '的数已撤回，按此前的数'],
        ['event.vital-outside', '5'],
        ['event.vital-back', '0.1'],
        ['event.vital-outside', '的数已撤回，按此前的数'],
        ['event.vital-back', '0.1'],
      ],
    )
    await story.acknowledge()
  })

  it('survives a restart in the middle of a hold', async () => {
    await story.sql(`update events set state = 'false-alarm', closed_at = $1 where vital is not null`, [story.now()])
    await next(5)
    await story.restart()
    await next(5)
    assert.equal((await openOnes()).length, 1)
    await story.acknowledge()
    await story.end()
  })
})
