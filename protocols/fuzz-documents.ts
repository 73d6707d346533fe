// What the fuzzer knows of the codecs of text and documents.
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import { encodeMessage, type Writable } from './ais/encode.ts'
import { createReceiver } from './ais/receiver.ts'
import { longestLine } from './ais/sentence.ts'
import { fromHex } from './bytes.ts'
import { readAlert } from './cap/read.ts'
import { writeAlert } from './cap/write.ts'
import { readEvent } from './cloudevents/event.ts'
import { readHttp, readMessage } from './cloudevents/read.ts'
import type { CloudEvent } from './cloudevents/types.ts'
import { writeBinary, writeStructured } from './cloudevents/write.ts'
import { readDigest } from './digest.ts'
import type { Fuzzed } from './fuzz.ts'
import { readViid } from './gat1400/read.ts'
import { writeSubscribe } from './gat1400/write.ts'
import { readMansdcp } from './gb28181/read.ts'
import { isWhole, transactionOf, wantedExpires, withReceived } from './gb28181/request.ts'
import { readAddress, readSip, writeSip } from './gb28181/sip.ts'
import { createSipFramer } from './gb28181/sip-frame.ts'
import { queryAlarms, writeMansdcp } from './gb28181/write.ts'
import { readJson } from './json.ts'
import { createLineFramer } from './lines.ts'
import { locationOf, readEntity, readingsOf } from './ngsi-ld/entity.ts'
import { readOpen311 } from './open311/read.ts'
import type { ServiceRequest } from './open311/types.ts'
import { writeOpen311 } from './open311/write.ts'
import { plainFace, readCsv, writeCsv } from './sheet/csv.ts'
import { readXlsx, writeXlsx } from './sheet/xlsx.ts'
import { readZip, writeZip } from './sheet/zip.ts'
import { readPayload } from './sparkplug/read.ts'

const file = (path: string): Buffer => readFileSync(new URL(path, import.meta.url))
const bytes = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text))
const latin = (given: Uint8Array): string => Buffer.from(given).toString('latin1')

const ais: Fuzzed = {
  corpus: () =>
    file('ais/corpus/sample.aivdm')
      .toString('latin1')
      .split('\n')
      .filter((line) => line.startsWith('!'))
      .map((line) => bytes(`${line}\n`)),
  target() {
    const receiver = createReceiver({ limit: 50 })
    return {
      take(given, now) {
        const found = receiver.push(latin(given), now)
        if (found.ok && !('pending' in found.value) && !('raw' in found.value) && ![6, 8, 12, 14].includes(found.value.type))
          encodeMessage(found.value as Writable)
        return found
      },
      framer: () => createLineFramer(longestLine),
    }
  },
  repair(given) {
    const line = latin(given)
    const [start, star] = [line.indexOf('!'), line.lastIndexOf('*')]
    if (start < 0 || star < start) return given
    let sum = 0
    for (let i = start + 1; i < star; i++) sum ^= line.charCodeAt(i)
    return Uint8Array.from(Buffer.from(`${line.slice(0, star)}*${(sum & 255).toString(16).padStart(2, '0')}\n`, 'latin1'))
  },
}

const cap: Fuzzed = {
  corpus: () =>
    [
      'canada.cap',
      'earthquake-iso8859-1.cap',
      'thunderstorm.cap',
      'xee.cap',
      'cap_amber_alert_example.xml',
      '43b080713727.cap',
    ].map((name) => Uint8Array.from(file(`cap/corpus/${name}`))),
  target: () => ({
    take(given) {
      const found = readAlert(given)
      if (found.ok) writeAlert(found.value)
      return found
    },
  }),
}

const event: CloudEvent = {
  ...{ specversion: '1.0', id: '一', source: '/a/b', type: 't', subject: '渣土车 "A" 100%', time: '2026-11-26T10:00:00+08:00' },
  ...{ datacontenttype: 'application/json', ext: 7, data: { list: [1, 'x', null] } },
}
const wire = (message: { headers: Record<string, string>; body: Uint8Array }): Uint8Array => {
  const head = Object.entries(message.headers).map(([name, value]) => `${name}: ${value}\r\n`)
  return Uint8Array.from(Buffer.concat([Buffer.from(`POST / HTTP/1.1\r\n${head.join('')}\r\n`), message.body]))
}
const cloudevents: Fuzzed = {
  corpus: () => [
    wire(writeBinary(event)),
    wire(writeStructured(event)),
    wire(writeBinary({ ...event, data_base64: 'AAEC', data: undefined })),
  ],
  target: () => ({
    take(given) {
      const message = readMessage(given)
      if (!message.ok) return message
      const sent = readHttp(message.value.headers, message.value.body)
      if (!sent.ok) return sent
      const read = readEvent(sent.value.events[0])
      if (read.ok) writeBinary(read.value)
      return read
    },
  }),
}

const head = { sn: 1, deviceId: '50010108001320000001' }
const bodies = (): Uint8Array[] => [
  queryAlarms(1, head.deviceId),
  writeMansdcp({
    root: 'Notify',
    command: 'Alarm',
    ...head,
    fields: { AlarmTime: '2026-11-26T10:00:00', AlarmDescription: '重', Info: { AlarmType: '2' } },
  }),
  writeMansdcp({
    root: 'Response',
    command: 'Catalog',
    ...head,
    fields: { SumNum: '1', DeviceList: { Item: [{ DeviceID: '1', Name: '江' }] } },
  }),
]
/** Hostile text in a document that is whole. */
const gb28181: Fuzzed = {
  corpus: bodies,
  target: () => ({ take: readMansdcp }),
  repair(given) {
    const text = latin(given.subarray(0, 200))
    const item = { DeviceID: text, Name: text, Longitude: text.slice(0, 6), Port: text.slice(0, 2) }
    const fields = {
      AlarmTime: text.slice(0, 19),
      Latitude: text.slice(0, 4),
      Info: { AlarmType: text },
      DeviceList: { Item: [item] },
    }
    const command = ['Alarm', 'Catalog', 'DeviceStatus', 'Keepalive'][given.length % 4]!
    return writeMansdcp({ root: given.length % 2 === 0 ? 'Notify' : 'Response', command, ...head, fields })
  },
}
const sip: Fuzzed = {
  corpus: () =>
    bodies().map((body) =>
      writeSip({
        ...{ kind: 'request', method: 'MESSAGE', uri: 'sip:a@b', body },
        headers: [
          ...([
            ['Via', 'SIP/2.0/UDP a;branch=1'],
            ['From', '"x" <sip:1@2:5060>;tag=3'],
            ['To', '<sip:4@5>'],
            ['Call-ID', '6'],
          ] as [string, string][]),
          ...([
            ['CSeq', '7 MESSAGE'],
            ['Authorization', 'Digest username="a", realm="b", nonce="c", uri="d", response="e"'],
          ] as [string, string][]),
        ],
      }),
    ),
  target: () => ({
    take(given) {
      const found = readSip(given)
      if (!found.ok) return found
      for (const [, value] of found.value.headers) {
        readAddress(value)
        readDigest(value)
      }
      wantedExpires(found.value)
      if (found.value.kind === 'request' && isWhole(found.value)) transactionOf(found.value)
      writeSip(withReceived(found.value, { address: '127.0.0.1', port: 5060 }))
      return found
    },
    framer: createSipFramer,
  }),
}

const asked = {
  ...{ id: 's', title: '渣土车', details: [13], resources: ['1'], applicant: 'a', unit: 'b', begin: '2026-11-26T10:00:00+08:00' },
  ...{ end: '2027-11-26T10:00:00+08:00', receiver: 'http://a', intervalS: 3 },
}
const gat1400: Fuzzed = {
  corpus: () => [
    bytes(writeSubscribe(asked)),
    bytes(
      '{"FaceListObject":{"FaceObject":[{"FaceID":"f","ShotTime":"20261126100000","LeftTopX":"1","SubImageList":{"SubImageInfoObject":[{"Data":"/9j/"}]}}]}}',
    ),
  ],
  target: () => ({ take: readViid }),
}

const request: ServiceRequest = {
  ...{ service_request_id: '1', status: 'open', status_notes: null, service_name: '垃圾', service_code: '2', description: 'x<y' },
  ...{ agency_responsible: null, service_notice: null, requested_datetime: '2026-11-26T10:00:00+08:00', updated_datetime: null },
  ...{ expected_datetime: null, address: null, address_id: null, zipcode: null, lat: 29.6, long: 106.6, media_url: null },
}
const written = (change: Partial<ServiceRequest>, format: 'json' | 'xml'): Uint8Array =>
  bytes(writeOpen311({ kind: 'requests', requests: [{ ...request, ...change }] }, format))

const open311: Fuzzed = {
  corpus: () => [written({}, 'json'), written({}, 'xml')],
  target: () => ({
    take(given) {
      const found = readOpen311(given)
      if (found.ok) writeOpen311(found.value, 'xml')
      return found
    },
  }),
  repair(given) {
    const text = latin(given.subarray(0, 200))
    const hostile = { description: text, address: text.slice(0, 9), media_url: text.slice(5) }
    return written(
      { ...hostile, ...(given.length % 3 === 0 ? { requested_datetime: text.slice(0, 25) } : {}) },
      given.length % 2 === 0 ? 'json' : 'xml',
    )
  },
}

const sparkplug: Fuzzed = {
  corpus: () =>
    (JSON.parse(file('sparkplug/corpus/payloads.json').toString()) as { hex: string }[]).map(({ hex }) => fromHex(hex)!),
  target: () => ({ take: readPayload }),
}

const ngsiLd: Fuzzed = {
  corpus: () => {
    const all = JSON.parse(gunzipSync(file('ngsi-ld/corpus/etsi-test-data.bundle.json.gz')).toString()) as Record<string, string>
    return Object.entries(all).flatMap(([name, text]) => (/^entities\/[^/]+$/.test(name) ? [bytes(text)] : []))
  },
  target: () => ({
    take(given) {
      const parsed = readJson(Buffer.from(given).toString())
      if (!parsed.ok) return parsed
      const entity = readEntity(parsed.value)
      if (!entity.ok) return entity
      readingsOf(entity.value)
      locationOf(entity.value)
      return entity
    },
  }),
}

const table = [
  ['大类代码', '小类代码', '立案条件'],
  ['01', '02', '破损,"移位"\n'],
]

const csv: Fuzzed = {
  corpus: () => [
    writeCsv({ rows: table, face: plainFace }),
    writeCsv({ rows: table, face: { ...plainFace, encoding: 'gb18030', bom: false } }),
  ],
  target: () => ({
    take(given) {
      const found = readCsv(given)
      if (found.ok) writeCsv(found.value)
      return found
    },
  }),
}

const xlsx: Fuzzed = {
  corpus: () => [writeXlsx([{ name: '事件', rows: table }])],
  target: () => ({
    take(given) {
      const found = readXlsx(given)
      if (found.ok) writeXlsx(found.value)
      return found
    },
  }),
  // What was changed becomes the sheet of an archive that is whole again.
  repair(given) {
    const whole = readZip(writeXlsx([{ name: '事件', rows: table }]))
    if (!whole.ok) return given
    const parts = whole.value.names.flatMap((name) => {
      const part = whole.value.part(name)
      return part?.ok ? [{ name, data: part.value }] : []
    })
    const sheet = parts.at(-1)!
    const xml = Buffer.from(sheet.data).toString()
    const cut = given.length % xml.length
    const data = bytes(xml.slice(0, cut) + latin(given.subarray(0, 3)) + xml.slice(cut + ((given[0] ?? 0) % 5)))
    return writeZip([...parts.slice(0, -1), { name: sheet.name, data }])
  },
}

/** The codecs of text and documents, by name. */
export const documentsFuzzed: Record<string, Fuzzed> = {
  ais,
  cap,
  cloudevents,
  gb28181,
  sip,
  gat1400,
  open311,
  sparkplug,
  'ngsi-ld': ngsiLd,
  csv,
  xlsx,
}
