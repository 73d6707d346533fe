import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { hears } from '../../server/centre/live/hears.ts'
import type { RecordedFact } from '../../server/kernel/facts.ts'
import type { Caller } from '../../server/kernel/http.ts'
import { type Story, startStory } from '../story.ts'

const corpus = (name: string): Buffer => readFileSync(new URL(`../../protocols/cap/corpus/${name}`, import.meta.url))
type Line = { id: string; state: string; kind: string; colour: string; event: string }
type Taken = { id: string; known: boolean; code?: string }

async function keyOf(story: Story, name = '市预警中心'): Promise<{ authorization: string }> {
  const made = await story.as('nijie').post('/api/v1/admin/keys', { name, kind: 'system', unit: 'unit-linjiang-safety-law' })
  return { authorization: `Bearer ${made.body.id}.${made.body.secret}` }
}

type Said = { id: string; kind?: string; about?: string; headline?: string; extra?: string; sent?: string }
const message = ({
  id,
  kind = 'Alert',
  about,
  headline = '暴雨橙色预警',
  extra = '',
  sent = '2026-03-02T09:30:00+08:00',
}: Said): Buffer =>
  Buffer.from(`<?xml version="1.0" encoding="UTF-8"?>
<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>${id}</identifier><sender>cma@example.org</sender>
<sent>${sent}</sent><status>Actual</status><msgType>${kind}</msgType><scope>Public</scope>${extra}
${about ? `<references>cma@example.org,${about},2026-03-02T09:30:00+08:00</references>` : ''}
<info><language>zh-CN</language><category>Met</category><event>暴雨</event><urgency>Expected</urgency><severity>Severe</severity>
<certainty>Likely</certainty><expires>2026-03-02T20:00:00+08:00</expires><senderName>市气象台</senderName><headline>${headline}</headline>
<area><areaDesc>北岸区</areaDesc><geocode><valueName>GB/T 2260</valueName><value>990101</value></geocode></area></info></alert>`)

const send = (story: Story, key: { authorization: string }, document: Buffer) =>
  story.public('POST', '/api/v1/warnings/cap', document, { ...key, 'content-type': 'application/cap+xml' }) as Promise<{
    status: number
    body: unknown
  }> as Promise<{ status: number; body: Taken }>
const list = async (story: Story, query = ''): Promise<Line[]> =>
  (await story.as('chenli').get<{ rows: Line[] }>(`/api/v1/warnings${query}`)).body.rows

describe('a warning of another centre', () => {
  it('is taken once, followed by its updates, and over when it is cancelled', async (t) => {
    const story = await startStory(t)
    const key = await keyOf(story)
    const first = await send(story, key, message({ id: '99010141600000_20260302093000_0' }))
    assert.equal(first.status, 200, JSON.stringify(first.body))
    const twice = await Promise.all([1, 2].map(() => send(story, key, message({ id: '99010141600000_20260302093000_0' }))))
    assert.deepEqual(
      twice.map(({ body }) => body),
      [1, 2].map(() => ({ id: first.body.id, known: true })),
    )
    const changed = await send(story, key, message({ id: '99010141600000_20260302093000_0', headline: '暴雨红色预警' }))
    assert.equal(changed.body.code, 'warning.changed')

    const update = {
      id: 'u1',
      kind: 'Update',
      about: '99010141600000_20260302093000_0',
      headline: '暴雨红色预警',
      sent: '2026-03-02T09:40:00+08:00',
    }
    await send(story, key, message(update))
    assert.deepEqual(
      (await list(story)).map(({ state, colour }) => [state, colour]),
      [['now', 'red']],
    )
    await send(story, key, message({ id: 'c1', kind: 'Cancel', about: 'u1', sent: '2026-03-02T09:50:00+08:00' }))
    assert.deepEqual(await list(story), [])
    const all = await list(story, '?view=all')
    assert.deepEqual(
      all.map(({ kind, state }) => [kind, state]),
      [
        ['cancel', 'over'],
        ['update', 'cancelled'],
        ['alert', 'superseded'],
      ],
    )

    const { body } = await story
      .as('chenli')
      .get<{ chain: Line[]; division: string; areas: { name: string }[] }>(`/api/v1/warnings/${first.body.id}`)
    assert.deepEqual([body.chain.length, body.division, body.areas.map(({ name }) => name)], [3, '990101', ['北岸区']])
    const facts = (await story.facts()).filter(({ kind }) => kind.startsWith('warning.'))
    assert.deepEqual(
      facts.map(({ kind, body }) => [kind, body.colour]),
      [
        ['warning.received', 'orange'],
        ['warning.received', 'red'],
        ['warning.cancelled', 'red'],
      ],
    )
    await story.end()
  })

  it('is read by whoever answers for a part of where it is, for several towns as for one, and by others when they ask', async (t) => {
    const story = await startStory(t)
    const key = await keyOf(story)
    await send(story, key, message({ id: 'here' }))
    const [ferry, grove] = ['99/990101/990101001/', '99/990101/990101002/']
    const seen = async (as: string, query = '') =>
      (await story.as(as).get<{ rows: Line[] }>(`/api/v1/warnings${query}`)).body.rows.length
    assert.deepEqual([await seen('chenli'), await seen('liangzhu')], [1, 1], 'the whole district')
    await story.sql(`update warnings set areas = array['${grove}']`)
    assert.equal(await seen('liangzhu'), 1, 'their town')
    await story.sql(`update warnings set areas = array['${ferry}']`)
    assert.deepEqual([await seen('liangzhu'), await seen('liangzhu', `?area=${encodeURIComponent(ferry)}`)], [0, 1])
    await story.sql(
      `insert into unit_areas (unit, area, path) select distinct u.unit, '990101001', '${ferry}' from unit_areas u where u.path = '${grove}' on conflict do nothing`,
    )
    assert.equal(await seen('liangzhu'), 1, 'one of their two towns')
    await story.end()
  })

  it('may be several at once, red here and orange there, and is over in all of them', async (t) => {
    const story = await startStory(t)
    const key = await keyOf(story)
    const info = (headline: string, area: string, until: string) => `<info><language>zh-CN</language><category>Met</category>
      <event>暴雨</event><urgency>Expected</urgency><severity>Unknown</severity><certainty>Likely</certainty><expires>${until}</expires>
      <headline>${headline}</headline><area><areaDesc>${area}</areaDesc><geocode><valueName>GB/T 2260</valueName><value>${area}</value></geocode></area></info>`
    const parts = [
      info('临江暴雨红色预警', '990101', '2026-03-02T12:00:00+08:00'),
      info('暴雨橙色预警', '99', '2026-03-02T20:00:00+08:00'),
    ]
    const both = String(message({ id: 'w1' })).replace(/<info>.*<\/info>/s, parts.join(''))
    const first = await send(story, key, Buffer.from(both))
    assert.equal(first.status, 200, JSON.stringify(first.body))
    assert.deepEqual((await send(story, key, Buffer.from(both))).body, { id: first.body.id, known: true })
    const standing = async () =>
      (
        await story.sql<{ colour: string; areas: string[] }>(
          'select colour, areas from warnings where ended_at is null and to_at > $1 order by part',
          [story.now()],
        )
      ).map(({ colour, areas }) => `${colour} ${areas}`)
    assert.deepEqual(await standing(), ['red 99/990101/', 'orange 99/'])
    await story.pass({ h: 5 })
    assert.deepEqual(await standing(), ['orange 99/'], 'each to its own end')
    const nothing = String(message({ id: 'c1', kind: 'Cancel', about: 'w1', sent: '2026-03-02T14:00:00+08:00' }))
    await send(story, key, Buffer.from(nothing.replace(/<info>.*<\/info>/s, '')))
    assert.deepEqual(await standing(), [])
    const [cancelled] = await story.sql<{ colour: string; areas: string[] }>(
      `select colour, areas from warnings where kind = 'cancel'`,
    )
    assert.deepEqual(cancelled, { colour: 'red', areas: ['99/', '99/990101/'] }, 'told wherever the warning was')
    assert.equal((await list(story, '?view=all')).length, 3)
    await story.end()
  })

  it('is taken as far as it is about places here, and over when its update has moved away', async (t) => {
    const story = await startStory(t)
    const key = await keyOf(story)
    const far = '<polygon>30.5,104 30.5,104.2 30.7,104.2 30.5,104</polygon>'
    const away = (document: Buffer) => Buffer.from(String(document).replace(/<geocode>.*<\/geocode>/s, far))
    assert.equal((await send(story, key, away(message({ id: 'f1' })))).status, 200, 'kept, and handed on')
    assert.deepEqual(await list(story), [])
    const both = String(message({ id: 'w1' })).replace(/<area>.*<\/area>/s, (area) => `${area}</info>`) // one here …
    const info = /<info>.*<\/info>/s.exec(String(away(message({ id: 'x', headline: '暴雨红色预警' }))))![0]
    await send(story, key, Buffer.from(both.replace('</info></info>', `</info>${info}`))) // … and one there
    assert.deepEqual(
      (await list(story)).map(({ colour }) => colour),
      ['orange'],
    )
    const moved = await send(
      story,
      key,
      away(message({ id: 'u1', kind: 'Update', about: 'w1', sent: '2026-03-02T09:40:00+08:00' })),
    )
    assert.equal(moved.status, 200, JSON.stringify(moved.body))
    assert.deepEqual(await list(story), [])
    const told = (await story.facts()).filter(({ kind }) => kind.startsWith('warning.'))
    assert.deepEqual(
      told.map(({ body }) => body.colour),
      ['orange'],
      'nobody here is told of what is elsewhere',
    )
    await story.end()
  })

  it('is superseded at once when its update came before it', async (t) => {
    const story = await startStory(t)
    const key = await keyOf(story)
    await send(story, key, message({ id: 'u1', kind: 'Update', about: 'w1', sent: '2026-03-02T09:40:00+08:00' }))
    await send(story, key, message({ id: 'w1' }))
    assert.deepEqual(
      (await list(story, '?view=all')).map(({ kind, state }) => [kind, state]),
      [
        ['update', 'now'],
        ['alert', 'superseded'],
      ],
    )
    assert.equal((await story.sql('select distinct chain from warnings')).length, 1)
    await story.end()
  })

  it('is ended only by whoever sent it, and shown only where it counts', async (t) => {
    const story = await startStory(t)
    const [key, other] = [await keyOf(story), await keyOf(story, '别的中心')]
    await send(story, key, message({ id: 'w1' }))
    assert.equal((await send(story, other, message({ id: 'c1', kind: 'Cancel', about: 'w1' }))).body.code, 'warning.nothing')
    await send(story, other, message({ id: 'u1', kind: 'Update', about: 'w1' }))
    assert.equal((await list(story)).length, 2, 'an update of nothing one knows is a warning of its own')
    assert.equal((await list(story, '?area=99/990101/990101001/')).length, 2)
    assert.equal((await list(story, '?area=50/500105/')).length, 0)
    await story.pass({ h: 11 })
    assert.equal((await list(story)).length, 0, 'after its end it is over')
    await story.end()
  })

  it('is heard by whoever works on cases, wherever they sit, and by no administrator', () => {
    const fact = { kind: 'warning.received', area: '99/990101/', body: {} } as unknown as RecordedFact
    const listener = (permits: Caller['permits']) => ({
      caller: { permits, sight: 'case' } as Caller,
      scope: [],
      cases: new Set<string>(),
    })
    assert.equal(hears(listener(new Set(['event.read'])), fact), true)
    assert.equal(hears(listener(new Set(['admin.read'])), fact), false)
  })

  it('goes out as valid CAP, without exercises and what is not for the public', async (t) => {
    const story = await startStory(t)
    const key = await keyOf(story)
    const files = ['43b080713727.cap', 'canada.cap', 'cap_amber_alert_example.xml', 'thunderstorm.cap', 'wcatwc-warning.cap']
    for (const name of files) assert.equal((await send(story, key, corpus(name))).status, 200, name)
    await send(story, key, message({ id: 'w1', headline: '暴雨橙色预警 &lt;b&gt;' }))
    const restricted = message({ id: 'w2' })
      .toString()
      .replace('<scope>Public</scope>', '<scope>Restricted</scope><restriction>内部</restriction>')
    const kept = await send(story, key, Buffer.from(restricted))
    assert.equal(kept.status, 200, JSON.stringify(kept.body))
    const feed = String((await story.public('GET', '/api/v1/warnings.atom')).body)
    XmlDocument.fromString(feed).dispose()
    assert.match(feed, /<title>暴雨橙色预警 &lt;b&gt;<\/title>/)
    assert.ok(!feed.includes(kept.body.id))
    assert.equal((await story.public('GET', `/api/v1/warnings/${kept.body.id}/cap`)).status, 404)
    const links = [...feed.matchAll(/\/api\/v1\/warnings\/[0-9a-f-]+\/cap/g)].map(([path]) => path)
    assert.ok(links.length > 0)
    const schema = XsdValidator.fromDoc(XmlDocument.fromBuffer(corpus('CAP-v1.2.xsd')))
    for (const path of links) {
      const document = XmlDocument.fromString(String((await story.public('GET', path)).body))
      schema.validate(document)
      document.dispose()
    }
    await story.end()
  })

  it('is refused when it is none, with a code, and opens nothing', async (t) => {
    const story = await startStory(t)
    const key = await keyOf(story)
    const gateway = { authorization: 'Bearer gw-990101.zhili-demo-gateway-990101' }
    const faults: [code: string, document: Buffer, by?: { authorization: string }][] = [
      ['key.wrong', message({ id: 'w1' }), gateway],
      ['key.wrong', message({ id: 'w1' }), { authorization: `${key.authorization}x` }],
      ['warning.document', Buffer.from('')],
      ['warning.document', corpus('xee.cap')],
      ['warning.document', corpus('invalid.cap')],
      ['warning.document', corpus('earthquake.cap')],
      ['warning.document', corpus('amber.atom')],
      ['warning.document', message({ id: 'a b' })],
      ['warning.colour', corpus('earthquake-iso8859-1.cap')],
      ['warning.kind', message({ id: 'w1', kind: 'Ack', about: 'x' })],
      ['warning.nothing', message({ id: 'w1', kind: 'Cancel', about: 'x' })],
      ['input.too-large', Buffer.concat([message({ id: 'w1' }), Buffer.alloc(1_048_576, 32)])],
    ]
    for (const [code, document, by = key] of faults)
      assert.equal((await send(story, by, document)).body.code, code, document.toString().slice(0, 80))
    assert.equal((await story.sql('select 1 from warnings')).length, 0)
    assert.equal((await story.public('GET', '/api/v1/warnings')).status, 401)
    await story.end()
  })
})
