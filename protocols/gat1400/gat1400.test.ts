import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { readViid } from './read.ts'
import type { ViidMessage, ViidObject } from './types.ts'
import { writeCancel, writeStatus, writeStatuses, writeSubscribe, writeViid } from './write.ts'

const vehicle = {
  ...{
    MotorVehicleID: '500101080011900000012026112610000000010200001',
    InfoKind: 1,
    SourceID: 's',
    DeviceID: '50010108001190000001',
  },
  ...{ HasPlate: '1', PlateClass: '01', PlateColor: '2', PlateNo: '渝A12345', Speed: '36', VehicleColor: '', LeftTopX: '10' },
  ...{ PassTime: '20261126100000', AppearTime: '20260230100000', MarkTime: '' },
  SubImageList: { SubImageInfoObject: [{ ImageID: 'i1', ShotTime: '20261126100000123', Width: '1920', Data: '/9j/' }] },
}

function read(body: unknown): ViidMessage {
  const answer = readViid(typeof body === 'string' ? body : JSON.stringify(body))
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}

const error = (body: unknown): unknown => {
  const answer = readViid(typeof body === 'string' ? body : JSON.stringify(body))
  return answer.ok ? 'ok' : [answer.error, answer.detail]
}

describe('GA/T 1400', () => {
  it('reads vehicles: times of Beijing, numbers that came as text, nothing where nothing was said', () => {
    const found = read({ MotorVehicleListObject: { MotorVehicleObject: [vehicle] } })
    assert.ok(found.kind === 'vehicles')
    const [one] = found.items
    assert.deepEqual(
      ['PassTime', 'AppearTime', 'MarkTime', 'HasPlate', 'Speed', 'LeftTopX', 'VehicleColor', 'PlateNo', 'PlateClass'].map(
        (name) => one![name],
      ),
      ['2026-11-26T10:00:00+08:00', null, null, 1, 36, 10, null, '渝A12345', '01'],
    )
    assert.deepEqual(one!.SubImageList, {
      SubImageInfoObject: [{ ImageID: 'i1', ShotTime: '2026-11-26T10:00:00+08:00', Width: 1920, Data: '/9j/' }],
    })
  })

  it('reads every kind of list, and one object without its brackets', () => {
    const bodies: [string, unknown][] = [
      ['faces', { FaceListObject: { FaceObject: { FaceID: 'f' } } }],
      ['persons', { PersonListObject: { PersonObject: [{ PersonID: 'p' }] } }],
      ['non-motor-vehicles', { NonMotorVehicleListObject: { NonMotorVehicleObject: [{ NonMotorVehicleID: 'n' }] } }],
      ['images', { ImageListObject: { Image: [{ ImageInfo: { ImageID: 'i' } }] } }],
      ['devices', { APEListObject: { APEObject: [{ ApeID: 'a', Longitude: '108.4' }] } }],
      [
        'notifications',
        {
          SubscribeNotificationListObject: {
            SubscribeNotificationObject: [{ NotificationID: 'x', FaceObjectList: { FaceObject: [] } }],
          },
        },
      ],
    ]
    for (const [kind, body] of bodies) {
      const found = read(body)
      assert.deepEqual([found.kind, 'items' in found && found.items.length], [kind, 1])
    }
    for (const [kind, body] of [
      ['register', { RegisterObject: { DeviceID: 'd' } }],
      ['keepalive', { KeepaliveObject: { DeviceID: 'd' } }],
      ['unregister', { UnRegisterObject: { DeviceID: 'd' } }],
      ['time', { SystemTimeObject: { LocalTime: '20261126100000' } }],
    ] as const) {
      const found = read(body)
      assert.equal(found.kind, kind)
      if (found.kind === 'time') assert.equal(found.item.LocalTime, '2026-11-26T10:00:00+08:00')
    }
  })

  it('refuses what is none', () => {
    assert.deepEqual(error('{'), ['bad-json', undefined])
    assert.deepEqual(error('[]'), ['bad-schema', 'object'])
    assert.deepEqual(error('{}'), ['unknown-message', ''])
    assert.deepEqual(error({ PoemListObject: {} }), ['unknown-message', 'PoemListObject'])
    assert.deepEqual(error({ FaceListObject: 7 }), ['bad-schema', 'FaceListObject'])
    assert.deepEqual(error({ FaceListObject: { FaceObject: [7] } }), ['bad-schema', 'FaceObject/0'])
    assert.deepEqual(error({ FaceListObject: { FaceObject: [{ FaceID: '' }] } }), ['missing-field', 'FaceObject/0/FaceID'])
    assert.deepEqual(error(`{"FaceListObject":${'{"a":'.repeat(5_000)}7${'}'.repeat(5_000)}}`), ['bad-json', 'depth'])
    assert.equal(error(`{"FaceListObject":{"FaceObject":[{"FaceID":"[[[","x":${'['.repeat(150)}${']'.repeat(150)}}]}}`), 'ok')
  })

  it('writes what it reads', () => {
    const items: ViidObject[] = [
      {
        FaceID: 'f',
        ShotTime: '2026-11-26T10:00:00+08:00',
        LeftTopX: 1,
        list: [{ BeginTime: '2026-11-26T02:00:00Z' }],
        none: null,
      },
    ]
    const text = writeViid('faces', items)
    assert.match(text, /"ShotTime":"20261126100000".*"BeginTime":"20261126100000"/)
    const found = read(text)
    assert.ok(found.kind === 'faces')
    assert.deepEqual(found.items, [
      { FaceID: 'f', ShotTime: '2026-11-26T10:00:00+08:00', LeftTopX: 1, list: [{ BeginTime: '2026-11-26T10:00:00+08:00' }] },
    ])
  })

  it('answers, and subscribes', () => {
    const status = { id: 'f', url: '/VIID/Faces', status: 'json-content', text: '缺 FaceID', at: '2026-11-26T02:00:00Z' } as const
    const answer = read(writeStatuses([status]))
    assert.deepEqual(answer, {
      kind: 'statuses',
      items: [
        { Id: 'f', RequestURL: '/VIID/Faces', StatusCode: 8, StatusString: '缺 FaceID', LocalTime: '2026-11-26T10:00:00+08:00' },
      ],
    })
    assert.equal(read(writeStatus(status)).kind, 'status')
    const asked = read(
      writeSubscribe({
        ...{ id: 's1', title: '渣土车', details: [13], resources: ['50010108001190000001'], applicant: '李', unit: '城管局' },
        ...{
          begin: '2026-11-26T10:00:00+08:00',
          end: '2027-11-26T10:00:00+08:00',
          receiver: 'http://10.0.0.1/VIID/SubscribeNotifications',
          intervalS: 3,
        },
      }),
    )
    assert.ok(asked.kind === 'subscribes')
    assert.deepEqual(
      [asked.items[0]!.SubscribeDetail, asked.items[0]!.BeginTime, asked.items[0]!.OperateType],
      ['13', '2026-11-26T10:00:00+08:00', 0],
    )
    const cancel = writeCancel({ id: 's1', unit: '城管局', person: '李', at: '2026-11-26T02:00:00Z', reason: '不再需要' })
    assert.deepEqual(JSON.parse(cancel).SubscribeObject, {
      ...{ SubscribeID: 's1', OperateType: 1, SubscribeStatus: 1, CancelOrg: '城管局', CancelPerson: '李' },
      ...{ CancelTime: '20261126100000', CancelReason: '不再需要' },
    })
  })
})
