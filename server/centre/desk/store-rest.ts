import type { RestPart } from '../../../contract/rest-parts.ts'
import { scopeSql } from '../../city/permit/scope.ts'

/** A part of an area that is none of its areas. */
export type Rest = { part: RestPart; prefixes: readonly string[] }

/** How deep an area stands: the city is 1. */
export const depthOf = (path: string): number => path.split('/').filter(Boolean).length

/**
 * Where clause on a path: in an area and in none of its parts (`own`), or outside of it (`elsewhere`: what somebody sees besides). An area that is
 * several (a zone of development) has nothing of its own.
 */
export function restSql({ part, prefixes }: Rest, at: string, values: unknown[]): string {
  if (part === 'own' && prefixes.length > 1) return 'false'
  const inside = scopeSql(at, prefixes, values)
  return part === 'elsewhere' ? `not ${inside}` : `(${inside} and split_part(${at}, '/', ${depthOf(prefixes[0] ?? '') + 1}) = '')`
}
