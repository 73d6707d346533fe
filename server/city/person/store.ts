import type { Db, Tx } from '../../kernel/spine.ts'
import { keepOwnPlaces } from './store-own.ts'

const inForce = (alias: string, now: string): string =>
  `${alias}.valid_from <= ${now} and (${alias}.valid_to is null or ${alias}.valid_to > ${now})`
const openOrders = `('asked', 'accepted', 'arrived', 'suspended', 'returned', 'arbitration')`

export type UnitLine = {
  id: string
  name: string
  parent: string | null
  valid_from: Date
  valid_to: Date | null
  paths: string[]
}
export type PostLine = {
  id: string
  name: string
  kind: string
  unit: string
  unit_name: string
  valid_from: Date
  valid_to: Date | null
  paths: string[]
}
export type PersonLine = { id: string; name: string }
export type AppointmentLine = {
  id: string
  person: string
  person_name: string
  post: string
  post_name: string
  unit: string
  kind: string
  valid_from: Date
  valid_to: Date | null
  paths: string[]
}

const paths = (unit: string): string =>
  `array(select ua.path from unit_areas ua where ua.unit = ${unit} order by ua.path) as paths`

/** A unit, locked, with the paths it answers for. */
export async function lockUnit(tx: Tx, id: string): Promise<UnitLine | null> {
  const [row] = await tx.query<UnitLine>(
    `select u.id, u.name, u.parent, u.valid_from, u.valid_to, ${paths('u.id')} from units u where u.id = $1 for update`,
    [id],
  )
  return row ?? null
}

/** A post, locked, with the paths of its unit. */
export async function lockPost(tx: Tx, id: string): Promise<PostLine | null> {
  const [row] = await tx.query<PostLine>(
    `select p.id, p.name, p.kind, p.unit, u.name as unit_name, p.valid_from, least(p.valid_to, u.valid_to) as valid_to, ${paths('p.unit')} from posts p join units u on u.id = p.unit where p.id = $1 for update of p`,
    [id],
  )
  return row ?? null
}

/** A person, locked: appointments of one person are decided one after another. */
export async function lockPerson(tx: Tx, id: string): Promise<PersonLine | null> {
  const [row] = await tx.query<PersonLine>('select id, name from persons where id = $1 for update', [id])
  return row ?? null
}

const appointmentSql = `select a.id, a.person, n.name as person_name, a.post, p.name as post_name, p.unit, a.kind, a.valid_from, a.valid_to, ${paths('p.unit')}
  from appointments a join persons n on n.id = a.person join posts p on p.id = a.post`

export async function lockAppointment(tx: Tx, id: string): Promise<AppointmentLine | null> {
  const [row] = await tx.query<AppointmentLine>(`${appointmentSql} where a.id = $1 for update of a`, [id])
  return row ?? null
}

/** Appointments not over yet at a moment, of a person or of the posts of a unit. */
export const appointmentsOf = (
  db: Db,
  of: { person?: string; post?: string; unit?: string },
  now: Date,
): Promise<AppointmentLine[]> =>
  db.query<AppointmentLine>(
    `${appointmentSql} where ($1::text is null or a.person = $1) and ($2::text is null or a.post = $2) and ($3::text is null or p.unit = $3) and (a.valid_to is null or a.valid_to > $4) order by a.id`,
    [of.person ?? null, of.post ?? null, of.unit ?? null, now],
  )

/** Kinds of the posts a person holds or will hold, with their spans. */
export const postKindsOf = (db: Db, person: string): Promise<{ kind: string; from: Date; to: Date | null }[]> =>
  db.query(
    'select p.kind, a.valid_from as from, a.valid_to as to from appointments a join posts p on p.id = a.post where a.person = $1',
    [person],
  )

/** Open orders that stand on a post: asked of it, or accepted by one of its holders for its unit. */
export async function countOrdersOfPost(db: Db, post: string, now: Date): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from work_orders w where w.state in ${openOrders} and (w.post = $1 and w.accepted_by is null
       or w.unit = (select unit from posts where id = $1) and w.accepted_by in (select a.person from appointments a where a.post = $1 and ${inForce('a', '$2')}))`,
    [post, now],
  )
  return row!.n
}

export async function countOrdersOfUnit(db: Db, unit: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from work_orders w where w.unit = $1 and w.state in ${openOrders}`,
    [unit],
  )
  return row!.n
}

export async function countOrdersOfPerson(db: Db, person: string): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    `select count(*)::int as n from work_orders w where w.accepted_by = $1 and w.state in ${openOrders}`,
    [person],
  )
  return row!.n
}

export async function countUnitsBelow(db: Db, unit: string, now: Date): Promise<number> {
  const [row] = await db.query<{ n: number }>(
    'select count(*)::int as n from units where parent = $1 and (valid_to is null or valid_to > $2)',
    [unit, now],
  )
  return row!.n
}

export const postsOfUnit = (db: Db, unit: string, now: Date): Promise<{ id: string; name: string }[]> =>
  db.query('select id, name from posts where unit = $1 and (valid_to is null or valid_to > $2) order by id', [unit, now])

export type NewUnit = {
  id: string
  name: string
  shortName: string
  kind: string
  tier: string
  parent: string
  board: string | null
  domain: string | null
  areas: { code: string; path: string }[]
}

export async function insertUnit(tx: Tx, unit: NewUnit): Promise<void> {
  await tx.query(
    'insert into units (id, name, short_name, kind, tier, parent, board, domain, valid_from) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)',
    [unit.id, unit.name, unit.shortName, unit.kind, unit.tier, unit.parent, unit.board, unit.domain, tx.now],
  )
  await tx.query('insert into unit_areas (unit, area, path) select $1, * from unnest($2::text[], $3::text[])', [
    unit.id,
    unit.areas.map((area) => area.code),
    unit.areas.map((area) => area.path),
  ])
  await keepOwnPlaces(tx)
}

export const areasOfUnit = (db: Db, unit: string): Promise<{ code: string; path: string }[]> =>
  db.query('select area as code, path from unit_areas where unit = $1 order by path', [unit])

export async function insertPost(
  tx: Tx,
  post: { id: string; unit: string; name: string; kind: string; side: 'A' | 'B' | null },
): Promise<void> {
  await tx.query('insert into posts (id, unit, name, kind, side, valid_from) values ($1, $2, $3, $4, $5, $6)', [
    post.id,
    post.unit,
    post.name,
    post.kind,
    post.side,
    tx.now,
  ])
}

export async function insertPerson(
  tx: Tx,
  person: { id: string; name: string; phone: string; idNumber: string | null },
): Promise<void> {
  await tx.query('insert into persons (id, name, phone, id_number) values ($1, $2, $3, $4)', [
    person.id,
    person.name,
    person.phone,
    person.idNumber,
  ])
}

/** An account for a person, without a password yet; false when the name is taken. */
export async function insertAccount(tx: Tx, account: { person: string; account: string }): Promise<boolean> {
  const rows = await tx.query('insert into accounts (person, account) values ($1, $2) on conflict do nothing returning 1', [
    account.person,
    account.account,
  ])
  return rows.length > 0
}

/** Gives an account that has no password its first one, which its owner must replace; false when there is no such account. */
export async function setFirstPassword(tx: Tx, person: string, hash: string): Promise<boolean> {
  const rows = await tx.query(
    'update accounts set password_hash = $2, first_password = true where person = $1 and password_hash is null returning 1',
    [person, hash],
  )
  return rows.length > 0
}

export type NewAppointment = {
  id: string
  person: string
  post: string
  kind: string
  from: Date
  to: Date | null
  delegatedBy: string | null
}

export async function insertAppointment(tx: Tx, appointment: NewAppointment): Promise<void> {
  await tx.query(
    'insert into appointments (id, person, post, kind, valid_from, valid_to, delegated_by) values ($1, $2, $3, $4, $5, $6, $7)',
    [
      appointment.id,
      appointment.person,
      appointment.post,
      appointment.kind,
      appointment.from,
      appointment.to,
      appointment.delegatedBy,
    ],
  )
}

/** Ends rows at a moment, never later than they end already. One that has not begun yet is removed: it never was. */
export async function endAppointments(tx: Tx, ids: string[], at: Date): Promise<void> {
  await tx.query('delete from appointments where id = any($1) and valid_from >= $2', [ids, at])
  await tx.query('update appointments set valid_to = $2 where id = any($1) and (valid_to is null or valid_to > $2)', [ids, at])
}
export async function endPosts(tx: Tx, ids: string[], at: Date): Promise<void> {
  await tx.query('update posts set valid_to = $2 where id = any($1) and (valid_to is null or valid_to > $2)', [ids, at])
}
export async function endUnit(tx: Tx, id: string, at: Date): Promise<void> {
  await tx.query('update units set valid_to = $2 where id = $1', [id, at])
}

/** Who left cannot sign in any more and is signed out everywhere. */
export async function lockOut(tx: Tx, person: string): Promise<void> {
  await tx.query('update accounts set password_hash = null where person = $1', [person])
  await tx.query('update sessions set closed_at = $2, id_token = null where person = $1 and closed_at is null', [person, tx.now])
}
