/** A moment at the offset a sample is written in, so that whoever wrote it finds it there: `2026-04-10T09:02:00+08:00`. */
export function asWritten(iso: string, like: string): string {
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)$/.exec(like) ?? []
  if (!sign) return iso
  const ahead = (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  return `${new Date(Date.parse(iso) + ahead).toISOString().slice(0, 19)}${sign}${hours}:${minutes}`
}
