import type { Found } from '../../../contract/search.ts'
import { scopeSql } from '../../city/permit/scope.ts'
import { gramsSql } from '../../city/spelling/store.ts'
import { openStates } from '../../flow/3-event/store.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add, fromPart, stillOpen } from './store.ts'
import { eventsParts, eventsSql, objectsSql } from './store-sight.ts'
import { calledSql, leadsOf, literal, placedSql, type Word, type Words } from './store-words.ts'

const each = 8

/** Events by number or title: open ones first, each newest first. Several words narrow each other; what an event lies in counts as a word of it. */
export async function findEvents(db: Db, caller: Caller, found: Words | null): Promise<Found['events']> {
  if (!found || found.rare?.length === 0) return []
  const values: unknown[] = []
  const words = calledSql(found, values)
  const columns = 'e.id, e.no, e.title, e.grade, e.state, e.opened_at'
  // The few that hold rare words are looked at, whatever else there is.
  const rare = found.rare && `(select * from events where id = any(${add(values, found.rare)}::uuid[]) offset 0)`
  const sight = eventsSql(caller, null, values)
  const ended = eventsParts(caller, null, values).map(
    ({ sql, own }) =>
      `(select ${columns}, 1 as rank from ${fromPart(sql, own, rare ?? 'events')} and ${words} and e.state not in ${openStates} order by e.opened_at desc, e.id desc limit ${each})`,
  )
  return db.query(
    `select id, no, title, grade, state from (
       (select ${columns}, 0 as rank from ${rare ?? stillOpen} e where e.state in ${openStates} and ${sight} and ${words} order by e.opened_at desc limit ${each}) union ${ended.join(' union ')}) found
     order by rank, opened_at desc limit ${each}`,
    values,
  )
}

/** Objects by name or code, and devices by id, name or their object's; of several words the others may name where they stand. */
export async function findThings(db: Db, caller: Caller, words: Words | null): Promise<Pick<Found, 'objects' | 'devices'>> {
  if (!words) return { objects: [], devices: [] }
  const values: unknown[] = []
  const sight = objectsSql(caller, values)
  const { leads, rest } = leadsOf(words)
  const rows = await db.query<ThingLine>(
    leads.map((lead) => thingsSql({ lead, rest: rest.filter((word) => word !== lead), sight }, values)).join(' union '),
    values,
  )
  const of = (part: 'object' | 'device') => rows.filter((row) => row.part === part).slice(0, each)
  return {
    objects: of('object').map(({ id, code, name, kind }) => ({ id, code, name, kind })),
    devices: of('device').map(({ id, name, object, object_name }) => ({ id, name, object, objectName: object_name })),
  }
}

type ThingLine = {
  part: 'object' | 'device'
  id: string
  code: string
  name: string
  kind: string
  object: string
  object_name: string
}

function thingsSql({ lead, rest, sight }: { lead: Word; rest: Word[]; sight: string }, values: unknown[]): string {
  const [front, anywhere, typed] = [`${literal(lead.typed)}%`, lead.anywhere, lead.typed].map((value) => add(values, value))
  // The index of names and codes leads to the few objects that are meant; devices are few beside objects.
  const named = `select o.* from objects o where ${gramsSql("o.name || ' ' || o.code", typed!)} and o.valid_to is null`
  const fits = (own: string[]): string =>
    rest
      .map((word) => {
        const held = own.map((column) => `${column} ilike ${add(values, word.anywhere)}`).join(' or ')
        return ` and (${held} or ${placedSql('o.area', word, values)})`
      })
      .join('')
  return `(select 'object' as part, o.id, o.code, o.name, o.kind, '' as object, '' as object_name from (${named}) o
      where (o.name ilike ${anywhere} or o.code ilike ${front}) and ${sight}${fits(['o.name', 'o.code'])} order by o.name limit ${each})
     union all
     (select 'device', d.id, '', d.name, d.kind, o.id, o.name from devices d join objects o on o.id = d.object
      where (d.id ilike ${front} or d.name ilike ${anywhere} or d.object in (select o.id from (${named}) o where o.name ilike ${anywhere}))
        and d.state <> 'retired' and ${sight}${fits(['d.id', 'd.name', 'o.name'])} order by d.id limit ${each})`
}

/**
 * People by name who hold a post now, in units of the caller's areas; with sight of cases only, in the caller's own unit. Of several words one begins the
 * name, the others stand in it, in the post's or in the unit's.
 */
export async function findPeople(db: Db, caller: Caller, words: Words | null, now: Date): Promise<Found['people']> {
  if (!words) return []
  const values: unknown[] = [words.words.map(({ typed }) => `${literal(typed)}%`), now]
  const inside =
    caller.sight === 'area'
      ? `exists (select 1 from unit_areas ua where ua.unit = u.id and ${scopeSql('ua.path', caller.scope, values)})`
      : `u.id = ${add(values, caller.unit)}`
  const narrows = words.words.length > 1 ? words.words : []
  const fits = narrows.map(({ anywhere }) => ` and (n.name || ' ' || p.name || ' ' || u.name) like ${add(values, anywhere)}`)
  return db.query(
    `select n.id, n.name, p.name as "postName", u.name as "unitName" from persons n
     join appointments a on a.person = n.id and a.valid_from <= $2 and (a.valid_to is null or a.valid_to > $2)
     join posts p on p.id = a.post join units u on u.id = p.unit
     where n.name like any($1) and ${inside}${fits.join('')} order by n.name, p.sort, p.id limit ${each}`,
    values,
  )
}
