import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { digestOf, proves, readDigest, writeChallenge, writeCredentials } from '../digest.ts'
import { toGbk } from '../gbk.ts'
import { seeded } from '../seeded.ts'
import { readDeviceId } from './id.ts'
import { readMansdcp } from './read.ts'
import {
  answer,
  header,
  headersNamed,
  readAddress,
  readCSeq,
  readSip,
  type SipMessage,
  type SipRequest,
  writeSip,
} from './sip.ts'
import { createSipFramer } from './sip-frame.ts'
import type { Mansdcp } from './types.ts'
import { query, queryAlarms, queryPositions, writeMansdcp } from './write.ts'

const camera = '50010108001320000001'
const head = { sn: 17, deviceId: camera }

function read(body: Uint8Array | string): Mansdcp {
  const answer = readMansdcp(typeof body === 'string' ? toGbk(body) : body)
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}

const xml = (root: string, command: string, inside: string): string =>
  `<?xml version="1.0" encoding="GB2312"?>\r\n<${root}>\r\n<CmdType>${command}</CmdType>\r\n<SN>17</SN>\r\n<DeviceID>${camera}</DeviceID>\r\n${inside}</${root}>\r\n`

describe('a device id', () => {
  it('is its parts', () => {
    assert.deepEqual(readDeviceId(camera), { centre: '50010108', industry: '00', kind: '132', network: '0', serial: '000001' })
    for (const none of ['', '500101', `${camera}1`, `x${camera.slice(1)}`]) assert.equal(readDeviceId(none), null)
  })
})

describe('MANSDCP', () => {
  it('keeps alive', () => {
    const faulty =
      '<Status>OK</Status><Info><DeviceID>34020000001340000001</DeviceID><DeviceID>34020000001340000002</DeviceID></Info>'
    assert.deepEqual(read(xml('Notify', 'Keepalive', faulty)), {
      ...head,
      kind: 'keepalive',
      status: 'OK',
      faulty: ['34020000001340000001', '34020000001340000002'],
    })
  })

  it('tells the tree of devices in GB2312, a place without coordinates has none, a password is not kept', () => {
    const item = `<Item><DeviceID>${camera}</DeviceID><Name>万州区 江边1号</Name><Parental>0</Parental><ParentID>50010108002000000001</ParentID><Status>ON</Status><Longitude>108.4</Longitude><Latitude>30.8</Latitude><Password>secret</Password><CertNum/><Info><PTZType>1</PTZType><Resolution>6/4</Resolution></Info></Item>`
    const other = '<Item><DeviceID>500101</DeviceID><Name>万州</Name><Longitude>0.0.1</Longitude><Latitude>91</Latitude></Item>'
    const found = read(xml('Response', 'Catalog', `<SumNum>2</SumNum><DeviceList Num="2">${item}${other}</DeviceList>`))
    assert.ok(found.kind === 'catalog')
    const [one, two] = found.devices
    assert.deepEqual([found.total, found.notify, found.devices.length], [2, false, 2])
    assert.deepEqual(
      [one!.name, one!.longitude, one!.latitude, one!.ptzType, one!.status],
      ['万州区 江边1号', 108.4, 30.8, 1, 'ON'],
    )
    assert.deepEqual(one!.more, { Resolution: '6/4' })
    assert.doesNotMatch(JSON.stringify(one), /secret/)
    assert.deepEqual([two!.longitude, two!.latitude, two!.status, two!.parental], [null, null, null, null])
  })

  it('alarms, with the time of Beijing', () => {
    const inside =
      '<AlarmPriority>1</AlarmPriority><AlarmMethod>5</AlarmMethod><AlarmTime>2026-11-26T10:00:00</AlarmTime><AlarmDescription>越界</AlarmDescription><Longitude>108.4</Longitude><Latitude>30.8</Latitude><Info><AlarmType>2</AlarmType><AlarmTypeParam><EventType>1</EventType></AlarmTypeParam></Info>'
    assert.deepEqual(read(xml('Notify', 'Alarm', inside)), {
      ...head,
      ...{ kind: 'alarm', priority: 1, method: 5, time: '2026-11-26T10:00:00+08:00', description: '越界' },
      ...{ longitude: 108.4, latitude: 30.8, alarmType: 2, eventType: 1 },
    })
    for (const [said, time] of [
      ['2026-02-30T10:00:00', null],
      ['', null],
      ['2026-11-26T02:00:00Z', '2026-11-26T10:00:00+08:00'],
      ['2026-11-26T10:00:00.500', '2026-11-26T10:00:00+08:00'],
    ]) {
      const alarm = read(xml('Notify', 'Alarm', `<AlarmTime>${said}</AlarmTime>`))
      assert.ok(alarm.kind === 'alarm')
      assert.deepEqual([alarm.time, alarm.priority, alarm.longitude], [time, null, null])
    }
  })

  it('tells positions, media, the device and its state', () => {
    const move =
      '<Time>2026-11-26T10:00:00</Time><Longitude>108.4</Longitude><Latitude>30.8</Latitude><Speed>36.5</Speed><Direction>90</Direction><Altitude>200</Altitude>'
    const position = read(xml('Notify', 'MobilePosition', move))
    assert.ok(position.kind === 'mobile-position')
    assert.deepEqual([position.speedKmh, position.direction, position.altitudeM], [36.5, 90, 200])
    assert.deepEqual(read(xml('Notify', 'MediaStatus', '<NotifyType>121</NotifyType>')), {
      ...head,
      kind: 'media-status',
      notifyType: 121,
    })
    const info = read(xml('Response', 'DeviceInfo', '<Result>OK</Result><DeviceName>球机</DeviceName><Channel>4</Channel>'))
    assert.ok(info.kind === 'device-info' && info.name === '球机' && info.channels === 4 && info.firmware === null)
    const status = read(
      xml(
        'Response',
        'DeviceStatus',
        `<Result>OK</Result><Online>ONLINE</Online><Alarmstatus Num="1"><Item><DeviceID>${camera}</DeviceID><DutyStatus>ALARM</DutyStatus></Item></Alarmstatus>`,
      ),
    )
    assert.ok(status.kind === 'device-status')
    assert.deepEqual([status.online, status.alarms], ['ONLINE', [{ deviceId: camera, dutyStatus: 'ALARM' }]])
  })

  it('keeps a command it does not know, and refuses what is none', () => {
    assert.deepEqual(
      read(xml('Control', 'DeviceControl', '<PTZCmd>A50F</PTZCmd><Info><ControlPriority>5</ControlPriority></Info>')),
      {
        ...head,
        ...{ kind: 'other', root: 'Control', command: 'DeviceControl' },
        fields: {
          ...{ CmdType: 'DeviceControl', SN: '17', DeviceID: camera, PTZCmd: 'A50F' },
          Info: { ControlPriority: '5' },
        },
      },
    )
    const error = (text: string): unknown => {
      const answer = readMansdcp(toGbk(text))
      return answer.ok ? 'ok' : [answer.error, answer.detail]
    }
    assert.deepEqual(error('<Alarm/>'), ['unknown-message', 'Alarm'])
    assert.deepEqual(error('<Notify><CmdType>Alarm</CmdType><SN>x</SN><DeviceID>1</DeviceID></Notify>'), ['missing-field', 'SN'])
    assert.deepEqual(error('<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><Notify>&x;</Notify>'), [
      'forbidden-entity',
      'DOCTYPE',
    ])
    assert.deepEqual(error('<Notify>'), ['bad-xml', 8])
  })

  it('is written so that it reads back', () => {
    for (const body of [query('Catalog', 17, camera), queryPositions(17, camera, 5), queryAlarms(17, camera)])
      assert.deepEqual({ ...read(body), fields: 0, command: 0 }, { ...head, kind: 'other', root: 'Query', command: 0, fields: 0 })
    const body = writeMansdcp({
      root: 'Notify',
      command: 'Alarm',
      ...head,
      fields: { AlarmDescription: '<重>&', Info: { AlarmType: '2' } },
    })
    const alarm = read(body)
    assert.ok(alarm.kind === 'alarm' && alarm.description === '<重>&' && alarm.alarmType === 2)
  })
})

const register: SipRequest = {
  kind: 'request',
  method: 'REGISTER',
  uri: 'sip:50010108002000000001@5001010800',
  headers: [
    ['Via', 'SIP/2.0/UDP 10.0.0.2:5060;rport;branch=z9hG4bK1'],
    ['From', `<sip:${camera}@5001010800>;tag=77`],
    ['To', `<sip:${camera}@5001010800>`],
    ['Call-ID', '1@10.0.0.2'],
    ['CSeq', '1 REGISTER'],
    ['Contact', `<sip:${camera}@10.0.0.2:5060>`],
    ['Expires', '3600'],
  ],
  body: new Uint8Array(),
}

const sip = (text: string): unknown => {
  const read = readSip(Buffer.from(text))
  return read.ok ? read.value : [read.error, read.detail]
}

describe('SIP', () => {
  it('registers with a digest', () => {
    const challenge = { realm: '5001010800', nonce: 'abc', qop: 'auth' } as const
    const refused = answer(register, [401, 'Unauthorized'], {
      tag: 'z',
      headers: [['WWW-Authenticate', writeChallenge(challenge)]],
    })
    const back = readSip(writeSip(refused))
    assert.ok(back.ok && back.value.kind === 'response' && back.value.status === 401)
    assert.match(header(back.value, 'to')!, /;tag=z$/)
    assert.equal(header(back.value, 'cseq'), '1 REGISTER')
    const asked = readDigest(header(back.value, 'WWW-Authenticate')!)!
    const said = {
      username: camera,
      realm: asked.realm!,
      nonce: asked.nonce!,
      uri: register.uri,
      qop: 'auth',
      nc: '00000001',
      cnonce: 'x',
    }
    const secret = { method: 'REGISTER', password: '12345678' }
    const value = writeCredentials({ ...said, response: digestOf({ ...said, ...secret })! })
    assert.equal(proves(value, secret), true)
    assert.equal(proves(value, { ...secret, password: '1' }), false)
  })

  it('is read with compact and folded headers, and says who, where and which', () => {
    const text = `MESSAGE sip:x@y SIP/2.0\r\nv: SIP/2.0/TCP a;branch=1\r\nVia: SIP/2.0/UDP b\r\nf: "局 \\"A\\"" <sip:${camera}@[::1]:5061>;tag=9\r\nt: sip:z@y;lr\r\ni: 1\r\nCSeq: 20  MESSAGE\r\nSubject: a\r\n b\r\nl: 3\r\n\r\nabcdef`
    const message = sip(text) as SipMessage
    assert.equal(Buffer.from(message.body).toString(), 'abc')
    assert.deepEqual(headersNamed(message, 'via'), ['SIP/2.0/TCP a;branch=1', 'SIP/2.0/UDP b'])
    assert.equal(header(message, 'subject'), 'a b')
    const from = readAddress(header(message, 'From')!)!
    assert.deepEqual([from.display, from.user, from.host, from.port, from.params.tag], ['局 "A"', camera, '[::1]', 5061, '9'])
    assert.deepEqual({ ...readAddress(header(message, 'To')!)!.params }, { lr: '' })
    assert.deepEqual(readCSeq(header(message, 'CSeq')!), { number: 20, method: 'MESSAGE' })
    for (const none of ['', 'tel:1', '<>', '<sip:>', 'x'.repeat(3000)]) assert.equal(readAddress(none), null)
  })

  it('that is none is refused', () => {
    const rest = 'Via: a\r\nFrom: b\r\nTo: c\r\nCall-ID: d\r\nCSeq: 1 X\r\n'
    assert.deepEqual(sip(`GET / HTTP/1.1\r\n${rest}\r\n`), ['bad-start', 'GET / HTTP/1.1'])
    assert.deepEqual(sip(`SIP/2.0 200 OK\r\nVia a\r\n\r\n`), ['bad-header', 'Via a'])
    assert.deepEqual(sip(`SIP/2.0 200 OK\r\nVia: a\r\n\r\n`), ['missing-field', 'From'])
    assert.deepEqual(sip(`SIP/2.0 200 OK\r\n${rest}Content-Length: 5\r\n\r\nabc`), ['bad-length', 3])
    assert.deepEqual(sip('SIP/2.0 200 OK\r\n'), ['bad-end', undefined])
    assert.deepEqual(sip(`SIP/2.0 200 OK\r\nX: ${'y'.repeat(20_000)}`), ['too-long', 20_019])
  })

  it('over TCP is cut the same wherever the chunks end', () => {
    const body = writeMansdcp({ root: 'Notify', command: 'Keepalive', ...head, fields: { Status: 'OK' } })
    const message: SipRequest = { ...register, method: 'MESSAGE', body }
    const stream = Buffer.concat([writeSip(message), Buffer.from('\r\n\r\n'), writeSip(register), writeSip(message)])
    for (const size of [1, 2, 3, 7, 100, 10_000]) {
      const framer = createSipFramer()
      const found = []
      for (let at = 0; at < stream.length; at += size) found.push(...framer.push(stream.subarray(at, at + size)))
      assert.deepEqual(
        found.map((frame) => {
          const one = frame instanceof Uint8Array ? readSip(frame) : frame
          return one.ok && one.value.kind === 'request' ? [one.value.method, one.value.body.length] : one
        }),
        [
          ['MESSAGE', body.length],
          ['REGISTER', 0],
          ['MESSAGE', body.length],
        ],
      )
    }
  })

  it('never holds a stream that is none', () => {
    const chance = seeded(3)
    for (const start of ['', 'MESSAGE x SIP/2.0\r\nContent-Length: 99999999\r\n\r\n', 'X\r\nContent-Length: x\r\n\r\n']) {
      const framer = createSipFramer()
      framer.push(Buffer.from(start))
      for (let i = 0; i < 300; i++) framer.push(chance.bytes(100))
      assert.equal(framer.broken, true)
      assert.deepEqual(framer.push(writeSip(register)), [])
    }
  })
})
