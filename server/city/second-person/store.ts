import type { WaitingState } from '../../../contract/second-person.ts'
import type { Tx } from '../../kernel/spine.ts'
import type { RequestTable, Waiting } from './types.ts'

/** A request, locked: of two who answer it at once the second sees what the first has made of it. */
export async function lockRequest<Row extends Waiting>(tx: Tx, { columns, from }: RequestTable, id: string): Promise<Row | null> {
  const [row] = await tx.query<Row>(`select ${columns} ${from} where r.id = $1 for update of r`, [id])
  return row ?? null
}

/** The same for a timer, which waits for nobody; null: there is none. */
export async function lockRequestIfFree<Row extends Waiting>(
  tx: Tx,
  kept: RequestTable,
  id: string,
): Promise<Row | 'busy' | null> {
  const { table, columns, from } = kept
  const [row] = await tx.query<Row>(`select ${columns} ${from} where r.id = $1 for update of r skip locked`, [id])
  if (row) return row
  const there = await tx.query(`select 1 from ${table} where id = $1`, [id])
  return there.length > 0 ? 'busy' : null
}

type End = { state: WaitingState; by: string | null; answer: string | null }
/** Writes down what became of a request, and by whom; null: nobody, its day is over. */
export async function endRequest(tx: Tx, { table }: RequestTable, id: string, { state, by, answer }: End): Promise<void> {
  await tx.query(`update ${table} set state = $2, decided_by = $3, decided_at = $4, answer = $5 where id = $1`, [
    ...[id, state, by, tx.now, answer],
  ])
}
