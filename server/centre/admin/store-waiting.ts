import type { NewAppointment } from '../../city/person/store.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** An appointment that waits for its second administrator: it grants nothing, because nothing but this file reads it. */
export type WaitingLine = NewAppointment & {
  askedBy: string
  askedByName: string
  askedAt: Date
  personName: string
  postName: string
  unitName: string
  paths: string[]
}

const waitingSql = `select w.id, w.person, n.name as "personName", w.post, p.name as "postName", u.name as "unitName", w.kind,
    w.valid_from as from, w.valid_to as to, w.delegated_by as "delegatedBy", w.asked_by as "askedBy", b.name as "askedByName", w.asked_at as "askedAt",
    array(select ua.path from unit_areas ua where ua.unit = p.unit order by ua.path) as paths
  from waiting_appointments w join persons n on n.id = w.person join posts p on p.id = w.post join units u on u.id = p.unit
    join persons b on b.id = w.asked_by`

/** Writes a waiting appointment; false when one of this person to this post waits already. */
export async function insertWaiting(tx: Tx, one: NewAppointment & { askedBy: string }): Promise<boolean> {
  const rows = await tx.query(
    `insert into waiting_appointments (id, person, post, kind, valid_from, valid_to, delegated_by, asked_by, asked_at)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9) on conflict do nothing returning 1`,
    [one.id, one.person, one.post, one.kind, one.from, one.to, one.delegatedBy, one.askedBy, tx.now],
  )
  return rows.length > 0
}

/** An undecided one, locked. */
export async function lockWaiting(tx: Tx, id: string): Promise<WaitingLine | null> {
  const [row] = await tx.query<WaitingLine>(`${waitingSql} where w.id = $1 and w.decided_at is null for update of w`, [id])
  return row ?? null
}

/** Closes an undecided one; false when somebody was quicker. */
export async function decideWaiting(tx: Tx, id: string, by: string): Promise<boolean> {
  const decided =
    'update waiting_appointments set decided_by = $2, decided_at = $3 where id = $1 and decided_at is null returning 1'
  return (await tx.query(decided, [id, by, tx.now])).length > 0
}

/** The undecided ones, of one person if asked, oldest first. Few at any time: they wait for a person. */
export const waitingOf = (db: Db, person: string | null = null): Promise<WaitingLine[]> =>
  db.query<WaitingLine>(
    `${waitingSql} where w.decided_at is null and ($1::text is null or w.person = $1) order by w.asked_at, w.id`,
    [person],
  )

/** Wishes that tell where a person stands: those that wait, and refused ones of somebody who never held a post, whom nobody would find else. */
export const standingWishes = `select w.person, w.post from waiting_appointments w
  where w.decided_at is null or not exists (select 1 from appointments a where a.person = w.person)`

/** The areas of the posts asked for a person, as far as they tell where the person stands. */
export async function pathsAskedFor(db: Db, person: string): Promise<string[]> {
  const rows = await db.query<{ path: string }>(
    `select ua.path from (${standingWishes}) w join posts p on p.id = w.post join unit_areas ua on ua.unit = p.unit where w.person = $1`,
    [person],
  )
  return rows.map(({ path }) => path)
}
