import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { brotliDecompressSync } from 'node:zlib'
import type { z } from 'zod'
import type { AreaDetail, MapPoints, ObjectDetail, Outlines } from '../../../contract/map.ts'
import type { Series } from '../../../contract/reading.ts'
import { goRed } from '../../../test/scenario/septic.ts'
import { firstDevice, startStory } from '../../../test/story.ts'

const everywhere = 'bbox=105,31,106,32'

describe('the map', () => {
  it('holds open events and objects of the caller’s areas, and the numbers of the areas below', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const points = (await story.as('chenli').get<MapPoints>(`/api/v1/map/points?${everywhere}`)).body
    assert.equal(points.events.length, 1)
    assert.equal(points.objects.length, 20)
    assert.deepEqual([points.objects[0]?.id, points.objects[0]?.severity, points.objectsLeft], ['tank-990101-0001', 'red', 0])
    assert.deepEqual(
      points.children.map((area) => [area.name, area.open, area.redOrange, area.worst]),
      [
        ['临江街道', 1, 1, 'extraordinary'],
        ['竹溪街道', 0, 0, null],
      ],
    )
    const city = (await story.as('shenlan').get<MapPoints>('/api/v1/map/points')).body
    assert.deepEqual([city.objects.length, city.children.map((area) => [area.code, area.open])], [0, [['990101', 1]]])
    const other = (await story.as('liangzhu').get<MapPoints>(`/api/v1/map/points?${everywhere}`)).body
    assert.deepEqual([other.events.length, other.children.map((area) => area.open)], [0, [0, 0]])
    assert.equal(
      other.objects.some((object) => object.id === 'tank-990101-0001'),
      false,
    )
    const outside = (await story.as('liangzhu').get<MapPoints>(`/api/v1/map/points?area=990101001&${everywhere}`)).body
    assert.deepEqual([outside.events, outside.objects, outside.children], [[], [], []])
    assert.equal((await story.as('chenli').get('/api/v1/map/points?bbox=106,31,105,32')).status, 400)
  })

  it('draws outlines once: a browser that has them gets nothing new', async (test) => {
    const story = await startStory(test)
    const first = await story.zhili.app.inject({ url: '/api/v1/map/outlines?of=990101', headers: await signedIn(story) })
    const { features } = first.json<z.infer<typeof Outlines>>()
    assert.deepEqual(
      features.map((one) => [one.properties.code, one.properties.schematic]),
      [
        ['990101001', true],
        ['990101002', true],
      ],
    )
    const again = await story.zhili.app.inject({
      url: '/api/v1/map/outlines?of=990101',
      headers: { ...(await signedIn(story)), 'if-none-match': String(first.headers.etag) },
    })
    assert.deepEqual([again.statusCode, again.body], [304, ''])
    assert.equal((await story.as('chenli').get('/api/v1/map/outlines?of=12')).status, 404)
    const stranger = await story.zhili.app.inject({ url: '/api/v1/map/outlines?of=990101' })
    assert.equal(stranger.body, first.body, 'whoever reports without an account has the same borders')
    const packed = await story.zhili.app.inject({
      url: '/api/v1/map/outlines?of=990101',
      headers: { 'accept-encoding': 'gzip, br' },
    })
    assert.equal(packed.headers['content-encoding'], 'br')
    assert.equal(brotliDecompressSync(packed.rawPayload).toString(), first.body, 'the same borders, packed')
  })

  it('knows what stands above an area', async (test) => {
    const story = await startStory(test)
    const { body } = await story.as('chenli').get<AreaDetail>('/api/v1/areas/990101001001')
    assert.deepEqual(
      body.ancestors.map((area) => area.name),
      ['示例市', '北岸区', '临江街道'],
    )
    assert.equal(body.children, 3)
    assert.equal((await story.as('chenli').get('/api/v1/areas/1')).status, 404)
  })
})

const signedIn = async (story: Awaited<ReturnType<typeof startStory>>): Promise<Record<string, string>> => {
  const answer = await story.public('POST', '/api/v1/demo/session', { account: 'chenli', tab: true })
  return { 'x-demo-session': String(answer.body.tabSession) }
}

describe('an object', () => {
  it('shows its devices, alarms and events to those who answer for it or have its case', async (test) => {
    const story = await startStory(test)
    await goRed(story)
    const { body } = await story.as('chenli').get<ObjectDetail>('/api/v1/objects/tank-990101-0001')
    assert.deepEqual(
      [body.devices[0]?.values[0]?.value, body.devices[0]?.silent, body.alarms[0]?.severity, body.events.length],
      [55, false, 'red', 1],
    )
    assert.equal((await story.as('leiming').get('/api/v1/objects/tank-990101-0001')).status, 200)
    assert.equal((await story.as('leiming').get('/api/v1/objects/tank-990101-0002')).status, 404)
    assert.equal((await story.as('liangzhu').get('/api/v1/objects/tank-990101-0001')).status, 404)
    assert.equal((await story.as('liangzhu').get(`/api/v1/devices/${firstDevice}/series`)).status, 404)
  })

  it('says how often a device truly speaks beside what it is set to, and nothing while too little is known', async (test) => {
    const story = await startStory(test)
    const device = async () =>
      (await story.as('chenli').get<ObjectDetail>('/api/v1/objects/tank-990101-0001')).body.devices.find(
        ({ id }) => id === firstDevice,
      )
    const gateway = async () =>
      (await story.as('chenli').get<{ rows: { intervalS: number; observedS: number | null }[] }>('/api/v1/feeds')).body.rows[0]
    for (let n = 0; n < 3; n++) {
      await story.reads(firstDevice, { ch4: 3 })
      await story.pass({ m: 5 })
    }
    assert.deepEqual([(await device())?.intervalS, (await device())?.observedS, (await gateway())?.observedS], [60, null, null])
    for (let n = 0; n < 4; n++) {
      await story.reads(firstDevice, { ch4: 3 })
      await story.pass({ m: 5 })
    }
    assert.equal((await device())?.observedS, 300)
    assert.deepEqual([(await gateway())?.intervalS, (await gateway())?.observedS], [60, 300])
  })

  it('has curves whose peaks survive the thinning', async (test) => {
    const story = await startStory(test)
    await story.sql(
      `insert into readings (at, device, received_at, values) select $1::timestamptz - i * interval '10 seconds', $2, $1, jsonb_build_object('ch4', case when i = 1234 then 77 else 3 end, 'o2', case when i = 999 then 12 else 20.9 end)
       from generate_series(1, 5000) i`,
      [story.now(), firstDevice],
    )
    const { body } = await story.as('chenli').get<z.infer<typeof Series>>(`/api/v1/devices/${firstDevice}/series`)
    const of = (reading: string) => body.readings.find((one) => one.reading === reading)!.points
    assert.ok(of('ch4').length <= 500 && of('ch4').length > 250, `${of('ch4').length} points`)
    assert.equal(Math.max(...of('ch4').map((point) => point.value)), 77)
    assert.equal(Math.min(...of('o2').map((point) => point.value)), 12, 'little oxygen is the danger')
    assert.deepEqual(
      of('ch4').map((point) => point.at),
      of('ch4')
        .map((point) => point.at)
        .toSorted(),
    )
    const from = new Date(story.now().getTime() - 600_000).toISOString()
    const short = (await story.as('chenli').get<z.infer<typeof Series>>(`/api/v1/devices/${firstDevice}/series?from=${from}`))
      .body
    assert.equal(short.readings[0]?.points.length, 60, 'few points are all shown')
    for (const query of [`from=${from}&to=${from}`, 'from=2020-01-01T00:00:00Z', 'from=yesterday'])
      assert.equal((await story.as('chenli').get(`/api/v1/devices/${firstDevice}/series?${query}`)).status, 400)
  })
})
