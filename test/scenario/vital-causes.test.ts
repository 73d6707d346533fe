import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { CockpitEvent } from '../../contract/cockpit.ts'
import type { ObjectCourses } from '../../contract/course.ts'
import type { EventVital } from '../../contract/event-vital.ts'
import type { VitalDefinition } from '../../contract/vital.ts'
import { environment } from '../../packs/environment/pack.ts'
import { vitalsOfCases } from '../../server/flow/3-event/store-case-vitals.ts'
import { periodStart, writePeriod } from '../../server/flow/7-evaluate/vitals/rules/period.ts'
import { confirmVital } from '../second-vital.ts'
import { firstDevice, type Story, startStory } from '../story.ts'

// One city for all, in the order of the tests. A river section of 临江街道 (990101001); its tanks stand upstream of it.
const story: Story = await startStory({ after } as unknown as TestContext, { packs: [environment] })
const keeper = story.as('baining')
const district = story.as('chenli')
const section = 'river-990101-01'
const [first, second] = ['tank-990101-0001', 'tank-990101-0002']
const words = (zh: string, en: string) => ({ zh, en })
const definition: VitalDefinition = {
  ...{ code: 'river.ammonia', name: words('断面氨氮', 'Ammonia'), board: 'ecology', track: 'water-quality' },
  ...{ unit: words('mg/L', 'mg/L'), decimals: 2, aggregation: 'mean', times: 1, tier: 'town', cadence: 'hour', dueMinutes: 30 },
  ...{
    hysteresis: 0,
    source: words('自动站', 'station'),
    normal: { most: 1 },
    owner: 'unit-linjiang',
    objectKind: 'river-section',
  },
  ...{ eventType: 'environment.water', opens: { hold: 1, causeHours: 6 } },
}
await story.sql(
  `insert into objects (id, pack, kind, code, name, area, lon, lat, owner_kind, demo)
   select $1, 'environment', 'river-section', 'RS-01', '临江断面', area, lon, lat, 'owned', true from objects where id = $2`,
  [section, first],
)
await story.sql(`update objects set code = 'T-' || right(id, 4) where id = any($1)`, [[first, second]])
assert.equal((await story.as('shenlan').post('/api/v1/vitals', { definition })).status, 200)
await confirmVital(story, 'river.ammonia')
for (const to of ['catalogued', 'connected']) await story.as('shenlan').post(`/api/v1/vitals/river.ammonia/move`, { to })

const keep = (id: string, upstream: object[]) => keeper.put<{ code: string }>(`/api/v1/objects/${id}/courses`, { upstream })
const tells = async (value: number) => {
  const period = writePeriod('hour', periodStart('hour', story.now().getTime(), 'Asia/Shanghai', -1), 'Asia/Shanghai')
  const values = [{ vital: 'river.ammonia', area: '990101001', period, value, reason: '试验' }]
  await district.post('/api/v1/vitals/values', { values })
  while (await story.zhili.rollVitals());
}
const eventId = async (): Promise<string> =>
  (await story.sql<{ id: string }>('select id from events where vital is not null order by opened_at desc limit 1'))[0]!.id
const causes = async (as = 'chenli') => (await story.as(as).get<EventVital>(`/api/v1/events/${await eventId()}/vital`)).body

describe('what lies upstream', () => {
  it('is kept with an object by its keeper, named by code; a way round is refused', async () => {
    assert.equal((await keep(section, [{ code: 'nobody', kind: 'water' }])).body.code, 'course.unknown')
    const both = [{ code: 'T-0001', kind: 'sewage', minutes: 30 }]
    assert.equal((await keep(section, [...both, ...both])).body.code, 'course.twice')
    assert.equal((await keep(section, both)).status, 200)
    assert.equal((await keep(first, [{ code: 'T-0002', kind: 'sewage', minutes: null }])).status, 200)
    assert.equal((await keep(second, [{ code: 'RS-01', kind: 'water' }])).body.code, 'course.loop')
    assert.equal((await keep(section, [{ code: 'RS-01', kind: 'water' }])).body.code, 'course.loop')
    const { upstream, downstream, mayKeep } = (await district.get<ObjectCourses>(`/api/v1/objects/${first}/courses`)).body
    assert.deepEqual(
      [upstream.map(({ code, minutes }) => [code, minutes]), downstream.map(({ name, minutes }) => [name, minutes]), mayKeep],
      [[['T-0002', null]], [['临江断面', 30]], false],
    )
    assert.equal((await story.as('liangzhu').put(`/api/v1/objects/${section}/courses`, { upstream: [] })).status, 403)
  })
})

describe('suspected causes of an event of a vital', () => {
  it('are the alarms, cases and readings upstream that had time to come down; what is quiet is named beside', async () => {
    await story.reads(firstDevice, { ch4: 55, o2: 20 })
    await story.pass({ h: 1 })
    await tells(2)
    const { vital, causes: found } = await causes()
    assert.deepEqual([vital?.code, vital?.normal, vital?.cell?.value, vital?.hold], ['river.ammonia', { most: 1 }, 2, 1])
    assert.equal(
      (await story.sql<{ object: string }>('select object from events where id = $1', [await eventId()]))[0]!.object,
      section,
      'the one section of the area is where it is',
    )
    assert.deepEqual([found?.upstream, found?.hours], [2, 6])
    assert.deepEqual(
      new Set(found?.rows.map(({ object, hops, minutes }) => `${object} ${hops} ${minutes}`)),
      new Set([`${first} 1 30`]),
    )
    const why = found!.rows.map((row) => row.why)
    assert.ok(why.includes('event') && why.includes('alarm') && why.includes('reading'), why.join())
    const reading = found!.rows.find((row) => row.why === 'reading')!
    assert.match(reading.words.zh, /55 %LEL/)
    assert.ok(found!.rows.find((row) => row.why === 'event')!.event)
    assert.deepEqual(
      found?.quiet.map(({ object }) => object),
      [second],
    )
    await story.acknowledge()
  })

  it('are not what began too late to have come down', async () => {
    await story.sql(`update courses set minutes = 90 where downstream = $1`, [section])
    const { causes: late } = await causes()
    assert.deepEqual(late?.rows, [])
    assert.equal(late?.quiet.length, 2)
    await story.sql(`delete from courses`)
    assert.deepEqual([(await causes()).causes?.upstream, (await causes()).causes?.rows], [0, []])
  })

  it('are seen by whoever sees the case, and an event of something else has none', async () => {
    assert.equal((await story.as('liangzhu').get(`/api/v1/events/${await eventId()}/vital`)).status, 404)
    const [other] = await story.sql<{ id: string }>('select id from events where vital is null limit 1')
    const { body } = await district.get<EventVital>(`/api/v1/events/${other!.id}/vital`)
    assert.deepEqual([body.vital, body.joined, body.causes], [null, [], null])
    await story.end()
  })
})

describe('another vital of a thing that has a case', () => {
  const define = async (code: string, more: Partial<VitalDefinition>): Promise<void> => {
    const { objectKind: _, ...rest } = definition
    const city = story.as('shenlan')
    const other = { ...rest, code, name: words(code, code), ...more }
    assert.equal((await city.post('/api/v1/vitals', { definition: other })).status, 200)
    await confirmVital(story, code)
    for (const to of ['catalogued', 'connected']) await city.post(`/api/v1/vitals/${code}/move`, { to })
  }
  const told = async (values: [vital: string, value: number][]): Promise<void> => {
    await story.pass({ h: 1 })
    const period = writePeriod('hour', periodStart('hour', story.now().getTime(), 'Asia/Shanghai', -1), 'Asia/Shanghai')
    const rows = values.map(([vital, value]) => ({ vital, area: '990101001', period, value, reason: '试验' }))
    await district.post('/api/v1/vitals/values', { values: rows })
    while (await story.zhili.rollVitals());
    await story.acknowledge()
  }
  const casesOf = (code: string) =>
    story.sql<{ id: string; object: string | null }>(
      `select id, object from events where vital = $1 and state not in ('closed', 'merged', 'false-alarm') order by opened_at`,
      [code],
    )
  /** Whoever does not accept a case is called again while one of these stands outside. */
  const about = async (event: string) => (await vitalsOfCases(story.zhili.spine, [event])).map(({ vital }) => vital).toSorted()
  const lines = async (kind: string) =>
    (await story.facts(kind)).flatMap(({ body }) => (body.name === 'river.oxygen' ? [[body.event, body.value]] : []))

  it('joins that case, and keeps none of another vital told with it from opening its own', async () => {
    await define('river.oxygen', { objectKind: 'river-section', normal: { least: 5 } })
    await define('town.lids', { eventType: 'city.manhole' })
    const [first] = await casesOf('river.ammonia')
    assert.equal(first?.object, section)
    await told([
      ['river.oxygen', 2],
      ['town.lids', 4],
    ])
    assert.deepEqual([await casesOf('river.oxygen'), (await casesOf('town.lids')).length], [[], 1])
    assert.deepEqual(await lines('event.vital-outside'), [[first!.id, '2']])
    const { body } = await district.get<{ vitals: { code: string; events: { id: string }[] }[] }>(
      '/api/v1/look-up?q=river.oxygen',
    )
    assert.deepEqual(
      body.vitals.map((one) => [one.code, one.events.map(({ id }) => id)]),
      [['river.oxygen', [first!.id]]],
    )
    // The case and the war view have both, each with its own number and range.
    const { vital, joined } = (await district.get<EventVital>(`/api/v1/events/${first!.id}/vital`)).body
    assert.deepEqual([vital?.code, vital?.normal, vital?.opening?.value], ['river.ammonia', { most: 1 }, 2])
    assert.deepEqual(
      joined.map(({ code, normal, cell, series, opening }) => [code, normal, cell?.value, series.length > 0, opening]),
      [['river.oxygen', { least: 5 }, 2, true, null]],
    )
    const war = (await district.get<CockpitEvent>(`/api/v1/cockpit/event/${first!.id}`)).body
    assert.deepEqual([war.vital?.of?.code, war.vital?.joined.map(({ code }) => code)], ['river.ammonia', ['river.oxygen']])
  })

  it('has its other numbers there, and when it is back; once that case is over it opens its own', async () => {
    const [first] = await casesOf('river.ammonia')
    await told([['river.oxygen', 3]])
    await told([['river.oxygen', 7]])
    assert.deepEqual(await lines('event.vital-outside'), [
      [first!.id, '2'],
      [first!.id, '3'],
    ])
    assert.deepEqual(await lines('event.vital-back'), [[first!.id, '7']])
    await story.sql(`update events set state = 'closed', closed_at = now() where id = $1`, [first!.id])
    await told([['river.oxygen', 1]])
    assert.deepEqual(
      (await casesOf('river.oxygen')).map(({ object }) => object),
      [section],
    )
  })

  it('whose case cannot be opened keeps no other from opening, and is tried again with its next number', async () => {
    await define('town.broken', { eventType: 'city.manhole' })
    await define('town.whole', { eventType: 'city.manhole' })
    await story.sql(`create function no_case() returns trigger language plpgsql as $$ begin raise exception 'no case'; end $$`)
    await story.sql(
      `create trigger no_case before insert on events for each row when (new.content like '%town.broken%' or new.title like '%town.broken%') execute function no_case()`,
    )
    const values: [string, number][] = [
      ['town.broken', 4],
      ['town.whole', 4],
    ]
    await told(values)
    assert.deepEqual([(await casesOf('town.broken')).length, (await casesOf('town.whole')).length], [0, 1])
    await story.sql('drop trigger no_case on events')
    await told(values)
    assert.deepEqual([(await casesOf('town.broken')).length, (await casesOf('town.whole')).length], [1, 1])
  })

  it('is nobody’s finding when people call that case false: it opens its own, and is told where that one went when it is merged', async () => {
    const end = (id: string, state: string, into: string | null = null) =>
      story.sql('update events set state = $2, merged_into = $3, closed_at = $4 where id = $1', [id, state, into, story.now()])
    for (const code of ['river.ammonia', 'river.oxygen']) for (const { id } of await casesOf(code)) await end(id, 'closed')
    await told([['river.ammonia', 4]])
    await told([['river.oxygen', 2]])
    const [shared] = await casesOf('river.ammonia')
    assert.deepEqual([await about(shared!.id), await casesOf('river.oxygen')], [['river.ammonia', 'river.oxygen'], []])
    await end(shared!.id, 'false-alarm')
    await told([
      ['river.ammonia', 5],
      ['river.oxygen', 2.5],
    ])
    const [own] = await casesOf('river.oxygen')
    assert.deepEqual([await casesOf('river.ammonia'), own?.object], [[], section])
    const [other] = await casesOf('town.whole')
    await end(own!.id, 'merged', other!.id)
    await told([['river.oxygen', 1.5]])
    await told([['river.oxygen', 7]])
    assert.deepEqual(
      [(await lines('event.vital-outside')).at(-1), (await lines('event.vital-back')).at(-1)],
      [
        [other!.id, '1.5'],
        [other!.id, '7'],
      ],
    )
    assert.deepEqual([await casesOf('river.oxygen'), await about(other!.id)], [[], ['river.oxygen', 'town.whole']])
    // The case that took it over shows it too, with the number it was opened by, on its page and on the wall.
    const [{ no }] = (await story.sql<{ no: string }>('select no from events where id = $1', [own!.id])) as [{ no: string }]
    const shown = (one: EventVital['vital']) => [one?.code, one?.merged, one?.opening?.value, one?.cell?.value]
    const both = [['town.whole', null, 4, 4], [['river.oxygen', no, 2.5, 7]]]
    const { vital, joined } = (await district.get<EventVital>(`/api/v1/events/${other!.id}/vital`)).body
    assert.deepEqual([shown(vital), joined.map(shown)], both)
    const war = (await district.get<CockpitEvent>(`/api/v1/cockpit/event/${other!.id}`)).body
    assert.deepEqual([shown(war.vital!.of), war.vital!.joined.map(shown)], both)
    const found = await vitalsOfCases(story.zhili.spine, [shared!.id, other!.id])
    assert.deepEqual(
      found.map(({ event, vital: code, opened, merged }) => [event === other!.id, code, opened, merged]).toSorted(),
      [
        [false, 'river.ammonia', true, null],
        [false, 'river.oxygen', false, null],
        [true, 'river.oxygen', true, no],
        [true, 'town.whole', true, null],
      ],
      'of several cases at once',
    )
  })
})
