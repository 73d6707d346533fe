import type { Face, Fault } from '../../../../city/sheet/types.ts'
import type { Db, Tx } from '../../../../kernel/spine.ts'

export type Sheet = {
  id: string
  person: string
  name: string
  columns: string[]
  face: Face
  rows: number
  done: number
  taken: number
  marked: number
  blank: number
  refused: number
  startedAt: Date
  endedAt: Date | null
}
/** `digest`: SHA-256 of the file. */
export type NewSheet = Pick<Sheet, 'id' | 'person' | 'name' | 'columns' | 'face' | 'rows'> & { digest: string }
/** One part that was looked at; `faults`: its refused rows. */
export type Step = Pick<Sheet, 'done' | 'taken' | 'marked' | 'blank' | 'refused'> & { faults: readonly Fault[]; isLast: boolean }

/** Refused rows kept of one sheet; all are counted. */
const mostFaults = 10_000

/** Begins a sheet, or finds the same one begun: of the same person, with the same bytes. False: something else was sent under its id. */
export async function beginSheet(tx: Tx, { id, person, name, columns, face, rows, digest }: NewSheet): Promise<boolean> {
  const added = await tx.query(
    `insert into vital_sheets (id, person, name, columns, face, rows, started_at, digest) values ($1, $2, $3, $4, $5, $6, $7, $8)
     on conflict (id) do nothing returning 1`,
    [id, person, name, columns, JSON.stringify(face), rows, tx.now, digest],
  )
  if (added.length > 0) return true
  const same = 'select 1 from vital_sheets where id = $1 and person = $2 and digest = $3'
  return (await tx.query(same, [id, person, digest])).length > 0
}

/** How far a sheet is, locked: of two that send it at once each part is taken by one. Null: it is done. */
export async function lockSheet(tx: Tx, id: string): Promise<number | null> {
  const [row] = await tx.query<{ done: number; ended: boolean }>(
    'select done, ended_at is not null as ended from vital_sheets where id = $1 for update',
    [id],
  )
  return row && !row.ended ? row.done : null
}

/** A sheet of the person who sent it. */
export async function sheetOf(db: Db, id: string, person: string): Promise<Sheet | null> {
  const [row] = await db.query<Sheet>(
    `select id, person, name, columns, face, rows, done, taken, marked, blank, refused, started_at as "startedAt", ended_at as "endedAt"
     from vital_sheets where id = $1 and person = $2`,
    [id, person],
  )
  return row ?? null
}

/** Notes one part: how far it went, and the rows that were not taken. */
export async function stepSheet(tx: Tx, id: string, { faults, isLast, ...step }: Step): Promise<void> {
  const [row] = await tx.query<{ refused: number }>(
    `update vital_sheets set done = done + $2, taken = taken + $3, blank = blank + $4, refused = refused + $5, marked = marked + $8,
       ended_at = case when $6 then $7::timestamptz end where id = $1 returning refused`,
    [id, step.done, step.taken, step.blank, step.refused, isLast, tx.now, step.marked],
  )
  const kept = faults.slice(0, Math.max(0, mostFaults - (row!.refused - step.refused)))
  if (kept.length === 0) return
  await tx.query(
    `insert into vital_sheet_faults (sheet, n, cells, code, details)
     select $1, (f->>'n')::int, array(select jsonb_array_elements_text(f->'cells')), f->>'code', f->'details' from jsonb_array_elements($2::jsonb) as x(f)`,
    [id, JSON.stringify(kept.map(({ n, cells, refusal }) => ({ n, cells, code: refusal.code, details: refusal.details ?? {} })))],
  )
}

/** The rows of a sheet that were not taken, in their order. */
export async function faultsOf(db: Db, id: string, limit = mostFaults): Promise<Fault[]> {
  const rows = await db.query<{ n: number; cells: string[]; code: Fault['refusal']['code']; details: Record<string, string> }>(
    'select n, cells, code, details from vital_sheet_faults where sheet = $1 order by n limit $2',
    [id, limit],
  )
  return rows.map(({ n, cells, code, details }) => ({ n, cells, refusal: { code, details } }))
}
