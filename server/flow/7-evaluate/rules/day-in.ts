/** The day of moments (ms) in a zone, 'YYYY-MM-DD': made once for many, as making it costs more than using it. */
export function dayIn(zone: string): (ms: number) => string {
  const format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' })
  return (ms) => format.format(ms)
}
