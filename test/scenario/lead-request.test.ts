import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { EventLeadRequests, LeadRequest, LeadRequestPage } from '../../contract/lead-request.ts'
import { type Story, startStory } from '../story.ts'
import { addDistricts, neighbours } from './districts.ts'
import { openReport } from './open-report.ts'

const [loading, dumping] = [neighbours.loading, neighbours.dumping]
const why = { reason: '渣土从该区工地装出', evidence: '联单和照片已固定，工地尚未到场' }
type Limits = { unit: string; state: string; arrive: Date | null; finish: Date | null }

/** A case 北岸区 leads, with a part in two other districts, and its clocks a minute old. */
async function begin(story: Story, key: string): Promise<string> {
  const event = await openReport(story, key)
  for (const { code } of [loading, dumping])
    await story.sql(
      `insert into event_parts (event, home_event, why, area, district, name, ref, at, since) values ($1, $1, 'source', $2, $3, '工地', 'object x', $4, $4)`,
      [event, `50/${code}/`, code, story.now()],
    )
  await story.pass({ m: 1 })
  await story.acknowledge()
  return event
}
const leads = (story: Story, event: string): Promise<Limits[]> =>
  story.sql<Limits>(
    `select unit, state, arrive_by as arrive, finish_by as finish from work_orders where event = $1 and role = 'lead' and state in ('asked', 'accepted', 'arrived')`,
    [event],
  )
const requestsOf = async (story: Story, account: string, event: string) =>
  (await story.as(account).get<EventLeadRequests>(`/api/v1/events/${event}/lead-requests`)).body
const pageOf = async (story: Story, account: string) =>
  (await story.as(account).get<LeadRequestPage>('/api/v1/lead-requests')).body
/** The newest of those that run. */
const newest = async (story: Story, account: string): Promise<LeadRequest> => (await pageOf(story, account)).rows[0]!
const askAs = (story: Story, account: string, event: string, to: string) =>
  story.as(account).post<{ id: string; version: number; code?: string }>(`/api/v1/events/${event}/lead-requests`, { to, ...why })
const ask = (story: Story, event: string, to: string = loading.code) => askAs(story, 'chenli', event, to)
const act =
  (story: Story, account: string, one: { id: string; version: number }) =>
  (verb: string, more: object = {}) =>
    story.as(account).post<{ code?: string; state?: string }>(`/api/v1/lead-requests/${one.id}/${verb}`, {
      version: one.version,
      ...more,
    })

it('a district asks another one to lead', async (t) => {
  const story = await startStory(t)
  await addDistricts(story)

  await t.test('agreed: it leads and has accepted, the former lead goes on beside it, the limits run on', async () => {
    const event = await begin(story, 'agreed')
    const [before] = await leads(story, event)
    const { askable } = await requestsOf(story, 'chenli', event)
    assert.deepEqual(new Set(askable.map(({ name }) => name)), new Set([loading.name, dumping.name]))
    const asked = await ask(story, event)
    assert.equal(asked.status, 200, JSON.stringify(asked.body))
    await story.expectNotices([[loading.duty, 'lead-request']])
    assert.equal((await ask(story, event, dumping.code)).body.code, 'lead-request.pending')
    const one = await newest(story, loading.duty)
    assert.deepEqual([one.allowed, one.from.name, one.evidence], [['agree', 'refuse'], '北岸区', why.evidence])
    assert.equal((await story.as(loading.duty).get(`/api/v1/events/${event}`)).status, 404, 'the case itself stays shut')
    assert.deepEqual((await pageOf(story, dumping.duty)).rows, [], 'a third district sees nothing of it')
    await story.pass({ s: 30 })
    const agreed = await act(story, loading.duty, one)('agree')
    assert.deepEqual([agreed.status, agreed.body.state], [200, 'agreed'], JSON.stringify(agreed.body))
    await story.expectNotices([['chenli', 'lead-request']])
    const { state: _, unit: __, ...running } = before!
    assert.deepEqual(await leads(story, event), [{ unit: `unit-${loading.code}`, state: 'accepted', ...running }])
    const { workOrders } = (await story.as(loading.duty).get<EventDetail>(`/api/v1/events/${event}`)).body
    assert.equal(workOrders.find(({ unit }) => unit === before!.unit)?.role, 'assist')
    const late = await act(story, loading.duty, one)('agree')
    assert.equal(late.body.code, 'lead-request.over')
  })

  await t.test('refused: the city rules, its word is final, and the limits run on', async () => {
    const event = await begin(story, 'refuse')
    const [before] = await leads(story, event)
    await ask(story, event)
    const one = await newest(story, loading.duty)
    assert.equal(
      (await act(story, 'shenlan', one)('rule', { to: loading.code, reason: '由源头主责' })).body.code,
      'lead-request.over',
    )
    assert.equal((await act(story, dumping.duty, one)('agree')).body.code, 'lead-request.not-asked')
    assert.equal((await act(story, loading.duty, one)('refuse', { reason: '倾倒不在本区' })).status, 200)
    await story.expectNotices([
      [loading.duty, 'lead-request'],
      ['chenli', 'lead-request'],
      ['shenlan', 'lead-request'],
    ])
    const waits = await newest(story, 'shenlan')
    assert.deepEqual([waits.state, waits.allowed, waits.answer?.how], ['arbitration', ['rule'], 'refused'])
    assert.deepEqual(new Set(waits.choices.map(({ name }) => name)), new Set(['北岸区', loading.name, dumping.name]))
    const { version } = waits
    assert.equal(
      (await act(story, 'chenli', { id: one.id, version })('rule', { to: loading.code, reason: '由源头主责' })).body.code,
      'permit.missing',
    )
    assert.equal(
      (await act(story, 'shenlan', { id: one.id, version })('rule', { to: '999999', reason: '由源头主责' })).body.code,
      'lead-request.not-concerned',
    )
    const ruled = await act(story, 'shenlan', { id: one.id, version })('rule', { to: loading.code, reason: '由源头主责' })
    assert.deepEqual([ruled.status, ruled.body.state], [200, 'ruled'], JSON.stringify(ruled.body))
    await story.expectNotices([
      [loading.duty, 'order'],
      ['chenli', 'lead-request'],
    ])
    const { state: _, unit: __, ...running } = before!
    assert.deepEqual(await leads(story, event), [{ unit: `unit-${loading.code}`, state: 'asked', ...running }])
    assert.equal((await askAs(story, loading.duty, event, dumping.code)).body.code, 'lead-request.ruled')
  })

  await t.test('two press at once: one counts, and there is one lead', async () => {
    const event = await begin(story, 'two pr')
    await ask(story, event)
    const one = await newest(story, loading.duty)
    const answers = await Promise.all([
      act(story, loading.duty, one)('agree'),
      act(story, loading.duty, one)('refuse', { reason: '倾倒不在本区' }),
      act(story, 'chenli', one)('withdraw'),
    ])
    assert.deepEqual(answers.map(({ status }) => status).toSorted(), [200, 409, 409])
    assert.equal((await leads(story, event)).length, 1)
    await story.acknowledge()
  })

  await t.test('void when another tier leads; withdrawn it may be asked anew', async () => {
    const event = await begin(story, 'void w')
    const first = (await ask(story, event)).body
    assert.equal((await act(story, 'chenli', first)('withdraw')).body.state, 'withdrawn')
    const second = await ask(story, event, dumping.code)
    assert.equal(second.status, 200, JSON.stringify(second.body))
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/raise`, { reason: '情况复杂' })).status, 200)
    // From the town to the district, and on to the city.
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/raise`, { reason: '情况复杂' })).status, 200)
    const { rows, askable } = await requestsOf(story, 'shenlan', event)
    assert.deepEqual(
      rows.map(({ state }) => state),
      ['void', 'withdrawn'],
    )
    assert.deepEqual(askable, [])
    assert.equal((await ask(story, event)).body.code, 'lead-request.not-lead')
    await story.acknowledge()
  })

  await t.test(
    'unanswered it goes to the city; the city that rules neither is told again; it may leave the lead where it is',
    async () => {
      const event = await begin(story, 'unansw')
      await ask(story, event)
      await story.acknowledge()
      const { answerBy } = await newest(story, loading.duty)
      await story.pass({ ms: new Date(answerBy).getTime() - story.now().getTime() - 1 })
      assert.equal((await pageOf(story, 'shenlan')).rows[0]?.state, 'asked')
      await story.acknowledge()
      await story.pass({ ms: 1 })
      const told = async () =>
        (
          await story.sql<{ why: string; n: number }>(
            `select why, count(*)::int as n from notices where kind = 'lead-request' and event = $1 group by why order by why`,
            [event],
          )
        ).map(({ why: code, n }) => `${code} ${n}`)
      assert.deepEqual(await told(), ['lead-asked 1', 'lead-silent 3'])
      await story.pass({ m: 30 })
      assert.deepEqual(await told(), ['lead-asked 1', 'lead-overdue 1', 'lead-silent 3'])
      const one = await newest(story, 'shenlan')
      const kept = await act(story, 'shenlan', one)('rule', { to: '990101', reason: '由发生地主责' })
      assert.equal(kept.body.state, 'stays', JSON.stringify(kept.body))
      assert.deepEqual(await told(), ['lead-asked 1', 'lead-overdue 1', 'lead-silent 3', 'lead-stays 2'])
      assert.equal((await ask(story, event, dumping.code)).body.code, 'lead-request.ruled')
      await story.acknowledge()
    },
  )
  await story.end()
})
