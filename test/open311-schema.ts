import { readFileSync } from 'node:fs'

type Schema = { [key: string]: unknown; properties?: Record<string, Schema>; items?: Schema; anyOf?: Schema[] }
const schemaOf = (file: string): Schema =>
  JSON.parse(readFileSync(new URL(`../protocols/open311/corpus/${file}`, import.meta.url), 'utf8')) as Schema

/** Faults of a value by what the corpus' schemas use of JSON Schema. */
function faults(value: unknown, schema: Schema, path = ''): string[] {
  if (schema.$ref) return faults(value, schemaOf(String(schema.$ref)), path)
  if (schema.anyOf) return schema.anyOf.some((one) => faults(value, one).length === 0) ? [] : [`${path}: fits none`]
  const type = value === null ? 'null' : Array.isArray(value) ? 'array' : Number.isInteger(value) ? 'integer' : typeof value
  const found: string[] = []
  const wanted = schema.type
  if (wanted && wanted !== type && !(wanted === 'number' && type === 'integer')) found.push(`${path}: ${type}, not ${wanted}`)
  if (Array.isArray(schema.enum) && !schema.enum.includes(value)) found.push(`${path}: not one of the list`)
  if (schema.format === 'date-time' && !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(String(value)))
    found.push(`${path}: no date-time`)
  if (schema.format === 'uri' && !URL.canParse(String(value))) found.push(`${path}: no uri`)
  if (typeof schema.maxLength === 'number' && String(value).length > schema.maxLength) found.push(`${path}: too long`)
  for (const name of (schema.required as string[] | undefined) ?? [])
    if ((value as object)[name as never] === undefined) found.push(`${path}/${name}: missing`)
  for (const [name, inner] of Object.entries(schema.properties ?? {})) {
    const one = (value as Record<string, unknown>)[name]
    if (one !== undefined) found.push(...faults(one, inner, `${path}/${name}`))
  }
  if (schema.items && Array.isArray(value))
    for (const [i, one] of value.entries()) found.push(...faults(one, schema.items, `${path}/${i}`))
  return found
}

/** What of an answer in JSON is against the schema of that name in the corpus of Open311. */
export const open311Faults = (value: unknown, file: string): string[] => faults(value, schemaOf(file))
