import type { CheckUpBody } from '../../../contract/check-up.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

export type CheckUpRow = { id: string; area: string; no: number; made: 'schedule' | 'asked'; body: CheckUpBody; at: Date }
export type CheckUpHead = Omit<CheckUpRow, 'body'> & Pick<CheckUpBody, 'boards'>
const columns = 'id, area, no, made, body, at'

/** The newest check-up of an area: of any, or of those its schedule made before a moment. */
export async function newestOf(
  db: Db,
  area: string,
  { made, before }: { made: 'schedule' | null; before: Date | null },
): Promise<CheckUpRow | null> {
  const [row] = await db.query<CheckUpRow>(
    `select ${columns} from check_ups where area = $1 and ($2::text is null or made = $2) and ($3::timestamptz is null or at < $3)
     order by no desc limit 1`,
    [area, made, before],
  )
  return row ?? null
}

/** How many check-ups of an area there are, and whether its schedule made one since a moment. */
export async function stateOf(db: Db, area: string, since: Date): Promise<{ no: number; isMade: boolean }> {
  const [row] = await db.query<{ no: number; isMade: boolean }>(
    `select coalesce(max(no), 0)::int as no, coalesce(bool_or(made = 'schedule' and at >= $2), false) as "isMade" from check_ups where area = $1`,
    [area, since],
  )
  return row!
}

/** The newest check-ups of an area with no more than their boards. */
export const headsOf = (db: Db, area: string, limit: number): Promise<CheckUpHead[]> =>
  db.query<CheckUpHead>(
    `select id, area, no, made, body->'boards' as boards, at from check_ups where area = $1 order by no desc limit $2`,
    [area, limit],
  )

/** A check-up by its id, and the one of the same area it was held against. */
export async function checkUpWithBefore(db: Db, id: string): Promise<{ row: CheckUpRow; before: CheckUpRow | null } | null> {
  const rows = await db.query<CheckUpRow>(
    `select ${columns} from check_ups where id = $1 or id = (select before from check_ups where id = $1)`,
    [id],
  )
  const row = rows.find((one) => one.id === id)
  return row ? { row, before: rows.find((one) => one !== row) ?? null } : null
}

/** A check-up by its id, and the newest of its area that its schedule made so long before it; null: there is none. One made by hand in between hides it not. */
export async function checkUpWithScheduled(
  db: Db,
  id: string,
  apartMs: number,
): Promise<{ row: CheckUpRow; before: CheckUpRow } | null> {
  const [row] = await db.query<CheckUpRow>(`select ${columns} from check_ups where id = $1`, [id])
  if (!row) return null
  const [before] = await db.query<CheckUpRow>(
    `select ${columns} from check_ups where area = $1 and no < $2 and made = 'schedule' and at <= $3 order by no desc limit 1`,
    [row.area, row.no, new Date(row.at.getTime() - apartMs)],
  )
  return before ? { row, before } : null
}

/** Whoever makes a check-up of the same area waits. */
export const lockArea = async (tx: Tx, area: string): Promise<void> => {
  await tx.query(`select pg_advisory_xact_lock(hashtext('check-up ' || $1))`, [area])
}

/** `before`: the id of the one it was held against. */
type New = { actor: string | null; before: string | null }
export async function insertCheckUp(
  tx: Tx,
  { area, no, made, actor, body, before }: Pick<CheckUpRow, 'area' | 'no' | 'made' | 'body'> & New,
): Promise<string> {
  const id = tx.newId()
  await tx.query('insert into check_ups (id, area, no, made, actor, body, before, at) values ($1, $2, $3, $4, $5, $6, $7, $8)', [
    ...[id, area, no, made, actor, JSON.stringify(body), before, tx.now],
  ])
  return id
}

/** Areas that had a check-up by the schedule since a moment. */
export const scheduledSince = async (db: Db, since: Date): Promise<Set<string>> =>
  new Set(
    (await db.query<{ area: string }>(`select distinct area from check_ups where made = 'schedule' and at >= $1`, [since])).map(
      ({ area }) => area,
    ),
  )
