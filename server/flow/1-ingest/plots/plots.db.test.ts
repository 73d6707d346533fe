import assert from 'node:assert/strict'
import { describe, it, type TestContext } from 'node:test'
import type { z } from 'zod'
import type { PlotRow, TargetRow } from '../../../../contract/plot.ts'
import { startStory } from '../../../../test/story.ts'

type Taken = { taken: number; repeated: number; persons: number; refused: { row: number; code: string; zh: string }[] }
type Page<T> = { rows: T[]; next: string | null }

/** In 临江街道 of the small city. */
const here: [number, number] = [105.5072, 31.5069]
const at = '2026-03-02T01:29:50Z'
const drone = { track: 'T1', at, position: here, kind: 'drone', height: 120, speed: 36, course: 90, confidence: 0.9 }

async function sensing(t: TestContext) {
  const story = await startStory(t)
  const made = await story.as('nijie').post<{ id: string; secret: string }>('/api/v1/admin/keys', {
    ...{ name: '通感基站', kind: 'system', unit: 'unit-linjiang-safety-law' },
  })
  const headers = { authorization: `Bearer ${made.body.id}.${made.body.secret}` }
  return {
    story,
    key: made.body.id,
    sends: (plots: unknown[], more: object = { crs: 'WGS-84' }) =>
      story.public('POST', '/api/v1/plots', { sensor: 'xt-01', ...more, plots }, headers) as unknown as Promise<{
        status: number
        body: Taken
      }>,
  }
}

describe('a sensing system', () => {
  it('is told of each plot by its row; good ones stand, once, bad ones refuse none of their neighbours', async (t) => {
    const { story, key, sends } = await sensing(t)
    const rows = [
      drone,
      { ...drone, kind: 'saucer' },
      { ...drone, at: '2026-03-02T02:29:50Z' },
      { ...drone, at: '2026-02-01T00:00:00Z' },
      { ...drone, position: [0, 0] },
      { ...drone, at: '2026-03-02T01:29:51Z' },
      'nonsense',
    ]
    const first = await sends(rows)
    assert.equal(first.status, 200)
    assert.deepEqual([first.body.taken, first.body.repeated, first.body.persons], [2, 0, 0])
    assert.deepEqual(
      first.body.refused.map(({ row, code }) => `${row} ${code}`),
      ['2 plot.malformed', '3 plot.future', '4 plot.too-old', '5 plot.impossible', '7 plot.malformed'],
    )
    for (const { zh } of first.body.refused) assert.match(zh, /[\u4e00-\u9fff]/)
    const [again, other] = await Promise.all([sends(rows), sends(rows)])
    assert.deepEqual([again.body.taken, again.body.repeated, other.body.repeated], [0, 2, 2])
    assert.deepEqual(
      await story.sql('select source, number, kind, lon, lat, speed, height, confidence from plots where at = $1', [at]),
      [{ source: key, number: 'xt-01/T1', kind: 'drone', lon: here[0], lat: here[1], speed: 36, height: 120, confidence: 0.9 }],
    )
    const counts = await story
      .as('shenlan')
      .get<{ rows: { protocol: string; frames: number; refused: number }[] }>('/api/v1/gateways')
    const row = counts.body.rows.find(({ protocol }) => protocol === 'sensing')!
    assert.deepEqual([row.frames, row.refused], [21, 15])
    await story.end()
  })

  it('declares its coordinates: without that nothing is used, GCJ-02 becomes WGS-84', async (t) => {
    const { story, sends } = await sensing(t)
    assert.deepEqual(
      (await sends([drone], {})).body.refused.map(({ code }) => code),
      ['plot.untagged'],
    )
    assert.equal((await sends([drone], { crs: 'GCJ-02' })).body.taken, 1)
    const [{ lon, lat }] = (await story.sql<{ lon: number; lat: number }>('select lon, lat from plots')) as [
      { lon: number; lat: number },
    ]
    const metres = Math.hypot((lon - here[0]) * 95_000, (lat - here[1]) * 111_000)
    assert.ok(metres > 100 && metres < 1_000, `${metres} m apart`)
    assert.equal((await sends([drone], { crs: 'WGS84' })).status, 400)
  })

  it('that sees a person leaves nothing of them, neither before nor after; only their number is counted', async (t) => {
    const { story, sends } = await sensing(t)
    await sends([{ ...drone, kind: 'unknown' }])
    const seen = await sends([
      { ...drone, kind: 'person', at: '2026-03-02T01:29:52Z' },
      { ...drone, kind: 'unknown', at: '2026-03-02T01:29:53Z' },
      { ...drone, kind: 'person', track: 'T2', plate: '渝A12345', at: 'long ago' },
      { ...drone, track: 'T3' },
    ])
    assert.deepEqual(seen.body, { taken: 1, repeated: 0, persons: 3, refused: [] })
    assert.deepEqual((await sends([{ ...drone, kind: 'unknown', at: '2026-03-02T01:29:55Z' }])).body.persons, 1)
    for (const table of ['plots', 'targets'])
      assert.deepEqual(await story.sql(`select number from ${table}`), [{ number: 'xt-01/T3' }])
    assert.deepEqual(await story.sql('select 1 from quarantine'), [])
    const [counted] = await story.sql<{ n: string }>(`select sum(n) as n from frame_counts where verdict = 'person'`)
    assert.equal(Number(counted!.n), 4)
  })

  it('that sees a person in one of two batches of a moment leaves nothing of them either', async (t) => {
    const { story, sends } = await sensing(t)
    const pair = (n: number) => [
      sends([{ ...drone, kind: 'unknown', track: `P${n}`, at: '2026-03-02T01:29:53Z' }]),
      sends([{ ...drone, kind: 'person', track: `P${n}`, at: '2026-03-02T01:29:52Z' }]),
    ]
    await Promise.all(Array.from({ length: 12 }, (_, n) => pair(n)).flat())
    for (const table of ['plots', 'targets']) assert.deepEqual(await story.sql(`select number from ${table}`), [], table)
  })

  it('is a system with a key: neither a device nor a person may say where things are', async (t) => {
    const { story, sends } = await sensing(t)
    const body = { sensor: 'xt-01', crs: 'WGS-84', plots: [drone] }
    assert.equal((await story.as('shenlan').post('/api/v1/plots', body)).status, 401)
    const device = await story.as('nijie').post<{ id: string; secret: string }>('/api/v1/admin/keys', {
      name: '网关',
      kind: 'gateway',
      unit: 'unit-linjiang-safety-law',
    })
    const headers = { authorization: `Bearer ${device.body.id}.${device.body.secret}` }
    assert.equal((await story.public('POST', '/api/v1/plots', body, headers)).body.code, 'key.wrong')
    assert.equal((await sends([])).status, 400)
    assert.equal((await sends(Array(1001).fill(drone))).status, 400)
    assert.deepEqual(await story.sql('select 1 from plots'), [])
  })
})

describe('where things are', () => {
  it('is seen in one’s own areas; what lies outside the city with the whole city only', async (t) => {
    const { story, sends } = await sensing(t)
    await sends([drone, { ...drone, track: 'T2', kind: 'ship', position: [106.55, 29.56], at: '2026-03-02T01:29:51Z' }])
    const numbers = async (account: string): Promise<string[] | number> => {
      const page = await story.as(account).get<Page<TargetRow>>('/api/v1/targets')
      const plots = await story.as(account).get<Page<z.infer<typeof PlotRow>>>('/api/v1/plots')
      if (page.status !== 200) return page.status
      assert.deepEqual(
        plots.body.rows.map(({ number }) => number),
        page.body.rows.map(({ number }) => number),
      )
      return page.body.rows.map(({ number }) => number)
    }
    assert.deepEqual(await numbers('shenlan'), ['xt-01/T2', 'xt-01/T1'])
    assert.deepEqual(await numbers('chenli'), ['xt-01/T1'])
    assert.deepEqual(await numbers('tangke'), ['xt-01/T1'])
    assert.deepEqual(await numbers('liangzhu'), [], 'the other town')
    assert.equal(await numbers('xieran'), 403)
    const [row] = (await story.as('chenli').get<Page<TargetRow>>('/api/v1/targets')).body.rows
    assert.match(row!.place!, /临江街道$/)
  })

  it('is told page by page, of a day at most', async (t) => {
    const { story, sends } = await sensing(t)
    const second = (i: number): string => new Date(Date.parse(at) - i * 1000).toISOString()
    await sends(Array.from({ length: 7 }, (_, i) => ({ ...drone, track: `T${i % 3}`, at: second(i) })))
    const hub = story.as('chenli')
    const found: string[] = []
    for (let next: string | null = ''; next !== null; ) {
      const page: { body: Page<z.infer<typeof PlotRow>> } = await hub.get(`/api/v1/plots?limit=3${next && `&cursor=${next}`}`)
      found.push(...page.body.rows.map((row) => row.at))
      next = page.body.next
    }
    assert.deepEqual(
      found,
      Array.from({ length: 7 }, (_, i) => second(i)),
    )
    assert.equal((await hub.get<Page<unknown>>('/api/v1/plots?number=xt-01/T1')).body.rows.length, 2)
    assert.equal((await hub.get(`/api/v1/plots?from=2026-02-27T00:00:00Z`)).status, 400)
    assert.equal((await hub.get('/api/v1/plots?cursor=WyJhIiwiYiIsImMiXQ')).status, 400)
    assert.equal((await hub.get<Page<unknown>>('/api/v1/targets?kind=ship')).body.rows.length, 0)
  })
})
