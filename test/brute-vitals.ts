import type { VitalAggregation } from '../contract/vital-kinds.ts'
import type { Db } from '../server/kernel/spine.ts'

/** A value as it stands; `seen`: when it was observed (ms). */
export type Raw = { vital: number; period: number; area: string; num: number; den: number; seen: number }

/** What stood of each cell at a moment, by id alone. */
export async function rawAt(db: Db, at: Date): Promise<Raw[]> {
  const rows = await db.query<Omit<Raw, 'num'> & { num: number | null }>(
    `select distinct on (vital, period, area) vital, extract(epoch from period)::float8 * 1000 as period, area, num, den,
       extract(epoch from observed_at)::float8 * 1000 as seen from vital_values where known_at <= $1
     order by vital, period, area, id desc`,
    [at],
  )
  return rows.flatMap(({ num, ...row }) => (num === null ? [] : [{ ...row, num }]))
}

export type Brute = { num: number; den: number; n: number; newest: number; oldest: number; told: number } | null

/** Of a stock, and of what is as it was observed last, those of the last period that has any. */
export function lastOf<R extends Pick<Raw, 'period'>>(rows: readonly R[]): readonly R[] {
  const end = Math.max(...rows.map(({ period }) => period))
  return rows.filter(({ period }) => period === end)
}

/** A number from the values themselves, whatever was rolled up: `all` of one vital under one area within the period. */
export function brute(aggregation: VitalAggregation, isLast: boolean, all: readonly Raw[]): Brute {
  if (all.length === 0) return null
  const rows = isLast || aggregation === 'last' ? lastOf(all) : all
  const newest = Math.max(...rows.map(({ seen }) => seen))
  const nums = rows.map(({ num }) => num)
  const sum = (values: number[]) => values.reduce((one, other) => one + other, 0)
  const num =
    aggregation === 'min'
      ? Math.min(...nums)
      : aggregation === 'max'
        ? Math.max(...nums)
        : aggregation === 'last'
          ? Math.max(...rows.filter(({ seen }) => seen === newest).map((row) => row.num))
          : sum(nums)
  return {
    ...{ num, den: sum(rows.map(({ den }) => den)), n: rows.length, newest },
    ...{ oldest: Math.min(...rows.map(({ seen }) => seen)), told: new Set(all.map(({ period }) => period)).size },
  }
}
