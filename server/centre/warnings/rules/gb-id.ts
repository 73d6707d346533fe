/** The parts of a warning's number in the form of GB/T 35965.1: who (division, branch, unit, extension), when, which. */
export type GbId = { division: string; branch: string; unit: string; extension: string; at: Date; serial: number }

const form = /^(\d{6})(\d{3})(\d{3})(\d{2})_(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)_(\d)$/
const beijingMs = 8 * 3_600_000

/** `50010541600000_20261126100000_0`, 31 characters, its time that of Beijing; null when it is none. */
export function readGbId(text: string): GbId | null {
  const [, division, branch, unit, extension, ...rest] = form.exec(text) ?? []
  if (!division || !branch || !unit || !extension) return null
  const [year, month, day, hour, minute, second, serial] = rest.map(Number) as [
    number,
    number,
    number,
    number,
    number,
    number,
    number,
  ]
  const at = new Date(Date.UTC(year, month - 1, day, hour, minute, second) - beijingMs)
  const again = { division, branch, unit, extension, at, serial }
  // 31 April and 25 o'clock are no moments.
  return writeGbId(again) === text ? again : null
}

export function writeGbId({ division, branch, unit, extension, at, serial }: GbId): string {
  const moment = new Date(at.getTime() + beijingMs).toISOString().slice(0, 19).replace(/\D/g, '')
  return `${division}${branch}${unit}${extension}_${moment}_${serial}`
}
