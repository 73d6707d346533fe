import type { PackRequestWhat, SettingChange } from '../../../contract/pack-requests.ts'
import type { Words } from '../../../contract/words.ts'
import type { RequestTable, Waiting } from '../../city/second-person/types.ts'
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
export type RequestRow = Request &
  Waiting & {
    areaName: string | null
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

export const packRequests: RequestTable = { table: 'pack_requests', columns, from }

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
