import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { definePack } from '../../../../contract/pack.ts'
import { type Permit, permits } from '../../../../contract/permit.ts'
import { type TestDatabase, testDatabase } from '../../../../test/database.ts'
import { createPacks } from '../../../city/pack/packs.ts'
import { manualClock } from '../../../kernel/clock.ts'
import { readConfig } from '../../../kernel/config.ts'
import { type App, type Caller, createApp } from '../../../kernel/http.ts'
import { createLog } from '../../../kernel/log.ts'
import { createSpine, type Spine } from '../../../kernel/spine.ts'
import { reportHandlers } from './on.ts'
import { reportRoutes } from './routes.ts'
import { reportById, reportsOfEvent } from './store.ts'

const words = (zh: string) => ({ zh, en: zh })
const type = (id: string, reportable: boolean) => ({
  id,
  name: words(id),
  path: ['平安法治', '', '', ''] as [string, string, string, string],
  prefix: 'AAAAAA',
  family: null,
  grade: 'ordinary' as const,
  gradeOf: {},
  auto: [],
  title: words('{place}'),
  plan: {
    lead: [{ call: [{ postKind: 'town-post', tier: 'town' as const }], name: words('一') }],
    assist: [],
    inform: [],
    clocks: { ordinary: { accept: '30m', arrive: null, report: null, finish: '5d', calendar: 'work' as const } },
    checklist: [],
    safety: [],
  },
  closeNeedsClear: false,
  reportable,
})
const pack = definePack({
  id: 'made-up',
  version: 1,
  name: words('编'),
  deviceKind: null,
  intervalS: null,
  readings: {},
  detect: [],
  acts: [],
  types: [type('made-up.hole', true), type('made-up.sensor', false)],
  settings: {},
  merge: { withinM: 100, within: '1h' },
})

const caller = (person: string, allowed: readonly Permit[], scope: string[]): Caller => ({
  actor: { kind: 'person', id: person },
  person,
  post: 'post-x',
  postKind: 'x',
  unit: 'u-x',
  scope,
  sight: 'area',
  permits: new Set(allowed),
  session: 'person',
})
const people: Record<string, Caller> = {
  'p-xieran': caller('p-xieran', ['report.send', 'event.self-handle'], []),
  'p-chenli': caller('p-chenli', permits, ['99/990101/']),
  'p-far': caller('p-far', permits, ['50/500105/']),
}

describe('a report', () => {
  let database: TestDatabase
  let spine: Spine
  let app: App
  let place: { lon: number; lat: number }
  const clock = manualClock(new Date('2026-03-02T01:30:00Z'))
  const disputed: string[] = []
  const signals = new Map<string, string>()

  before(async () => {
    database = await testDatabase('town')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    const on = reportHandlers({
      reportOfSignal: async (_db, signal) => signals.get(signal) ?? null,
      eventsUnder: async (_db, id) => [id],
    })
    spine.flow.inTx = {
      'signal.opened': [on.onSignalOpened],
      'signal.merged': [on.onSignalMerged],
      'signal.rejected': [on.onSignalRejected],
      'event.dispatched': [on.onDispatched],
      'event.merged': [on.onEventMerged],
      'event.split': [on.onEventSplit],
      'event.parked': [on.onParked],
      'event.park-passed': [on.onResumed],
      'event.closed': [on.onEventClosed],
      'event.reopened': [on.onReopened],
    }
    const identify = async (request: { headers: Record<string, unknown> }) => people[String(request.headers['x-person'])] ?? null
    app = await createApp({ spine, config: readConfig({}), identify })
    await reportRoutes(app, {
      spine,
      packs: createPacks([pack], { demo: false }),
      demo: false,
      dispute: async (_tx, report, reason) => void disputed.push(`${report.id} ${reason}`),
      free: () => !counting,
    })
    ;[place = { lon: 0, lat: 0 }] = await spine.query<{ lon: number; lat: number }>(
      `select lon, lat from areas where tier = 'grid' order by code limit 1`,
    )
  })
  after(async () => {
    await app.close()
    await spine.close()
    await database.drop()
  })

  let counting = false
  const body = (more: object = {}) => ({
    type: 'made-up.hole',
    content: '㐂喜路井盖没了，𠮷祥巷口',
    lon: place.lon,
    lat: place.lat,
    ...more,
  })
  const send = async (payload: object, headers: Record<string, string> = {}) => {
    const answer = await app.inject({ method: 'POST', url: '/api/v1/reports', payload, headers })
    return { status: answer.statusCode, ...answer.json() }
  }
  const look = async (code: string) => (await app.inject({ url: `/api/v1/public/reports/${code}` })).json()
  const fact = (
    kind:
      | 'signal.opened'
      | 'event.merged'
      | 'event.split'
      | 'event.parked'
      | 'event.park-passed'
      | 'event.closed'
      | 'event.reopened',
    facts: object,
  ) =>
    spine.transaction({ kind: 'system', id: 'zhili' }, (tx) =>
      tx.record({ kind, subject: String((facts as { event: string }).event), area: null, body: facts as never }),
    )
  const event = (n: number) => `019576a0-0000-7000-8000-00000000000${n}`
  const open = async (report: string, to: string) => {
    signals.set(`s-${report}`, report)
    await fact('signal.opened', { signal: `s-${report}`, event: to })
  }
  const count = async () => Number((await spine.query<{ n: string }>('select count(*) as n from reports'))[0]!.n)

  it('of a citizen gets a code, keeps every character, and is found by the code', async () => {
    const receipt = await send(body({ contactName: '𠮷田', phone: '13000000042' }))
    assert.equal(receipt.status, 200)
    assert.match(receipt.areaName, /^北岸区/)
    const row = (await reportById(spine, receipt.id))!
    assert.deepEqual(
      [row.content, row.contact_name, row.source, row.person],
      ['㐂喜路井盖没了，𠮷祥巷口', '𠮷田', 'citizen', null],
    )
    assert.match(row.area, /^99\/990101\/(\d+\/){3}$/)
    const seen = await look(receipt.code.toLowerCase())
    assert.deepEqual([seen.state, seen.steps.length, seen.mayDispute], ['received', 1, false])
    assert.doesNotMatch(JSON.stringify(seen), /𠮷|130|㐂/, 'nothing of the reporter or their words is public')
  })

  it('sent twice with the same key is one report with one receipt', async () => {
    const before = await count()
    const key = { 'idempotency-key': 'k-1' }
    const [a, b] = await Promise.all([send(body(), key), send(body(), key)])
    assert.deepEqual(a, b)
    assert.equal(await count(), before + 1)
    assert.equal((await send(body({ content: 'another' }), key)).code, 'key.reused')
  })

  it('with a wrong place, type or content is refused with the reason, and nothing is kept', async () => {
    const before = await count()
    const refusals: [object, string][] = [
      [{ lon: place.lat, lat: place.lon }, 'input.malformed'],
      [{ lon: 0, lat: 0 }, 'report.place'],
      [{ lon: 121.47, lat: 31.23 }, 'report.place'],
      [{ lon: 106.55, lat: 29.56 }, 'report.place'],
      [{ lon: 11_862_000, lat: 3_440_000 }, 'input.malformed'],
      [{ lon: 'x' }, 'input.malformed'],
      [{ type: 'made-up.sensor' }, 'input.malformed'],
      [{ type: 'nothing' }, 'input.malformed'],
      [{ content: ' ' }, 'input.malformed'],
      [{ happenedAt: '2026-03-02 09:30' }, 'input.malformed'],
      [{ selfHandled: true }, 'permit.missing'],
      [{ surplus: 1 }, 'input.malformed'],
      [{ files: [event(9)] }, 'input.malformed'],
    ]
    for (const [change, code] of refusals) assert.equal((await send(body(change))).code, code, JSON.stringify(change))
    assert.equal(
      (
        await app.inject({
          method: 'POST',
          url: '/api/v1/reports',
          headers: { 'content-type': 'application/json' },
          payload: '{"type": ',
        })
      ).statusCode,
      400,
    )
    assert.equal(await count(), before)
  })

  it('with an unseen character of no use is kept without it', async () => {
    const receipt = await send(body({ content: 'a\u0000b\ud842c' }))
    assert.equal((await reportById(spine, receipt.id))!.content, 'ab\ufffdc')
  })

  it('takes its own photos along, once', async () => {
    await spine.query(`insert into files (id, size, owner, made_at) values ($1, 10, 'public', $2), ($3, 10, 'p-xieran', $2)`, [
      event(1),
      clock.now(),
      event(2),
    ])
    assert.equal((await send(body({ files: [event(2)] }))).code, 'input.malformed', 'another person’s upload')
    const receipt = await send(body({ files: [event(1)] }))
    const [file] = await spine.query<{ report: string }>('select report from files where id = $1', [event(1)])
    assert.equal(file?.report, receipt.id)
    assert.equal((await send(body({ files: [event(1)] }))).code, 'input.malformed', 'a photo of another report')
  })

  it('of a grid worker is theirs, and settled on the spot it is closed at once', async () => {
    const as = { 'x-person': 'p-xieran' }
    const first = await send(body({ happenedAt: '2026-03-02T08:00:00+08:00' }), as)
    clock.set(new Date(clock.now().getTime() + 1000))
    const second = await send(body({ selfHandled: true }), as)
    const page = async (query: string) => (await app.inject({ url: `/api/v1/reports/mine${query}`, headers: as })).json()
    const newest = await page('?limit=1')
    assert.deepEqual([newest.rows[0].id, newest.rows[0].outcome], [second.id, 'self-handled'])
    const older = await page(`?limit=1&cursor=${newest.next}`)
    assert.deepEqual([older.rows[0].id, older.next], [first.id, null])
    const [row] = await spine.query<{ occurred_at: Date }>('select occurred_at from facts where subject = $1', [first.id])
    assert.equal(row?.occurred_at.toISOString(), '2026-03-02T00:00:00.000Z')
    assert.equal((await app.inject({ url: '/api/v1/reports/mine' })).statusCode, 401)
  })

  it('is followed through opening, merging, splitting, parking and closing, and may be disputed once', async () => {
    const receipt = await send(body())
    await open(receipt.id, event(3))
    await fact('event.merged', { event: event(3), into: event(4), intoNo: 'N4' })
    assert.equal((await reportsOfEvent(spine, event(4)))[0]?.id, receipt.id)
    await fact('event.split', { event: event(3), from: event(4) })
    assert.equal((await reportById(spine, receipt.id))!.event, event(3))
    await fact('event.parked', { event: event(3), reason: '等部件', until: '2026-04-01T00:00:00Z' })
    await fact('event.park-passed', { event: event(3) })
    await fact('event.closed', { event: event(3), checkedBy: 'p-hechuan' })
    const seen = await look(receipt.code)
    assert.deepEqual(
      seen.steps.map(
        (step: { state: string; until: string | null }) => step.state + (step.until ? ` ${step.until.slice(0, 10)}` : ''),
      ),
      ['received', 'accepted', 'merged', 'accepted', 'parked 2026-04-01', 'handling', 'closed'],
    )
    assert.deepEqual([seen.state, seen.outcome, seen.mayDispute], ['closed', 'closed', true])
    const dispute = () =>
      app.inject({ method: 'POST', url: `/api/v1/public/reports/${receipt.code}/dispute`, payload: { reason: '还有味道' } })
    assert.equal((await dispute()).json().mayDispute, false)
    assert.deepEqual(disputed, [`${receipt.id} 还有味道`])
    assert.equal((await dispute()).statusCode, 409)
    await fact('event.reopened', { event: event(3), reason: '还有味道' })
    assert.equal((await look(receipt.code)).state, 'handling')
  })

  it('shows its reporter only to those who may see it and say what for, and leaves a fact', async () => {
    const receipt = await send(body({ contactName: '谢某', phone: '13000000042' }))
    const reveal = (person: string, purpose: string) =>
      app.inject({
        method: 'POST',
        url: `/api/v1/reports/${receipt.id}/reveal`,
        headers: { 'x-person': person },
        payload: { purpose },
      })
    assert.equal((await reveal('p-far', '回访')).json().code, 'thing.not-found')
    assert.equal((await reveal('p-xieran', '回访')).json().code, 'permit.missing')
    assert.equal((await reveal('p-chenli', ' ')).json().code, 'personal.purpose')
    assert.deepEqual((await reveal('p-chenli', '回访')).json(), { contactName: '谢某', phone: '13000000042', email: null })
    const facts = await spine.query<{ actor: { id: string }; body: object }>(
      `select actor, body from facts where kind = 'personal.revealed' and subject = $1`,
      [receipt.id],
    )
    assert.deepEqual(
      facts.map((one) => [one.actor.id, one.body]),
      [['p-chenli', { subject: receipt.id, field: 'report.contact', whose: '谢*', purpose: '回访' }]],
    )
  })

  it('of no such code is unknown, whatever is asked', async () => {
    for (const code of ['AAAAAAAAAA', 'x', encodeURIComponent("' or 1=1"), '%00'])
      assert.equal((await look(code)).code, 'code.unknown')
  })

  it('types to choose from are those that may be reported', async () => {
    const answer = (await app.inject({ url: '/api/v1/public/report-types' })).json()
    assert.deepEqual(answer.rows, [{ id: 'made-up.hole', name: words('made-up.hole') }])
  })

  it('of one address are bounded, a repeat of a sent one is not', async () => {
    counting = true
    const first = await send(body(), { 'idempotency-key': 'k-9' })
    let taken = 0
    while (taken < 60 && (await send(body())).status === 200) taken++
    assert.equal(taken, 29)
    assert.equal((await send(body())).code, 'input.too-many')
    assert.deepEqual(await send(body(), { 'idempotency-key': 'k-9' }), first)
    assert.equal((await send(body(), { 'x-person': 'p-xieran' })).status, 200)
    counting = false
  })
})
