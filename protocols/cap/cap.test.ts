import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { XmlDocument, XsdValidator } from 'libxml2-wasm'
import { withoutTool } from '../../test/foreign-tool.ts'
import { readAlert } from './read.ts'
import type { Alert, ReadAlert } from './types.ts'
import { capTime, writeAlert } from './write.ts'

const file = (name: string): Buffer => readFileSync(new URL(`corpus/${name}`, import.meta.url))
const schemaPath = fileURLToPath(new URL('corpus/CAP-v1.2.xsd', import.meta.url))
const schema = XsdValidator.fromDoc(XmlDocument.fromBuffer(file('CAP-v1.2.xsd')))

/** What libxml2 says of a document. */
function isValid(text: string | Uint8Array): boolean {
  let document: XmlDocument | undefined
  try {
    document = typeof text === 'string' ? XmlDocument.fromString(text) : XmlDocument.fromBuffer(text)
    schema.validate(document)
    return true
  } catch {
    return false
  } finally {
    document?.dispose()
  }
}

function read(document: string | Uint8Array): ReadAlert {
  const answer = readAlert(document)
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}

function written(alert: Alert): string {
  const answer = writeAlert(alert)
  assert.ok(answer.ok, JSON.stringify(answer))
  return answer.value
}

const error = (document: string | Uint8Array): [string, unknown] | 'ok' => {
  const answer = readAlert(document)
  return answer.ok ? 'ok' : [answer.error, answer.detail]
}

const validFiles = [
  '43b080713727.cap',
  'canada.cap',
  'canada_errors.cap',
  'cap_amber_alert_example.xml',
  'earthquake-iso8859-1.cap',
  'thunderstorm.cap',
  'wcatwc-warning.cap',
]

const warning: Alert = {
  ...{ identifier: '50000041600000_20261126100000', sender: 'zhili@cq.gov.cn', sent: '2026-11-26T10:00:00+08:00' },
  ...{ status: 'Actual', msgType: 'Update', source: null, scope: 'Public', restriction: null, addresses: [], code: [] },
  ...{
    note: null,
    references: [{ sender: 'a@b', identifier: 'x1', sent: '2026-11-26T09:00:00+08:00' }],
    incidents: ['山洪 1', 'b'],
  },
  info: [
    {
      ...{ language: 'zh-CN', category: ['Met', 'Geo'], event: '山洪', responseType: ['Evacuate'], urgency: 'Immediate' },
      ...{ severity: 'Extreme', certainty: 'Likely', audience: null, eventCode: [{ valueName: 'GB/T 35965', value: '11B20' }] },
      ...{ effective: '2026-11-26T02:00:00Z', onset: null, expires: '2026-11-26T12:00:00+08:00', senderName: '万州区应急局' },
      ...{
        headline: '红色预警 <A&B>',
        description: '一\n二',
        instruction: null,
        web: 'https://example.org/?a=1&b=2',
        contact: null,
      },
      parameter: [{ valueName: 'level', value: '红' }],
      resource: [
        { resourceDesc: '图', mimeType: 'image/png', size: 12, uri: 'https://example.org/a.png', derefUri: null, digest: null },
      ],
      area: [
        {
          areaDesc: '万州区',
          polygon: [
            [
              [30.8, 108.3],
              [30.9, 108.3],
              [30.9, 108.4],
              [30.8, 108.3],
            ],
          ],
          circle: [{ lat: 30.8, lon: 108.4, radiusKm: 2.5 }],
          geocode: [{ valueName: 'GB/T 2260', value: '500101' }],
          ...{ altitude: 500, ceiling: 900.5 },
        },
      ],
    },
  ],
} as Alert

describe('CAP of others', () => {
  for (const name of validFiles)
    it(`${name} is read, written valid and reads the same`, () => {
      assert.ok(isValid(file(name)))
      const alert = read(file(name))
      const { breaches, signed, ...rest } = alert
      if (name === 'canada_errors.cap') {
        assert.deepEqual(breaches, [{ rule: 'references-missing', at: 'references' }])
        assert.deepEqual(writeAlert(rest), { ok: false, error: 'bad-value', detail: 'references-missing references' })
        rest.references = [{ sender: 'cap@ec.gc.ca', identifier: '1', sent: rest.sent }]
      } else assert.deepEqual(breaches, [])
      const text = written(rest)
      assert.ok(isValid(text))
      const { breaches: none, signed: unsigned, ...again } = read(text)
      assert.deepEqual(again, rest)
      assert.deepEqual([none, unsigned, signed], [[], false, name === 'earthquake-iso8859-1.cap'])
    })

  const skip = withoutTool('xmllint', '--version', 'libxml2-utils')
  for (const name of validFiles)
    it(`${name} is valid for xmllint as we write it`, { skip }, () => {
      const { breaches: _, signed: __, ...rest } = read(file(name))
      // What one of them breaks is told above.
      if (name === 'canada_errors.cap') rest.references = [{ sender: 'cap@ec.gc.ca', identifier: '1', sent: rest.sent }]
      const looked = spawnSync('xmllint', ['--noout', '--nonet', '--schema', schemaPath, '-'], { input: written(rest) })
      assert.equal(looked.status, 0, String(looked.stderr))
    })

  it('in ISO-8859-1 keeps its letters', () => {
    const [info] = read(file('earthquake-iso8859-1.cap')).info
    assert.match(JSON.stringify(info), /[\u00c0-\u00ff]/)
    assert.doesNotMatch(JSON.stringify(info), /\ufffd/)
  })

  it('that is broken, old, hostile or no alert is refused by name', () => {
    assert.deepEqual(error(file('invalid.cap')), ['bad-schema', 'alert/scope: missing'])
    for (const old of ['earthquake.cap', 'no_optional_fields.cap'])
      assert.deepEqual(error(file(old)), ['wrong-version', 'urn:oasis:names:tc:emergency:cap:1.1'])
    assert.deepEqual(error(file('xee.cap')), ['forbidden-entity', 'DOCTYPE'])
    for (const feed of ['amber.atom', 'weather_index.atom']) assert.deepEqual(error(file(feed)), ['unknown-message', 'feed'])
    assert.deepEqual(error('{}'), ['bad-xml', 0])
    assert.deepEqual(error(''), ['bad-xml', 0])
  })
})

describe('a CAP alert of ours', () => {
  it('is valid for libxml2 and reads back', () => {
    const text = written(warning)
    assert.ok(isValid(text))
    assert.match(text, /<effective>2026-11-26T10:00:00\+08:00</)
    const { breaches, signed, ...again } = read(text)
    assert.deepEqual(again, { ...warning, info: [{ ...warning.info[0]!, effective: '2026-11-26T10:00:00+08:00' }] })
    assert.deepEqual([breaches, signed], [[], false])
  })

  it('tells its updates, cancellations and what they are about', () => {
    for (const msgType of ['Update', 'Cancel'] as const) {
      const read2 = read(written({ ...warning, msgType }))
      assert.deepEqual(read2.references, warning.references)
      assert.equal(writeAlert({ ...warning, msgType, references: [] }).ok, false)
    }
  })

  it('has times with an offset, never Z and no fractions', () => {
    assert.equal(capTime('2026-11-22T02:00:00.123Z'), '2026-11-22T10:00:00+08:00')
    assert.equal(capTime('2026-11-22T10:00:00+08:00'), '2026-11-22T10:00:00+08:00')
    assert.equal(capTime('2026-11-22T10:00'), null)
    const zulu = written(warning).replace('<sent>2026-11-26T10:00:00+08:00', '<sent>2026-11-26T02:00:00Z')
    assert.deepEqual(error(zulu), ['bad-schema', 'alert/sent: 2026-11-26T02:00:00Z'])
    assert.ok(!isValid(zulu))
  })

  const ring = warning.info[0]!.area[0]!
  const place = (change: object): Alert => ({ ...warning, info: [{ ...warning.info[0]!, area: [{ ...ring, ...change }] }] })
  const breaking: [rule: string, alert: Alert][] = [
    ['restriction-missing', { ...warning, scope: 'Restricted' }],
    ['addresses-missing', { ...warning, scope: 'Private' }],
    ['name-characters', { ...warning, identifier: 'a b' }],
    ['name-characters', { ...warning, sender: 'a,b' }],
    ['name-missing', { ...warning, sender: '' }],
    ['reference-time', { ...warning, references: [{ sender: 'a', identifier: 'b', sent: '2026-11-26T09:00:00Z' }] }],
    ['polygon-short', place({ polygon: [ring.polygon[0]!.slice(1)] })],
    ['polygon-open', place({ polygon: [[...ring.polygon[0]!, [1, 1]]] })],
    ['polygon-outside', place({ polygon: [ring.polygon[0]!.map(([lat, lon]) => [lon, lat])] })],
    ['circle-outside', place({ circle: [{ lat: 91, lon: 0, radiusKm: 1 }] })],
    ['ceiling-without-altitude', place({ altitude: null })],
  ]
  for (const [rule, alert] of breaking)
    it(`is not written against the rule ${rule}`, () => {
      const answer = writeAlert(alert)
      assert.ok(!answer.ok)
      assert.match(String(answer.detail), new RegExp(`^${rule} `))
    })
})

/** Numbers from a seed (Lehmer). */
function chance(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 48_271) % 2_147_483_647
    return state % below
  }
}

describe('our reading of the schema', () => {
  it('judges changed documents as libxml2 does', () => {
    const next = chance(20261126)
    const sources = [
      ...validFiles.filter((name) => !name.includes('iso8859')).map((name) => file(name).toString()),
      written(warning),
    ]
    const words = [
      'Actual',
      'Met',
      'x',
      '',
      '2026-02-29T10:00:00+08:00',
      '2024-02-29T24:00:00-14:00',
      '2026-11-26T10:00:00+14:30',
      '-1.5',
      '7',
      'zh-CN',
    ]
    let refused = 0
    for (let i = 0; i < 1_500; i++) {
      const text = changed(sources[next(sources.length)]!, next, words)
      const ours = readAlert(text).ok
      assert.equal(ours, isValid(text), text)
      if (!ours) refused++
    }
    assert.ok(refused > 300 && refused < 1_400, `${refused} refused`)
  })
})

/** One element moved, doubled, left out, renamed, refilled or given something it must not have. */
function changed(source: string, next: (below: number) => number, words: string[]): string {
  const elements = [...source.matchAll(/<(\w+)>[^<]*<\/\1>/g)]
  const one = elements[next(elements.length)]!
  const other = elements[next(elements.length)]!
  const name = one[1]!
  const at = one.index
  const cut = (text: string): string => source.slice(0, at) + text + source.slice(at + one[0].length)
  const ways = [
    () => cut(''),
    () => cut(one[0] + one[0]),
    () => cut(other[0]),
    () => cut(one[0].replaceAll(name, other[1]!)),
    () => cut(`<${name}>${words[next(words.length)]}</${name}>`),
    () => cut(`<${name} a="1">${words[next(words.length)]}</${name}>`),
    () => cut(`${one[0]}text`),
    () => cut(`<x:y xmlns:x="urn:x"/>${one[0]}`),
    () => cut(`<${name}><b/></${name}>`),
    () => cut(one[0].replace(`</${name}>`, '')),
    () => cut(`<!-- c --><?p i?>${one[0]}`),
  ]
  return ways[next(ways.length)]!()
}
