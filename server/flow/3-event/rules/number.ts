/** Event number of 26 characters: six capitals of the source scene, 14 digits of city time, six of the running serial (domain.md 5.1). */
export function eventNumber(prefix: string, at: Date, zone: string, serial: number): string {
  const parts = formatOf(zone).formatToParts(at)
  const of = (type: string): string => parts.find((part) => part.type === type)!.value
  return `${prefix}${of('year')}${of('month')}${of('day')}${of('hour')}${of('minute')}${of('second')}${String(serial).padStart(6, '0')}`
}

const formats = new Map<string, Intl.DateTimeFormat>()

/** Kept: making one costs twenty times what using it does. */
function formatOf(zone: string): Intl.DateTimeFormat {
  const kept = formats.get(zone)
  if (kept) return kept
  const made = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(zone, made)
  return made
}
