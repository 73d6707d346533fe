import type { Found } from '../../../contract/search.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { gramsSql } from '../../city/spelling/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add, fromPart, openStates, stillOpen } from './store.ts'
import { eventsParts, eventsSql, objectsSql } from './store-sight.ts'
import { literal, lookUpWords } from './store-words.ts'

const each = 8

/** Events by number or title: open ones first, each newest first. */
export async function findEvents(db: Db, caller: Caller, typed: string): Promise<Found['events']> {
  const found = await lookUpWords(db, typed)
  if (!found) return []
  const values: unknown[] = [found.front, found.anywhere, each]
  const words = '(e.no like $1 or e.title ilike $2)'
  const columns = 'e.id, e.no, e.title, e.grade, e.state, e.opened_at'
  // The few that hold rare words are looked at, whatever else there is.
  const rare = found.rare && `(select * from events where id = any(${add(values, found.rare)}::uuid[]) offset 0)`
  const sight = eventsSql(caller, null, values)
  const ended = eventsParts(caller, null, values).map(
    ({ sql, own }) =>
      `(select ${columns}, 1 as rank from ${fromPart(sql, own, rare ?? 'events')} and ${words} and e.state not in ${openStates} order by e.opened_at desc, e.id desc limit $3)`,
  )
  return db.query(
    `select id, no, title, grade, state from (
       (select ${columns}, 0 as rank from ${rare ?? stillOpen} e where e.state in ${openStates} and ${sight} and ${words} order by e.opened_at desc limit $3) union ${ended.join(' union ')}) found
     order by rank, opened_at desc limit $3`,
    values,
  )
}

/** Objects by name or code, and devices by id, name or their object's. */
export async function findThings(db: Db, caller: Caller, words: string): Promise<Pick<Found, 'objects' | 'devices'>> {
  const values: unknown[] = [`${literal(words)}%`, `%${literal(words)}%`, words]
  const sight = objectsSql(caller, values)
  // The index of names and codes leads to the few objects that are meant; devices are few beside objects.
  const named = `select o.* from objects o where ${gramsSql("o.name || ' ' || o.code", '$3')} and o.valid_to is null`
  const rows = await db.query<{
    part: 'object' | 'device'
    id: string
    code: string
    name: string
    kind: string
    object: string
    object_name: string
  }>(
    `(select 'object' as part, o.id, o.code, o.name, o.kind, '' as object, '' as object_name from (${named}) o where (o.name ilike $2 or o.code ilike $1) and ${sight} order by o.name limit ${each})
     union all
     (select 'device', d.id, '', d.name, d.kind, o.id, o.name from devices d join objects o on o.id = d.object
      where (d.id ilike $1 or d.name ilike $2 or d.object in (select o.id from (${named}) o where o.name ilike $2)) and d.state <> 'retired' and ${sight} order by d.id limit ${each})`,
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
