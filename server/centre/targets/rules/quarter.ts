/** A quarter as it is written: `2026-Q3`. Days are days of the city, as `2026-09-30`. */
export type QuarterText = string

const lastDays = ['03-31', '06-30', '09-30', '12-31'] as const

/** The quarter a day lies in. */
export function quarterOf(day: string): QuarterText {
  const [year, month] = day.split('-')
  return `${year}-Q${Math.ceil(Number(month) / 3)}`
}

/** So many quarters on, or back with a negative number. */
export function quarterAfter(quarter: QuarterText, by: number): QuarterText {
  const index = Number(quarter.slice(0, 4)) * 4 + Number(quarter.at(-1)) - 1 + by
  return `${Math.floor(index / 4)}-Q${(index % 4) + 1}`
}

/** The last day of a year or a quarter. */
export const lastDayOf = (period: string): string =>
  period.length === 4 ? `${period}-12-31` : `${period.slice(0, 4)}-${lastDays[Number(period.at(-1)) - 1]}`

/** Where a period ends, in quarters since year 0: `2026` and `2026-Q4` end at the same place. */
export const endIndex = (period: string): number =>
  Number(period.slice(0, 4)) * 4 + (period.length === 4 ? 4 : Number(period.at(-1)))

/** The period whose value should be there at the end of a quarter: the quarter itself, or the last year that is over by then. */
export function periodDue(cadence: 'quarter' | 'year', quarter: QuarterText): string {
  if (cadence === 'quarter') return quarter
  const year = Number(quarter.slice(0, 4))
  return String(quarter.endsWith('Q4') ? year : year - 1)
}
