import type { Schema } from './openapi.ts'

const signs: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** Text as it may stand in HTML. */
export const escaped = (text: string): string => text.replace(/[&<>"]/g, (sign) => signs[sign]!)

/** A JSON schema as a person reads it, in the manner of TypeScript, as HTML with links to named schemas. */
export function typeText(schema: Schema, indent = ''): string {
  if (typeof schema.$ref === 'string') {
    const name = schema.$ref.split('/').at(-1)!
    return `<a href="#schema-${name}">${name}</a>`
  }
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => escaped(JSON.stringify(value))).join(' | ')
  if ('const' in schema) return escaped(JSON.stringify(schema.const))
  for (const [key, sign] of [
    ['anyOf', ' | '],
    ['oneOf', ' | '],
    ['allOf', ' &amp; '],
  ] as const)
    if (Array.isArray(schema[key])) return (schema[key] as Schema[]).map((one) => typeText(one, indent)).join(sign)
  if (schema.type === 'array') return arrayText(schema, indent)
  if (schema.type === 'object') return objectText(schema, indent)
  return plainText(schema)
}

function arrayText(schema: Schema, indent: string): string {
  if (Array.isArray(schema.prefixItems))
    return `[${(schema.prefixItems as Schema[]).map((one) => typeText(one, indent)).join(', ')}]`
  const inner = typeText((schema.items ?? {}) as Schema, indent)
  return `${/ (\||&amp;) /.test(inner) && !inner.startsWith('{') ? `(${inner})` : inner}[]${rangeText(schema.minItems, schema.maxItems)}`
}

function objectText(schema: Schema, indent: string): string {
  const properties = Object.entries((schema.properties ?? {}) as Record<string, Schema>)
  const rest = schema.additionalProperties
  const required = new Set((schema.required ?? []) as string[])
  const deeper = `${indent}  `
  const lines = properties.map(
    ([name, one]) => `${deeper}${escaped(name)}${required.has(name) ? '' : '?'}: ${typeText(one, deeper)}`,
  )
  if (rest && typeof rest === 'object' && Object.keys(rest).length > 0)
    lines.push(`${deeper}[name]: ${typeText(rest as Schema, deeper)}`)
  return lines.length === 0 ? '{}' : `{\n${lines.join('\n')}\n${indent}}`
}

function plainText(schema: Schema): string {
  const types = [schema.type ?? 'any'].flat().join(' | ')
  const format = typeof schema.format === 'string' ? ` (${schema.format})` : ''
  const pattern = typeof schema.pattern === 'string' ? ` /${escaped(schema.pattern)}/` : ''
  const fallback = 'default' in schema ? ` = ${escaped(JSON.stringify(schema.default))}` : ''
  const above = schema.exclusiveMinimum === undefined ? undefined : `&gt;${schema.exclusiveMinimum}`
  const range = rangeText(schema.minLength ?? schema.minimum ?? above, schema.maxLength ?? schema.maximum)
  return `${types}${format}${range}${pattern}${fallback}`
}

const rangeText = (least: unknown, most: unknown): string =>
  least === undefined && most === undefined ? '' : ` ${least ?? ''}…${most ?? ''}`
