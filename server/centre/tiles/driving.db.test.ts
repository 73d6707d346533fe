import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { MapPoints } from '../../../contract/map.ts'
import type { MapView } from '../../../contract/tile.ts'
import { truckPack } from '../../../test/demo-packs.ts'
import { startStory } from '../../../test/story.ts'
import { readTile } from '../../../test/tile-read.ts'

const [registered, far] = [
  { lon: 105.5072, lat: 31.5069 },
  { lon: 105.5172, lat: 31.5169 },
]
const tileAround = (z: number, { lon, lat }: typeof far): string => {
  const n = 2 ** z
  const y = ((1 - Math.asinh(Math.tan((lat * Math.PI) / 180)) / Math.PI) / 2) * n
  return `${z}/${Math.floor(((lon + 180) / 360) * n)}/${Math.floor(y)}`
}

it('a vehicle stands where its device told last, marked when that is old; what tells no place and what is no vehicle stays', async (test) => {
  const story = await startStory(test, { packs: [truckPack] })
  for (const [id, kind] of [
    ['truck', 'spoil-truck'],
    ['silent', 'spoil-truck'],
    ['site', 'spoil-site'],
  ]) {
    await story.sql(
      `insert into objects (id, pack, kind, code, name, area, lon, lat) select $1, 'spoil-truck', $2, $1, $1, area, $3, $4 from objects where id = 'tank-990101-0001'`,
      [id, kind, registered.lon, registered.lat],
    )
    await story.sql(
      `insert into devices (id, object, kind, pack, name, interval_s) values ('jt-' || $1, $1, 'vehicle-terminal', 'spoil-truck', $1, 30)`,
      [id],
    )
  }
  const tells = (device: string, values: object, secondsAgo: number) =>
    story.sql(
      `insert into device_states (device, last_at, last_received, last_values) values ($1, $2, $2, $3)
       on conflict (device) do update set last_at = excluded.last_at, last_values = excluded.last_values`,
      [device, new Date(story.now().getTime() - secondsAgo * 1000), JSON.stringify(values)],
    )
  await tells('jt-truck', { ...far, speed: 30 }, 20)
  await tells('jt-silent', { speed: 0 }, 20)
  await tells('jt-site', far, 20)
  await story.sql(
    `insert into alarms (id, object, family, pack, severity, peak, since, area, label)
     select gen_random_uuid(), id, 'distress', pack, 'yellow', 'yellow', $1, area, '求助' from objects where id = 'truck'`,
    [story.now()],
  )
  const { body } = await story.public('POST', '/api/v1/demo/session', { account: 'chenli', tab: true })
  const headers = { 'x-demo-session': String(body.tabSession) }
  const near = async (at: typeof far) => {
    const url = `/api/v1/tiles/objects/${tileAround(17, at)}?kinds=spoil-truck,spoil-site`
    const found = readTile((await story.zhili.app.inject({ url, headers })).rawPayload, 'objects')
    return found.map(({ properties: { id, n, stale, alarm } }) => [id ?? n, Boolean(stale), Boolean(alarm)])
  }
  const view = async (at: typeof far) => {
    const box = `bbox=${at.lon - 0.001},${at.lat - 0.001},${at.lon + 0.001},${at.lat + 0.001}`
    const found = (await story.as('chenli').get<MapView>(`/api/v1/map/view?${box}&kinds=spoil-truck,spoil-site`)).body
    return {
      rows: found.rows.map(({ id, stale, placedAt }) => [id, stale, placedAt !== null]),
      n: found.counts.reduce((a, b) => a + b, 0),
      alarms: found.alarms[3],
    }
  }
  assert.deepEqual(await near(far), [['truck', false, true]])
  assert.deepEqual(await near(registered), [[2, false, false]])
  assert.deepEqual(await view(far), { rows: [['truck', false, true]], n: 1, alarms: 1 })
  const stay = {
    rows: [
      ['silent', false, false],
      ['site', false, false],
    ],
    n: 2,
    alarms: 0,
  }
  assert.deepEqual(await view(registered), stay)

  // Silent for longer than a gap: its last known place, and that is said.
  await tells('jt-truck', { ...far, speed: 30 }, 600)
  assert.deepEqual(await near(far), [['truck', true, true]])
  assert.deepEqual((await view(far)).rows, [['truck', true, true]])

  // What is near is so where it told, not where it was registered.
  const points = async (at: typeof far) => {
    const url = `/api/v1/map/points?bbox=${at.lon - 0.001},${at.lat - 0.001},${at.lon + 0.001},${at.lat + 0.001}`
    const { objects, objectsLeft } = (await story.as('chenli').get<MapPoints>(url)).body
    const own = objects.filter(({ kind }) => kind.startsWith('spoil-'))
    return { own: own.map(({ id, lon, placedAt, stale }) => [id, lon, placedAt !== null, stale]), objectsLeft }
  }
  assert.deepEqual(await points(far), { own: [['truck', far.lon, true, true]], objectsLeft: 0 })
  const others = ['silent', 'site'].map((id) => [id, registered.lon, false, false])
  assert.deepEqual(await points(registered), { own: others, objectsLeft: 0 })

  // Then it stood where it had told by then, with the age it had; before the first it stands where it was registered.
  const between = { lon: 105.5272, lat: 31.5269 }
  const told = (place: typeof far, minutesAgo: number, quality = 'good') =>
    story.sql(`insert into readings (at, device, received_at, values, quality) values ($1, 'jt-truck', $1, $2, $3)`, [
      new Date(story.now().getTime() - minutesAgo * 60_000),
      JSON.stringify({ ...place, speed: 30 }),
      quality,
    ])
  await told(between, 180)
  await told(far, 90)
  await told(registered, 89, 'suspect')
  const then = async (at: typeof far, minutesAgo: number) => {
    const moment = new Date(story.now().getTime() - minutesAgo * 60_000)
    const box = `bbox=${at.lon - 0.001},${at.lat - 0.001},${at.lon + 0.001},${at.lat + 0.001}`
    const url = `/api/v1/map/view?${box}&kinds=spoil-truck&at=${moment.toISOString()}`
    const { rows } = (await story.as('chenli').get<MapView>(url)).body
    return rows.map(({ id, stale, placedAt }) => [id, stale, placedAt && (moment.getTime() - Date.parse(placedAt)) / 60_000])
  }
  assert.deepEqual(await then(between, 179), [['truck', false, 1]])
  assert.deepEqual(await then(between, 120), [['truck', true, 60]])
  assert.deepEqual(await then(far, 88), [['truck', false, 2]], 'a suspect place is none')
  assert.deepEqual(await then(far, 120), [])
  const before = [
    ['silent', false, null],
    ['truck', false, null],
  ]
  assert.deepEqual(await then(registered, 200), before)
  await story.end()
})
