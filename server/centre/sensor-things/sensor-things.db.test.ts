import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { type TestDatabase, testDatabase } from '../../../test/database.ts'
import { gasPack } from '../../../test/demo-packs.ts'
import { createPacks } from '../../city/pack/packs.ts'
import { manualClock } from '../../kernel/clock.ts'
import { readConfig } from '../../kernel/config.ts'
import { type App, type Caller, createApp } from '../../kernel/http.ts'
import { createLog } from '../../kernel/log.ts'
import { createSpine, type Spine } from '../../kernel/spine.ts'
import { sensorThingsRoutes } from './routes.ts'

type Entity = Record<string, unknown> & { '@iot.id': string; '@iot.selfLink': string }
type Answer = { value: Entity[]; '@iot.count'?: number; '@iot.nextLink'?: string; code?: string }
const base = '/api/sta/v1.1'
const device = 'hf-990101-0001'

describe('SensorThings for a system', () => {
  let database: TestDatabase
  let spine: Spine
  let app: App
  const clock = manualClock(new Date('2026-03-02T01:30:00Z'))
  const units: Record<string, string> = { hub: 'unit-beian', none: '', elsewhere: 'unit-elsewhere' }

  before(async () => {
    database = await testDatabase('town')
    spine = createSpine({ url: database.url, clock, log: createLog('silent') })
    const identify = async (request: { headers: Record<string, unknown> }): Promise<Caller | null> => {
      const who = String(request.headers['x-key'] ?? '')
      if (!who) return null
      const kind = who === 'gateway' ? 'key-gateway' : 'key-system'
      return {
        actor: { kind: 'key', id: who },
        person: `key:${who}`,
        post: '',
        postKind: kind,
        unit: units[who] ?? '',
        scope: [],
        sight: 'case',
        permits: new Set(),
        session: 'key',
      }
    }
    app = await createApp({ spine, config: readConfig({ LOG_LEVEL: 'silent' }), identify })
    await sensorThingsRoutes(app, { spine, packs: createPacks([gasPack], { demo: false }) })
    await spine.query(
      `insert into readings (at, device, received_at, values) select $1::timestamptz - n * interval '1 hour', $2, $1, jsonb_build_object('ch4', n, 'o2', 20.9) from generate_series(0, 29) n`,
      [clock.now(), device],
    )
    const area = '99/990101/990101001/990101001001/'
    await spine.query(
      `insert into objects (id, pack, kind, code, name, area, lon, lat) values ('tank-1', 'septic-gas', 'septic-tank', 'T1', '渡口公园 1 号池', $1, 105.5, 31.5)`,
      [area],
    )
    // So many that an expansion of all of them is too much for one question.
    await spine.query(
      `insert into devices (id, object, kind, pack, name, interval_s)
       select id, 'tank-1', 'gas-monitor', 'septic-gas', id, 60 from unnest($1::text[]) id`,
      [[device, ...Array.from({ length: 80 }, (_, n) => `x-${n}`)]],
    )
    const [unit] = await spine.query<{ unit: string }>(`select unit from unit_areas where path = '99/990101/' limit 1`)
    units.hub = unit!.unit
  })
  after(async () => {
    await app.close()
    await spine.close()
    await database.drop()
  })

  const ask = async (path: string, who = 'hub') => {
    const answer = await app.inject({ method: 'GET', url: `${base}${path}`, headers: who ? { 'x-key': who } : {} })
    return { status: answer.statusCode, body: answer.json() as Answer & Entity }
  }
  const query = (options: Record<string, string>): string => `?${new URLSearchParams(options)}`

  it('lists its sets, and every link of an entity answers', async () => {
    const { body } = await ask('')
    assert.deepEqual(
      body.value.map(({ name }) => name),
      ['Things', 'Locations', 'Datastreams', 'Observations'],
    )
    const things = (await ask(`/Things${query({ $top: '1', $count: 'true' })}`)).body
    const [thing] = things.value
    assert.ok(things['@iot.count']! > 1)
    for (const [name, link] of Object.entries(thing!).filter(([name]) => /Link$/.test(name))) {
      const answer = await app.inject({ method: 'GET', url: new URL(String(link)).pathname, headers: { 'x-key': 'hub' } })
      assert.equal(answer.statusCode, 200, name)
    }
    const next = new URL(things['@iot.nextLink']!)
    const page = await app.inject({ method: 'GET', url: `${next.pathname}${next.search}`, headers: { 'x-key': 'hub' } })
    assert.ok((page.json() as Answer).value[0]!['@iot.id'] > thing!['@iot.id'])
    const [place] = (await ask(`/Things('${device}')/Locations`)).body.value
    assert.equal((place!.location as { type: string }).type, 'Point')
  })

  it('finds what was measured, by value, by time, in order', async () => {
    const stream = `/Datastreams('${device}:ch4')`
    const results = async (options: Record<string, string>) =>
      (await ask(`${stream}/Observations${query(options)}`)).body.value.map(({ result }) => result)
    assert.deepEqual(await results({ $top: '3' }), [0, 1, 2], 'newest first')
    assert.deepEqual(await results({ $filter: 'result ge 28', $orderby: 'result desc' }), [29, 28])
    assert.deepEqual(await results({ $filter: 'phenomenonTime le 2026-03-01T04:30:00+08:00' }), [29])
    assert.deepEqual(await results({ $filter: 'phenomenonTime ge 2026-03-02T00:30:00Z and result lt 1' }), [0])
    const { body } = await ask(`${stream}/Observations${query({ $count: 'true', $top: '1' })}`)
    assert.equal(body['@iot.count'], 30)
    const one = await ask(`/Observations('${body.value[0]!['@iot.id']}')`)
    assert.deepEqual([one.status, one.body.result], [200, 0])
    const { unitOfMeasurement } = (await ask(stream)).body as unknown as { unitOfMeasurement: { symbol: string } }
    assert.equal(unitOfMeasurement.symbol, gasPack.readings.ch4!.unit)
  })

  it('without a Datastream tells of the last day only', async () => {
    const { body } = await ask(`/Observations${query({ $count: 'true', $top: '0' })}`)
    assert.equal(body['@iot.count'], 24 * 2)
  })

  it('expands: a thing with its place and the newest of each of its streams', async () => {
    const expand = 'Locations,Datastreams($orderby=name;$expand=Observations($top=1;$select=result))'
    const { body } = await ask(`/Things('${device}')${query({ $expand: expand })}`)
    const streams = body.Datastreams as (Entity & { Observations: Entity[] })[]
    assert.equal((body.Locations as Entity[]).length, 1)
    assert.equal(streams.length, Object.keys(gasPack.readings).length)
    assert.deepEqual(streams.find((one) => one['@iot.id'] === `${device}:ch4`)!.Observations, [{ result: 0 }])
    const back = await ask(`/Observations${query({ $top: '1', $expand: 'Datastream/Thing' })}`)
    assert.equal((back.body.value[0]!.Datastream as { Thing: Entity }).Thing['@iot.id'], device)
    const greedy = await ask(`/Things${query({ $top: '1000', $expand: 'Datastreams/Observations' })}`)
    assert.equal(greedy.status, 400)
  })

  it('shows a key the areas of its unit, and nothing to others', async () => {
    for (const who of ['none', 'elsewhere']) {
      assert.deepEqual((await ask('/Things', who)).body.value, [], who)
      for (const path of [
        `/Things('${device}')`,
        `/Things('${device}')/Datastreams`,
        `/Datastreams('${device}:ch4')/Observations`,
      ])
        assert.equal((await ask(path, who)).status, 404, `${who} ${path}`)
      assert.deepEqual((await ask('/Observations', who)).body.value, [], who)
    }
    assert.equal((await ask('/Things', 'gateway')).body.code, 'key.wrong')
    assert.equal((await ask('/Things', '')).status, 401)
  })

  it('refuses what it does not know', async () => {
    for (const options of [
      { $filter: "secret eq 'x'" },
      { $filter: 'result gt' },
      { $orderby: 'secret' },
      { $expand: 'Secrets' },
      { $top: '-1' },
      { $format: 'x' },
    ])
      assert.equal((await ask(`/Things${query(options as Record<string, string>)}`)).status, 400, JSON.stringify(options))
    for (const path of [
      '/Secrets',
      "/Things('none')",
      `/Things('${device}')/Secrets`,
      "/Things('x' or 1=1)",
      `/Things('${device}')/constructor`,
    ])
      assert.equal((await ask(path)).status, 404, path)
    assert.deepEqual(
      (await ask(`/Things${query({ $filter: "name eq 'x'' or true or name eq ''x'" })}`)).body.value,
      [],
      'a quote ends nothing',
    )
  })
})
