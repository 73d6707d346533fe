import type { PartName } from '../../../contract/plan-parts.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import type { UnmannedWhy } from './types.ts'

/** A part nobody could be called for; `work_order` and `unit_name`: of whoever was asked all the same; `given_at`: since when somebody has it. */
export type UnmannedRow = {
  id: string
  event: string
  part: PartName
  mandatory: boolean
  why: UnmannedWhy
  work_order: string | null
  unit_name: string | null
  given_at: Date | null
}
const columns = 'g.id, g.event, g.part, g.mandatory, g.why, g.work_order, g.unit_name, g.given_at'

export async function insertUnmanned(tx: Tx, row: Omit<UnmannedRow, 'id' | 'given_at'>): Promise<string> {
  const id = tx.newId()
  await tx.query(
    'insert into unmanned_parts (id, event, part, mandatory, why, work_order, unit_name, at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [id, row.event, JSON.stringify(row.part), row.mandatory, row.why, row.work_order, row.unit_name, tx.now],
  )
  return id
}

/** Of the dispatch an event runs by, those that were given to somebody as well; of a dispatch that was undone none. */
export const unmannedOf = (db: Db, event: string): Promise<UnmannedRow[]> =>
  db.query<UnmannedRow>(
    `select ${columns} from unmanned_parts g join dispatches d on d.event = g.event and g.at >= d.dispatched_at
     where g.event = $1 order by g.mandatory desc, g.at, g.id`,
    [event],
  )

/** Somebody has it from now on. */
export async function giveUnmanned(tx: Tx, id: string, unitName: string): Promise<void> {
  await tx.query('update unmanned_parts set given_at = $2, given_name = $3 where id = $1', [id, tx.now, unitName])
}
