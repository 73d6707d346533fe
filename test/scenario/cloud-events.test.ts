import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { CloudEvent, HTTP } from 'cloudevents'
import { pruneEventIds } from '../../server/flow/1-ingest/store-event-ids.ts'
import { firstDevice, type Story, startStory } from '../story.ts'

const key = { authorization: 'Bearer gw-990101.zhili-demo-gateway-990101' }
const batch = 'application/cloudevents-batch+json'

type Answer = { accepted?: number; duplicates?: number; refused?: { id: string; code: string }[]; code?: string }

/** Sends a body as it is under a content type, as the gateway of the district. */
const send = (story: Story, type: string, body: unknown, headers: Record<string, string> = {}) =>
  story.public('POST', '/api/v1/cloudevents', Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), {
    ...key,
    'content-type': type,
    ...headers,
  }) as Promise<{ status: number; body: Answer }>

const eventOf = (story: Story, data: unknown, change: Record<string, unknown> = {}) => ({
  ...{ specversion: '1.0', id: 'e1', source: `devices/${firstDevice}`, type: 'zhili.reading' },
  ...{ time: story.now().toISOString(), data },
  ...change,
})
const quarantined = (story: Story) =>
  story.sql<{ source: string; code: string; payload: string }>('select source, code, payload from quarantine order by payload')

describe('what comes over HTTP', () => {
  it('and is no event at all is refused and kept in the quarantine under its key', async (t) => {
    const story = await startStory(t)
    const faults: [type: string, body: string, status: number, headers?: Record<string, string>][] = [
      ['application/cloudevents+json', '{"specversion"', 400],
      ['application/cloudevents+json', 'null', 400],
      ['application/json', '{"values":{"ch4":1}}', 400, { 'ce-specversion': '1.0', 'ce-id': '%E4%' }],
      ['text/plain', 'ch4=90', 415],
      ['application/json; charset=utf-16', JSON.stringify(eventOf(story, { values: { ch4: 1 } })), 415],
      [batch, JSON.stringify(Array(501).fill({})), 400],
      ['application/cloudevents+json', JSON.stringify([eventOf(story, { values: { ch4: 1 } })]), 400],
      ['application/cloudevents+json', JSON.stringify(eventOf(story, { values: { ch4: 1 } }, { specversion: '0.3' })), 400],
    ]
    for (const [type, body, status, headers] of faults)
      assert.equal((await send(story, type, body, headers)).status, status, `${type} ${body.slice(0, 60)}`)
    const kept = await quarantined(story)
    assert.equal(kept.length, faults.length)
    assert.deepEqual([...new Set(kept.map((row) => row.source))], ['gw-990101'])
    assert.ok(kept.some((row) => row.code === 'input.unsupported' && row.payload === 'ch4=90'))
    const unknown = await send(story, 'text/plain', 'x', { authorization: 'Bearer gw-990101.wrong' })
    assert.equal(unknown.status, 401)
    assert.equal((await quarantined(story)).length, faults.length, 'strangers fill no list')
    await story.end()
  })

  it('in a batch is taken event by event, whatever is wrong with the others', async (t) => {
    const story = await startStory(t)
    const good = eventOf(story, { values: { ch4: 12 } }, { id: 'good' })
    const envelope = eventOf(story, { values: { ch4: 1 } }, { id: 'envelope', specversion: '0.3' })
    const name = eventOf(story, { values: { frobnicate: 5 } }, { id: 'name' })
    const old = eventOf(story, { at: '0001-01-01T00:00:00Z', values: { ch4: 5 } }, { id: 'old' })
    const answer = await send(story, batch, [envelope, good, name, old, 7])
    assert.equal(answer.status, 202)
    assert.equal(answer.body.accepted, 1)
    assert.deepEqual(answer.body.refused, [
      { id: 'envelope', code: 'input.malformed' },
      { id: 'name', code: 'reading.unknown-name' },
      { id: 'old', code: 'reading.too-old' },
      { id: '/4', code: 'input.malformed' },
    ])
    assert.equal((await quarantined(story)).length, 4)
    assert.equal((await story.facts('alarm.raised')).length, 1)
    await story.receipts(firstDevice)
    await story.end()
  })

  it('as the SDK of CloudEvents writes it is read, structured and binary', async (t) => {
    const story = await startStory(t)
    const made = (id: string, ch4: number) => {
      const at = new Date(story.now().getTime() - ch4 * 1000).toISOString()
      return new CloudEvent({
        ...{ id, source: `devices/${firstDevice}`, type: 'zhili.reading', time: at, datacontenttype: 'application/json' },
        data: { at, values: { ch4 } },
      })
    }
    for (const message of [HTTP.structured(made('sdk-1', 3)), HTTP.binary(made('sdk-2', 2))]) {
      const { 'content-type': type, ...headers } = message.headers as Record<string, string>
      const answer = await send(story, type!, message.body, headers)
      assert.deepEqual([answer.status, answer.body.accepted], [202, 1], JSON.stringify(answer.body))
    }
    const kept = await story.sql<{ ch4: number }>(
      `select (values->>'ch4')::float as ch4 from readings where device = $1 order by at desc limit 2`,
      [firstDevice],
    )
    assert.deepEqual(kept, [{ ch4: 2 }, { ch4: 3 }])
    await story.end()
  })

  it('is taken once by its source and id, whatever else it says the second time', async (t) => {
    const story = await startStory(t)
    const at = (s: number) => new Date(story.now().getTime() - s * 1000).toISOString()
    const say = async (...events: [id: string, ch4: number, s: number, change?: Record<string, unknown>][]) => {
      const all = events.map(([id, ch4, s, change]) => eventOf(story, { at: at(s), values: { ch4 } }, { id, ...change }))
      const { status, body } = await send(story, batch, all)
      assert.equal(status, 202)
      return body
    }
    const once = { accepted: 1, duplicates: 0, refused: [] }
    const again = { accepted: 0, duplicates: 1, refused: [] }
    assert.deepEqual(await say(['a', 1, 50]), once)
    assert.deepEqual(await say(['a', 1, 50]), again)
    assert.deepEqual(await say(['a', 2, 40]), again, 'another time and value under an id that was taken')
    assert.deepEqual(await say(['b', 2, 40], ['b', 3, 30]), { accepted: 1, duplicates: 1, refused: [] })
    assert.deepEqual(await say(['a', 4, 20, { source: 'other', subject: firstDevice }]), once, 'an id is of its source')
    assert.deepEqual(await say(['c', 5, 10], ['d', 6, 10]), { accepted: 2, duplicates: 0, refused: [] }, 'two of one moment')
    const early = eventOf(story, { at: at(-3600), values: { ch4: 7 } }, { id: 'e' })
    assert.equal((await send(story, batch, [early])).body.code, 'reading.future')
    assert.deepEqual(await say(['e', 7, 0]), once, 'what was refused may come again')
    const kept = await story.sql<{ ch4: number }>(
      `select (values ->> 'ch4')::int as ch4 from readings where device = $1 order by 1`,
      [firstDevice],
    )
    assert.deepEqual(
      kept.map(({ ch4 }) => ch4),
      [1, 2, 4, 5, 6, 7],
    )
    await story.sql(
      `update cloud_event_ids set heard_at = heard_at - interval '73 hours' where id <> (select min(id) from cloud_event_ids)`,
    )
    assert.equal(await pruneEventIds(story.zhili.spine), false)
    assert.deepEqual(await story.sql('select count(*)::int as n from cloud_event_ids'), [{ n: 1 }])
    await story.end()
  })

  it('may be the receipt of a command, of one’s own devices only', async (t) => {
    const story = await startStory(t)
    await story.reads(firstDevice, { ch4: 12 })
    const [command] = await story.sql<{ id: string }>('select id from commands')
    const receipt = (data: unknown, change = {}) =>
      send(story, 'application/cloudevents+json', eventOf(story, data, { type: 'zhili.receipt', ...change }))
    assert.equal((await receipt({ command: 'x', ok: true })).body.code, 'reading.malformed')
    assert.equal((await receipt({ command: command!.id, ok: true }, { subject: 'hf-1-1' })).body.code, 'reading.not-allowed')
    assert.equal((await receipt({ command: crypto.randomUUID(), ok: true })).status, 404)
    assert.deepEqual((await quarantined(story)).map((row) => row.code).sort(), [
      'reading.malformed',
      'reading.not-allowed',
      'thing.not-found',
    ])
    assert.deepEqual(await story.facts('command.receipted'), [])
    assert.equal((await receipt({ command: command!.id, ok: true })).body.accepted, 1)
    assert.equal((await story.commands())[0]!.state, 'receipted')
    const again = await receipt({ command: command!.id, ok: true })
    assert.deepEqual([again.status, again.body.accepted], [202, 0])
    await story.pass({ s: 10 })
    assert.deepEqual(await story.facts('command.unanswered'), [])
    await story.end()
  })

  it('is asked for first by senders of webhooks, who are told that they may and nothing else', async (t) => {
    const story = await startStory(t)
    const ask = (headers: Record<string, string>) =>
      story.zhili.app.inject({ method: 'OPTIONS', url: '/api/v1/cloudevents', headers })
    const emitter = 'eventemitter.example.com'
    const may = await ask({ 'webhook-request-origin': emitter, 'webhook-request-rate': '120' })
    assert.deepEqual([may.statusCode, may.body], [200, ''])
    const { allow, 'webhook-allowed-origin': origin, 'webhook-allowed-rate': rate } = may.headers
    assert.deepEqual([allow, origin, rate], ['POST, OPTIONS', emitter, '*'])
    for (const headers of [{}, { 'webhook-request-origin': 'a b' }, { 'webhook-request-origin': `${'x'.repeat(300)}.com` }]) {
      const no = await ask(headers as Record<string, string>)
      assert.deepEqual([no.statusCode, no.headers['webhook-allowed-origin']], [400, undefined])
    }
    const type = 'application/cloudevents+json'
    const event = eventOf(story, { values: { ch4: 1 } })
    assert.equal((await send(story, type, event, { origin: emitter })).status, 202, 'it says its name with every event')
    assert.equal((await send(story, type, event, { origin: emitter, authorization: 'Bearer gw-990101.wrong' })).status, 401)
    await story.end()
  })
})
