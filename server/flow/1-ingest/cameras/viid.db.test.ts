import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { setImmediate } from 'node:timers/promises'
import { system } from '../../../../contract/actor.ts'
import type { Problem } from '../../../../contract/problem.ts'
import { cameraStory, clock, library } from '../../../../test/camera-platform.ts'
import { peer, verdicts } from '../../../../test/field-peer.ts'
import { viid } from '../../../../test/view-library.ts'
import { factsAfter } from '../../../kernel/facts.ts'

const at = { port: 0, host: '127.0.0.1' }
const camera = '50010500001320000007'

const digits = (text: string): string => text.replace(/\D/g, '')
const thing = (id: string, name: string, time: string, more: object = {}) => ({
  ThingID: id,
  DeviceID: camera,
  Name: name,
  AppearTime: time,
  ...more,
})

describe('a view library', () => {
  it('registers by digest, lives by its keep-alives and leaves; nobody else gets in', async (t) => {
    const story = await cameraStory(t)
    const port = await story.zhili.gateways.listen('gat1400', at)
    const one = viid(port)
    const keepalive = { KeepaliveObject: { DeviceID: library } }
    assert.equal((await one.say('System/Keepalive', keepalive)).status, 401)
    assert.equal((await one.register('wrong')).status, 403)
    const done = await one.register()
    assert.deepEqual(
      [done.status, done.body.ResponseStatusObject!.StatusCode, done.body.ResponseStatusObject!.LocalTime],
      [200, 0, digits(clock(story))],
    )
    assert.equal((await one.say('System/Keepalive', keepalive)).body.ResponseStatusObject!.StatusCode, 0)
    assert.equal((await viid(port, '50010500005030000099').register()).status, 403)
    const time = await fetch(`http://127.0.0.1:${port}/VIID/System/Time`)
    assert.equal(
      ((await time.json()) as { SystemTimeObject: { LocalTime: string } }).SystemTimeObject.LocalTime,
      digits(clock(story)),
    )
    await story.pass({ m: 6, s: 1 })
    assert.equal((await one.say('System/Keepalive', keepalive)).status, 401, 'it must register anew')
    await one.register()
    assert.equal((await one.say('System/UnRegister', { UnRegisterObject: { DeviceID: library } })).status, 200)
    assert.equal((await one.say('System/Keepalive', keepalive)).status, 401)
    await story.acknowledge()
  })

  it('lists cameras and tells what they noticed, each with its status; what comes again counts once; pictures are not kept', async (t) => {
    const story = await cameraStory(t)
    const one = viid(await story.zhili.gateways.listen('gat1400', at))
    await one.register()
    const time = digits(clock(story))
    assert.deepEqual(
      await one.statuses('APEs', {
        APEListObject: {
          APEObject: [{ ApeID: camera, Name: '菜市场北门', Longitude: '106.5', Latitude: '29.5', IsOnline: '1' }],
        },
      }),
      [`${camera} 0`],
    )
    const things = {
      ThingListObject: {
        ThingObject: [
          thing('t-1', '暴露垃圾', time, {
            Confidence: 0.9,
            SubImageList: { SubImageInfoObject: [{ ImageID: 'i', Data: 'UElDVFVSRQ==' }] },
          }),
          thing('t-2', '暴露垃圾', time, { Confidence: 30 }),
          thing('t-3', '共享单车', time),
        ],
      },
    }
    assert.deepEqual(await one.statuses('Things', things), ['t-1 0', 't-2 0', 't-3 0'])
    await one.statuses('Things', things)
    const rows = await story.sql<{ camera_name: string; n: number }>('select camera_name, n from suspicions')
    assert.deepEqual(rows, [{ camera_name: '菜市场北门', n: 1 }])
    const outcomes = await story.sql<{ outcome: string }>('select outcome from sightings order by outcome')
    assert.deepEqual(
      outcomes.map(({ outcome }) => outcome),
      ['suspicion', 'unknown', 'unsure'],
    )
    assert.doesNotMatch(JSON.stringify(await story.sql(`select encode(raw, 'escape') from frames`)), /UElDVFVSRQ/)
    assert.deepEqual(await verdicts(story), { heard: 1, taken: 1, suspicion: 1, repeated: 1 })
  })

  it('brings no faces and no people in, and nothing is kept of vehicles that only pass', async (t) => {
    const story = await cameraStory(t)
    const one = viid(await story.zhili.gateways.listen('gat1400', at))
    await one.register()
    const face = { FaceID: 'f-1', DeviceID: camera, Name: '某某', IDNumber: '500101199001011234' }
    assert.deepEqual(await one.statuses('Faces', { FaceListObject: { FaceObject: [face] } }), ['f-1 4'])
    assert.deepEqual(await one.statuses('Persons', { PersonListObject: { PersonObject: [{ PersonID: 'p-1' }] } }), ['p-1 4'])
    const passing = { MotorVehicleID: 'v-1', DeviceID: camera, PlateNo: '渝A00000', PassTime: digits(clock(story)) }
    assert.deepEqual(await one.statuses('MotorVehicles', { MotorVehicleListObject: { MotorVehicleObject: [passing] } }), [
      'v-1 0',
    ])
    const both = {
      NotificationID: 'n-1',
      SubscribeID: 's',
      FaceObjectList: { FaceObject: [face] },
      PersonObjectList: { PersonObject: [{ PersonID: 'p-2', Name: '某甲' }] },
      MotorVehicleObjectList: { MotorVehicleObject: [passing, { ...passing, MotorVehicleID: 'v-2', IsSuspicious: '1' }] },
      ThingObjectList: {
        ThingObject: [
          thing('t-9', '烟火', digits(clock(story)), {
            Characteristic: '某乙 13000000042',
            SubImageList: { SubImageInfoObject: [{ ImageID: 'i', Data: 'UElDVFVSRQ==' }] },
          }),
          thing('t-10', '某丙 500101199001011234', digits(clock(story))),
        ],
      },
    }
    const only = { NotificationID: 'n-2', SubscribeID: 's', FaceObjectList: { FaceObject: [face] } }
    assert.deepEqual(
      await one.statuses('SubscribeNotifications', {
        SubscribeNotificationListObject: { SubscribeNotificationObject: [both, only] },
      }),
      ['n-1 0', 'n-2 4'],
    )
    assert.deepEqual(await story.sql('select label from suspicions'), [{ label: '烟火' }])
    const kept = JSON.stringify(await story.sql(`select convert_from(raw, 'UTF8') as text from frames`))
    assert.match(kept, /"ThingID\\":\\"t-9\\"/, 'what was looked up can be read anew')
    assert.match(kept, /v-2/)
    assert.doesNotMatch(kept, /某|渝A|UElD|500101199001011234|13000000042/)
    const rows = await story.sql(
      `select (select json_agg(s) from sightings s) as a, (select json_agg(s) from signals s) as b, (select json_agg(q) from quarantine q) as c`,
    )
    assert.doesNotMatch(JSON.stringify(rows), /某|渝A|500101199001011234|13000000042/)
    assert.deepEqual(await verdicts(story), { heard: 2, persons: 2, suspicion: 1 })
    await one.say('System/Keepalive', { KeepaliveObject: { DeviceID: library, Remark: '某丁' } })
    await one.post('System/Register', { RegisterObject: { DeviceID: library, Remark: '某丁' } }, { authorization: 'Digest x' })
    const signs = JSON.stringify(await story.sql(`select convert_from(raw, 'UTF8') as text from frames`))
    assert.match(signs, /KeepaliveObject/)
    assert.doesNotMatch(signs, /某/)
  })

  it('that sends too many things at once is told which have no room, and gets all of them in when it sends them again', async (t) => {
    const story = await cameraStory(t)
    const one = viid(await story.zhili.gateways.listen('gat1400', at))
    await one.register()
    const things = Array.from({ length: 502 }, (_, i) => thing(`t-${i}`, i === 501 ? '烟火' : '不认识', digits(clock(story))))
    const notification = { NotificationID: 'n-1', SubscribeID: 's', ThingObjectList: { ThingObject: things } }
    const send = (last: object) =>
      one.statuses('SubscribeNotifications', {
        SubscribeNotificationListObject: { SubscribeNotificationObject: [notification, last] },
      })
    const last = { ...notification, NotificationID: 'n-2', ThingObjectList: { ThingObject: [thing('t-last', '烟火', '')] } }
    assert.deepEqual(await send(last), ['n-1 2', 'n-2 2'], 'one bound for a document')
    assert.deepEqual(await story.sql('select 1 from suspicions'), [])
    assert.deepEqual(await send(last), ['n-1 0', 'n-2 0'])
    assert.deepEqual(await story.sql('select label, n from suspicions'), [{ label: '烟火', n: 2 }])
    assert.deepEqual(await story.sql('select count(*)::int as n from sightings'), [{ n: 503 }])
    const again = await one.statuses('Things', { ThingListObject: { ThingObject: things } })
    assert.deepEqual(new Set(again.map((line) => line.split(' ')[1])), new Set(['0']))
    assert.deepEqual(await story.sql('select n from suspicions'), [{ n: 2 }])
  })

  it('that sends much at once holds back nobody who reads facts; what it repeats meanwhile counts once', async (t) => {
    const story = await cameraStory(t)
    const one = viid(await story.zhili.gateways.listen('gat1400', at))
    await one.register()
    const slow = '50010500001320000008'
    const time = digits(clock(story))
    const things = Array.from({ length: 20 }, (_, i) => thing(`t-${i}`, '烟火', time))
    const body = { ThingListObject: { ThingObject: [...things, thing('t-slow', '烟火', time, { DeviceID: slow })] } }
    // The last thing waits for its camera; this reader has written nothing, so that it holds back nothing itself.
    const lock = `select pg_advisory_xact_lock(hashtextextended('gat1400 ${library} ${slow}', 28181))`
    const waiting = `select pid from pg_locks where locktype = 'advisory' and not granted`
    const told = await story.zhili.spine.transaction(system, async (tx) => {
      await tx.query(lock)
      const answers = [one.statuses('Things', body), one.statuses('Things', body)]
      while ((await story.sql(waiting)).length < 2) await setImmediate()
      // The first twenty are told of already; were they held back by the last, this would never end. A neighbour's transaction may.
      const suspected = async () =>
        (await factsAfter(story.zhili.spine, { tx: '0', id: '0' }, 1_000)).filter(({ kind }) => kind === 'camera.suspected')
      while ((await suspected()).length === 0) await setImmediate()
      assert.equal((await suspected()).length, 1)
      return { answers }
    })
    for (const answer of await Promise.all(told.answers))
      assert.deepEqual([answer.length, new Set(answer.map((line) => line.split(' ')[1]))], [21, new Set(['0'])])
    assert.deepEqual(await story.sql('select n from suspicions order by n'), [{ n: 1 }, { n: 20 }])
    assert.deepEqual(await story.sql('select count(*)::int as n from sightings'), [{ n: 21 }])
  })

  it('that sends rubbish or too much is told so, and takes no memory', async (t) => {
    const story = await cameraStory(t)
    const port = await story.zhili.gateways.listen('gat1400', at)
    const one = viid(port)
    await one.register()
    assert.equal((await one.say('Things', '{"ThingListObject":')).body.ResponseStatusObject!.StatusCode, 7)
    assert.equal((await one.say('Things', { Other: 1 })).body.ResponseStatusObject!.StatusCode, 8)
    assert.deepEqual(await one.statuses('Subscribes', { SubscribeListObject: { SubscribeObject: [{ SubscribeID: 's-1' }] } }), [
      's-1 4',
    ])
    const stranger = await viid(port, 'nobody')
      .post('Things', 'x'.repeat(1_000_000))
      .catch(() => null)
    assert.ok(stranger === null || stranger.status === 401)
    // More than a document may have is refused by what its head says, before any of it is sent.
    const endless = await peer(t, port)
    const head = ['POST /VIID/Things HTTP/1.1', 'Host: x', `User-Identify: ${library}`, `Content-Length: ${16 * 1_048_576 + 1}`]
    endless.send(Buffer.from(`${head.join('\r\n')}\r\n\r\n`))
    assert.equal(Buffer.from(await endless.reads(12), 'hex').toString(), 'HTTP/1.1 503')
    assert.deepEqual(await verdicts(story), { heard: 1, 'bad-json': 1, 'unknown-message': 1, 'not-offered': 1 })
  })
})

describe('the table of labels', () => {
  it('is changed by the administrator: what was unknown is a suspicion from then on; nobody overwrites what they have not seen', async (t) => {
    const story = await cameraStory(t)
    const one = viid(await story.zhili.gateways.listen('gat1400', at))
    await one.register()
    const send = (id: string) =>
      one.say('Things', { ThingListObject: { ThingObject: [thing(id, '共享单车', digits(clock(story)))] } })
    await send('t-1')
    const admin = story.as('zouhaining')
    type Page = { platforms: { number: string; state: string }[]; labels: { id: string; label: string }[]; unknown: object[] }
    const page = async () => (await admin.get<Page>('/api/v1/cameras')).body
    const before = await page()
    assert.deepEqual(before.unknown, [
      { protocol: 'gat1400', label: '共享单车', n: 1, cameras: 1, lastAt: story.now().toISOString() },
    ])
    assert.deepEqual(
      before.platforms.map(({ number, state }) => `${number} ${state}`),
      [`${library} online`, '50010500002000000001 never'],
    )
    const body = { protocol: 'gat1400', label: '共享单车', type: 'city.illegal-parking', windowS: 600, before: null }
    const set = await admin.post<{ id: string }>('/api/v1/admin/camera-labels', body)
    assert.equal(set.status, 200)
    const refused = async (change: object) =>
      (await admin.post<Problem>('/api/v1/admin/camera-labels', { ...body, ...change })).body
    assert.equal((await refused({})).code, 'camera-label.stale')
    const unknown = await refused({ type: 'no.such', before: set.body.id })
    assert.deepEqual([unknown.code, unknown.details?.path, unknown.details?.name], ['input.malformed', '/type', 'no.such'])
    assert.equal((await story.as('chenli').post('/api/v1/admin/camera-labels', body)).status, 403)
    await send('t-2')
    assert.equal((await story.sql('select 1 from suspicions')).length, 1)
    assert.deepEqual((await page()).unknown, [])
    assert.equal((await admin.post(`/api/v1/admin/camera-labels/${set.body.id}/end`, {})).status, 200)
    assert.equal((await admin.post(`/api/v1/admin/camera-labels/${set.body.id}/end`, {})).status, 404)
    assert.equal((await story.facts('camera-label.set')).length, 1)
    assert.equal((await page()).unknown.length, 1)
  })
})
