import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { cameraStory, clock, password, platform } from '../camera-platform.ts'
import { alarm, sipDevice } from '../sip-device.ts'

const camera = '50010500001320000001'

describe('what a camera notices', () => {
  it('waits as a suspicion for a person, however grave; confirmed it is an event, and goes on counting', async (t) => {
    const story = await cameraStory(t)
    const port = await story.zhili.gateways.listen('gb28181', { port: 0, host: '127.0.0.1' })
    const device = await sipDevice(t, port, { number: platform, password })
    await device.register()
    await device.message(alarm(camera, 1, { time: clock(story) }))
    await story.pass({ s: 1 })
    assert.equal((await story.facts('event.opened')).length, 0, 'nothing opens by itself')
    const desk = story.as('chenli')
    type Detail = { suspicion: { camera: string; label: string; n: number; placed: boolean } }
    type Row = { id: string; source: string; title: string; type: string }
    const inbox = await desk.get<{ rows: Row[] }>('/api/v1/signals?source=camera')
    assert.deepEqual(
      inbox.body.rows.map(({ source, type, title }) => `${source} ${type} ${title}`),
      ['camera cameras.intrusion 临江街道 危险区域闯入'],
    )
    const [row] = inbox.body.rows
    await device.message(alarm(camera, 2, { time: clock(story) }))
    const detail = await desk.get<Detail>(`/api/v1/signals/${row!.id}`)
    assert.deepEqual([detail.body.suspicion.camera, detail.body.suspicion.label, detail.body.suspicion.n], [camera, '5/6', 2])
    assert.equal(detail.body.suspicion.placed, false, 'nobody told where it is')
    const opened = await desk.post<{ event: string }>(`/api/v1/signals/${row!.id}/open`, {})
    assert.equal(opened.status, 200)
    await device.message(alarm(camera, 3, { time: clock(story) }))
    assert.equal(
      (await desk.get<{ rows: Row[] }>('/api/v1/signals?source=camera')).body.rows.length,
      0,
      'it goes on: no second one',
    )
    const [event] = await story.sql<{ source: string }>('select source from events')
    assert.equal(event!.source, 'camera')
    const [at] = await story.sql<{ lon: number; lat: number }>(`select lon, lat from objects where id = 'cams-1'`)
    const where = alarm('50010500001320000002', 4, { time: clock(story) }).replace(
      '<Info>',
      `<Longitude>${at!.lon}</Longitude><Latitude>${at!.lat}</Latitude><Info>`,
    )
    await device.message(where)
    await story.pass({ s: 1 })
    const placed = await desk.get<{ rows: Row[] }>('/api/v1/signals?source=camera')
    assert.equal((await desk.get<Detail>(`/api/v1/signals/${placed.body.rows[0]!.id}`)).body.suspicion.placed, true)
    await story.acknowledge()
    await story.end()
  })
})
