import type { VitalDefinition } from '../../../../contract/vital.ts'
import type { Db, Tx } from '../../../kernel/spine.ts'
import type { Mark } from './types.ts'

export type DoubtRow = {
  area: string
  period: number
  num: number
  den: number
  known_at: Date
  source: string
  reason: string | null
  marks: readonly Mark[]
  code: string
  definition: VitalDefinition
  ownerName: string | null
  /** who told it */
  actor: string
} & ConfirmedRow

/** That somebody looked at a doubted value and it is right; null: nobody did. */
export type ConfirmedRow = { confirmed_at: Date | null; confirmed_by: string | null; confirmed_reason: string | null }
export const confirmedColumns = 'c.confirmed_at, c.actor as confirmed_by, c.reason as confirmed_reason'
/** Joins what was confirmed of a told value. */
export const confirmedOf = (told: string): string =>
  `left join vital_confirmations c on c.vital = ${told}.vital and c.period = ${told}.period and c.area = ${told}.area and c.value = ${told}.id`

/** So many doubted values are read at once; a check that doubts more than this is itself in doubt. */
const mostRead = 5_000

/**
 * Values that were taken although a check doubted them and that stand: none later of the same cell; those nobody confirmed, or those somebody did.
 * Newest first, told since a moment.
 */
export function doubtsSince(
  db: Db,
  since: Date,
  { vital, confirmed }: { vital: string | null; confirmed: boolean },
): Promise<DoubtRow[]> {
  return db.query<DoubtRow>(
    `select t.area, extract(epoch from t.period)::float8 * 1000 as period, t.num, t.den, t.known_at, t.source, t.reason, t.marks, t.actor, ${confirmedColumns},
       v.code, v.definition, u.name as "ownerName"
     from vital_values t join vitals v on v.id = t.vital left join units u on u.id = v.definition->>'owner' ${confirmedOf('t')}
     where t.marks is not null and t.num is not null and t.known_at >= $1 and ($2::text is null or v.code = $2)
       and not exists (select 1 from vital_values n where n.vital = t.vital and n.period = t.period and n.area = t.area and n.id > t.id)
       and (c.value is not null) = $3
     order by t.known_at desc, t.id desc limit ${mostRead}`,
    [since, vital, confirmed],
  )
}

export type Doubted = { id: string; actor: string; marks: readonly Mark[] | null; confirmed: boolean }

/** The value of a cell that stands, locked; null: none is told, or it was withdrawn. */
export async function standingValue(
  tx: Tx,
  { vital, area, period }: { vital: number; area: string; period: number },
): Promise<Doubted | null> {
  const rows = await tx.query<Doubted & { num: number | null }>(
    `select v.id::text, v.actor, v.marks, v.num, exists (
       select 1 from vital_confirmations c where c.vital = v.vital and c.period = v.period and c.area = v.area and c.value = v.id) as confirmed
     from vital_values v where v.vital = $1 and v.area = $2 and v.period = to_timestamp($3) order by v.id desc limit 1 for update`,
    [vital, area, period / 1000],
  )
  const [row] = rows
  return row && row.num !== null ? row : null
}

type Confirming = { vital: number; area: string; period: number; value: string; reason: string; actor: string }

/** False when another person confirmed the same value at the same moment. */
export async function addConfirmation(tx: Tx, { vital, area, period, value, reason, actor }: Confirming): Promise<boolean> {
  const rows = await tx.query(
    `insert into vital_confirmations (vital, period, area, value, reason, actor, confirmed_at) values ($1, to_timestamp($2), $3, $4, $5, $6, $7)
     on conflict do nothing returning 1`,
    [vital, period / 1000, area, value, reason, actor, tx.now],
  )
  return rows.length > 0
}
