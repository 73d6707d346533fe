import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { CameraList } from '../../../../contract/camera-list.ts'
import { cameraStory, clock } from '../../../../test/camera-platform.ts'
import { viid } from '../../../../test/view-library.ts'

const idOf = (n: number): string => `5001050000132000000${n}`
const camera = (n: number, more: object = {}) => ({
  ApeID: idOf(n),
  Name: `华福大道${n}号枪机`,
  Model: 'M-1',
  IsOnline: '1',
  ...more,
})

it('every camera as it was listed: page by page, by words and state, and none of other areas', async (t) => {
  const story = await cameraStory(t)
  const one = viid(await story.zhili.gateways.listen('gat1400', { port: 0, host: '127.0.0.1' }))
  await one.register()
  const here = { Longitude: '105.5072', Latitude: '31.5069' }
  const APEObject = [
    ...[camera(1, here), camera(2, { IsOnline: '2' }), camera(3, { Name: '石杨路口', Model: 'M-2' })],
    camera(4, { IsOnline: undefined }),
  ]
  await one.statuses('APEs', { APEListObject: { APEObject } })
  const seen = {
    ThingID: 't-1',
    DeviceID: idOf(3),
    Name: '暴露垃圾',
    AppearTime: clock(story).replace(/\D/g, ''),
    Confidence: 0.9,
  }
  await one.statuses('Things', { ThingListObject: { ThingObject: [seen] } })

  const admin = story.as('zouhaining')
  const list = async (query = ''): Promise<CameraList> => (await admin.get<CameraList>(`/api/v1/camera-list${query}`)).body
  const { rows, total, next } = await list()
  assert.deepEqual([total, next], [4, null])
  assert.deepEqual(
    rows.map(({ camera, state, things }) => [camera, state, things]),
    [
      [idOf(1), 'on', 0],
      [idOf(2), 'off', 0],
      [idOf(3), 'on', 1],
      [idOf(4), 'unsaid', 0],
    ],
  )
  assert.deepEqual(rows[0]!.place, { lon: 105.5072, lat: 31.5069 })
  assert.deepEqual([rows[1]!.place, rows[1]!.areaName], [null, null], 'a camera that told no place is put nowhere')

  const first = await list('?limit=3')
  assert.deepEqual([first.rows.length, first.total], [3, 4])
  const rest = await list(`?limit=3&cursor=${encodeURIComponent(first.next!)}`)
  assert.deepEqual([rest.rows.map((row) => row.camera), rest.next], [[idOf(4)], null])
  const found = async (query: string) => (await list(query)).rows.map((row) => row.camera)
  assert.deepEqual(await found('?q=m-2'), [idOf(3)])
  assert.deepEqual(await found(`?q=${encodeURIComponent('华福')}&state=off`), [idOf(2)])
  assert.deepEqual(await found(`?q=${encodeURIComponent('%')}`), [], 'no wildcard of its own')
  assert.equal((await admin.get('/api/v1/camera-list?cursor=x')).status, 400)

  const of = async (account: string) =>
    (await story.as(account).get<CameraList>('/api/v1/camera-list')).body.rows.map((row) => row.camera)
  assert.deepEqual(await of('liangzhu'), [], 'another town has none of them')
  await story.sql(`update cameras set area = '99/990101/990101002/' where camera = $1`, [idOf(2)])
  assert.deepEqual(await of('liangzhu'), [idOf(2)], 'a camera is of where it stands, whoever lists it')
  assert.deepEqual(await of('chenli'), [1, 2, 3, 4].map(idOf), 'the district has both towns')
  await story.acknowledge()
})
