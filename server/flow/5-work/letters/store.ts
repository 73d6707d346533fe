import type { LetterState } from '../../../../contract/hazard.ts'
import type { Words } from '../../../../contract/words.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

export type LetterRow = {
  id: string
  no: string
  event: string
  object: string
  area: string
  charge: string | null
  recipient: string
  demand: string
  basis: Words[]
  consequence: Words | null
  state: LetterState
  issued_at: Date
  issued_by: string
  issued_name: string
  unit: string
  due_at: Date
  first_due_at: Date
  extended: number
  delivered_at: Date | null
  delivered_how: string | null
  delivered_note: string | null
  overdue_at: Date | null
  ended_at: Date | null
  ended_by: string | null
  ended_note: string | null
  version: number
  demo: boolean
}
const columns = `l.id, l.no, l.event, l.object, l.area, l.charge, l.recipient, l.demand, l.basis, l.consequence, l.state, l.issued_at, l.issued_by, l.issued_name, l.unit,
  l.due_at, l.first_due_at, l.extended, l.delivered_at, l.delivered_how, l.delivered_note, l.overdue_at, l.ended_at, l.ended_by, l.ended_note, l.version, l.demo`

/** Next number of the running series of letters. */
export async function nextLetter(tx: Tx): Promise<number> {
  const [row] = await tx.query<{ n: string }>(`select nextval('letter_numbers') as n`)
  return Number(row!.n)
}

export type NewLetter = Omit<
  LetterRow,
  | 'extended'
  | 'delivered_at'
  | 'delivered_how'
  | 'delivered_note'
  | 'overdue_at'
  | 'ended_at'
  | 'ended_by'
  | 'ended_note'
  | 'version'
  | 'first_due_at'
>
export async function insertLetter(tx: Tx, row: NewLetter): Promise<void> {
  await tx.query(
    `insert into letters (id, no, event, object, area, charge, recipient, demand, basis, consequence, state, issued_at, issued_by, issued_name, unit, due_at, first_due_at, demo)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $16, $17)`,
    [
      ...[row.id, row.no, row.event, row.object, row.area, row.charge, row.recipient, row.demand, JSON.stringify(row.basis)],
      ...[row.consequence ? JSON.stringify(row.consequence) : null, row.state, row.issued_at, row.issued_by, row.issued_name],
      ...[row.unit, row.due_at, row.demo],
    ],
  )
}

/** A letter, locked; null where there is none. */
export async function lockLetter(tx: Tx, id: string): Promise<LetterRow | null> {
  return (await tx.query<LetterRow>(`select ${columns} from letters l where l.id = $1 for update`, [id]))[0] ?? null
}

/** The letter of a timer, locked; null also when somebody is at work on it this very moment. */
export async function lockLetterIfFree(tx: Tx, id: string): Promise<LetterRow | null> {
  const rows = await tx.query<LetterRow>(`select ${columns} from letters l where l.id = $1 for update skip locked`, [id])
  return rows[0] ?? null
}

export type LetterChange = Partial<
  Pick<
    LetterRow,
    | 'state'
    | 'due_at'
    | 'extended'
    | 'delivered_at'
    | 'delivered_how'
    | 'delivered_note'
    | 'overdue_at'
    | 'ended_at'
    | 'ended_by'
    | 'ended_note'
  >
>
/** Changes columns of a letter and counts its version up. Keys are column names of `LetterChange` only. */
export async function changeLetter(tx: Tx, id: string, change: LetterChange): Promise<void> {
  const sets = Object.keys(change).map((name, index) => `${name} = $${index + 2}`)
  await tx.query(`update letters set version = version + 1, ${sets.join(', ')} where id = $1`, [id, ...Object.values(change)])
}

/** Nobody decided it: whoever has the letter before them may go on with it. */
export const markOverdue = (tx: Tx, id: string): Promise<unknown> =>
  tx.query('update letters set overdue_at = $2 where id = $1', [id, tx.now])

export type LetterLine = LetterRow & {
  object_name: string
  address: string | null
  title: string
  unit_name: string
  person: boolean
}
const lineColumns = `${columns}, o.name as object_name, o.address, e.title, coalesce(u.name, l.unit) as unit_name,
  exists (select 1 from object_charges c where c.id = l.charge and (c.person is not null or (c.outside_name is not null and not c.outside_firm))) as person`
const joined =
  'from letters l join events e on e.id = l.event join objects o on o.id = l.object left join units u on u.id = l.unit'

/** The letters of a hazard, newest first. */
export const lettersOf = (db: Db, event: string): Promise<LetterLine[]> =>
  db.query<LetterLine>(`select ${lineColumns} ${joined} where l.event = $1 order by l.issued_at desc, l.id desc`, [event])

export async function letterLine(db: Db, id: string): Promise<LetterLine | null> {
  return (await db.query<LetterLine>(`select ${lineColumns} ${joined} where l.id = $1`, [id]))[0] ?? null
}

/** Who is told of what is faulty at an object: its responsible in force, else who the register names as owner. */
export async function recipientOf(
  db: Db,
  object: string,
): Promise<{ charge: string | null; name: string; person: boolean } | null> {
  const [row] = await db.query<{ charge: string | null; name: string; person: boolean }>(
    `select c.id as charge, coalesce(c.outside_name, n.name, p.name, u.name) as name, ((c.outside_name is not null and not c.outside_firm) or c.person is not null) as person
     from object_charges c left join units u on u.id = c.unit left join posts p on p.id = c.post left join persons n on n.id = c.person
     where c.object = $1 and c.role = 'responsible' and c.valid_to is null order by c.valid_from limit 1`,
    [object],
  )
  if (row) return row
  const [owned] = await db.query<{ name: string | null }>('select owner as name from objects where id = $1', [object])
  return owned?.name ? { charge: null, name: owned.name, person: false } : null
}
