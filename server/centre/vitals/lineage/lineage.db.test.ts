import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { EventDetail } from '../../../../contract/event.ts'
import type { VitalDefinition, VitalPage, VitalToldList, VitalValue } from '../../../../contract/vital.ts'
import type { VitalRows } from '../../../../contract/vital-lineage.ts'
import { untilSafe } from '../../../../test/safe-facts.ts'
import { firstDevice, startStory } from '../../../../test/story.ts'
import { addVitals } from '../../../flow/7-evaluate/vitals/store-registry.ts'

// One city for all, in the order of the tests: a tank of 临江街道 calls, and every number is asked where it comes from.
const story = await startStory({ after } as unknown as TestContext)
const words = (zh: string, en: string) => ({ zh, en })
const base = {
  ...{ board: 'society', track: 'grids', unit: words('件', 'cases'), decimals: 0, times: 1 as const, tier: 'town' as const },
  ...{ cadence: 'day' as const, dueMinutes: 60, hysteresis: 0, source: words('平台', 'platform'), aggregation: 'sum' as const },
}
const open: VitalDefinition = {
  ...{ ...base, code: 'events.open', name: words('未办结事件', 'Open events') },
  count: { of: 'events', when: 'now', where: [{ is: 'open' }] },
}
const accepted: VitalDefinition = {
  ...{ ...base, code: 'orders.accepted', name: words('签收率', 'Accepted'), aggregation: 'ratio', times: 100 },
  count: { of: 'orders', when: 'asked', where: [], part: [{ is: 'accepted' }] },
}
const red: VitalDefinition = {
  ...{ ...base, code: 'objects.all', name: words('在册化粪池', 'Tanks') },
  count: { of: 'objects', when: 'now', where: [{ field: 'kind', in: ['septic-tank'] }] },
}
const told: VitalDefinition = { ...base, code: 'water.pumps', name: words('泵站', 'Pumps'), owner: 'unit-linjiang' }
const city: VitalDefinition = { ...base, code: 'city.bridges', name: words('桥', 'Bridges'), owner: 'unit-city' }
const twice: VitalDefinition = {
  ...{ ...base, code: 'events.twice', name: words('两倍', 'Twice'), aggregation: 'formula', formula: '{events.open} * 2' },
}
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(
    tx,
    [open, accepted, red, told, city, twice].map((definition) => ({
      ...{ definition, state: 'connected' as const, pinyin: 'x', initials: 'x', owner: definition.owner ?? null },
    })),
    'system',
    tx.now,
  ),
)
const hub = story.as('chenli')
const roll = async () => {
  await untilSafe(story.zhili.spine)
  while (await story.zhili.rollVitals());
}
const rowsOf = async (code: string, period: string, as = hub, area = '990101') =>
  as.get<VitalRows>(`/api/v1/vitals/${code}/rows?area=${area}&period=${period}`)
const personOf = async (account: string) =>
  (await story.sql<{ person: string }>('select person from accounts where account = $1', [account]))[0]?.person
const cell = async (code: string) => (await hub.get<VitalPage>(`/api/v1/vitals/${code}?area=990101`)).body.cell

describe('what a number comes from', () => {
  it('are the rows that were counted, each with who has it in hand', async () => {
    await story.reads(firstDevice, { ch4: 55 })
    await story.acknowledge()
    await roll()
    const { of, rows, total, why, answering } = (await rowsOf('events.open', '2026-03-02')).body
    const counted = await cell('events.open')
    assert.deepEqual([of, total, rows.length, why], ['events', counted?.value, counted?.value, null])
    const [first] = rows
    assert.equal(first?.opens, 'event')
    const event = (await hub.get<EventDetail>(`/api/v1/events/${first?.id}`)).body
    assert.deepEqual([first?.no, first?.title, first?.state, first?.meets], [event.no, event.title, event.state, null])
    assert.notEqual(first?.unitName, null, 'a unit was asked')
    const [duty] = answering.filter((one) => one.why === 'duty')
    assert.deepEqual([duty?.name !== null, duty?.mayCall], [true, true])
    const called = await hub.post<{ phone: string }>(`/api/v1/duty/posts/${duty?.post}/call`, {
      ...{ person: duty?.person, purpose: '核实未办结事件数' },
    })
    assert.match(called.body.phone, /^\d{11}$/, 'number, rows, phone')
  })

  it('lead leaders to the phone of those in their areas, for a purpose that is written down', async () => {
    for (const account of ['lusiqi', 'qiumingyuan', 'chenli', 'tangke']) {
      const area = account === 'tangke' ? '990101001' : '990101'
      const { answering } = (await rowsOf('events.open', '2026-03-02', story.as(account), area)).body
      const duty = answering.find(({ why, person }) => why === 'duty' && person !== null)
      assert.equal(duty?.mayCall, true, account)
      const door = `/api/v1/duty/posts/${duty?.post}/call`
      const bare = await story.as(account).post<{ code: string }>(door, { person: duty?.person, purpose: '' })
      assert.equal(bare.body.code, 'personal.purpose', account)
      const called = await story.as(account).post<{ phone: string }>(door, { person: duty?.person, purpose: '核实未办结事件数' })
      assert.match(called.body.phone, /^130\d{8}$/, account)
      const [fact] = await story.sql<{ actor: { id: string }; body: { purpose: string } }>(
        `select actor, body from facts where kind = 'personal.revealed' order by id desc limit 1`,
      )
      assert.deepEqual([fact?.actor.id, fact?.body.purpose], [await personOf(account), '核实未办结事件数'])
    }
  })

  it('lead a town and a district to the desk of the unit of the city that answers, never to a phone of a person', async () => {
    for (const [account, area] of [
      ['tangke', '990101001'],
      ['chenli', '990101'],
      ['qiumingyuan', '990101'],
    ] as const) {
      const { answering } = (await rowsOf('city.bridges', '2026-03-02', story.as(account), area)).body
      const owner = answering.find(({ why }) => why === 'owner')
      assert.deepEqual([owner?.mayCall, owner?.desk?.unitName], [false, owner?.unitName], account)
      assert.match(owner?.desk?.phone ?? '', /^023-0\d{7}$/, account)
      const door = `/api/v1/duty/posts/${owner?.post}/call`
      const refused = await story.as(account).post<{ code: string }>(door, { person: owner?.person, purpose: '核实' })
      assert.equal(refused.body.code, 'thing.not-found', account)
    }
  })

  it('of a ratio say which are in the numerator', async () => {
    const { rows, total } = (await rowsOf('orders.accepted', '2026-03-02')).body
    await roll()
    const counted = await cell('orders.accepted')
    assert.deepEqual([total, rows.filter(({ meets }) => meets).length], [counted?.denominator, counted?.numerator])
    assert.ok(rows.every(({ meets }) => meets !== null))
  })

  it('come by pages, and add up to the number', async () => {
    const pages = await Promise.all(
      [0, 2].map(
        async (offset) =>
          (await hub.get<VitalRows>(`/api/v1/vitals/objects.all/rows?area=990101&period=2026-03-02&limit=2&offset=${offset}`))
            .body,
      ),
    )
    const total = (await cell('objects.all'))?.value
    assert.ok(pages.every((page) => page.total === total))
    const ids = pages.flatMap(({ rows }) => rows.map(({ id }) => id))
    assert.equal(new Set(ids).size, Math.min(4, total!))
  })

  it('of told values are the values with the names of those who told them, and their posts', async () => {
    const value: VitalValue = { vital: 'water.pumps', area: '990101001', period: '2026-03-02', value: 4 }
    assert.equal((await hub.post<{ taken: number }>('/api/v1/vitals/values', { values: [value] })).body.taken, 1)
    await roll()
    const { of, told: values, rows, answering } = (await rowsOf('water.pumps', '2026-03-02')).body
    assert.deepEqual([of, rows, values.map(({ byName, value }) => [byName, value])], ['told', [], [['陈立', 4]]])
    const teller = answering.find(({ name }) => name === '陈立')
    assert.equal(teller?.unitName.includes('北岸'), true)
    assert.ok(
      answering.some(({ why, unitName }) => why === 'owner' && unitName.includes('临江')),
      'and who answers for the vital',
    )
  })

  it('of told values are all reached, page by page, while more are told', async () => {
    const towns = ['990101001', '990101002'] as const
    const tell = async (area: string, value: number) => {
      const values: VitalValue[] = [{ vital: 'water.pumps', area, period: '2026-03-01', value }]
      assert.equal((await hub.post<{ taken: number }>('/api/v1/vitals/values', { values })).body.taken, 1)
    }
    for (let i = 1; i <= 7; i++) await tell(towns[i % 2]!, i)
    const reached: (number | null)[] = []
    let after = ''
    for (let turn = 0; turn < 9; turn++) {
      const query = `area=990101&period=2026-03-01&limit=2${after && `&after=${after}`}`
      const { told: values, next, total } = (await hub.get<VitalRows>(`/api/v1/vitals/water.pumps/rows?${query}`)).body
      reached.push(...values.map(({ value }) => value))
      assert.equal(total, 7 + turn)
      if (next === null) break
      after = next
      // A correction that comes between two pages stands above them all: none is shown twice, none is left out.
      await tell(towns[0], 100 + turn)
    }
    assert.deepEqual(reached, [7, 6, 5, 4, 3, 2, 1])
    const list = (await hub.get<VitalToldList>('/api/v1/vitals/water.pumps/told?area=990101&period=2026-03-01&limit=4')).body
    const rest = await hub.get<VitalToldList>(
      `/api/v1/vitals/water.pumps/told?area=990101&period=2026-03-01&limit=50&after=${list.next}`,
    )
    assert.deepEqual([list.rows.length + rest.body.rows.length, rest.body.next], [list.total, null])
    assert.equal((await hub.get('/api/v1/vitals/water.pumps/rows?area=990101&period=2026-03-01&after=x')).status, 400)
  })

  it('of a formula are its vitals, not rows', async () => {
    const { of, rows, told: values } = (await rowsOf('events.twice', '2026-03-02')).body
    assert.deepEqual([of, rows, values], [null, [], []])
  })

  it('are shown neither outside one’s areas, nor to who may not read cases, nor of a past nobody kept', async () => {
    assert.equal((await rowsOf('events.open', '2026-03-02', story.as('liangzhu'))).status, 404)
    const past = (await rowsOf('events.open', '2026-03-01')).body
    assert.deepEqual([past.why, past.rows], ['past', []])
    const clerk = (await rowsOf('events.open', '2026-03-02', story.as('baining'), '990101001')).body
    assert.deepEqual([clerk.why, clerk.rows], ['unseen', []])
  })
})
