import { isOwnPath, withoutOwn } from '../../../contract/own-place.ts'
import type { RestPart } from '../../../contract/rest-parts.ts'
import { scopeSql } from '../../city/permit/scope.ts'

/** A part of an area that is none of its areas. */
export type Rest = { part: RestPart; prefixes: readonly string[] }

/** How deep an area stands: the city is 1. */
export const depthOf = (path: string): number => path.split('/').filter(Boolean).length

/**
 * Where clause on a path: in an area and in none of its parts (`own`), or outside of it (`elsewhere`: what somebody sees besides). Of an area that is
 * several (a zone of development) what is of it as a whole is its own.
 */
export function restSql({ part, prefixes }: Rest, at: string, values: unknown[]): string {
  if (part === 'elsewhere') return `not ${scopeSql(at, prefixes, values)}`
  const whole = scopeSql(at, prefixes.filter(isOwnPath), values)
  const [place = '', ...more] = withoutOwn(prefixes)
  if (more.length > 0) return whole
  return `(${whole} or (${scopeSql(at, [place], values)} and split_part(${at}, '/', ${depthOf(place) + 1}) = ''))`
}
