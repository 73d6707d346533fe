/**
 * Is a row of `events` of an area as a whole that is no place of the tree (a zone, a district that left towns to one)? It is kept under one of the towns,
 * so that whoever answers for the area meets it, and is of none of them. In the very words of its index: there are few.
 */
export const keptSql = (e: string): string =>
  `(${e}.object is null and ${e}.vital_area is not null and right(${e}.area, length(${e}.vital_area) + 1) <> ${e}.vital_area || '/')`

/** The events kept so, by their id. */
export const allKeptSql = `array(select k.id from events k where ${keptSql('k')})`

const isCity = (path: string): boolean => path.split('/').filter(Boolean).length === 1

/** Leaves out, of the events `id` names, those kept under a town of some prefixes that are of more than the prefixes hold. `true` for a whole city. */
export function wholeInSql(id: string, prefixes: readonly string[], values: unknown[]): string {
  if (prefixes.length === 0 || prefixes.some(isCity)) return 'true'
  const held = `$${values.push([...prefixes])}::text[]`
  return `${id} <> all(array(select k.id from events k where ${keptSql('k')} and exists (
    select 1 from areas t where t.operating_district = k.vital_area and t.tier = 'town' and t.valid_to is null
      and not exists (select 1 from unnest(${held}) as h (path) where t.path ^@ h.path))))`
}
