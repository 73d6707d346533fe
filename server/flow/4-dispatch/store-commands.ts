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

export async function insertCommands(
  tx: Tx,
  commands: Pick<CommandRow, 'id' | 'device' | 'object' | 'name' | 'alarm' | 'area'>[],
): Promise<void> {
  if (commands.length === 0) return
  await tx.query(
    `insert into commands (id, device, object, name, alarm, area, state, sent_at)
     select id, device, object, name, alarm, area, 'sent', $1
     from unnest($2::uuid[], $3::text[], $4::text[], $5::text[], $6::uuid[], $7::text[]) as n(id, device, object, name, alarm, area)`,
    [
      ...[tx.now, commands.map((c) => c.id), commands.map((c) => c.device), commands.map((c) => c.object)],
      ...[commands.map((c) => c.name), commands.map((c) => c.alarm), commands.map((c) => c.area)],
    ],
  )
}

/** Commands by id, locked in the order of their ids; unknown ones are missing. */
export async function lockCommandRows(tx: Tx, ids: string[]): Promise<Map<string, CommandRow>> {
  const rows = await tx.query<CommandRow>(`select ${columns} from commands where id = any($1) order by id for update`, [ids])
  return new Map(rows.map((row) => [row.id, row]))
}

/** Commands by id, locked; missing are also those whose receipt is being taken. */
export async function lockCommandsIfFree(tx: Tx, ids: string[]): Promise<Map<string, CommandRow>> {
  const rows = await tx.query<CommandRow>(
    `select ${columns} from commands where id = any($1) order by id for update skip locked`,
    [ids],
  )
  return new Map(rows.map((row) => [row.id, row]))
}

export async function settleCommands(
  tx: Tx,
  ids: string[],
  { state, receiptedAt }: { state: CommandRow['state']; receiptedAt: Date | null },
): Promise<void> {
  if (ids.length === 0) return
  await tx.query('update commands set state = $2, receipted_at = $3 where id = any($1)', [ids, state, receiptedAt])
}

/** The newest command of each device out of a set of names, by device: tells whether its fan runs. */
export async function lastCommands(db: Db, devices: string[], names: string[]): Promise<Map<string, CommandRow>> {
  const rows = await db.query<CommandRow>(
    `select c.* from unnest($1::text[]) as d(device) cross join lateral (
       select ${columns} from commands where commands.device = d.device and name = any($2) order by sent_at desc, id desc limit 1) c`,
    [devices, names],
  )
  return new Map(rows.map((row) => [row.device, row]))
}
