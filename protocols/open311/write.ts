import { escapeXml } from '../xml.ts'
import type { Open311Document } from './types.ts'

export type Format = 'json' | 'xml'
export const contentTypes: Record<Format, string> = {
  json: 'application/json; charset=utf-8',
  xml: 'text/xml; charset=utf-8',
}

type Row = Record<string, unknown>
/** The element around a list and the one around each of its entries. */
const names: Record<string, [list: string, one: string]> = {
  services: ['services', 'service'],
  requests: ['service_requests', 'request'],
  receipts: ['service_requests', 'request'],
  errors: ['errors', 'error'],
  empty: ['service_requests', 'request'],
}
/** Lists inside an object. */
const inside: Record<string, string> = { attributes: 'attribute', values: 'value', endpoints: 'endpoint', formats: 'format' }

/** Writes a document of GeoReport v2. What is null stays away, so that a receipt never holds an id and a token. */
export function writeOpen311(document: Open311Document, format: Format): string {
  const { kind, ...held } = document
  const [content] = Object.values(held) as (Row | Row[])[]
  const list = Array.isArray(content) ? content : undefined
  if (format === 'json') return JSON.stringify(content ?? [], (_name, value: unknown) => (value === null ? undefined : value))
  const body =
    list || content === undefined
      ? element(names[kind]![0], (list ?? []).map((row) => element(names[kind]![1], fieldsOf(row))).join(''))
      : element(kind === 'definition' ? 'service_definition' : 'discovery', fieldsOf(content as Row))
  return `<?xml version="1.0" encoding="utf-8"?>\n${body}\n`
}

const element = (name: string, content: string): string => (content === '' ? `<${name}/>` : `<${name}>${content}</${name}>`)

function fieldsOf(row: Row): string {
  return Object.entries(row)
    .map(([name, value]) => {
      if (value === null || value === undefined) return ''
      if (!Array.isArray(value)) return element(name, escapeXml(String(value)))
      const one = inside[name]!
      return element(
        name,
        value.map((each) => element(one, typeof each === 'string' ? escapeXml(each) : fieldsOf(each as Row))).join(''),
      )
    })
    .join('')
}
