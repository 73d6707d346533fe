import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import { system } from '../../../../../contract/actor.ts'
import type { VitalDefinition, VitalPage, VitalValuesTaken } from '../../../../../contract/vital.ts'
import { untilSafe } from '../../../../../test/safe-facts.ts'
import { firstDevice, startStory } from '../../../../../test/story.ts'
import { addValues } from '../store.ts'
import { addVitals, vitalByCode } from '../store-registry.ts'

// One city for all, in the order of the tests: a tank of 临江街道 calls, and what is counted follows.
const story = await startStory({ after } as unknown as TestContext)
const words = (zh: string, en: string) => ({ zh, en })
const base = {
  ...{ board: 'society', track: 'grids', unit: words('件', 'cases'), decimals: 0, times: 1 as const, tier: 'town' as const },
  ...{ cadence: 'day' as const, dueMinutes: 60, hysteresis: 0, source: words('平台', 'platform') },
}
const open: VitalDefinition = {
  ...{ ...base, code: 'events.open', name: words('未办结事件', 'Open events'), aggregation: 'sum' },
  count: { of: 'events', when: 'now', where: [{ is: 'open' }] },
}
const accepted: VitalDefinition = {
  ...{ ...base, code: 'orders.accepted', name: words('签收率', 'Accepted'), aggregation: 'ratio', times: 100 },
  count: { of: 'orders', when: 'asked', where: [{ field: 'role', in: ['lead'] }], part: [{ is: 'accepted' }] },
}
const red: VitalDefinition = {
  ...{ ...base, code: 'objects.red', name: words('红色对象', 'Red objects'), aggregation: 'ratio', times: 100 },
  count: { of: 'objects', when: 'now', where: [{ field: 'kind', in: ['septic-tank'] }], part: [{ field: 'risk', in: ['red'] }] },
}
const overdue: VitalDefinition = {
  ...{ ...base, code: 'orders.overdue', name: words('超时率', 'Overdue'), aggregation: 'ratio', times: 100 },
  count: { of: 'orders', when: 'now', where: [{ field: 'role', in: ['lead'] }, { is: 'open' }], part: [{ is: 'overdue' }] },
}
const affected: VitalDefinition = {
  ...{ ...base, code: 'objects.affected', name: words('有未办结事件的对象', 'Objects with an open event'), aggregation: 'sum' },
  count: { of: 'events', when: 'now', where: [{ is: 'open' }], different: 'object' },
}
const falseAlarms: VitalDefinition = {
  ...{ ...base, code: 'events.false', name: words('误报率', 'False alarms'), aggregation: 'ratio', times: 100 },
  count: { of: 'events', when: 'opened', where: [], part: [{ is: 'false-alarm' }] },
}
const row = (definition: VitalDefinition) => ({
  definition,
  state: 'connected' as const,
  pinyin: 'x',
  initials: 'x',
  owner: null,
})
await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
  addVitals(tx, [open, accepted, overdue, red, affected, falseAlarms].map(row), 'system', tx.now),
)
const district = story.as('chenli')
const cell = async (code: string, area = '990101') => {
  await untilSafe(story.zhili.spine)
  while (await story.zhili.rollVitals());
  return (await district.get<VitalPage>(`/api/v1/vitals/${code}?area=${area}`)).body.cell
}

/** Events under a path that are not over, counted by themselves. */
const openNow = async (path: string): Promise<number> => {
  const ended = ['closed', 'merged', 'false-alarm', 'self-handled']
  const [row] = await story.sql<{ n: number }>(
    'select count(*)::int as n from events where not exercise and state <> all($1) and starts_with(area, $2)',
    [ended, path],
  )
  return row!.n
}

describe('vitals that are counted', () => {
  it('are counted for every area from the start: a zero that was counted, and nothing to divide by', async () => {
    const none = await cell('events.open')
    assert.deepEqual([none?.value, none?.n, none?.of], [0, 2, 2])
    const ratio = await cell('orders.accepted')
    assert.deepEqual([ratio?.value, ratio?.numerator, ratio?.denominator], [null, 0, 0], 'no order was given, which is not 0 %')
  })

  it('begin a new period with a count, and keep the one before', async () => {
    await story.pass({ d: 1 })
    await story.acknowledge()
    const fresh = await cell('events.open')
    assert.deepEqual([fresh?.period, fresh?.n, fresh?.value], ['2026-03-03', 2, await openNow('99/990101/')])
    const before = (await district.get<VitalPage>('/api/v1/vitals/events.open?period=2026-03-02')).body.cell
    assert.deepEqual([before?.n, before?.value], [2, 0])
  })

  it('begin a new period one after the other, so that what people tell then need not wait for all of them', async () => {
    await story.pass({ d: 1 })
    await story.acknowledge()
    await untilSafe(story.zhili.spine)
    const begun = async (): Promise<number> => {
      const rows = await story.sql<{ n: number }>(
        `select count(*)::int as n from vital_counts where period = '2026-03-04T00:00+08' and tx is null`,
      )
      return rows[0]!.n
    }
    const rounds = [await begun()]
    for (let more = true; more; rounds.push(await begun())) more = await story.zhili.rollVitals()
    assert.deepEqual(rounds.slice(0, 7), [0, 1, 2, 3, 4, 5, 6])
    const [left] = await story.sql<{ n: number }>('select count(*)::int as n from vital_changes')
    assert.equal(left?.n, 0)
    const fresh = await cell('orders.overdue')
    assert.deepEqual([fresh?.period, fresh?.n, fresh?.of], ['2026-03-04', 2, 2])
  })

  it('follow the facts: an event that opens is counted where it is, with both numbers of a ratio', async () => {
    const before = await openNow('99/990101/990101001/')
    await story.reads(firstDevice, { ch4: 55 })
    await story.acknowledge()
    const after = await openNow('99/990101/990101001/')
    assert.ok(after > before, 'the alarm opened an event')
    assert.equal((await cell('events.open', '990101001'))?.value, after)
    assert.equal((await cell('events.open'))?.value, await openNow('99/990101/'))
    const [tanks] = await story.sql<{ n: number }>(
      `select count(*)::int as n from objects where kind = 'septic-tank' and area like '99/990101/%' and valid_to is null`,
    )
    assert.equal((await cell('objects.red'))?.denominator, tanks!.n)
  })

  it('count what events are about once, however many there are', async () => {
    const before = await openNow('99/990101/')
    const [tank] = await story.sql<{ id: string; lon: number; lat: number }>(
      `select o.id, o.lon, o.lat from events e join objects o on o.id = e.object limit 1`,
    )
    const { id: object, ...place } = tank!
    const made = { type: 'city.manhole', title: '井盖缺失', object, ...place }
    const { signal } = (await district.post<{ signal: string }>('/api/v1/signals', made)).body
    assert.equal((await district.post(`/api/v1/signals/${signal}/open`, {})).status, 200)
    await story.acknowledge()
    assert.equal((await cell('events.open'))?.value, before + 1)
    const [different] = await story.sql<{ n: number }>('select count(distinct object)::int as n from events')
    assert.deepEqual([(await cell('objects.affected'))?.value, different!.n < before + 1], [different!.n, true])
  })

  it('call overdue what the lists call so: nothing whose clock stands', async () => {
    const listed = async () => {
      const { body } = await district.get<{ rows: { id: string; title: string }[]; counts: { overdue: number } }>(
        '/api/v1/events?view=overdue',
      )
      return { n: body.counts.overdue, manhole: body.rows.find(({ title }) => title.includes('井盖'))?.id }
    }
    await story.pass({ m: 30 })
    await story.acknowledge()
    const late = await listed()
    assert.ok(late.n > 0, 'nobody accepted')
    assert.equal((await cell('orders.overdue'))?.numerator, late.n)
    const until = new Date(story.now().getTime() + 86_400_000).toISOString()
    const parked = await story.as('tangke').post(`/api/v1/events/${late.manhole}/park`, { reason: '须整体改造管网', until })
    assert.equal(parked.status, 200, JSON.stringify(parked.body))
    assert.equal((await district.post(`/api/v1/events/${late.manhole}/approve-pause`)).status, 200)
    await story.acknowledge()
    const rest = await listed()
    assert.equal(rest.n, late.n - 1)
    assert.equal((await cell('orders.overdue'))?.numerator, rest.n)
  })

  it('tell again only what differs, and take no value from anybody', async () => {
    const count = async () => (await story.sql<{ n: number }>('select count(*)::int as n from vital_values'))[0]!.n
    const kept = await count()
    await cell('events.open')
    assert.equal(await count(), kept)
    const told = { vital: 'events.open', area: '990101001', period: '2026-03-03', value: 9 }
    const { refused } = (await district.post<VitalValuesTaken>('/api/v1/vitals/values', { values: [told] })).body
    assert.equal(refused[0]?.code, 'vital.counted')
  })

  it('counted anew by another version are by that one, though the number is the same; the period before stays with its own', async () => {
    const before = await cell('events.open')
    const record = (await vitalByCode(story.zhili.spine, 'events.open'))!
    await story.zhili.spine.transaction({ kind: 'system', id: 'system' }, (tx) =>
      tx.query(
        `with next as (update vitals set version = 2 where id = $1 returning id, definition)
         insert into vital_versions (vital, version, definition, by, at) select id, 2, definition, 'x', $2 from next`,
        [record.id, tx.now],
      ),
    )
    const after = await cell('events.open')
    assert.deepEqual([before?.oldestVersion, before?.version, after?.oldestVersion, after?.version], [1, 1, 2, 2])
    assert.equal(after?.value, before?.value)
    const past = (await district.get<VitalPage>('/api/v1/vitals/events.open?period=2026-03-02')).body
    assert.deepEqual([past.version, past.cell?.version], [2, 1])
  })

  it('follow what happens late to a case, in the period it is counted in; what was known before stays known', async () => {
    const spine = story.zhili.spine
    const [found] = await story.sql<{ id: string; area: string }>(
      `select id, area from events where type like 'septic-gas.%' limit 1`,
    )
    const { id: event, area } = found!
    await story.sql(`update events set opened_at = '2026-02-27T12:00:00+08:00' where id = $1`, [event])
    const record = (await vitalByCode(spine, 'events.false'))!
    const first = {
      vital: record.id,
      period: Date.parse('2026-02-27T00:00:00+08:00'),
      area: '990101001',
      num: 0,
      den: 1,
      version: 1,
    }
    const by = { observedAt: story.now().getTime(), source: 'facts', actor: 'system', reason: null }
    await spine.transaction(system, (tx) => addValues(tx, [{ ...first, ...by }]))
    const moment = story.now().toISOString()
    await story.pass({ s: 1 })
    await story.sql(`update events set state = 'false-alarm' where id = $1`, [event])
    const body = { event, name: '甲', areaName: '乙', period: '2026-03-03', value: '1', unit: '件' }
    await spine.transaction(system, (tx) => tx.record({ kind: 'event.vital-back', subject: event, area, body }))
    await cell('events.false')
    const past = async (query = '') =>
      (await district.get<VitalPage>(`/api/v1/vitals/events.false?period=2026-02-27${query}`)).body.cell
    assert.deepEqual([(await past())?.numerator, (await past())?.denominator], [1, 1])
    assert.equal((await past(`&knownAt=${moment}`))?.numerator, 0)
    const never = (await district.get<VitalPage>('/api/v1/vitals/events.false?period=2026-02-26')).body.cell
    assert.equal(never?.n, 0, 'a period it was never counted in has no number')
  })
})
