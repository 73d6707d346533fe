import type { AdminAppointment, AdminPerson, AdminPost, AdminUnit, ApiKey } from '../../../contract/admin.ts'
import { maskBy } from '../../city/mask.ts'
import { isWhole, scopeSql } from '../../city/permit/scope.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db } from '../../kernel/spine.ts'
import { add } from '../desk/store.ts'
import { standingWishes } from './store-waiting.ts'

type Seer = Pick<Caller, 'scope'>
/** Units that answer for something inside the caller's areas. */
const unitSql = (unit: string, caller: Seer, values: unknown[]): string =>
  `exists (select 1 from unit_areas ua where ua.unit = ${unit} and ${scopeSql('ua.path', caller.scope, values)})`
const literal = (words: string): string => `%${words.trim().replace(/[\\%_]/g, '\\$&')}%`
const iso = (at: Date | string): string => new Date(at).toISOString()
const isoOr = (at: Date | string | null): string | null => (at === null ? null : iso(at))
const notOver = (alias: string, now: string): string => `(${alias}.valid_to is null or ${alias}.valid_to > ${now})`

type Page = { after: string[] | null; limit: number }

/** Units in force, in their order below a parent; found ones of any depth with words. */
export async function readUnits(
  db: Db,
  caller: Seer,
  asked: Page & { parent?: string | undefined; q?: string | undefined; now: Date },
): Promise<(AdminUnit & { sort: number })[]> {
  const values: unknown[] = [asked.now]
  const clauses = [notOver('u', '$1'), unitSql('u.id', caller, values)]
  if (asked.parent) clauses.push(`u.parent = ${add(values, asked.parent)}`)
  if (asked.q) clauses.push(`u.name like ${add(values, literal(asked.q))}`)
  // Without a wish the roots of what the caller sees: units whose parent they do not see.
  if (!asked.parent && !asked.q) clauses.push(`not (u.parent is not null and ${unitSql('u.parent', caller, values)})`)
  if (asked.after) clauses.push(`(u.sort, u.id) > (${add(values, asked.after[0])}::int, ${add(values, asked.after[1])})`)
  const rows = await db.query<Omit<AdminUnit, 'from' | 'to'> & { sort: number; valid_from: Date; valid_to: Date | null }>(
    `select u.id, u.name, u.short_name as "shortName", u.kind, u.tier, u.parent, u.board, u.domain, u.sort, u.valid_from, u.valid_to,
       (select count(*)::int from units c where c.parent = u.id and ${notOver('c', '$1')}) as children,
       (select count(*)::int from posts p where p.unit = u.id and ${notOver('p', '$1')}) as posts,
       (select count(distinct a.person)::int from appointments a join posts p on p.id = a.post where p.unit = u.id and a.valid_from <= $1 and ${notOver('a', '$1')}) as people
     from units u where ${clauses.join(' and ')} order by u.sort, u.id limit ${add(values, asked.limit)}`,
    values,
  )
  return rows.map(({ valid_from, valid_to, ...row }) => ({ ...row, from: iso(valid_from), to: isoOr(valid_to) }))
}

type Held = {
  id: string
  person: string
  person_name: string
  post: string
  post_name: string
  unit: string
  unit_name: string
  kind: AdminAppointment['kind']
  valid_from: Date | string
  valid_to: Date | string | null
  delegated_by: string | null
}
const heldColumns = `a.id, a.person, n.name as person_name, a.post, p.name as post_name, p.unit, u.name as unit_name, a.kind, a.valid_from, a.valid_to, g.name as delegated_by`
const heldFrom = `from appointments a join persons n on n.id = a.person join posts p on p.id = a.post join units u on u.id = p.unit left join persons g on g.id = a.delegated_by`

const appointment = (row: Held): AdminAppointment => ({
  id: row.id,
  person: row.person,
  personName: row.person_name,
  post: row.post,
  postName: row.post_name,
  unit: row.unit,
  unitName: row.unit_name,
  kind: row.kind,
  from: iso(row.valid_from),
  to: isoOr(row.valid_to),
  delegatedByName: row.delegated_by,
})

/** Posts in force with whoever holds them now or later. */
export async function readPosts(
  db: Db,
  caller: Seer,
  asked: Page & { unit?: string | undefined; q?: string | undefined; now: Date },
): Promise<AdminPost[]> {
  const values: unknown[] = [asked.now]
  const clauses = [notOver('p', '$1'), unitSql('p.unit', caller, values)]
  if (asked.unit) clauses.push(`p.unit = ${add(values, asked.unit)}`)
  if (asked.q) clauses.push(`p.name like ${add(values, literal(asked.q))}`)
  if (asked.after) clauses.push(`p.id > ${add(values, asked.after[0])}`)
  const rows = await db.query<
    Omit<AdminPost, 'from' | 'to' | 'holders'> & { valid_from: Date; valid_to: Date | null; holders: Held[] }
  >(
    `select p.id, p.unit, w.name as "unitName", p.name, p.kind, p.side, p.valid_from, p.valid_to,
       (select coalesce(jsonb_agg(to_jsonb(h) order by h.valid_from), '[]') from (select ${heldColumns} ${heldFrom} where a.post = w0.id and ${notOver('a', '$1')}) h) as holders
     from (select p.* from posts p where ${clauses.join(' and ')} order by p.id limit ${add(values, asked.limit)}) w0 join posts p on p.id = w0.id join units w on w.id = p.unit order by p.id`,
    values,
  )
  return rows.map(({ valid_from, valid_to, holders, ...row }) => ({
    ...row,
    from: iso(valid_from),
    to: isoOr(valid_to),
    holders: holders.map(appointment),
  }))
}

/** People who hold, held or will hold a post in the caller's areas; phone and id number masked, always. */
export async function readPeople(
  db: Db,
  caller: Seer,
  asked: Page & { unit?: string | undefined; q?: string | undefined; now: Date },
): Promise<AdminPerson[]> {
  const values: unknown[] = [asked.now]
  const inside = [unitSql('p.unit', caller, values), ...(asked.unit ? [`p.unit = ${add(values, asked.unit)}`] : [])]
  const clauses = [
    // Also who waits for a first post: somebody must be able to find them.
    `exists (select 1 from (select person, post from appointments union all ${standingWishes}) a join posts p on p.id = a.post where a.person = n.id and ${inside.join(' and ')})`,
  ]
  if (asked.q) clauses.push(`n.name like ${add(values, literal(asked.q))}`)
  if (asked.after) clauses.push(`(n.name, n.id) > (${add(values, asked.after[0])}, ${add(values, asked.after[1])})`)
  const rows = await db.query<{
    id: string
    name: string
    phone: string
    id_number: string | null
    account: string | null
    locked_until: Date | null
    posts: Held[]
  }>(
    `select w0.id, w0.name, w0.phone, w0.id_number, c.account, c.locked_until,
       (select coalesce(jsonb_agg(to_jsonb(h) order by h.valid_from), '[]') from (select ${heldColumns} ${heldFrom} where a.person = w0.id and ${notOver('a', '$1')}) h) as posts
     from (select n.* from persons n where ${clauses.join(' and ')} order by n.name, n.id limit ${add(values, asked.limit)}) w0 left join accounts c on c.person = w0.id order by w0.name, w0.id`,
    values,
  )
  return rows.map((row) => ({
    id: row.id,
    name: row.name,
    phone: maskBy('phone', row.phone) ?? '',
    idNumber: maskBy('id-number', row.id_number),
    account: row.account,
    lockedUntil: isoOr(row.locked_until),
    posts: row.posts.map(appointment),
  }))
}

/** Appointments of the caller's areas, newest start first; those that are over only with `past`. */
export async function readAppointments(
  db: Db,
  caller: Seer,
  asked: Page & { unit?: string | undefined; post?: string | undefined; person?: string | undefined; past: boolean; now: Date },
): Promise<AdminAppointment[]> {
  const values: unknown[] = []
  const clauses = [unitSql('p.unit', caller, values)]
  if (!asked.past) clauses.push(notOver('a', add(values, asked.now)))
  for (const [column, value] of [
    ['p.unit', asked.unit],
    ['a.post', asked.post],
    ['a.person', asked.person],
  ] as const)
    if (value) clauses.push(`${column} = ${add(values, value)}`)
  if (asked.after)
    clauses.push(`(a.valid_from, a.id) < (${add(values, asked.after[0])}::timestamptz, ${add(values, asked.after[1])})`)
  const rows = await db.query<Held>(
    `select ${heldColumns} ${heldFrom} where ${clauses.join(' and ')} order by a.valid_from desc, a.id desc limit ${add(values, asked.limit)}`,
    values,
  )
  return rows.map(appointment)
}

/** API keys of units in the caller's areas; keys of no unit with the whole city. Secrets are never read. */
export async function readKeys(db: Db, caller: Seer, asked: Page & { q?: string | undefined }): Promise<ApiKey[]> {
  const values: unknown[] = []
  const inside = unitSql('k.unit', caller, values)
  const clauses = [isWhole(caller.scope) ? `(k.unit is null or ${inside})` : inside]
  if (asked.q) clauses.push(`(k.name like ${add(values, literal(asked.q))} or k.id like $${values.length})`)
  if (asked.after) clauses.push(`k.id > ${add(values, asked.after[0])}`)
  const rows = await db.query<Omit<ApiKey, 'madeAt' | 'endedAt'> & { made_at: Date; ended_at: Date | null }>(
    `select k.id, k.name, k.kind, k.unit, u.name as "unitName", k.made_at, k.ended_at from api_keys k left join units u on u.id = k.unit where ${clauses.join(' and ')} order by k.id limit ${add(values, asked.limit)}`,
    values,
  )
  return rows.map(({ made_at, ended_at, ...row }) => ({ ...row, madeAt: iso(made_at), endedAt: isoOr(ended_at) }))
}
