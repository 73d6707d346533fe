import assert from 'node:assert/strict'
import { after, describe, it, type TestContext } from 'node:test'
import type { ObjectDetail } from '../../../../contract/map.ts'
import type { ObjectTrack } from '../../../../contract/track.ts'
import { truckPack } from '../../../../test/demo-packs.ts'
import { startStory } from '../../../../test/story.ts'

const noon = new Date('2026-04-10T04:00:00Z')
const story = await startStory({ after } as unknown as TestContext, { packs: [truckPack], at: noon })
const ago = (minutes: number): string => new Date(story.now().getTime() - minutes * 60_000).toISOString()

await story.sql(
  `insert into objects (id, pack, kind, code, name, area, lon, lat) select 'truck-1', 'spoil-truck', 'spoil-truck', 'ZT-1', '渝X00001', area, lon, lat from objects where id = 'tank-990101-0001'`,
)
await story.sql(
  `insert into devices (id, object, kind, pack, name, interval_s) values ('jt-1', 'truck-1', 'vehicle-terminal', 'spoil-truck', 'ZT-1', 10)`,
)
/** One position every ten seconds between two moments, so many minutes ago. */
const drove = (from: number, to: number, values: string, quality = 'good') =>
  story.sql(
    `insert into readings (at, device, received_at, values, quality)
     select t, 'jt-1', t, ${values}, '${quality}' from generate_series('${ago(from)}'::timestamptz, '${ago(to)}'::timestamptz, interval '10 s') t`,
  )
await drove(90, 60, `'{"lon": 105.507, "lat": 31.507, "speed": 40, "load": 100}'`)
await drove(45, 20, `'{"lon": 105.517, "lat": 31.507, "speed": 0}'`)
await drove(59, 50, `'{"lon": 99, "lat": 9}'`, 'suspect')

const ask = async (query = '', as = 'chenli', id = 'truck-1') =>
  story.as(as).get<ObjectTrack>(`/api/v1/objects/${id}/track${query}`)

describe('the way of a vehicle', () => {
  it('comes in stretches: what nobody told is a gap, and what is suspect no place', async () => {
    const { body } = await ask()
    assert.deepEqual(
      body.stretches.map((points) => [points.length, points[0]!.lon, points[0]!.load, points[0]!.speed]),
      [
        [181, 105.507, 100, 40],
        [151, 105.517, null, 0],
      ],
    )
    assert.deepEqual([body.positions, body.every, body.gapS, body.newest], [332, 1, 120, ago(20)])
    assert.deepEqual([body.load.loaded, body.load.empty, body.speed.unit], [50, 10, 'km/h'])
  })

  it('is cut to the span that is asked for, and says when the newest position was all the same', async () => {
    const { body } = await ask(`?from=${ago(19)}&to=${ago(1)}`)
    assert.deepEqual([body.stretches, body.positions, body.newest], [[], 0, ago(20)])
    for (const bad of [`?from=${ago(1)}&to=${ago(5)}`, `?from=${ago(60 * 24 * 9)}`])
      assert.equal((await ask(bad)).status, 400, bad)
  })

  it('is thinned when there are too many positions, the ends of stretches never', async () => {
    await drove(60 * 26, 60 * 8, `'{"lon": 105.5, "lat": 31.5, "speed": 30, "load": 0}'`)
    const { body } = await ask(`?from=${ago(60 * 30)}`)
    const [first] = body.stretches
    assert.ok(body.every > 1 && body.stretches.flat().length < 2_100)
    assert.deepEqual([first![0]!.at, first!.at(-1)!.at, body.stretches.length], [ago(60 * 26), ago(60 * 8), 3])
  })

  it('is no concern of other towns, and only vehicles have one', async () => {
    assert.equal((await ask('', 'liangzhu')).status, 404)
    assert.equal((await ask('', 'chenli', 'tank-990101-0001')).status, 404)
    const tracked = async (id: string) => (await story.as('chenli').get<ObjectDetail>(`/api/v1/objects/${id}`)).body.tracked
    assert.deepEqual([await tracked('truck-1'), await tracked('tank-990101-0001')], [true, false])
  })
})
