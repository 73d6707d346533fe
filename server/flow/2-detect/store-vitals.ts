import type { Db, Tx } from '../../kernel/spine.ts'
import type { VitalMark } from './rules/vital.ts'
import type { RuleState } from './types.ts'

type Key = { vital: string; area: string }
export const markKey = ({ vital, area }: Key): string => `${vital} ${area}`

type Row = Key & { period: number; told: boolean; band: number | null; n: number; before: RuleState; state: RuleState }

/** What is remembered of vitals and areas, by their key. Only the roll-up judges, one round at a time. */
export async function marksOf(db: Db, keys: readonly Key[]): Promise<Map<string, VitalMark>> {
  const rows = await db.query<Row>(
    `select m.vital, m.area, extract(epoch from period)::float8 * 1000 as period, told, band, n, before, state
     from unnest($1::text[], $2::text[]) as k(vital, area) join vital_marks m on m.vital = k.vital and m.area = k.area`,
    [keys.map(({ vital }) => vital), keys.map(({ area }) => area)],
  )
  return new Map(rows.map(({ vital, area, ...mark }) => [markKey({ vital, area }), mark]))
}

/** Keeps what is remembered now. */
export async function saveMarks(tx: Tx, marks: readonly (Key & VitalMark)[]): Promise<void> {
  if (marks.length === 0) return
  await tx.query(
    `insert into vital_marks (vital, area, period, told, n, before, state, band)
     select vital, area, to_timestamp(period), told, n, before, state, band
     from unnest($1::text[], $2::text[], $3::float8[], $4::boolean[], $5::int[], $6::jsonb[], $7::jsonb[], $8::int[]) as m(vital, area, period, told, n, before, state, band)
     on conflict (vital, area) do update set period = excluded.period, told = excluded.told, band = excluded.band, n = excluded.n, before = excluded.before, state = excluded.state`,
    [
      ...[marks.map(({ vital }) => vital), marks.map(({ area }) => area), marks.map(({ period }) => period / 1000)],
      ...[marks.map(({ told }) => told), marks.map(({ n }) => n)],
      ...[marks.map(({ before }) => JSON.stringify(before)), marks.map(({ state }) => JSON.stringify(state))],
      marks.map(({ band }) => band),
    ],
  )
}
