import type { Db, Tx } from '../../kernel/spine.ts'

export type CommandRow = {
  id: string
  device: string
  object: string
  name: string
  alarm: string | null
  area: string
  state: 'sent' | 'receipted' | 'failed' | 'unanswered'
  sent_at: Date
  receipted_at: Date | null
}
const columns = 'id, device, object, name, alarm, area, state, sent_at, receipted_at'

export async function insertCommand(
  tx: Tx,
  command: Pick<CommandRow, 'id' | 'device' | 'object' | 'name' | 'alarm' | 'area'>,
): Promise<void> {
  await tx.query(
    `insert into commands (id, device, object, name, alarm, area, state, sent_at) values ($1, $2, $3, $4, $5, $6, 'sent', $7)`,
    [command.id, command.device, command.object, command.name, command.alarm, command.area, tx.now],
  )
}

export async function lockCommandRow(tx: Tx, id: string): Promise<CommandRow | null> {
  const [row] = await tx.query<CommandRow>(`select ${columns} from commands where id = $1 for update`, [id])
  return row ?? null
}

/** The command, locked; null also while its receipt is being taken. */
export async function lockCommandIfFree(tx: Tx, id: string): Promise<CommandRow | null> {
  const [row] = await tx.query<CommandRow>(`select ${columns} from commands where id = $1 for update skip locked`, [id])
  return row ?? null
}

export async function settleCommand(tx: Tx, id: string, state: CommandRow['state'], receiptedAt: Date | null): Promise<void> {
  await tx.query('update commands set state = $2, receipted_at = $3 where id = $1', [id, state, receiptedAt])
}

/** The newest command of a device out of a set of names: tells whether the fan runs. */
export async function lastCommand(db: Db, device: string, names: string[]): Promise<CommandRow | null> {
  const [row] = await db.query<CommandRow>(
    `select ${columns} from commands where device = $1 and name = any($2) order by sent_at desc, id desc limit 1`,
    [device, names],
  )
  return row ?? null
}
