/** So many months are offered, the running one included. */
const months = 6

/** The windows to choose from beside a running month (`2026-11`): it and the months before, and the quarters they lie in. */
export function windowsBefore(running: string): string[] {
  const [year = 0, month = 1] = running.split('-').map(Number)
  const days = Array.from({ length: months }, (_, i) => new Date(Date.UTC(year, month - 1 - i, 1)))
  const quarterOf = (day: Date): string => `${day.getUTCFullYear()}-Q${Math.floor(day.getUTCMonth() / 3) + 1}`
  return [...days.map((day) => day.toISOString().slice(0, 7)), ...new Set(days.map(quarterOf))]
}
