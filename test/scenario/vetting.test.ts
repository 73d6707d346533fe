import assert from 'node:assert/strict'
import { it } from 'node:test'
import type { EventDetail } from '../../contract/event.ts'
import type { CameraGates, VettingCard, VettingCounts } from '../../contract/vetting.ts'
import { exifSegment, madeJpeg, madeTiff } from '../../server/city/file/rules/made-photo.ts'
import { cameraStory, clock } from '../camera-platform.ts'
import { truckPack } from '../demo-packs.ts'
import type { Story } from '../story.ts'
import { viid } from '../view-library.ts'

const picture = madeJpeg([exifSegment(madeTiff())], 30_000).toString('base64')
const digits = (text: string): string => text.replace(/\D/g, '')

type Seen = { camera: string; plate: string; confidence?: number; label?: string; backS?: number; photo?: boolean }

it('what cameras notice of a truck', async (t) => {
  const story: Story = await cameraStory(t, {}, [truckPack])
  const library = viid(await story.zhili.gateways.listen('gat1400', { port: 0, host: '127.0.0.1' }))
  let serial = 0
  /** A view library tells of vehicles with what is wrong with them; each answer is checked. */
  const tell = async (...all: Seen[]): Promise<void> => {
    const MotorVehicleObject = all.map(
      ({ camera, plate, confidence = 0.9, label = '渣土车未密闭', backS = 0, photo = false }) => ({
        ...{ MotorVehicleID: `v-${serial++}`, DeviceID: camera, PlateNo: plate, Name: label, Confidence: confidence },
        PassTime: digits(clock(story, backS)),
        ...(photo ? { SubImageList: { SubImageInfoObject: [{ ImageID: 'i', Data: picture }] } } : {}),
      }),
    )
    const said = await library.statuses('MotorVehicles', { MotorVehicleListObject: { MotorVehicleObject } })
    assert.deepEqual(
      said.map((one) => one.split(' ')[1]),
      all.map(() => '0'),
    )
  }
  type Next = { next: { id: string } | null }
  const next = async (account: string): Promise<VettingCard | null> => {
    const found = (await story.as(account).post<Next>('/api/v1/vetting/next', {})).body.next
    return found && (await story.as(account).get<VettingCard>(`/api/v1/vetting/${found.id}`)).body
  }
  const answer = (account: string, id: string, said: string) =>
    story.as(account).post(`/api/v1/vetting/${id}/answer`, { answer: said })

  await story.sql(
    `insert into objects (id, pack, kind, code, name, area, lon, lat, details) select 'truck-1', 'spoil-truck', 'spoil-truck', 'ZTC-1', '渝X00001 自卸车', area, lon, lat,
       '{"plate": "渝X00001", "driver": "某某"}' from objects where id = 'cams-1'`,
  )
  await library.register()
  await library.statuses('APEs', {
    APEListObject: {
      APEObject: ['c-1', 'c-2', 'c-3', 'c-4'].map((ApeID) => ({
        ...{ ApeID, Name: `铜陶北路 ${ApeID}`, Model: 'DH-A1', Longitude: '105.5072', Latitude: '31.5069', IsOnline: '1' },
      })),
    },
  })

  await t.test(
    'by three cameras in one minute is one suspicion with three sightings, its picture kept without its maker',
    async () => {
      await tell(
        { camera: 'c-1', plate: '渝X·00001', confidence: 0.6, backS: 40, photo: true },
        { camera: 'c-2', plate: '渝X00001', confidence: 0.5, backS: 20 },
        { camera: 'c-3', plate: '渝X00001', confidence: 0.4, photo: true },
      )
      const rows = await story.sql<{ n: number; look: string; thing: string; worth: number }>(
        'select n, look, thing, worth from suspicions',
      )
      assert.deepEqual(rows, [{ n: 3, look: 'open', thing: '渝X00001', worth: 1 - 0.4 * 0.5 * 0.6 }])
      assert.equal((await story.facts('suspicion.waiting')).length, 1)
      assert.equal((await story.facts('signal.received')).length, 0, 'no signal before anybody looked')
      const photos = await story.sql<{ owner: string; n: number }>('select owner, count(*)::int as n from files group by owner')
      assert.deepEqual(photos, [{ owner: 'camera', n: 2 }])
    },
  )

  await t.test('below the gate comes before nobody, and is counted', async () => {
    await tell({ camera: 'c-4', plate: '渝X00002', confidence: 0.3 })
    const counts = (await story.as('chenli').get<VettingCounts>('/api/v1/vetting')).body
    assert.deepEqual([counts.open, counts.held], [1, 1])
  })

  await t.test('comes before one person at a time, with what the register knows; two never get the same', async () => {
    const card = (await next('chenli'))!
    assert.equal(card.thing, '渝X00001')
    assert.deepEqual(
      card.sightings.map(({ camera, confidence }) => `${camera} ${confidence}`),
      ['c-1 0.6', 'c-2 0.5', 'c-3 0.4'],
    )
    assert.equal(card.object?.name, '渝X00001 自卸车')
    assert.equal(card.object?.details.driver, '某*', 'masked')
    assert.equal(await next('tangke'), null, 'the only one is taken')
    assert.equal((await answer('tangke', card.id, 'unreal')).body.code, 'vetting.held')
    assert.equal((await next('chenli'))?.id, card.id, 'whoever holds one gets it again')
    assert.equal((await story.as('tangke').get(`/api/v1/files/${card.sightings[0]!.photo}`)).status, 200)
    assert.equal((await story.as('zhoumin').get(`/api/v1/files/${card.sightings[0]!.photo}`)).status, 404)
    await story.pass({ m: 2, s: 1 })
    assert.equal((await next('tangke'))?.id, card.id, 'after two minutes somebody else may')
  })

  await t.test(
    'is taken back within eight seconds, then takes effect: an event with its departments, its pictures evidence',
    async () => {
      const { id } = (await next('tangke'))!
      assert.equal((await answer('tangke', id, 'unreal')).status, 200)
      assert.equal((await answer('chenli', id, 'real')).body.code, 'vetting.answered')
      await story.pass({ s: 5 })
      const back = await story.as('tangke').post<Next>(`/api/v1/vetting/${id}/take-back`)
      assert.equal(back.body.next?.id, id)
      assert.equal((await answer('tangke', id, 'real')).status, 200)
      await story.pass({ s: 7 })
      assert.equal((await story.facts('event.opened')).length, 0, 'not before it cannot be taken back')
      await story.pass({ s: 2 })
      assert.equal((await story.as('tangke').post(`/api/v1/vetting/${id}/take-back`)).body.code, 'vetting.too-late')
      const [opened] = await story.facts('event.opened')
      assert.deepEqual(
        [opened?.body.type, opened?.body.object, opened?.body.source],
        ['spoil-truck.uncovered', 'truck-1', 'camera'],
      )
      const event = String(opened!.subject)
      const orders = await story.sql<{ role: string; unit_name: string }>(
        'select role, unit_name from work_orders where event = $1 order by role desc, unit_name',
        [event],
      )
      assert.deepEqual(
        orders.map(({ role }) => role),
        ['lead', 'assist', 'assist', 'assist'],
      )
      const files = await story.sql<{ n: number }>('select count(*)::int as n from files where event = $1', [event])
      assert.equal(files[0]!.n, 2)
      const seen = (await story.as('chenli').get<EventDetail>(`/api/v1/events/${event}`)).body.sightings
      assert.deepEqual(
        seen.map(({ camera, label, thing }) => `${camera} ${label} ${thing}`),
        ['铜陶北路 c-1 渣土车未密闭 渝X00001', '铜陶北路 c-3 渣土车未密闭 渝X00001'],
        'the page shows what it was opened with; the camera that sent no picture has none',
      )
      const picture = (account: string) => story.as(account).get(`/api/v1/files/${seen[0]!.file}`)
      assert.equal((await picture('beian-urban-management-b')).status, 200, 'whoever has a part in the case')
      assert.equal((await picture('suhe')).status, 404, 'nobody else')
      const [signal] = await story.sql<{ decided_by: string }>('select decided_by from signals where id = $1', [id])
      assert.equal(signal!.decided_by, '唐可')
      await tell({ camera: 'c-4', plate: '渝X00001' })
      assert.equal(
        (await story.as('chenli').get<VettingCounts>('/api/v1/vetting')).body.open,
        0,
        'the same truck goes on: nobody looks twice',
      )
      await story.pass({ s: 9 })
      const called = ['bailu', 'beian-urban-management-b', 'beian-police-traffic-a', 'beian-police-traffic-b', 'tangke']
      await story.expectNotices([...called, 'beian-housing-a', 'beian-housing-b'].map((account) => [account, 'order']))
    },
  )

  await t.test('unclear: whoever opens it in the inbox, or merges it into a case, has its picture there', async () => {
    const unclear = async (plate: string): Promise<string> => {
      await tell({ camera: 'c-3', plate, confidence: 0.95, photo: true })
      const { id } = (await next('chenli'))!
      assert.equal((await answer('chenli', id, 'unclear')).status, 200)
      await story.pass({ s: 9 })
      return id
    }
    const things = async (event: string) =>
      (await story.as('chenli').get<EventDetail>(`/api/v1/events/${event}`)).body.sightings.map(({ thing }) => thing)
    const opened = await story.as('chenli').post<{ event: string }>(`/api/v1/signals/${await unclear('渝X00091')}/open`, {})
    const { event } = opened.body
    assert.deepEqual(await things(event), ['渝X00091'], JSON.stringify(opened.body))
    const second = await unclear('渝X00092')
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${second}/merge`, { event })).status, 200)
    assert.deepEqual((await things(event)).toSorted(), ['渝X00091', '渝X00092'])
    assert.equal((await story.as('chenli').post(`/api/v1/signals/${second}/split`, { reason: '不是同一辆车' })).status, 200)
    assert.deepEqual(await things(event), ['渝X00091'], 'split off again it takes its picture along')
    await story.acknowledge()
  })

  await t.test('moves the gate of a camera that is often wrong, with both numbers; an administrator gives it back', async () => {
    for (let n = 10; n < 18; n++) {
      await tell({ camera: 'c-2', plate: `渝X000${n}`, confidence: 0.96 })
      const card = (await next('chenli'))!
      assert.equal((await answer('chenli', card.id, 'unreal')).status, 200)
      await story.pass({ s: 9 })
    }
    const gates = async () => (await story.as('chenli').get<CameraGates>('/api/v1/camera-gates')).body
    const row = (await gates()).rows.find(({ camera }) => camera === 'c-2')!
    assert.deepEqual([row.real, row.answered, row.by], [1, 9, 'camera'])
    assert.ok(row.gate > 0.85 && row.gate <= 0.95, `${row.gate}`)
    const fresh = (await gates()).rows.find(({ camera }) => camera === 'c-3')!
    assert.deepEqual([fresh.real, fresh.answered, fresh.modelReal, fresh.modelAnswered, fresh.by], [1, 1, 3, 11, 'model'])
    await tell({ camera: 'c-2', plate: '渝X00030', confidence: 0.8 })
    assert.equal(await next('chenli'), null, 'what was enough before is not any more')
    const which = { protocol: row.protocol, number: row.number, camera: 'c-2', type: row.type, reason: '镜头已更换' }
    const set = (account: string, body: object) => story.as(account).post('/api/v1/admin/camera-gates', { ...which, set: body })
    assert.equal((await set('chenli', { to: 'anew' })).body.code, 'permit.missing')
    assert.equal((await set('zouhaining', { to: 'fix', gate: 0.75 })).status, 200)
    assert.equal((await gates()).rows.find(({ camera }) => camera === 'c-2')?.gate, 0.75)
  })

  await t.test('among many cameras takes more than one of them, for what nobody seconds is often nothing', async () => {
    const APEObject = ['d-1', 'd-2'].map((ApeID) => ({
      ...{ ApeID, Name: `铜陶北路 ${ApeID}`, Model: 'ZZ-1', Longitude: '105.5072', Latitude: '31.5069', IsOnline: '1' },
    }))
    await library.statuses('APEs', { APEListObject: { APEObject } })
    const look = async (): Promise<string | undefined> =>
      (await story.sql<{ look: string }>(`select look from suspicions where thing = '渝X00088'`))[0]?.look
    await tell({ camera: 'd-1', plate: '渝X00088', confidence: 0.8, backS: 20 })
    assert.equal(await look(), 'held')
    await tell({ camera: 'd-2', plate: '渝X00088', confidence: 0.8 })
    assert.equal(await look(), 'open')
    await story.end()
  })
})
