import type { AreaLoad } from '../../../contract/cockpit.ts'
import { withoutOwn } from '../../../contract/own-place.ts'
import { restName } from '../../../contract/rest-parts.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { openFigures } from '../desk/store.ts'
import { depthOf } from '../desk/store-rest.ts'
import { eventsSql, narrowed } from '../desk/store-sight.ts'

/**
 * Open events, red and orange among them, and the worst grade, for each part of what a caller wishes to see: the operating
 * districts below the city, the children below any other area, the towns of a scope that is several areas; and last, where there
 * is any, what stands in none of them, so that they add up to all that is open.
 */
export async function readLoads(db: Db, caller: Caller, wanted: readonly string[] | null): Promise<AreaLoad[]> {
  const prefixes = narrowed(caller.scope, wanted)
  const [first, ...more] = withoutOwn(prefixes)
  if (first === undefined) return []
  const isSeveral = more.length > 0
  const seen = { caller, wanted, prefixes }
  const rows = isSeveral ? prefixLoads(db, seen) : depthOf(first) === 1 ? operatingLoads(db, seen) : childLoads(db, seen)
  return (await rows).map(({ inside, ...row }) => {
    if (row.code !== null) return row as AreaLoad
    const code = inside === false ? 'elsewhere' : 'own'
    return { ...row, code, name: restName(code, isSeveral ? districtDepth : depthOf(first)), path: null }
  })
}

/** Several towns are an operating district. */
const districtDepth = 2

type Seen = { caller: Caller; wanted: readonly string[] | null; prefixes: readonly string[] }
/** `code` null: what stands in none of the parts, `inside` the area or elsewhere. */
type Row = Omit<AreaLoad, 'code'> & { code: string | null; inside: boolean | null }

const worst = `(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'])[min(array_position(array['extraordinary', 'major', 'serious', 'ordinary', 'minor'], e.grade))]`
/** Of events counted by place and grade first: few rows meet the areas. */
const sums = `coalesce(sum(e.n), 0)::int as open, coalesce(sum(e.n) filter (where e.grade in ('extraordinary', 'major')), 0)::int as "redOrange", ${worst} as worst`
/**
 * The numbers of an area's children, of one that has ended as long as something is open there: open events, how many of them red and orange, and the
 * worst grade. What lies in no child, and what lies elsewhere, comes last, of the same scan.
 */
async function childLoads(db: Db, { caller, wanted, prefixes }: Seen): Promise<Row[]> {
  const [parent = ''] = withoutOwn(prefixes)
  const values: unknown[] = [parent.split('/').filter(Boolean).at(-1), depthOf(parent) + 1]
  const sight = eventsSql(caller, wanted, values)
  const inside = scopeSql('e.area', prefixes, values)
  return db.query<Row>(
    `select c.code, c.name, c.path, case when c.code is null then e.inside end as inside, ${sums}
     from (select code, name, path, valid_to from areas where parent = $1) c
     full join (
       select case when ${inside} then split_part(e.area, '/', $2) end as place, ${inside} as inside, e.grade, count(*) as n
       from ${openFigures} e where ${sight} group by 1, 2, 3) e on e.place = c.code
     where c.code is null or c.valid_to is null or e.place is not null
     group by c.code, c.name, c.path, 4 order by c.code nulls last, 4 desc`,
    values,
  )
}

/** The same for the operating districts, in their order: divisions (with their path and what is their own) and zones, which have none. */
async function operatingLoads(db: Db, { caller }: Seen): Promise<Row[]> {
  const values: unknown[] = []
  const sight = eventsSql(caller, null, values)
  return db.query<Row>(
    `select d.code, d.name, (select a.path from areas a where a.code = d.code) as path, null::boolean as inside, ${sums} from operating_districts d
     full join (
       select coalesce(t.operating_district, e.division) as code, e.grade, e.n from (
         select split_part(e.area, '/', 2) as division, split_part(e.area, '/', 3) as town, e.grade, count(*) as n
         from ${openFigures} e where ${sight} group by 1, 2, 3) e
       left join areas t on t.code = e.town and t.tier = 'town') e on e.code = d.code
     group by d.code, d.name, d.sort order by d.sort nulls last`,
    values,
  )
}

/** The same for the prefixes of a scope that is more than one area (a zone of development: its towns); what is of all of them together is in none. */
async function prefixLoads(db: Db, { caller, wanted, prefixes }: Seen): Promise<Row[]> {
  const values: unknown[] = [prefixes]
  const sight = eventsSql(caller, wanted, values)
  return db.query<Row>(
    `with e as materialized (select e.area as place, e.grade, count(*) as n from ${openFigures} e where ${sight} group by 1, 2),
       own as materialized (select path from unnest($1::text[]) as p(path) where path like '%/own-%')
     (select c.code, c.name, c.path, null::boolean as inside, ${sums} from areas c left join e on e.place ^@ c.path
      where c.path = any($1) group by c.code, c.name, c.path order by c.code)
     union all
     (select null, '', null, true, ${sums} from e join own on e.place ^@ own.path having count(*) > 0)
     union all
     (select null, '', null, false, ${sums} from e where not exists (select 1 from unnest($1::text[]) as p(path) where e.place ^@ p.path) having count(*) > 0)`,
    values,
  )
}
