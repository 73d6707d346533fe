import type { AppState } from '../../../contract/business-item-kinds.ts'
import type { Db } from '../../kernel/spine.ts'
import { literal } from '../desk/store-words.ts'
import { type Found, type Page, seenSql, type Wanted } from './store.ts'
import type { Kept, SpecialAppRow } from './types.ts'

export type AppWanted = Pick<Wanted, 'areas' | 'above' | 'q'> & { state?: AppState | undefined }
export type AppLine = Kept<SpecialAppRow> & {
  unitName: string
  districtName: string | null
  areaName: string
  changedAt: Date
}

const columns = `a.code, a.name, a.district, a.unit, a.area, a.state, a.since::text as since, a.pack, a.version, a.changed_at as "changedAt"`
const named = `left join units u on u.id = a.unit left join operating_districts o on o.code = a.district left join areas p on p.path = a.area`
const lineColumns = `${columns}, coalesce(u.name, a.unit) as "unitName", o.name as "districtName", coalesce(o.name, p.name, a.area) as "areaName"`
const add = (values: unknown[], value: unknown): string => `$${values.push(value)}`

/** Where clause on `a`. Apps are some hundreds: no index is needed to look for words in them. */
function whereOf({ state, q, ...seen }: AppWanted, values: unknown[]): string {
  const clauses = [seenSql(seen, 'a.area', 'true', values)]
  if (state) clauses.push(`a.state = ${add(values, state)}`)
  if (q) {
    const [anywhere, front] = [add(values, `%${literal(q.toLowerCase())}%`), add(values, `${literal(q.toUpperCase())}%`)]
    clauses.push(`(a.words like ${anywhere} or a.code like ${front})`)
  }
  return clauses.join(' and ')
}

/** A page of apps by code, and on the first one how many there are. */
export async function findApps(db: Db, wanted: AppWanted, { after, limit }: Page): Promise<Found<AppLine>> {
  const values: unknown[] = []
  const where = whereOf(wanted, values)
  const behind = after === null ? '' : ` and a.code > ${add(values, after)}`
  const lines = await db.query<AppLine & { total: number }>(
    `select ${lineColumns}, (select count(*)::int from special_apps a where ${where}) as total
     from special_apps a ${named} where ${where}${behind} order by a.code limit ${add(values, limit)}`,
    values,
  )
  return { lines, total: after === null ? (lines[0]?.total ?? 0) : null, more: false }
}

/** One app of what one sees; null: there is none. */
export async function readAppLine(db: Db, seen: Pick<Wanted, 'areas' | 'above'>, code: string): Promise<AppLine | null> {
  const values: unknown[] = [code]
  const rows = await db.query<AppLine>(
    `select ${lineColumns} from special_apps a ${named} where a.code = $1 and ${whereOf(seen, values)}`,
    values,
  )
  return rows[0] ?? null
}

/** Apps by code, wherever they are. */
export async function appsByCode(db: Db, codes: readonly string[]): Promise<Map<string, Kept<SpecialAppRow>>> {
  const rows = await db.query<Kept<SpecialAppRow>>(`select ${columns} from special_apps a where a.code = any($1)`, [codes])
  return new Map(rows.map((row) => [row.code, row]))
}
