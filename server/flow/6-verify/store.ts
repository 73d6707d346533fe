import type { Missing } from '../../../contract/check.ts'
import type { Key } from '../../kernel/cursor.ts'
import type { Caller } from '../../kernel/http.ts'
import type { Db, Tx } from '../../kernel/spine.ts'
import { eventColumns, sightSql } from '../3-event/store.ts'
import { areaNameSql } from '../3-event/store-whole.ts'
import type { EventRecord } from '../3-event/types.ts'
import type { EvidenceRow, OrderRow } from '../5-work/types.ts'
import { type CaseWay, holdingWays } from '../5-work/ways/store-ways.ts'
import { missingForClosing } from './rules/missing-for-closing.ts'
import { photoDoubts } from './rules/places.ts'
import type { DisputeRow, ReadingState, Waiting } from './types.ts'

/** The rows of an event's case that a check looks at. */
export type Case = {
  event: Pick<EventRecord, 'state'>
  orders: readonly OrderRow[]
  evidence: readonly EvidenceRow[]
  ways: readonly CaseWay[]
}

/** What still stands between an event and its closing, in both languages; empty once it is over. */
export const missingOf = ({ event, orders, evidence, ways }: Case, reading: Pick<ReadingState, 'needed' | 'clear'>): Missing[] =>
  missingForClosing({ state: event.state, orders, reading, photos: photoDoubts(evidence), ways: holdingWays(ways) })

/** Events that wait for a check and that the caller sees, the longest waiting first. */
export function listWaiting(db: Db, caller: Caller, page: { after: Key | null; limit: number }): Promise<Waiting[]> {
  const values: unknown[] = [page.after?.at ?? null, page.after?.id ?? null, page.limit]
  const sight = sightSql(caller, values)
  return db.query<Waiting>(
    `select ${eventColumns}, ${areaNameSql} from events e left join areas a on a.path = e.area
     where e.state = 'checking' and ${sight} and ($1::timestamptz is null or (e.checking_at, e.id) > ($1, $2::uuid))
     order by e.checking_at, e.id limit $3`,
    values,
  )
}

export type NewCheck = {
  id: string
  event: string
  by: string
  post: string
  passed: boolean
  reason: string | null
  waiver: string | null
}

export async function insertCheck(tx: Tx, check: NewCheck): Promise<void> {
  await tx.query(
    'insert into checks (id, event, by_person, by_post, passed, reason, waiver, checked_at) values ($1, $2, $3, $4, $5, $6, $7, $8)',
    [check.id, check.event, check.by, check.post, check.passed, check.reason, check.waiver, tx.now],
  )
}

const disputeColumns = 'd.id, d.event, e.no, e.title, d.report, d.person, p.name as person_name, d.reason, d.made_at'
const disputeTables = 'disputes d join events e on e.id = d.event left join persons p on p.id = d.person'

/** Disputes of an event that nobody has decided yet, oldest first. */
export function openDisputesOf(db: Db, event: string): Promise<DisputeRow[]> {
  return db.query<DisputeRow>(
    `select ${disputeColumns} from ${disputeTables} where d.event = $1 and d.decided_at is null order by d.made_at, d.id`,
    [event],
  )
}

/** Undecided disputes the caller sees, oldest first. */
export function listDisputes(db: Db, caller: Caller, page: { after: Key | null; limit: number }): Promise<DisputeRow[]> {
  const values: unknown[] = [page.after?.at ?? null, page.after?.id ?? null, page.limit]
  const sight = sightSql(caller, values)
  return db.query<DisputeRow>(
    `select ${disputeColumns} from ${disputeTables} where d.decided_at is null and ${sight} and ($1::timestamptz is null or (d.made_at, d.id) > ($1, $2::uuid))
     order by d.made_at, d.id limit $3`,
    values,
  )
}

export async function disputeById(db: Db, id: string): Promise<DisputeRow | null> {
  const rows = await db.query<DisputeRow>(
    `select ${disputeColumns} from ${disputeTables} where d.id = $1 and d.decided_at is null`,
    [id],
  )
  return rows[0] ?? null
}

export async function insertDispute(
  tx: Tx,
  dispute: { event: string; report: string | null; person: string | null; reason: string },
): Promise<string> {
  const id = tx.newId()
  await tx.query('insert into disputes (id, event, report, person, reason, made_at) values ($1, $2, $3, $4, $5, $6)', [
    id,
    dispute.event,
    dispute.report,
    dispute.person,
    dispute.reason,
    tx.now,
  ])
  return id
}

/** Decides disputes: upheld reopens the event, the other keeps it closed. */
export async function decideDisputes(tx: Tx, ids: string[], upheld: boolean): Promise<void> {
  await tx.query('update disputes set decided_at = $2, upheld = $3 where id = any($1) and decided_at is null', [
    ids,
    tx.now,
    upheld,
  ])
}
