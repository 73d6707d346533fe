// The blocks of a pack as a page: every field of `scenario.json` with what it takes, from the schemas of contract/pack.ts.
import { z } from 'zod'

const list = (values) => values.map((value) => `\`${value}\``).join(' ')

/** What a field takes, in one line: words, numbers with their range, a choice, a length of time. */
function takes(schema) {
  if (schema.const !== undefined) return `\`${schema.const}\``
  if (schema.enum) return list(schema.enum)
  const many = schema.anyOf ?? schema.oneOf
  if (many)
    return many.every(({ const: only }) => only !== undefined)
      ? list(many.map((one) => one.const))
      : [...new Set(many.map(takes))].join(' · ')
  if (schema.type === 'null') return '`null`'
  if (schema.type === 'boolean') return 'true · false'
  if (schema.type === 'number' || schema.type === 'integer') return range(schema)
  if (schema.format === 'date-time') return '`2026-04-10T09:00:00+08:00`'
  if (schema.type === 'string')
    return schema.pattern?.includes('ms|s|m|h|d') ? '`45s` `10m` `2h` `3d`' : schema.pattern ? `\`${schema.pattern}\`` : 'text'
  if (schema.prefixItems) return `[${schema.prefixItems.map(takes).join(', ')}]`
  if (isWords(schema)) return '{ zh, en }'
  return schema.type === 'array' ? '[ … ]' : '{ … }'
}

function range({ type, minimum, maximum, exclusiveMinimum }) {
  const [least, most] = [minimum ?? exclusiveMinimum, maximum].map((end) =>
    end === undefined || Math.abs(end) > 1e12 ? null : end,
  )
  const name = type === 'integer' ? 'whole' : 'number'
  if (least === null && most === null) return name
  return `${name} ${most === null ? `≥ ${least}` : least === null ? `≤ ${most}` : `${least} – ${most}`}`
}

/** Every field below a schema, by its path: `[]` any of a list, `*` any name; what several shapes share stands once for each. */
function* fields(schema, path, root, depth = 0) {
  if (schema.$ref) return yield* seen(schema.$ref, path, root, depth)
  const shapes = (schema.anyOf ?? schema.oneOf ?? []).map((one) => resolved(one, root))
  for (const name of ['kind', 'op', 'count'])
    if (shapes.length > 1 && shapes.every((one) => one.properties?.[name]?.const !== undefined))
      yield { at: `${path}.${name}`, takes: list(shapes.map((one) => one.properties[name].const)), must: true }
  for (const one of shapes) yield* fields(one, path, root, depth)
  for (const one of schema.prefixItems ?? []) yield* fields(one, `${path}[]`, root, depth)
  if (schema.items && typeof schema.items === 'object') yield* fields(schema.items, `${path}[]`, root, depth)
  if (schema.additionalProperties && typeof schema.additionalProperties === 'object')
    yield* fields(schema.additionalProperties, path === '' ? '*' : `${path}.*`, root, depth)
  const kind = schema.properties?.kind?.const ?? schema.properties?.op?.const ?? schema.properties?.count?.const
  for (const [name, one] of Object.entries(schema.properties ?? {})) {
    const at = path === '' ? name : `${path}.${name}`
    if (kind === undefined || one.const === undefined)
      yield {
        at: kind === undefined ? at : `${path}(${kind}).${name}`,
        takes: takes(resolved(one, root)),
        must: (schema.required ?? []).includes(name),
        usual: one.default,
      }
    if (!isWords(resolved(one, root))) yield* fields(one, kind === undefined ? at : `${path}(${kind}).${name}`, root, depth)
  }
}

const isWords = ({ properties }) => properties !== undefined && Object.keys(properties).join() === 'zh,en'
const resolved = (schema, root) => (schema.$ref ? (root.$defs?.[schema.$ref.split('/').at(-1)] ?? schema) : schema)

/** What refers to itself (conditions in conditions) is written out once. */
function* seen(ref, path, root, depth) {
  const known = resolved({ $ref: ref }, root)
  if (depth < 1) yield* fields(known, path, root, depth + 1)
}

/** Rows of the page: field, what it takes, whether it must stand there; the fields of samples after those of the pack. */
export async function packBlockRows() {
  const { Pack } = await import('../contract/pack.ts')
  const { Sample } = await import('../contract/pack-sample.ts')
  const { HaulSample } = await import('../contract/pack-haul-sample.ts')
  const { SightSample } = await import('../contract/pack-sight-sample.ts')
  const { RiskSample } = await import('../contract/pack-risk-sample.ts')
  return [
    ...rowsOf(Pack.omit({ id: true, version: true, name: true })),
    ...rowsOf(Sample, 'samples/*.json '),
    ...rowsOf(HaulSample, 'samples/*.json (haulage) '),
    ...rowsOf(SightSample, 'samples/*.json (sightings) '),
    ...rowsOf(RiskSample, 'risk-samples/*.json '),
  ]
}

function rowsOf(given, part = '') {
  const schema = z.toJSONSchema(given, { io: 'input', unrepresentable: 'any' })
  const rows = new Map()
  for (const { at, takes: what, must, usual } of fields(schema, '', schema))
    if (!rows.has(at))
      rows.set(at, [`\`${part}${at}\``, what, must ? '必填 required' : usual === undefined ? '' : `\`${JSON.stringify(usual)}\``])
  return [...rows.values()]
}
