import type { OffRequestState } from '../../../contract/pack-off.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

export type OffRow = {
  id: string
  pack: string
  area: string
  areaName: string | null
  reason: string
  state: OffRequestState
  askedBy: string
  askedByName: string
  askedAt: Date
  lapsesAt: Date
  decidedByName: string | null
  decidedAt: Date | null
  answer: string | null
}

const columns = `r.id, r.pack, r.area, a.name as "areaName", r.reason, r.state, r.asked_by as "askedBy", p.name as "askedByName", r.asked_at as "askedAt",
  r.lapses_at as "lapsesAt", d.name as "decidedByName", r.decided_at as "decidedAt", r.answer`
const from = `from pack_off_requests r join persons p on p.id = r.asked_by left join persons d on d.id = r.decided_by left join areas a on a.path = r.area`

/** Keeps a request; false: one waits for the same pack and place already. */
export async function insertOff(
  tx: Tx,
  one: Pick<OffRow, 'id' | 'pack' | 'area' | 'reason' | 'lapsesAt'> & { by: string },
): Promise<boolean> {
  const rows = await tx.query(
    `insert into pack_off_requests (id, pack, area, reason, asked_by, asked_at, lapses_at) values ($1, $2, $3, $4, $5, $6, $7)
     on conflict (pack, area) where state = 'waiting' do nothing returning 1`,
    [one.id, one.pack, one.area, one.reason, one.by, tx.now, one.lapsesAt],
  )
  return rows.length > 0
}

/** A request, locked: of two who answer it at once the second sees what the first has made of it. */
export async function lockOff(tx: Tx, id: string): Promise<OffRow | null> {
  const [row] = await tx.query<OffRow>(`select ${columns} ${from} where r.id = $1 for update of r`, [id])
  return row ?? null
}

/** The same for a timer, which waits for nobody; null: there is none. */
export async function lockOffIfFree(tx: Tx, id: string): Promise<OffRow | 'busy' | null> {
  const [row] = await tx.query<OffRow>(`select ${columns} ${from} where r.id = $1 for update of r skip locked`, [id])
  if (row) return row
  const there = await tx.query('select 1 from pack_off_requests where id = $1', [id])
  return there.length > 0 ? 'busy' : null
}

export async function endOff(
  tx: Tx,
  id: string,
  { state, by, answer }: { state: OffRequestState; by: string | null; answer: string | null },
): Promise<void> {
  await tx.query('update pack_off_requests set state = $2, decided_by = $3, decided_at = $4, answer = $5 where id = $1', [
    ...[id, state, by, tx.now, answer],
  ])
}

/** The request that waits for a pack and place, locked; null: none. */
export async function lockWaitingOff(tx: Tx, pack: string, area: string): Promise<OffRow | null> {
  const [row] = await tx.query<OffRow>(
    `select ${columns} ${from} where r.pack = $1 and r.area = $2 and r.state = 'waiting' for update of r`,
    [pack, area],
  )
  return row ?? null
}

/** Where a request waits, of every pack. */
export const waitingOffs = (db: Db): Promise<Pick<OffRow, 'pack' | 'area'>[]> =>
  db.query<Pick<OffRow, 'pack' | 'area'>>(
    `select r.pack, r.area from pack_off_requests r where r.state = 'waiting' order by r.pack, r.area`,
  )

/** Requests of a pack, those that wait first, then the newest. */
export const offRequestsOf = (db: Db, pack: string): Promise<OffRow[]> =>
  db.query<OffRow>(
    `select ${columns} ${from} where r.pack = $1 order by r.state <> 'waiting', r.asked_at desc, r.id desc limit 30`,
    [pack],
  )
