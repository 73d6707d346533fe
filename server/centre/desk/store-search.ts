import type { Found } from '../../../contract/search.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from './store.ts'
import { eventsSql, objectsSql } from './store-sight.ts'

const each = 8
/** `%` and `_` typed by a person are letters. */
const literal = (words: string): string => words.trim().replace(/[\\%_]/g, '\\$&')

export async function findEvents(db: Db, caller: Caller, words: string): Promise<Found['events']> {
  const values: unknown[] = [`${literal(words).toUpperCase()}%`, `%${literal(words)}%`]
  const sight = eventsSql(caller, null, values)
  return db.query(
    `select e.id, e.no, e.title, e.grade, e.state from events e where (e.no like $1 or e.title ilike $2) and ${sight}
     order by (e.state in ('closed', 'merged', 'false-alarm', 'self-handled')), e.opened_at desc limit ${each}`,
    values,
  )
}

/** Objects by name or code, and devices by id, name or their object's. */
export async function findThings(db: Db, caller: Caller, words: string): Promise<Pick<Found, 'objects' | 'devices'>> {
  const values: unknown[] = [`${literal(words)}%`, `%${literal(words)}%`]
  const sight = objectsSql(caller, values)
  const rows = await db.query<{
    part: 'object' | 'device'
    id: string
    code: string
    name: string
    kind: string
    object: string
    object_name: string
  }>(
    `(select 'object' as part, o.id, o.code, o.name, o.kind, '' as object, '' as object_name from objects o where (o.name ilike $2 or o.code ilike $1) and ${sight} order by o.name limit ${each})
     union all
     (select 'device', d.id, '', d.name, d.kind, o.id, o.name from devices d join objects o on o.id = d.object
      where (d.id ilike $1 or d.name ilike $2 or o.name ilike $2) and d.state <> 'retired' and ${sight} order by d.id limit ${each})`,
    values,
  )
  const of = (part: 'object' | 'device') => rows.filter((row) => row.part === part)
  return {
    objects: of('object').map(({ id, code, name, kind }) => ({ id, code, name, kind })),
    devices: of('device').map(({ id, name, object, object_name }) => ({ id, name, object, objectName: object_name })),
  }
}

/** People by name who hold a post now, in units of the caller's areas; with sight of cases only, in the caller's own unit. */
export async function findPeople(db: Db, caller: Caller, words: string, now: Date): Promise<Found['people']> {
  const values: unknown[] = [`${literal(words)}%`, now]
  const inside =
    caller.sight === 'area'
      ? `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', caller.scope, values)})`
      : `u.id = ${add(values, caller.unit)}`
  return db.query(
    `select n.id, n.name, p.name as "postName", u.name as "unitName" from persons n
     join appointments a on a.person = n.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)
     join posts p on p.id = a.post join units u on u.id = p.unit
     where n.name like $1 and ${inside} order by n.name, p.sort, p.id limit ${each}`,
    values,
  )
}
