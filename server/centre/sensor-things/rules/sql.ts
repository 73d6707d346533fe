import { ok, type Result, refuseInput } from '../../../kernel/result.ts'
import type { Filter, Kind, Literal, Options } from '../types.ts'

/** A property by the name the standard gives it: its column, and what it can be compared with. */
export type Properties = Readonly<Record<string, { column: string; kind: Kind }>>
const signs = { eq: '=', ne: '<>', gt: '>', ge: '>=', lt: '<', le: '<=' } as const
const casts = { text: 'text', number: 'float8', time: 'timestamptz' } as const

/** A condition as SQL over the columns of a set; values go into `values`. Refused: names the set does not have, values of another kind. */
export function filterSql(filter: Filter, properties: Properties, values: unknown[]): Result<string> {
  if (filter.is === 'not') {
    const of = filterSql(filter.of, properties, values)
    return of.ok ? ok(`not (${of.value})`) : of
  }
  if ('left' in filter) {
    const left = filterSql(filter.left, properties, values)
    if (!left.ok) return left
    const right = filterSql(filter.right, properties, values)
    return right.ok ? ok(`(${left.value} ${filter.is} ${right.value})`) : right
  }
  // What an object has of its own accord (`constructor`) is no property of a set.
  const property = Object.hasOwn(properties, filter.property) ? properties[filter.property] : undefined
  if (!property) return refuseInput('/$filter', 'name.unknown', { name: filter.property.slice(0, 80) })
  if (filter.is === 'compare') return compareSql(filter.by, property, filter.with, values)
  if (property.kind !== 'text') return refuseInput('/$filter', 'must.string')
  const place = `$${values.push(filter.with)}::text`
  if (filter.how === 'contains') return ok(`strpos(${property.column}, ${place}) > 0`)
  return ok(
    filter.how === 'startswith'
      ? `starts_with(${property.column}, ${place})`
      : `right(${property.column}, length(${place})) = ${place}`,
  )
}

function compareSql(
  by: keyof typeof signs,
  { column, kind }: NonNullable<Properties[string]>,
  literal: Literal,
  values: unknown[],
): Result<string> {
  if (literal.kind !== kind)
    return refuseInput('/$filter', kind === 'time' ? 'format.datetime' : kind === 'number' ? 'must.number' : 'must.string')
  return ok(`${column} ${signs[by]} $${values.push(literal.value)}::${casts[kind]}`)
}

/** The order that was asked for and then by id, so that pages neither repeat nor lose anything. */
export function orderSql(orderby: Options['orderby'], properties: Properties, otherwise: string): Result<string> {
  const unknown = orderby.find(({ property }) => !Object.hasOwn(properties, property))
  if (unknown) return refuseInput('/$orderby', 'name.unknown', { name: unknown.property.slice(0, 80) })
  const asked = orderby.map(({ property, down }) => `${properties[property]!.column} ${down ? 'desc' : 'asc'} nulls last`)
  return ok([...(asked.length > 0 ? asked : [otherwise]), 'x.id'].join(', '))
}
