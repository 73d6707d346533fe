import type { DetailValue } from '../../../../contract/detail.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'

export type FoundBy = 'inspection' | 'officer' | 'report' | 'sensor'
export type HazardRow = {
  event: string
  object: string
  type: string
  plan: string | null
  item: string | null
  inspection: string | null
  found_by: FoundBy
  found_at: Date
  seen_again: number
  sets: { detail: string; fine: DetailValue } | null
}

export async function insertHazard(tx: Tx, row: Omit<HazardRow, 'seen_again'>): Promise<void> {
  await tx.query(
    `insert into hazards (event, object, type, plan, item, inspection, found_by, found_at, sets) values ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      ...[row.event, row.object, row.type, row.plan, row.item, row.inspection, row.found_by, row.found_at],
      row.sets ? JSON.stringify(row.sets) : null,
    ],
  )
}

export async function hazardOf(db: Db, event: string): Promise<HazardRow | null> {
  const rows = await db.query<HazardRow>(
    'select event, object, type, plan, item, inspection, found_by, found_at, seen_again, sets from hazards where event = $1',
    [event],
  )
  return rows[0] ?? null
}

const isOpen = `e.state in ('open', 'handling', 'checking', 'suspended', 'parked')`

/** The open hazard of an item at an object; null: none is. */
export async function openHazard(
  db: Db,
  { object, type, plan, item }: { object: string; type: string; plan: string; item: string },
): Promise<string | null> {
  const [row] = await db.query<{ event: string }>(
    `select h.event from hazards h join events e on e.id = h.event
     where h.object = $1 and h.type = $2 and h.plan = $3 and h.item = $4 and ${isOpen} order by h.found_at limit 1`,
    [object, type, plan, item],
  )
  return row?.event ?? null
}

/** Whether another open hazard of an object says the same detail is not in order. */
export async function saidElsewhere(db: Db, { event, object }: HazardRow, detail: string): Promise<boolean> {
  const rows = await db.query(
    `select 1 from hazards h join events e on e.id = h.event
     where h.object = $1 and h.event <> $2 and h.sets->>'detail' = $3 and ${isOpen} limit 1`,
    [object, event, detail],
  )
  return rows.length > 0
}

export const countAgain = (tx: Tx, event: string): Promise<unknown> =>
  tx.query('update hazards set seen_again = seen_again + 1 where event = $1', [event])
