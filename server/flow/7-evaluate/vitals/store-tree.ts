import type { Db } from '../../../kernel/spine.ts'
import { buildTree, type TreeArea, type TreeDistrict } from './build-tree.ts'
import type { Successor } from './rules/kinship.ts'
import type { TreeRead } from './types.ts'

/**
 * The tree numbers are rolled up, from the areas with their days of validity in the city's zone. What a change that waits will end is over on
 * its day, whether or not somebody has carried it out yet: nothing of a day after it is rolled up under a parent it no longer has.
 */
export async function readRollTree(db: Db, zone: string): Promise<TreeRead> {
  const areas = await db.query<TreeArea>(
    `select code, name, tier, path, parent, operating_district as district, valid_to is null as stands,
       extract(epoch from valid_from::timestamp at time zone $1)::float8 * 1000 as from,
       extract(epoch from coalesce(valid_to, w.day)::timestamp at time zone $1)::float8 * 1000 as to
     from areas left join (select unnest(ends) as area, min(day) as day from area_changes where state = 'waiting' group by 1) w on w.area = code
     order by length(path), path`,
    [zone],
  )
  const districts = await db.query<TreeDistrict>('select code, name from operating_districts order by sort')
  const successors = await db.query<Successor>('select area, successor from area_successors order by area, part')
  return buildTree({ areas, districts, successors })
}

/** The same as long as nothing the tree is built from has changed. */
export async function treeStamp(db: Db): Promise<string> {
  const sum = (table: string): string => `(select coalesce(sum(hashtextextended(r::text, 0)), 0) from ${table} r)`
  const [row] = await db.query<{ stamp: string }>(
    `select concat_ws(' ', ${['areas', 'area_changes', 'operating_districts', 'area_successors'].map(sum).join(', ')}) as stamp`,
  )
  return row!.stamp
}
