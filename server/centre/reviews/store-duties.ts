import type { ChargeRole } from '../../../contract/charge-role.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { likeSql, type Spelled, spelledSql, typedLetters } from '../../city/spelling/store.ts'
import type { Db } from '../../kernel/spine.ts'
import { literal } from '../desk/store-words.ts'
import { chargeColumns, chargeTables } from '../register/store-charges.ts'
import type { ChargeLine } from '../register/types.ts'

/** Looked for inside one's areas and where the review's area lies, by words; `one`: that very thing. */
export type Sought = { scope: readonly string[]; area: string; q: string | null; one: string | null; limit: number; now: Date }

/** The path itself and all above it: whose units answer for what lies there. */
const upwards = (area: string): string[] => {
  const codes = area.split('/').filter(Boolean)
  return codes.map((_, at) => `${codes.slice(0, at + 1).join('/')}/`)
}
const push = (values: unknown[], value: unknown): string => `$${values.push(value)}`

/** Clause on a path: inside one's areas, and it holds the review's area or lies in it. */
const touching = (path: string, { scope, area }: Sought, values: unknown[]): string =>
  `(${scopeSql(path, scope, values)} and (${path} = any(${push(values, upwards(area))}) or ${scopeSql(path, [area], values)}))`

/** Clause on a name and an id: called so, or spelled so. */
function called(name: string, [id, kind]: [string, Spelled], q: string | null, values: unknown[]): string {
  if (q === null) return 'true'
  return `(${name} ${likeSql(q)} ${push(values, `%${literal(q)}%`)} or ${id} in (${spelledSql(kind, typedLetters(q), values)}))`
}
const only = (column: string, { one }: Sought, values: unknown[]): string =>
  one === null ? 'true' : `${column} = ${push(values, one)}`

export type PostFound = { post: string; name: string; kept: boolean; ahead: number; on: string | null; holders: string[] }
/** Posts in force with who stands and who holds them now. `kept`: a roster is kept there. */
export function findPosts(db: Db, sought: Sought): Promise<PostFound[]> {
  const values: unknown[] = [sought.now]
  const unit = `exists (select 1 from unit_areas ua where ua.unit = u.id and ${touching('ua.path', sought, values)})`
  return db.query<PostFound>(
    `select p.id as post, u.name || ' ' || p.name as name, exists (select 1 from duty_shifts d where d.post = p.id) as kept,
       (select count(*)::int from duty_shifts d where d.post = p.id and d.starts_at > $1) as ahead,
       (select n.name from duty_shifts d join persons n on n.id = d.person where d.post = p.id and d.starts_at <= $1 and d.ends_at > $1 limit 1) as on,
       array(select n.name from appointments a join persons n on n.id = a.person where a.post = p.id and a.valid_from <= $1 and (a.valid_to is null or a.valid_to > $1)
         order by a.kind <> 'main', a.valid_from, a.id) as holders
     from posts p join units u on u.id = p.unit
     where (p.valid_to is null or p.valid_to > $1) and (u.valid_to is null or u.valid_to > $1) and ${unit}
       and ${only('p.id', sought, values)} and ${called(`(u.name || ' ' || p.name)`, ['p.id', 'post'], sought.q, values)}
     order by 3 desc, u.sort, u.id, p.sort, p.id limit ${push(values, sought.limit)}`,
    values,
  )
}

export type ShiftFound = { shift: string; name: string; person: string; from: Date; to: Date }
/** Shifts that are not over, the next first. */
export function findShifts(db: Db, sought: Sought): Promise<ShiftFound[]> {
  const values: unknown[] = [sought.now]
  const unit = `exists (select 1 from unit_areas ua where ua.unit = u.id and ${touching('ua.path', sought, values)})`
  const words = [
    called(`(u.name || ' ' || p.name)`, ['p.id', 'post'], sought.q, values),
    called('n.name', ['n.id', 'person'], sought.q, values),
  ]
  return db.query<ShiftFound>(
    `select d.id as shift, u.name || ' ' || p.name as name, n.name as person, d.starts_at as from, d.ends_at as to
     from duty_shifts d join posts p on p.id = d.post join units u on u.id = p.unit join persons n on n.id = d.person
     where d.ends_at > $1 and ${unit} and ${only('d.id', sought, values)} and (${words.join(' or ')}) order by d.starts_at, d.id limit ${push(values, sought.limit)}`,
    values,
  )
}

export type ObjectFound = { object: string; name: string; kind: string }
/** Objects in force; the review's own first. */
export function findObjects(db: Db, sought: Sought, own: string | null): Promise<ObjectFound[]> {
  const values: unknown[] = [own]
  const inside = `(o.id = $1 or ${scopeSql('o.area', [sought.area], values)}) and ${scopeSql('o.area', sought.scope, values)}`
  return db.query<ObjectFound>(
    `select o.id as object, o.name, o.kind from objects o where o.valid_to is null and ${inside} and ${only('o.id', sought, values)}
       and ${called('o.name', ['o.id', 'object'], sought.q, values)} order by o.id is distinct from $1, o.name, o.id limit ${push(values, sought.limit)}`,
    values,
  )
}

/** Who answers for some objects or did, oldest first. */
export const chargesOf = (db: Db, objects: readonly string[], role: ChargeRole | null): Promise<ChargeLine[]> =>
  db.query<ChargeLine>(
    `select ${chargeColumns} ${chargeTables} where c.object = any($1) and ($2::text is null or c.role = $2) order by c.valid_from, c.id`,
    [objects, role],
  )

export type ItemFound = { code: string; name: string; accept: string | null; finish: string | null }
/** A business item of one's areas that is in force. */
export async function itemNamed(db: Db, scope: readonly string[], code: string): Promise<ItemFound | null> {
  const values: unknown[] = [code]
  const [row] = await db.query<ItemFound>(
    `select i.code, i.name, i.accept_limit as accept, i.finish_limit as finish from business_items i
     where i.code = $1 and i.state = 'in-force' and ${scopeSql('i.area', scope, values)}`,
    values,
  )
  return row ?? null
}

export type HolderLine = { id: string; name: string; from: Date; to: Date | null }
/** Who holds a post, held it, or will, oldest first. */
export const holdersOf = (db: Db, post: string): Promise<HolderLine[]> =>
  db.query<HolderLine>(
    `select a.id, n.name, a.valid_from as from, a.valid_to as to from appointments a join persons n on n.id = a.person where a.post = $1 order by a.kind <> 'main', a.valid_from, a.id`,
    [post],
  )

export async function unitNames(db: Db, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map()
  const rows = await db.query<{ id: string; name: string }>('select id, name from units where id = any($1)', [ids])
  return new Map(rows.map(({ id, name }) => [id, name]))
}
