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
  atRow: number | null
  startedAt: Date
  movedAt: Date | null
  endedAt: Date | null
  /** code of the area the sender stood for */
  area: string | null
  senderName: string | null
  stoppedAt: Date | null
  stoppedByName: string | null
}
/** `digest`: SHA-256 of the file. */
export type NewSheet = Pick<Sheet, 'id' | 'person' | 'area' | 'name' | 'columns' | 'face' | 'rows'> & { digest: string }
/** One part that was looked at; `faults`: its refused rows. */
export type Step = Pick<Sheet, 'done' | 'taken' | 'marked' | 'blank' | 'refused' | 'atRow'> & {
  faults: readonly Fault[]
  isLast: boolean
}

/** Refused rows kept of one sheet; all are counted. */
const mostFaults = 10_000

/** Begins a sheet, or finds the same one begun: of the same person, with the same bytes. False: something else was sent under its id. */
export async function beginSheet(tx: Tx, { id, person, area, name, columns, face, rows, digest }: NewSheet): Promise<boolean> {
  const added = await tx.query(
    `insert into vital_sheets (id, person, area, name, columns, face, rows, started_at, digest) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
     on conflict (id) do nothing returning 1`,
    [id, person, area, name, columns, JSON.stringify(face), rows, tx.now, digest],
  )
  if (added.length > 0) return true
  const same = 'select 1 from vital_sheets where id = $1 and person = $2 and digest = $3'
  return (await tx.query(same, [id, person, digest])).length > 0
}

/** How far a sheet is, locked: of two that send it at once each part is taken by one. Null: it is done, or stopped. */
export async function lockSheet(tx: Tx, id: string): Promise<number | null> {
  const [row] = await tx.query<{ done: number; over: boolean }>(
    'select done, coalesce(ended_at, stopped_at) is not null as over from vital_sheets where id = $1 for update',
    [id],
  )
  return row && !row.over ? row.done : null
}

const columns = `s.id, s.person, s.name, s.columns, s.face, s.rows, s.done, s.taken, s.marked, s.blank, s.refused, s.area, s.at_row as "atRow",
  s.started_at as "startedAt", s.moved_at as "movedAt", s.ended_at as "endedAt", s.stopped_at as "stoppedAt", p.name as "senderName", q.name as "stoppedByName"`
const from = 'from vital_sheets s left join persons p on p.id = s.person left join persons q on q.id = s.stopped_by'

/** A sheet of the person who sent it. */
export async function sheetOf(db: Db, id: string, person: string): Promise<Sheet | null> {
  const [row] = await db.query<Sheet>(`select ${columns} ${from} where s.id = $1 and s.person = $2`, [id, person])
  return row ?? null
}

/** A sheet of anybody, locked: whoever takes its next part waits. Read after it is locked: what a lock waits for is not joined anew. */
export async function anySheetLocked(tx: Tx, id: string): Promise<Sheet | null> {
  await tx.query('select 1 from vital_sheets where id = $1 for update', [id])
  const [row] = await tx.query<Sheet>(`select ${columns} ${from} where s.id = $1`, [id])
  return row ?? null
}

/** Sheets that are not done, begun since a moment; the newest first. */
export const openSheets = (db: Db, since: Date, limit: number): Promise<Sheet[]> =>
  db.query<Sheet>(
    `select ${columns} ${from} where s.ended_at is null and s.started_at > $1 order by s.started_at desc, s.id limit $2`,
    [since, limit],
  )

/** Stops a sheet: its next part is not taken. */
export async function stopSheet(tx: Tx, id: string, person: string): Promise<void> {
  await tx.query('update vital_sheets set stopped_at = $2, stopped_by = $3 where id = $1', [id, tx.now, person])
}

/** Lets a sheet go on; false: it was not stopped. */
export async function goOnSheet(tx: Tx, id: string): Promise<boolean> {
  const rows = await tx.query(
    'update vital_sheets set stopped_at = null, stopped_by = null where id = $1 and stopped_at is not null returning 1',
    [id],
  )
  return rows.length > 0
}

/** Notes one part: how far it went, and the rows that were not taken. */
export async function stepSheet(tx: Tx, id: string, { faults, isLast, ...step }: Step): Promise<void> {
  const [row] = await tx.query<{ refused: number }>(
    `update vital_sheets set done = done + $2, taken = taken + $3, blank = blank + $4, refused = refused + $5, marked = marked + $8,
       at_row = $9, moved_at = $7, ended_at = case when $6 then $7::timestamptz end where id = $1 returning refused`,
    [id, step.done, step.taken, step.blank, step.refused, isLast, tx.now, step.marked, step.atRow],
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
