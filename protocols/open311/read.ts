import { type Decoded, decoded, rejected } from '../decoded.ts'
import { isRecord, readJson } from '../json.ts'
import { readXml, type XmlElement } from '../xml.ts'
import { xmlText } from '../xml-text.ts'
import {
  attributeFields,
  discoveryFields,
  endpointFields,
  type Field,
  faultFields,
  readFields,
  receiptFields,
  requestFields,
  serviceFields,
  valueFields,
} from './fields.ts'
import type {
  Attribute,
  Definition,
  Discovery,
  Endpoint,
  Fault,
  Open311Document,
  Receipt,
  Service,
  ServiceRequest,
} from './types.ts'

export const mostBytes = 16 * 1024 * 1024

type Row = Record<string, unknown>

/**
 * Reads an answer of GeoReport v2 or a discovery document, XML or JSON as its first character tells. Refused: `bad-xml`,
 * `forbidden-entity`, `bad-json`, `bad-encoding`, `too-long`, `too-short`, `unknown-message` (what it is nobody can tell),
 * `bad-schema`, `missing-field`, `bad-value`, `bad-time`, each with the place.
 */
export function readOpen311(bytes: Uint8Array): Decoded<Open311Document> {
  if (bytes.length > mostBytes) return rejected('too-long', bytes.length)
  const text = xmlText(bytes)
  if (!text.ok) return text
  const plain = text.value.trim()
  if (!plain.startsWith('<')) {
    const parsed = readJson(plain)
    return parsed.ok ? ofJson(parsed.value) : parsed
  }
  const xml = readXml(plain)
  return xml.ok ? ofXml(xml.value) : xml
}

function ofJson(value: unknown): Decoded<Open311Document> {
  if (Array.isArray(value)) {
    if (value.length === 0) return decoded({ kind: 'empty' })
    if (!value.every(isRecord)) return rejected('bad-schema', 'object')
    return listOf(value)
  }
  if (!isRecord(value)) return rejected('bad-schema', 'list')
  if ('attributes' in value) return definitionOf(value)
  if ('endpoints' in value) return discoveryOf(value)
  return rejected('unknown-message', Object.keys(value)[0]?.slice(0, 60) ?? '')
}

function ofXml(root: XmlElement): Decoded<Open311Document> {
  const rows = root.children.map(rowOf)
  if (root.name === 'services') return services(rows)
  if (root.name === 'service_definition') return definitionOf(rowOf(root))
  if (root.name === 'errors') return errors(rows)
  if (root.name === 'discovery') return discoveryOf(rowOf(root))
  if (root.name !== 'service_requests') return rejected('unknown-message', root.name)
  return rows.length === 0 ? decoded({ kind: 'requests', requests: [] }) : listOf(rows)
}

/** An element as the object JSON has in its place: of children all of one name in a list. */
function rowOf({ children }: XmlElement): Row {
  const row: Row = Object.create(null)
  for (const child of children)
    row[child.name] = lists.has(child.name)
      ? child.children.map((one) => (one.children.length > 0 ? rowOf(one) : one.text.trim()))
      : child.text.trim()
  return row
}
const lists = new Set(['attributes', 'values', 'endpoints', 'formats'])

/** What a list holds is told by the fields of its first. */
function listOf(rows: Row[]): Decoded<Open311Document> {
  const [first] = rows
  if (!first) return rejected('too-short', 0)
  if ('service_name' in first && !('service_request_id' in first)) return services(rows)
  if ('status' in first || 'requested_datetime' in first) return requests(rows)
  if ('service_request_id' in first || 'token' in first) return receipts(rows)
  if ('code' in first) return errors(rows)
  return rejected('unknown-message', Object.keys(first)[0]?.slice(0, 60) ?? '')
}

function rowsOf<T>(rows: Row[], fields: readonly Field[]): Decoded<T[]> {
  const all: T[] = []
  for (const [i, row] of rows.entries()) {
    const read = readFields<T>(row, fields, `/${i}/`)
    if (!read.ok) return read
    all.push(read.value)
  }
  return decoded(all)
}

const services = (rows: Row[]): Decoded<Open311Document> => {
  const read = rowsOf<Service>(rows, serviceFields)
  return read.ok ? decoded({ kind: 'services', services: read.value }) : read
}
const requests = (rows: Row[]): Decoded<Open311Document> => {
  const read = rowsOf<ServiceRequest>(rows, requestFields)
  return read.ok ? decoded({ kind: 'requests', requests: read.value }) : read
}
const receipts = (rows: Row[]): Decoded<Open311Document> => {
  const read = rowsOf<Receipt>(rows, receiptFields)
  return read.ok ? decoded({ kind: 'receipts', receipts: read.value }) : read
}
const errors = (rows: Row[]): Decoded<Open311Document> => {
  const read = rowsOf<Fault>(rows, faultFields)
  return read.ok ? decoded({ kind: 'errors', errors: read.value }) : read
}

const listAt = (row: Row, name: string): unknown[] => (Array.isArray(row[name]) ? row[name] : [])

function definitionOf(row: Row): Decoded<Open311Document> {
  const head = readFields<Pick<Definition, 'service_code'>>(row, serviceFields.slice(0, 1), '/')
  if (!head.ok) return head
  const attributes: Attribute[] = []
  for (const [i, one] of listAt(row, 'attributes').entries()) {
    if (!isRecord(one)) return rejected('bad-schema', `/attributes/${i}`)
    const read = readFields<Omit<Attribute, 'values'>>(one, attributeFields, `/attributes/${i}/`)
    if (!read.ok) return read
    const values = rowsOf<Attribute['values'][number]>(listAt(one, 'values').filter(isRecord), valueFields)
    if (!values.ok) return { ...values, detail: `/attributes/${i}/values${values.detail}` }
    attributes.push({ ...read.value, values: values.value })
  }
  return decoded({ kind: 'definition', definition: { ...head.value, attributes } })
}

function discoveryOf(row: Row): Decoded<Open311Document> {
  const head = readFields<Omit<Discovery, 'endpoints'>>(row, discoveryFields, '/')
  if (!head.ok) return head
  const endpoints: Endpoint[] = []
  for (const [i, one] of listAt(row, 'endpoints').entries()) {
    if (!isRecord(one)) return rejected('bad-schema', `/endpoints/${i}`)
    const read = readFields<Omit<Endpoint, 'formats'>>(one, endpointFields, `/endpoints/${i}/`)
    if (!read.ok) return read
    endpoints.push({ ...read.value, formats: listAt(one, 'formats').map(String) })
  }
  return decoded({ kind: 'discovery', discovery: { ...head.value, endpoints } })
}
