import { offsetMs } from '../../../kernel/calendar.ts'

/** Event number of 26 characters: six capitals of the source scene, 14 digits of city time, six of the running serial (domain.md 5.1). */
export function eventNumber(prefix: string, at: Date, zone: string, serial: number): string {
  const digits = new Date(at.getTime() + offsetMs(at, zone)).toISOString().slice(0, 19).replaceAll(/[-:T]/g, '')
  return `${prefix}${digits}${String(serial).padStart(6, '0')}`
}
