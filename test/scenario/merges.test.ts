import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { firstDevice, type Story, startStory } from '../story.ts'
import { balances } from './quiet-steps.ts'
import { cleanAir, goRed, openYellow, orangeNotices, redJoin, redNotices, work } from './septic.ts'

type Case = { event: string; code: string; content: string }

/** A report of a citizen, opened as an event of its own. */
async function reported(story: Story, content: string): Promise<Case> {
  const sent = await story.public('POST', '/api/v1/reports', { type: 'city.garbage', content, lon: 105.5072, lat: 31.5069 })
  assert.equal(sent.status, 200, JSON.stringify(sent.body))
  const { id, code } = sent.body as { id: string; code: string }
  const [signal] = await story.sql<{ id: string }>('select id from signals where report = $1', [id])
  const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${signal!.id}/open`)
  assert.equal(opened.status, 200, JSON.stringify(opened.body))
  return { event: opened.body.event, code, content }
}

/** What the page of each event shows as its reports, and how many signals lead to it. */
async function standing(story: Story, cases: Case[]): Promise<[reports: string, signals: number][]> {
  const rows: [string, number][] = []
  for (const { event } of cases) {
    const { body } = await story.as('chenli').get<{ reports: { content: string }[] }>(`/api/v1/events/${event}`)
    const signals = await story.sql('select 1 from signals where event = $1', [event])
    rows.push([
      body.reports
        .map((report) => report.content)
        .sort()
        .join(' '),
      signals.length,
    ])
  }
  return rows
}

describe('a signal merged in the inbox', () => {
  it('split off again is back in the inbox, becomes an event of its own, and the sheet stays right', async (t) => {
    const story = await startStory(t)
    const { event } = await reported(story, '甲处垃圾')
    const sent = await story.public('POST', '/api/v1/reports', {
      type: 'city.noise',
      content: '夜里施工',
      lon: 105.5072,
      lat: 31.5069,
    })
    const { id: report, code } = sent.body as { id: string; code: string }
    const [signal] = await story.sql<{ id: string }>('select id from signals where report = $1', [report])
    const act = (verb: string, body: object, by = 'chenli') => story.as(by).post(`/api/v1/signals/${signal!.id}/${verb}`, body)
    const seen = async () =>
      (
        await story
          .as('chenli')
          .get<{ mergedSignals: { id: string }[]; reports: { id: string }[]; facts: { kind: string }[] }>(
            `/api/v1/events/${event}`,
          )
      ).body
    const publicState = async () => (await story.public('GET', `/api/v1/public/reports/${code}`)).body.state

    const early = await act('split', { reason: '不是同一件事' })
    assert.deepEqual([early.status, early.body.code], [409, 'signal.not-merged'])
    assert.equal((await act('merge', { event })).status, 200)
    assert.deepEqual([(await seen()).mergedSignals.map(({ id }) => id), await publicState()], [[signal!.id], 'merged'])
    await balances(story)

    assert.equal((await act('split', {})).status, 400, 'not without a reason')
    assert.equal((await act('split', { reason: '不是同一件事' }, 'liangzhu')).status, 404, 'not theirs')
    assert.equal((await act('split', { reason: '不是同一件事' })).status, 200)
    const after = await seen()
    assert.deepEqual([after.mergedSignals, after.reports.map(({ id }) => id).includes(report)], [[], false])
    assert.ok(
      after.facts.some(({ kind }) => kind === 'signal.split'),
      'the timeline tells',
    )
    assert.equal(await publicState(), 'received')
    const inbox = await story.as('chenli').get<{ rows: { id: string }[] }>('/api/v1/signals?view=waiting')
    assert.ok(inbox.body.rows.some(({ id }) => id === signal!.id))
    await balances(story)

    const opened = await act('open', {})
    assert.equal(opened.status, 200, JSON.stringify(opened.body))
    assert.notEqual(opened.body.event, event)
    const [home] = await story.sql<{ event: string; home_event: string }>('select event, home_event from reports where id = $1', [
      report,
    ])
    assert.deepEqual(home, { event: opened.body.event, home_event: opened.body.event })
    assert.equal(await publicState(), 'handling')
    await balances(story)
    await story.end()
  })

  it('stays where it is once its event is over', async (t) => {
    const story = await startStory(t)
    const { event } = await reported(story, '甲处垃圾')
    await story.public('POST', '/api/v1/reports', { type: 'city.noise', content: '夜里施工', lon: 105.5072, lat: 31.5069 })
    const [signal] = await story.sql<{ id: string }>(`select id from signals where state = 'waiting'`)
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${signal!.id}/merge`, { event })).status, 200)
    assert.equal((await story.as('chenli').post(`/api/v1/events/${event}/false-alarm`, { reason: '已清走' })).status, 200)
    const late = await story.as('chenli').post(`/api/v1/signals/${signal!.id}/split`, { reason: '不是同一件事' })
    assert.deepEqual([late.status, late.body.code], [409, 'event.state'])
    await story.end()
  })
})

describe('three events merged in a chain', () => {
  it('get their own reports and signals back, in whatever order they are split, and the public follows', async (t) => {
    const story = await startStory(t)
    const cases = [await reported(story, '甲处垃圾'), await reported(story, '乙处垃圾'), await reported(story, '丙处垃圾')]
    const [a, b, c] = cases as [Case, Case, Case]
    const act = async (event: string, verb: string, body: object = {}): Promise<void> => {
      const answer = await story.as('chenli').post(`/api/v1/events/${event}/${verb}`, body)
      assert.equal(answer.status, 200, JSON.stringify(answer.body))
    }
    const publicState = async (one: Case) => (await story.public('GET', `/api/v1/public/reports/${one.code}`)).body.state
    await act(a.event, 'merge', { into: b.event })
    await act(b.event, 'merge', { into: c.event })
    const all = '丙处垃圾 乙处垃圾 甲处垃圾'
    assert.deepEqual(await standing(story, cases), [
      ['', 0],
      ['', 0],
      [all, 3],
    ])
    assert.equal(await publicState(a), 'merged')

    await act(a.event, 'split')
    assert.deepEqual(await standing(story, cases), [
      ['甲处垃圾', 1],
      ['', 0],
      ['丙处垃圾 乙处垃圾', 2],
    ])
    assert.equal(await publicState(a), 'handling', 'the event split off is dispatched, and its reporter is told so')
    assert.equal(await publicState(b), 'merged')

    await act(b.event, 'split')
    assert.deepEqual(await standing(story, cases), [
      ['甲处垃圾', 1],
      ['乙处垃圾', 1],
      ['丙处垃圾', 1],
    ])

    // the other way round: what is still merged into the one that leaves leaves with it
    await act(a.event, 'merge', { into: b.event })
    await act(b.event, 'merge', { into: c.event })
    await act(b.event, 'split')
    assert.deepEqual(await standing(story, cases), [
      ['', 0],
      ['乙处垃圾 甲处垃圾', 2],
      ['丙处垃圾', 1],
    ])
    await act(a.event, 'split')
    assert.deepEqual(await standing(story, cases), [
      ['甲处垃圾', 1],
      ['乙处垃圾', 1],
      ['丙处垃圾', 1],
    ])
    await story.end()
  })

  it('keeps the closing of the other waiting for its own alarm', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const gas = await story.as('chenli').event()
    const other = await reported(story, '井盖旁有味')
    const merged = await story.as('chenli').post(`/api/v1/events/${gas.id}/merge`, { into: other.event })
    assert.equal(merged.status, 200, JSON.stringify(merged.body))
    const missing = async (): Promise<string[]> =>
      (await story.as('chenli').get<{ missing: { code: string }[] }>(`/api/v1/events/${other.event}`)).body.missing.map(
        ({ code }) => code,
      )
    assert.ok((await missing()).includes('reading'), 'the tank still stands at 55 %LEL')
    await cleanAir(story, 45)
    assert.ok(!(await missing()).includes('reading'))
    await story.acknowledge()
    await story.end()
  })
})

describe('whoever had a hand in what was merged into a case', () => {
  it('is not its second person', async (t) => {
    const story = await startStory(t)
    await goRed(story)
    const gas = await story.as('chenli').event()
    const other = await reported(story, '井盖旁有味')
    await story.sql('update work_orders set accepted_by = $2, accepted_at = $3 where event = $1', [
      other.event,
      'p-hechuan',
      story.now(),
    ])
    const merged = await story.as('chenli').post(`/api/v1/events/${other.event}/merge`, { into: gas.id })
    assert.equal(merged.status, 200, JSON.stringify(merged.body))
    await work(story, 'zhoumin')
    const page = await story.as('hechuan').get<{ state: string; allowed: string[] }>(`/api/v1/events/${gas.id}`)
    assert.equal(page.body.state, 'checking')
    assert.ok(!page.body.allowed.includes('check'))
    const queue = await story.as('hechuan').get<{ rows: { event: string; mayCheck: boolean }[] }>('/api/v1/checks')
    assert.deepEqual(
      queue.body.rows.map((row) => [row.event, row.mayCheck]),
      [[gas.id, false]],
    )
    const sent = await story.as('hechuan').post(`/api/v1/events/${gas.id}/check`, { passed: false, reason: '照片看不清池口' })
    assert.deepEqual([sent.status, sent.body.code], [403, 'check.self'])
    const byOther = await story.as('tangke').post(`/api/v1/events/${gas.id}/check`, { passed: false, reason: '照片看不清池口' })
    assert.equal(byOther.status, 200, JSON.stringify(byOther.body))
    await story.expectNotices([...redNotices, ['tangke', 'check'], ['zhoumin', 'sent-back']])
    await story.end()
  })
})

describe('a gas event merged into another that is still open', () => {
  type Seen = { state: string; grade: string; severity: string | null; workOrders: { unit: string; state: string }[] }
  const seen = async (story: Story, event: string): Promise<Seen> =>
    (await story.as('chenli').get<Seen>(`/api/v1/events/${event}`)).body
  const act = async (story: Story, by: string, url: string, body: object = {}): Promise<void> => {
    const answer = await story.as(by).post(`/api/v1/events/${url}`, body)
    assert.equal(answer.status, 200, `${url}: ${JSON.stringify(answer.body)}`)
  }
  const unitsAsked = ({ workOrders }: Seen): string[] =>
    workOrders.flatMap(({ unit, state }) => (state === 'asked' ? [unit.replace('unit-beian-', '')] : []))

  /** An orange tank, merged into what a citizen reported about it. */
  async function orangeMerged(story: Story): Promise<{ gas: string; other: string }> {
    await story.reads(firstDevice, { ch4: 26 })
    await story.receipts(firstDevice)
    await story.pass({ m: 1 })
    const gas = (await story.as('chenli').event()).id
    const { event: other } = await reported(story, '井盖旁有味')
    await act(story, 'chenli', `${gas}/merge`, { into: other })
    return { gas, other }
  }
  const events = async (story: Story): Promise<number> => (await story.facts('event.opened')).length

  it('gives the other its grade and severity, and asks there whom the gas needs', async (t) => {
    const story = await startStory(t)
    const { other } = await orangeMerged(story)
    const master = await seen(story, other)
    assert.deepEqual([master.grade, master.severity], ['major', 'orange'])
    assert.ok(unitsAsked(master).includes('sanitation'), String(unitsAsked(master)))
    assert.ok(!unitsAsked(master).includes('fire'))
    await story.expectNotices([...orangeNotices, ['chenli', 'inform']])
    await story.end()
  })

  it('that steps up makes the other graver and calls the fire brigade there; no second event opens', async (t) => {
    const story = await startStory(t)
    const { other } = await orangeMerged(story)
    const before = await events(story)
    await story.reads(firstDevice, { ch4: 55 })
    assert.equal(await events(story), before)
    const master = await seen(story, other)
    assert.deepEqual([master.state, master.grade, master.severity], ['handling', 'extraordinary', 'red'])
    assert.equal(unitsAsked(master).filter((unit) => unit === 'fire').length, 1)
    await story.expectNotices([...redNotices, ['chenli', 'inform']])
    await story.end()
  })

  it('wakes the other when that was put aside', async (t) => {
    const story = await startStory(t)
    // still yellow: nobody is called by itself, so it may be put aside
    const gas = await openYellow(story)
    const { event: other } = await reported(story, '井盖旁有味')
    await act(story, 'chenli', `${gas}/merge`, { into: other })
    await act(story, 'tangke', `${other}/suspend`, { reason: '等产权单位到场' })
    await act(story, 'chenli', `${other}/approve-pause`)
    assert.equal((await seen(story, other)).state, 'suspended')
    await story.reads(firstDevice, { ch4: 55 })
    const master = await seen(story, other)
    assert.deepEqual([master.state, master.grade], ['handling', 'extraordinary'])
    assert.ok(unitsAsked(master).includes('fire'))
    assert.deepEqual(
      (
        await story.sql<{ n: number }>('select count(*)::int as n from work_orders where event = $1 and paused_at is not null', [
          other,
        ])
      )[0],
      { n: 0 },
    )
    await story.expectNotices([...redJoin, ['chenli', 'pause']])
    await story.end()
  })

  it('opens one of its own again once the other is closed', async (t) => {
    const story = await startStory(t)
    const { other } = await orangeMerged(story)
    const before = await events(story)
    await story.sql(`update events set state = 'closed', closed_at = $2 where id = $1`, [other, story.now()])
    await story.reads(firstDevice, { ch4: 55 })
    assert.equal(await events(story), before + 1)
    await story.expectNotices([...redNotices, ...orangeNotices, ['chenli', 'inform']])
    await story.end()
  })
})
