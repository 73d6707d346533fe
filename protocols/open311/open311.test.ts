import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { open311Faults } from '../../test/open311-schema.ts'
import { readQuery, readSubmission } from './form.ts'
import { readOpen311 } from './read.ts'
import type { Open311Document } from './types.ts'
import { writeOpen311 } from './write.ts'

const documents: [schema: string | null, document: Open311Document][] = [
  [
    'services.json',
    {
      kind: 'services',
      services: [
        {
          service_code: '0304',
          service_name: '暴露垃圾 <&>',
          description: null,
          metadata: true,
          type: 'realtime',
          keywords: '垃圾,环卫',
          group: '市容环境',
        },
        {
          service_code: '0101',
          service_name: '上水井盖',
          description: '破损',
          metadata: false,
          type: 'batch',
          keywords: null,
          group: null,
        },
      ],
    },
  ],
  [
    'service-definition.json',
    {
      kind: 'definition',
      definition: {
        service_code: '0304',
        attributes: [
          {
            ...{
              variable: true,
              code: 'SIZE',
              datatype: 'singlevaluelist',
              required: true,
              datatype_description: null,
              order: 1,
              description: '多大',
            },
            values: [
              { key: '1', name: '小于 1 平方米' },
              { key: '2', name: '大于 1 平方米' },
            ],
          },
          {
            variable: false,
            code: 'T',
            datatype: 'text',
            required: false,
            datatype_description: '说明',
            order: null,
            description: null,
            values: [],
          },
        ],
      },
    },
  ],
  [
    'requests.json',
    {
      kind: 'requests',
      requests: [
        {
          ...{ service_request_id: '638344', status: 'open', status_notes: null, service_name: '暴露垃圾', service_code: '0304' },
          ...{
            description: '一堆"垃圾"',
            agency_responsible: '城管局',
            service_notice: null,
            requested_datetime: '2026-11-26T10:00:00+08:00',
          },
          ...{
            updated_datetime: '2026-11-26T11:00:00+08:00',
            expected_datetime: null,
            address: '寸滩',
            address_id: null,
            zipcode: '400000',
          },
          ...{ lat: 29.6, long: 106.6, media_url: 'https://example.org/a.jpg' },
        },
      ],
    },
  ],
  [
    null,
    { kind: 'receipts', receipts: [{ service_request_id: null, token: '12345', service_notice: '24 小时内', account_id: null }] },
  ],
  [null, { kind: 'errors', errors: [{ code: 403, description: 'bad api_key' }] }],
  [
    null,
    {
      kind: 'discovery',
      discovery: {
        ...{ changeset: '2026-11-26T10:00:00+08:00', contact: '12345', key_service: null },
        endpoints: [
          {
            ...{ specification: 'http://wiki.open311.org/GeoReport_v2', url: 'https://example.org/open311/v2', changeset: null },
            ...{ type: 'production', formats: ['text/xml', 'application/json'] },
          },
        ],
      },
    },
  ],
]

const read = (text: string): Open311Document => {
  const answer = readOpen311(Buffer.from(text))
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}
const error = (text: string): unknown => {
  const answer = readOpen311(Buffer.from(text))
  return answer.ok ? 'ok' : [answer.error, answer.detail]
}

describe('GeoReport v2', () => {
  for (const [schema, document] of documents)
    it(`writes ${document.kind} as JSON and XML that read back${schema ? ', valid against the schema' : ''}`, () => {
      const json = writeOpen311(document, 'json')
      if (schema) assert.deepEqual(open311Faults(JSON.parse(json), schema), [])
      assert.deepEqual(read(json), document)
      assert.deepEqual(read(writeOpen311(document, 'xml')), document)
    })

  it('finds the faults its schemas know', () => {
    assert.deepEqual(open311Faults([{ service_code: 1 }], 'services.json'), [
      ...['/0/service_name: missing', '/0/metadata: missing', '/0/type: missing', '/0/service_code: integer, not string'],
    ])
  })

  it('reads what others write: numbers as text, empty elements, empty lists', () => {
    const xml = `<?xml version="1.0" encoding="utf-8"?><service_requests><request><service_request_id>1</service_request_id><status>closed</status><status_notes/><service_code>006</service_code><requested_datetime>2010-04-14T06:37:38-08:00</requested_datetime><lat>37.762221815</lat><long/></request></service_requests>`
    const found = read(xml)
    assert.ok(found.kind === 'requests')
    const [one] = found.requests
    assert.deepEqual([one!.lat, one!.long, one!.status_notes, one!.service_code], [37.762221815, null, null, '006'])
    assert.deepEqual(read('<service_requests/>'), { kind: 'requests', requests: [] })
    assert.deepEqual(read('[]'), { kind: 'empty' })
    const post = read('[{"service_request_id":293944,"service_notice":"x","account_id":null}]')
    assert.deepEqual(post, {
      kind: 'receipts',
      receipts: [{ service_request_id: '293944', token: null, service_notice: 'x', account_id: null }],
    })
    assert.equal(read('<errors><error><code>404</code><description>x</description></error></errors>').kind, 'errors')
  })

  it('refuses what is none, with its place', () => {
    assert.deepEqual(error('<rss/>'), ['unknown-message', 'rss'])
    assert.deepEqual(error('{"a":1}'), ['unknown-message', 'a'])
    assert.deepEqual(error('[1]'), ['bad-schema', 'object'])
    assert.deepEqual(error('{'), ['bad-json', undefined])
    assert.deepEqual(error('<services><service><service_name>x</service_name></service></services>'), [
      'missing-field',
      '/0/service_code',
    ])
    const request = '"service_request_id":"1","service_code":"2"'
    assert.deepEqual(error(`[{${request},"status":"new","requested_datetime":"2026-11-26T10:00:00+08:00"}]`), [
      'bad-value',
      '/0/status',
    ])
    for (const time of ['2026-11-26', '2026-02-30T10:00:00Z', '2026-11-26T10:00:00'])
      assert.deepEqual(error(`[{${request},"status":"open","requested_datetime":"${time}"}]`), [
        'bad-time',
        '/0/requested_datetime',
      ])
    assert.deepEqual(error('<!DOCTYPE services [<!ENTITY a "b">]><services>&a;</services>'), ['forbidden-entity', 'DOCTYPE'])
  })
})

describe('a new request', () => {
  it('is a form with a place and attributes', () => {
    const body =
      'api_key=xyz&service_code=0304&lat=29.6&long=106.6&description=%E5%9E%83%E5%9C%BE+%3Cb%3E&attribute[SIZE]=1&attribute[MANY][]=a&attribute[MANY][]=b'
    const asked = readSubmission(body)
    assert.ok(asked.ok)
    assert.deepEqual(
      [asked.value.lat, asked.value.long, asked.value.description, asked.value.email],
      [29.6, 106.6, '垃圾 <b>', null],
    )
    assert.deepEqual(asked.value.attributes, { SIZE: ['1'], MANY: ['a', 'b'] })
  })

  it('without its code, its place or with too much text is told so', () => {
    const errors = (body: string): string[] => {
      const asked = readSubmission(body)
      return asked.ok ? [] : asked.errors.map(({ code, description }) => `${code} ${description.split(' ')[0]}`)
    }
    assert.deepEqual(errors(''), ['400 service_code'])
    assert.deepEqual(errors('service_code=1'), ['400 a'])
    assert.deepEqual(errors('service_code=1&address_string=x'), [])
    assert.deepEqual(errors('service_code=1&address_id=x'), [])
    assert.deepEqual(errors('service_code=1&lat=1'), ['400 lat'])
    assert.deepEqual(errors('service_code=1&lat=91&long=1'), ['400 lat'])
    assert.deepEqual(errors(`service_code=1&address_id=x&description=${'x'.repeat(4_001)}`), ['400 description'])
    assert.deepEqual(errors(`service_code=1&address_id=x&description=${'x'.repeat(4_000)}`), [])
  })
})

describe('which requests are asked for', () => {
  const now = new Date('2026-11-26T02:00:00Z')
  const span = (query: string): unknown => {
    const asked = readQuery(query, now)
    return asked.ok
      ? [asked.value.from.toISOString().slice(0, 10), asked.value.to.toISOString().slice(0, 10)]
      : asked.errors.map(({ code }) => code)
  }
  it('are those of ninety days, never of more', () => {
    assert.deepEqual(span(''), ['2026-08-28', '2026-11-26'])
    assert.deepEqual(span('start_date=2026-01-01T00:00:00Z'), ['2026-01-01', '2026-04-01'])
    assert.deepEqual(span('start_date=2026-11-01T00:00:00%2B08:00'), ['2026-10-31', '2026-11-26'])
    assert.deepEqual(span('start_date=2026-11-01T00:00:00+08:00'), ['2026-10-31', '2026-11-26'])
    assert.deepEqual(span('end_date=2026-04-01T00:00:00Z'), ['2026-01-01', '2026-04-01'])
    assert.deepEqual(span('start_date=2026-01-01T00:00:00Z&end_date=2026-04-02T00:00:00Z'), [400])
    assert.deepEqual(span('start_date=2026-02-01T00:00:00Z&end_date=2026-01-02T00:00:00Z'), [400])
    assert.deepEqual(span('start_date=2026-01-01'), [400])
    assert.deepEqual(span('status=new'), [400])
  })
  it('or those of a list', () => {
    const asked = readQuery('service_code=a, b&status=open,closed', now)
    assert.ok(asked.ok)
    assert.deepEqual([asked.value.ids, asked.value.codes, asked.value.status], [null, ['a', 'b'], ['open', 'closed']])
    const byIds = readQuery('service_request_id=1,2&start_date=yesterday&status=none', now)
    assert.deepEqual(byIds.ok && [byIds.value.ids, byIds.value.codes], [['1', '2'], null], 'ids override all else')
  })
})
