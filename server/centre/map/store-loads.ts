import type { AreaLoad } from '../../../contract/cockpit.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { openFigures } from '../desk/store.ts'
import { eventsSql, narrowed } from '../desk/store-sight.ts'

/**
 * Open events, red and orange among them, and the worst grade, for each part of what a caller wishes to see: the operating
 * districts below the city, the children below any other area, the towns of a scope that is several areas.
 */
export async function readLoads(db: Db, caller: Caller, wanted: readonly string[] | null): Promise<AreaLoad[]> {
  const prefixes = narrowed(caller.scope, wanted)
  const [first] = prefixes
  if (first === undefined) return []
  if (prefixes.length > 1) return prefixLoads(db, caller, prefixes)
  return first.split('/').filter(Boolean).length === 1 ? operatingLoads(db, caller) : childLoads(db, caller, first)
}

const worst = `(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'])[min(array_position(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'], e.grade))]`
/** Of events counted by place and grade first: few rows meet the areas. */
const sums = `coalesce(sum(e.n), 0)::int as open, coalesce(sum(e.n) filter (where e.grade in ('extraordinary', 'major')), 0)::int as "redOrange", ${worst} as worst`
const countedBy = (place: string, sight: string): string =>
  `(select ${place} as place, e.grade, count(*) as n from ${openFigures} e where ${sight} group by 1, 2)`

/** The numbers of an area's children: open events, how many of them red and orange, and the worst grade. `parent` is a path. */
async function childLoads(db: Db, caller: Caller, parent: string): Promise<AreaLoad[]> {
  const depth = parent.split('/').filter(Boolean).length
  const values: unknown[] = [parent.split('/').filter(Boolean).at(-1), depth + 1]
  const sight = eventsSql(caller, [parent], values)
  return db.query<AreaLoad>(
    `select c.code, c.name, c.path, ${sums} from areas c
     left join ${countedBy(`split_part(e.area, '/', $2)`, sight)} e on e.place = c.code
     where c.parent = $1 and c.valid_to is null group by c.code, c.name, c.path order by c.code`,
    values,
  )
}

/** The same for the operating districts, in their order: divisions (with their path) and zones, which have none. */
async function operatingLoads(db: Db, caller: Caller): Promise<AreaLoad[]> {
  const values: unknown[] = []
  const sight = eventsSql(caller, null, values)
  return db.query<AreaLoad>(
    `select d.code, d.name, (select a.path from areas a where a.code = d.code) as path, ${sums} from operating_districts d
     left join (
       select t.operating_district, e.grade, e.n from ${countedBy(`split_part(e.area, '/', 3)`, sight)} e
       join areas t on t.code = e.place and t.tier = 'town') e on e.operating_district = d.code
     group by d.code, d.name, d.sort order by d.sort`,
    values,
  )
}

/** The same for the prefixes of a scope that is more than one area (a zone of development: its towns). */
async function prefixLoads(db: Db, caller: Caller, prefixes: string[]): Promise<AreaLoad[]> {
  const values: unknown[] = [prefixes]
  const sight = eventsSql(caller, prefixes, values)
  return db.query<AreaLoad>(
    `select c.code, c.name, c.path, ${sums} from areas c
     left join ${countedBy('e.area', sight)} e on e.place ^@ c.path
     where c.path = any($1) group by c.code, c.name, c.path order by c.code`,
    values,
  )
}
