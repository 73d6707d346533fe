import assert from 'node:assert/strict'
import fs, { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { factKinds } from '../../contract/fact.ts'
import { placesOf } from '../../server/city/area/places.ts'
import { demoNames } from '../../server/city/seed/demo-accounts.ts'
import { makeStaff } from '../../server/city/seed/seed-city.ts'
import { describeApi } from '../../server/describe.ts'
import { startStory } from '../story.ts'
import { goRed } from './septic.ts'

const document = await describeApi()
const root = new URL('../../', import.meta.url)

/** Words that would stand on a tool for watching people instead of a tool for solving matters (ADR 0012). */
const forbidden = new Set(
  'rank ranks ranking rankings leaderboard score scores scoring point points credit credits checkin attendance punch roster online presence seen lastseen track tracks tracking trail trajectory trace traces breadcrumb productivity performance kpi'.split(
    ' ',
  ),
)
const forbiddenZh = /排名|排行|积分|打卡|签到|考勤|在线时长|在线时间|轨迹|绩效|评分|得分|末位|红黑榜/

/** The few places where such a word means a thing and not a person. */
const allowed: Record<string, string> = {
  'path /api/v1/map/points': 'points on the map are events and objects',
  'schema MapPoints': 'points on the map are events and objects',
  'property Series.points': 'points of a curve',
  'property Feed.online': 'devices that are heard',
  'schema Kpi': 'indicators of areas and periods, never of persons',
  'schema KpiPeriod': 'a day, a week, a month of an area',
  'schema KpiSheet': 'indicators of areas and periods, never of persons',
  'property CameraPlatform.seen': 'how many things cameras recognised in a day, never persons',
  'property SignalDetail.score': 'how likely two signals are the same',
  'property ObjectRisk.score': 'how bad a building is, and each thing looked at',
  'property ObjectRisk.byScore': 'the level of a building by its score alone',
  'property ObjectRisk.points': 'what one thing adds to the risk of a building',
  'property ObjectRisk.unknownPoints': 'what nobody knows of a building adds',
  'property RiskLine.score': 'how bad a building is',
  'property RiskWall.score': 'how bad a building is',
  'property RiskTrialExample.score': 'how bad a building would be by settings that are tried',
  'property RuleTrend.points': 'how many readings a slope is drawn through',
  'path /api/v1/objects/{id}/track': 'where a vehicle went that carries spoil, never a person',
  'schema ObjectTrack': 'where a vehicle went that carries spoil, never a person',
  'parameter get /api/v1/vitals track': '跑道: a field of work of a board',
  'schema VitalTrack': '跑道: a field of work of a board',
  'property VitalTrack.track': '跑道: a field of work of a board',
  'property VitalDefinition.track': '跑道: a field of work of a board',
  'property VitalList.tracks': '跑道: fields of work of the boards',
  'property VitalRow.track': '跑道: a field of work of a board',
  'property LookUpVital.track': '跑道: a field of work of a board',
  'path /api/v1/vital-tracks': '跑道: a field of work of a board',
  'words get /api/v1/vital-tracks': '跑道: a field of work of a board',
  'words post /api/v1/vital-tracks': '跑道: a field of work of a board',
  'path /api/v1/vital-tracks/{code}': '跑道: a field of work of a board',
  'words put /api/v1/vital-tracks/{code}': '跑道: a field of work of a board',
  'path /api/v1/vital-tracks/{code}/stop': '跑道: a field of work of a board',
  'words post /api/v1/vital-tracks/{code}/stop': '跑道: a field of work of a board',
  'property CheckUpBody.trackName': '跑道: a field of work of a board',
  'property LookUpVital.trackName': '跑道: a field of work of a board',
  'property VitalPage.trackName': '跑道: a field of work of a board',
  'property VitalRow.trackName': '跑道: a field of work of a board',
  'property WallVital.trackName': '跑道: a field of work of a board',
  'schema VitalTrackDone': '跑道: a field of work of a board',
  'schema VitalTrackEntry': '跑道: a field of work of a board',
  'schema VitalTrackList': '跑道: a field of work of a board',
  'fact vital-track.added vital-track.added': '跑道: a field of work of a board',
  'fact vital-track.changed vital-track.changed': '跑道: a field of work of a board',
  'fact vital-track.stopped vital-track.stopped': '跑道: a field of work of a board',
  'fact object.risk-changed score': 'how bad a building is',
}

/** `openOrders`, `open-orders`, `OPEN_ORDERS` → open, orders; `check-in` is one word. */
const wordsOf = (name: string): string[] =>
  name
    .replace(/check-?in\b/gi, 'checkin')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z]+/)
    .filter(Boolean)

type Named = { place: string; name: string }

/** Every property below a schema, by name of the component it belongs to. */
function propertiesOf(owner: string, value: unknown): Named[] {
  if (Array.isArray(value)) return value.flatMap((one) => propertiesOf(owner, one))
  if (value === null || typeof value !== 'object') return []
  return Object.entries(value).flatMap(([key, inner]) => {
    const own =
      key === 'properties' ? Object.keys(inner as object).map((name) => ({ place: `property ${owner}.${name}`, name })) : []
    return [...own, ...propertiesOf(owner, inner)]
  })
}

function namesOfApi(): Named[] {
  const names: Named[] = []
  for (const [path, verbs] of Object.entries(document.paths)) {
    names.push({ place: `path ${path}`, name: path })
    for (const [verb, one] of Object.entries(verbs)) {
      const place = `${verb} ${path}`
      for (const { name } of one.parameters ?? []) names.push({ place: `parameter ${place} ${name}`, name })
      names.push(...propertiesOf(place, [one.requestBody, one.responses]))
      names.push({ place: `words ${place}`, name: `${one.description}` })
    }
  }
  for (const [name, schema] of Object.entries(document.components.schemas)) {
    names.push({ place: `schema ${name}`, name }, ...propertiesOf(name.replace(/Input$/, ''), schema))
  }
  return names
}

describe('no ranking of persons, no check-in, no points, no online time, no tracks', () => {
  it('in any route, parameter or field of the API', () => {
    const names = namesOfApi()
    assert.ok(names.length > 700, `${names.length} names`)
    const bad = names.filter(({ name }) => wordsOf(name).some((word) => forbidden.has(word)))
    assert.deepEqual(
      bad.filter(({ place }) => !(place in allowed)).map(({ place }) => place),
      [],
    )
    const used = new Set(bad.map(({ place }) => place))
    assert.deepEqual(
      Object.keys(allowed).filter((place) => !place.startsWith('fact ') && !used.has(place)),
      [],
      'exceptions nobody needs any more',
    )
    assert.doesNotMatch(JSON.stringify(document), forbiddenZh)
  })

  it('in any fact, contract or word on a screen', () => {
    for (const [kind, { body, zh, en }] of Object.entries(factKinds)) {
      for (const name of [kind, ...Object.keys(body.shape)])
        assert.ok(`fact ${kind} ${name}` in allowed || !wordsOf(name).some((word) => forbidden.has(word)), `${kind} ${name}`)
      assert.ok(!wordsOf(en).some((word) => forbidden.has(word)), en)
      assert.doesNotMatch(zh, forbiddenZh)
    }
    const folders = ['contract', 'ui/messages', 'console/messages', 'field/messages', 'packs']
    let looked = 0
    for (const folder of folders)
      for (const file of readdirSync(new URL(`${folder}/`, root), { recursive: true, encoding: 'utf8' })) {
        if (!file.endsWith('.ts')) continue
        assert.doesNotMatch(readFileSync(new URL(`${folder}/${file}`, root), 'utf8'), forbiddenZh, `${folder}/${file}`)
        looked++
      }
    assert.ok(looked > 30, `${looked} files`)
  })

  it('takes a place only with an arrival, evidence, a report or a signal, and keeps none in a fact', () => {
    const takes = Object.entries(document.paths).flatMap(([path, verbs]) =>
      Object.values(verbs)
        .filter((one) =>
          propertiesOf('body', withSchemas(one.requestBody)).some(({ name }) =>
            /^(lon|lat|place|position|location)$/i.test(name),
          ),
        )
        .map(() => path),
    )
    assert.deepEqual(takes.sort(), [
      '/api/open311/v2/requests.{format}',
      '/api/v1/hotline/orders',
      // names of the columns of a sheet of devices, no place
      '/api/v1/mapped-feed-preview',
      // where an object stands, not a person
      '/api/v1/objects',
      '/api/v1/objects/{id}/change',
      '/api/v1/reports',
      '/api/v1/signals',
      '/api/v1/work-orders/{id}/arrive',
      '/api/v1/work-orders/{id}/progress',
    ])
    for (const [kind, { body }] of Object.entries(factKinds)) {
      const places = Object.keys(body.shape).filter((name) =>
        /^(lon|lat|place|position|location|distanceM|accuracyM)$/i.test(name),
      )
      assert.deepEqual(places, kind === 'work-order.arrived' ? ['distanceM', 'accuracyM'] : [], kind)
    }
  })
})

/** A schema with what its references stand for. */
function withSchemas(value: unknown): unknown {
  const names = [...JSON.stringify(value ?? null).matchAll(/schemas\/(\w+)"/g)].map(
    ([, name]) => document.components.schemas[name!],
  )
  return [value, names]
}

/** GB 11643, written down a second time: weights and the character they demand. */
const passesCheckDigit = (number: string): boolean => {
  const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
  const sum = weights.reduce((total, weight, at) => total + weight * Number(number[at]), 0)
  return '10X98765432'[sum % 11] === number[17]
}

describe('the people of the demo', () => {
  it('are invented: not one identity number passes its check digit, not one phone is anybody’s', () => {
    assert.ok(passesCheckDigit('11010519491231002X'), 'the example of the standard')
    const cities = [
      makeStaff(placesOf('50').source, (code) => (code === '50' ? 'city' : code), demoNames, { offices: true }),
      makeStaff(placesOf('99').source, (code) => code, {}),
    ]
    const people = cities.flatMap(({ holders }) => holders)
    assert.ok(people.length > 9_000, `${people.length} people`)
    assert.deepEqual(
      people.filter(({ idNumber }) => passesCheckDigit(idNumber)),
      [],
    )
    assert.deepEqual(
      people.filter(({ phone }) => !/^1300\d{7}$/.test(phone)),
      [],
    )
  })
})

const secret = { contactName: '欧阳芷兰', phone: '13000008888' }
const smell = { type: 'city.gas-smell', content: '公厕旁沼气味呛人', lon: 105.5072, lat: 31.5069, ...secret }
const isBare = (text: string): boolean => text.includes(secret.contactName) || text.includes(secret.phone)

describe('who reported', () => {
  it('is stored only where a person, a report or evidence has its place', async (t) => {
    const story = await startStory(t)
    const columns = await story.sql<{ table: string; column: string }>(
      `select table_name as "table", column_name as "column" from information_schema.columns where table_schema = 'public'`,
    )
    const tablesWith = (name: RegExp) =>
      [...new Set(columns.filter(({ column }) => name.test(column)).map(({ table }) => table))].sort()
    assert.deepEqual(tablesWith(/^(lon|lat|.*place.*|.*position.*|.*location.*)$/), [
      'areas',
      'cameras',
      'events',
      'evidence',
      'files',
      // where a truck was found without its permit or ticket: of the truck, not of who drives
      'haul_findings',
      'objects',
      // ships, drones and vehicles; a person's is never kept (server/flow/1-ingest/plots)
      'plots',
      'plots_default',
      'reports',
      // hydrants, roads, shelters: the ground, never a person
      'scene_features',
      'signals',
      'suspicions',
      'targets',
    ])
    assert.deepEqual(tablesWith(/^(phone|contact_name|email|id_number)$/), ['persons', 'reports'])
  })

  it('is seen by nobody until somebody states a purpose, and that is a fact', async (t) => {
    const story = await startStory(t)
    const sent = await story.public('POST', '/api/v1/reports', smell)
    const { id, code } = sent.body as { id: string; code: string }
    assert.ok(
      !isBare(JSON.stringify(sent.body)) &&
        !isBare(JSON.stringify((await story.public('GET', `/api/v1/public/reports/${code}`)).body)),
    )
    const reveal = (account: string, purpose: string) => story.as(account).post(`/api/v1/reports/${id}/reveal`, { purpose })
    assert.equal((await reveal('chenli', ' ')).body.code, 'personal.purpose')
    assert.equal((await reveal('zhoumin', '回访')).body.code, 'permit.missing')
    assert.equal((await reveal('liangzhu', '回访')).status, 404)
    assert.deepEqual(await story.facts('personal.revealed'), [])
    const seen = await reveal('chenli', '回访核实地点')
    assert.deepEqual(seen.body, { ...secret, email: null })
    const [fact, ...more] = await story.facts('personal.revealed')
    assert.deepEqual(
      [fact?.subject, fact?.body, more],
      [id, { subject: id, field: 'report.contact', whose: '欧***', purpose: '回访核实地点' }, []],
    )
    const again = await story
      .as('chenli')
      .post(`/api/v1/reports/${id}/reveal`, { purpose: '再次回访' }, { 'idempotency-key': 'r-1' })
    assert.deepEqual(again.body, { ...secret, email: null })
    await story.as('chenli').post(`/api/v1/reports/${id}/reveal`, { purpose: '再次回访' }, { 'idempotency-key': 'r-1' })
    assert.equal((await story.facts('personal.revealed')).length, 3, 'every look is a fact')
    const kept = await story.sql<{ response: string }>('select response::text from idempotency_keys')
    assert.ok(!isBare(JSON.stringify(kept)))
    const audit = await story.as('hening').get<{ rows: { actor: { id: string } }[] }>('/api/v1/audit?kind=personal.revealed')
    assert.equal(audit.body.rows[0]?.actor.id, 'p-chenli')
    assert.ok(!isBare(JSON.stringify(await story.facts())) && !isBare(JSON.stringify(audit.body)))
    await story.expectNotices([])
    await story.end()
  })

  it('never gets into the log, not even when the database refuses the row', async (t) => {
    process.env.TEST_LOG = 'trace'
    t.after(() => delete process.env.TEST_LOG)
    const lines: string[] = []
    const whole = fs.write as unknown as (...all: unknown[]) => void
    t.mock.method(fs, 'write', (fd: number, text: unknown, ...rest: unknown[]) => {
      if (fd !== 2) return whole(fd, text, ...rest)
      lines.push(String(text))
      const written = rest.at(-1) as (error: null, bytes: number) => void
      process.nextTick(written, null, Buffer.byteLength(String(text)))
    })
    const story = await startStory(t)
    await goRed(story)
    assert.equal((await story.public('POST', '/api/v1/reports', smell)).status, 200)
    // what a broken migration could do: PostgreSQL then quotes the whole row in its error
    await story.sql('alter table reports add constraint nothing_more check (received_at is null) not valid')
    const failed = await story.public('POST', '/api/v1/reports', smell)
    assert.equal(failed.body.code, 'server.fault')
    assert.ok(!isBare(JSON.stringify(failed.body)))
    await new Promise(setImmediate)
    const log = lines.join('')
    assert.match(log, /request failed/)
    assert.match(log, /nothing_more/, 'the fault itself is told')
    assert.ok(!isBare(log), 'the log holds no name and no phone')
    await story.expectNotices(
      (
        await story.sql<{ account: string; kind: string }>(
          'select account, kind from notices n join accounts a on a.person = n.person',
        )
      ).map(({ account, kind }) => [account, kind]),
    )
  })
})
