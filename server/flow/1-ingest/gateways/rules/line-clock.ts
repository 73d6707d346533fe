const clock = /^\s*(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d:\d\d(?:\.\d{1,3})?)\s*(Z|[+-]\d\d:\d\d)?/

/** The moment a receiver wrote in front of a sentence, `2016-04-11 00:00:05, !AIVDM…`; null when there is none. `offset`: its zone, `+02:00`, where the line names none. */
export function clockOfLine(line: string, offset: string): Date | null {
  const [, day, time, zone = offset] = clock.exec(line) ?? []
  if (!day || !time) return null
  const at = new Date(`${day}T${time}${zone}`)
  return Number.isNaN(at.getTime()) ? null : at
}
