import type { Grade } from '../../../../contract/scales.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { CameraProtocol } from './types.ts'

export type LabelRow = {
  id: string
  protocol: CameraProtocol
  label: string
  type: string | null
  grade: Grade | null
  least: number | null
  window_s: number
  note: string
  made_by: string
  made_at: Date
}
const columns = 'id, protocol, label, type, grade, least, window_s, note, made_by, made_at'

/** The table as it holds now. */
export const readLabels = (db: Db): Promise<LabelRow[]> =>
  db.query<LabelRow>(`select ${columns} from camera_labels where ended_at is null order by protocol, label`)

/** The row of a label that holds, for whoever changes it: two at once take turns. */
export async function lockLabel(tx: Tx, { protocol, label }: Pick<LabelRow, 'protocol' | 'label'>): Promise<LabelRow | null> {
  await tx.query('select pg_advisory_xact_lock(hashtextextended($1, 28182))', [`${protocol} ${label}`])
  const [row] = await tx.query<LabelRow>(
    `select ${columns} from camera_labels where protocol = $1 and label = $2 and ended_at is null`,
    [protocol, label],
  )
  return row ?? null
}

/** Ends the row that holds; null when there is none. */
export async function endLabel(tx: Tx, id: string): Promise<Pick<LabelRow, 'protocol' | 'label'> | null> {
  const [row] = await tx.query<Pick<LabelRow, 'protocol' | 'label'>>(
    'update camera_labels set ended_at = $2 where id = $1 and ended_at is null returning protocol, label',
    [id, tx.now],
  )
  return row ?? null
}

export async function insertLabel(tx: Tx, row: Omit<LabelRow, 'made_at'>): Promise<void> {
  await tx.query(`insert into camera_labels (${columns}) values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`, [
    ...[row.id, row.protocol, row.label, row.type, row.grade, row.least, row.window_s, row.note, row.made_by, tx.now],
  ])
}
