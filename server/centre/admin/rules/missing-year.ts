/** The notice of a year comes out in late autumn of the year before; from this month on its absence is worth a word. */
const askedFrom = 12

/** The year whose notice is missing by now: this one, or in December the next. `today`: local, `2026-12-01 …`. */
export function missingYear(today: string, years: Record<string, unknown>): number | null {
  const [year, month] = today.split('-').map(Number) as [number, number]
  if (!(String(year) in years)) return year
  return month >= askedFrom && !(String(year + 1) in years) ? year + 1 : null
}
