import type { LeadRequestState } from '../../../../contract/lead-request.ts'
import type { Grade } from '../../../../contract/scales.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { EventState } from '../../3-event/life.ts'

/** A row of `lead_requests`. */
export type LeadRequestRow = {
  id: string
  event: string
  from_district: string
  from_unit: string
  to_district: string
  to_unit: string
  to_area: string
  state: LeadRequestState
  reason: string
  evidence: string
  pieces: number
  asked_by: string
  asked_at: Date
  answer_by: Date
  answered_how: 'agreed' | 'refused' | 'silent' | null
  answer_reason: string | null
  answered_at: Date | null
  rule_by: Date | null
  ruled_to: string | null
  ruling: string | null
  ruled_at: Date | null
  over_at: Date | null
  version: number
  demo: boolean
}
/** With what is shown of its event: number, type, grade, state; nothing else of it. */
export type LeadRequestLine = LeadRequestRow & {
  no: string
  type: string
  grade: Grade
  event_state: EventState
  from_name: string
  from_unit_name: string
  to_name: string
  to_unit_name: string
  ruled_name: string | null
}

const columns = `r.id, r.event, r.from_district, r.from_unit, r.to_district, r.to_unit, r.to_area, r.state, r.reason, r.evidence, r.pieces, r.asked_by,
  r.asked_at, r.answer_by, r.answered_how, r.answer_reason, r.answered_at, r.rule_by, r.ruled_to, r.ruling, r.ruled_at, r.over_at, r.version, r.demo`
const lines = `select ${columns}, e.no, e.type, e.grade, e.state as event_state, f.name as from_name, fu.name as from_unit_name, t.name as to_name,
    tu.name as to_unit_name, x.name as ruled_name
  from lead_requests r join events e on e.id = r.event join operating_districts f on f.code = r.from_district join operating_districts t on t.code = r.to_district
  join units fu on fu.id = r.from_unit join units tu on tu.id = r.to_unit left join operating_districts x on x.code = r.ruled_to`

export type NewLeadRequest = Pick<
  LeadRequestRow,
  | 'id'
  | 'event'
  | 'from_district'
  | 'from_unit'
  | 'to_district'
  | 'to_unit'
  | 'to_area'
  | 'reason'
  | 'evidence'
  | 'answer_by'
  | 'demo'
>

/** Writes a request down, with the number of pieces of evidence the case has now. */
export async function insertRequest(tx: Tx, row: NewLeadRequest): Promise<void> {
  await tx.query(
    `insert into lead_requests (id, event, from_district, from_unit, to_district, to_unit, to_area, state, reason, evidence, pieces, asked_by, asked_at, answer_by, demo)
     values ($1, $2, $3, $4, $5, $6, $7, 'asked', $8, $9, (select count(*) from evidence v where v.event = $2), $10, $11, $12, $13)`,
    [
      ...[
        row.id,
        row.event,
        row.from_district,
        row.from_unit,
        row.to_district,
        row.to_unit,
        row.to_area,
        row.reason,
        row.evidence,
      ],
      ...[tx.actor.id, tx.now, row.answer_by, row.demo],
    ],
  )
}

/** Its event, without a lock: the event is locked first, then the request. */
export const eventOfRequest = async (db: Db, id: string): Promise<string | null> =>
  (await db.query<{ event: string }>('select event from lead_requests where id = $1', [id]))[0]?.event ?? null

export async function lockRequest(tx: Tx, id: string): Promise<LeadRequestRow | null> {
  return (await tx.query<LeadRequestRow>(`select ${columns} from lead_requests r where r.id = $1 for update`, [id]))[0] ?? null
}

/** The request of an event somebody still has to answer or rule on, locked. */
export async function lockRunning(tx: Tx, event: string): Promise<LeadRequestRow | null> {
  const rows = await tx.query<LeadRequestRow>(
    `select ${columns} from lead_requests r where r.event = $1 and r.state in ('asked', 'arbitration') for update`,
    [event],
  )
  return rows[0] ?? null
}

export type RequestChange = Partial<
  Pick<
    LeadRequestRow,
    'state' | 'answered_how' | 'answer_reason' | 'answered_at' | 'rule_by' | 'ruled_to' | 'ruling' | 'ruled_at' | 'over_at'
  >
>
/** Changes columns of a locked request and counts its version up; answers the row as it is now. Keys are column names only. */
export async function changeRequest(tx: Tx, row: LeadRequestRow, change: RequestChange): Promise<LeadRequestRow> {
  const sets = Object.keys(change).map((name, index) => `${name} = $${index + 2}`)
  await tx.query(`update lead_requests set version = version + 1, ${sets.join(', ')} where id = $1`, [
    row.id,
    ...Object.values(change),
  ])
  return { ...row, ...change, version: row.version + 1 }
}

/** Has the city ruled that this district leads this event? Its word is final. */
export const wasRuled = async (db: Db, event: string, district: string): Promise<boolean> =>
  (await db.query('select 1 from lead_requests where event = $1 and ruled_to = $2 limit 1', [event, district])).length > 0

export const requestsOf = (db: Db, event: string): Promise<LeadRequestLine[]> =>
  db.query<LeadRequestLine>(`${lines} where r.event = $1 order by r.asked_at desc, r.id desc`, [event])

export async function requestLine(db: Db, id: string): Promise<LeadRequestLine | null> {
  return (await db.query<LeadRequestLine>(`${lines} where r.id = $1`, [id]))[0] ?? null
}

/** What a district was asked or asked for, those that run first, the newest first; `district` null: of the whole city. */
export const requestsFor = (db: Db, district: string | null): Promise<LeadRequestLine[]> =>
  db.query<LeadRequestLine>(
    `${lines} where $1::text is null or r.from_district = $1 or r.to_district = $1
     order by r.state in ('asked', 'arbitration') desc, r.asked_at desc, r.id desc limit 100`,
    [district],
  )

/** The district a hub speaks for: that of its unit, null for the city's; undefined for every other unit. */
export async function districtOfHub(db: Db, unit: string): Promise<string | null | undefined> {
  const [row] = await db.query<{ tier: string; district: string | null }>(
    `select u.tier, a.operating_district as district from units u join unit_areas x on x.unit = u.id join areas a on a.code = x.area
     where u.id = $1 order by length(x.path), x.path limit 1`,
    [unit],
  )
  if (row?.tier === 'city') return null
  return row?.tier === 'district' ? (row.district ?? undefined) : undefined
}
