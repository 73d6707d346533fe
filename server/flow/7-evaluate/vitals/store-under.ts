import { scopeSql } from '../../../city/permit/scope.ts'

/** Where what is told of an area finds the row of `areas`, and the name: of a zone, that is no area of its own, among the operating districts. */
export const placedSql = (row: string): string =>
  `left join areas a on a.code = ${row}.area left join operating_districts od on od.code = ${row}.area`
export const placeName = 'coalesce(a.name, od.name)'

/**
 * Adds to a query that the area of a row (placed by `placedSql`) lies under some paths. An operating district lies where all the towns lie it operates:
 * a zone is no area, and of a district some of whose towns a zone took its area is more than it operates.
 */
export const underSql = (row: string, paths: readonly string[], values: unknown[]): string =>
  `(${scopeSql('a.path', paths, values)} or ${row}.area = any(array(
     select t.operating_district from areas t where t.operating_district is not null and t.tier = 'town' and t.valid_to is null
     group by 1 having bool_and(${scopeSql('t.path', paths, values)}))))`
