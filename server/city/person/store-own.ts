import { partedSql } from '../area/store.ts'

/**
 * Who answers for all towns of an operating district that is no place of the tree answers for what is of it as a whole (`contract/own-place.ts`): that
 * stands among what a unit answers for, and goes when a town is missing. Not of whoever answers for what it lies in. After every change of units or areas.
 */
const ownPlacesSql = `with parted as (
    select d.code, 'own-' || d.code as own, split_part(min(t.path), '/', 1) || '/' || d.code || '/own-' || d.code || '/' as path, array_agg(t.path order by t.path) as towns
    from operating_districts d join areas t on t.operating_district = d.code and t.tier = 'town' and t.valid_to is null
    where ${partedSql('d')} group by d.code),
  told as materialized (select unit, path from unit_areas where not area ^@ 'own-'),
  whole as (
    select u.unit, p.own, p.path from parted p cross join lateral (select distinct unit from told where p.towns[1] ^@ told.path) u
    where not exists (select 1 from unnest(p.towns) t(path) where not exists (select 1 from told h where h.unit = u.unit and t.path ^@ h.path))
      and not exists (select 1 from told h where h.unit = u.unit and p.path ^@ h.path)),
  gone as (
    delete from unit_areas ua where ua.area ^@ 'own-' and not exists (select 1 from whole w where w.unit = ua.unit and w.own = ua.area) returning 1)
  insert into unit_areas (unit, area, path) select unit, own, path from whole on conflict do nothing`

/** Whoever runs SQL: a transaction, or the connection a city is laid by. */
type Running = { query(sql: string): Promise<unknown> }
export const keepOwnPlaces = (db: Running): Promise<unknown> => db.query(ownPlacesSql)
