import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Story, startStory } from '../story.ts'
import { cleanAir, goRed } from './septic.ts'

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
  })
})
