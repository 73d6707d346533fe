import type { PackRequestState, PackRequestWhat, SettingChange } from '../../../contract/pack-requests.ts'
import type { Words } from '../../../contract/words.ts'
import type { Db, Tx } from '../../kernel/spine.ts'

/** What is wanted; `basis` is what was in force then, as JSON to be compared and nothing else. */
export type Request = {
  id: string
  pack: string
  area: string
  what: PackRequestWhat
  reason: string
  lapsesAt: Date
  changes: SettingChange[]
  basis: unknown
  backtest: string | null
  tried: Words | null
  undoes: string | null
}
export type RequestRow = Request & {
  areaName: string | null
  state: PackRequestState
  askedBy: string
  askedByName: string
  askedAt: Date
  decidedByName: string | null
  decidedAt: Date | null
  answer: string | null
}

const columns = `r.id, r.pack, r.area, a.name as "areaName", r.what, r.reason, r.state, r.changes, r.basis, r.backtest, r.tried, r.undoes,
  r.asked_by as "askedBy", p.name as "askedByName", r.asked_at as "askedAt", r.lapses_at as "lapsesAt", d.name as "decidedByName",
  r.decided_at as "decidedAt", r.answer`
const from = `from pack_requests r join persons p on p.id = r.asked_by left join persons d on d.id = r.decided_by left join areas a on a.path = r.area`

/** Keeps a request; false: one waits for the same pack and place already, of either kind. */
export async function insertRequest(tx: Tx, one: Request & { by: string }): Promise<boolean> {
  const json = [one.changes, one.basis, one.tried].map((value) => (value === null ? null : JSON.stringify(value)))
  const rows = await tx.query(
    `insert into pack_requests (id, pack, area, what, reason, asked_by, asked_at, lapses_at, changes, basis, tried, backtest, undoes)
     values ($1, $2, $3, $4, $5, $6, $7, $8, $9::jsonb, $10::jsonb, $11::jsonb, $12, $13)
     on conflict (pack, area) where state = 'waiting' do nothing returning 1`,
    [one.id, one.pack, one.area, one.what, one.reason, one.by, tx.now, one.lapsesAt, ...json, one.backtest, one.undoes],
  )
  return rows.length > 0
}

/** A request, locked: of two who answer it at once the second sees what the first has made of it. */
export async function lockRequest(tx: Tx, id: string): Promise<RequestRow | null> {
  const [row] = await tx.query<RequestRow>(`select ${columns} ${from} where r.id = $1 for update of r`, [id])
  return row ?? null
}

/** The same for a timer, which waits for nobody; null: there is none. */
export async function lockRequestIfFree(tx: Tx, id: string): Promise<RequestRow | 'busy' | null> {
  const [row] = await tx.query<RequestRow>(`select ${columns} ${from} where r.id = $1 for update of r skip locked`, [id])
  if (row) return row
  const there = await tx.query('select 1 from pack_requests where id = $1', [id])
  return there.length > 0 ? 'busy' : null
}

export async function endRequest(
  tx: Tx,
  id: string,
  { state, by, answer }: { state: PackRequestState; by: string | null; answer: string | null },
): Promise<void> {
  await tx.query('update pack_requests set state = $2, decided_by = $3, decided_at = $4, answer = $5 where id = $1', [
    ...[id, state, by, tx.now, answer],
  ])
}

/** That a pack is switched off there, if it waits, locked; null: nobody asks it. */
export async function lockWaitingOff(tx: Tx, pack: string, area: string): Promise<RequestRow | null> {
  const [row] = await tx.query<RequestRow>(
    `select ${columns} ${from} where r.pack = $1 and r.area = $2 and r.state = 'waiting' and r.what = 'off' for update of r`,
    [pack, area],
  )
  return row ?? null
}

/** Where a request waits, of every pack. */
export const waitingRequests = (db: Db): Promise<Pick<RequestRow, 'pack' | 'area' | 'what'>[]> =>
  db.query<Pick<RequestRow, 'pack' | 'area' | 'what'>>(
    `select r.pack, r.area, r.what from pack_requests r where r.state = 'waiting' order by r.pack, r.area`,
  )

/** Requests of a pack, those that wait first, then the newest. */
export const requestsOf = (db: Db, pack: string): Promise<RequestRow[]> =>
  db.query<RequestRow>(
    `select ${columns} ${from} where r.pack = $1 order by r.state <> 'waiting', r.asked_at desc, r.id desc limit 100`,
    [pack],
  )
