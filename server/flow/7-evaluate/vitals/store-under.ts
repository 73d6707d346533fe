import { scopeSql } from '../../../city/permit/scope.ts'

/** Whose a value is: what an area has of its own beside its parts (`contract/own-place.ts`) is the area's. */
const ownerSql = (row: string): string => `case when ${row}.area ^@ 'own-' then substr(${row}.area, 5) else ${row}.area end`

/** Where what is told of an area finds the row of `areas`, and the name: of a zone, that is no area of its own, among the operating districts. */
export const placedSql = (row: string): string =>
  `left join areas a on a.code = ${ownerSql(row)} left join operating_districts od on od.code = ${ownerSql(row)}`
/** `row`: as it was placed. */
export const placeName = (row: string): string =>
  `coalesce(a.name, od.name) || case when ${row}.area ^@ 'own-' then '本级' else '' end`

/**
 * Adds to a query that the area of a row (placed by `placedSql`) lies under some paths. An operating district lies where all the towns lie it operates:
 * a zone is no area, and of a district some of whose towns a zone took its area is more than it operates.
 */
export const underSql = (row: string, paths: readonly string[], values: unknown[]): string =>
  `(${scopeSql('a.path', paths, values)} or ${ownerSql(row)} = any(array(
     select t.operating_district from areas t where t.operating_district is not null and t.tier = 'town' and t.valid_to is null
     group by 1 having bool_and(${scopeSql('t.path', paths, values)}))))`
