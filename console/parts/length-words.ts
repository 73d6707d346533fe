import { t } from '../messages.ts'

const units = ['ms', 's', 'm', 'h', 'd'] as const

const unitMs = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 } as const

/** Milliseconds of a length; 0 of what is none. */
export function lengthMs(length: string): number {
  const [, digits, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(length) ?? []
  const known = units.find((one) => one === unit)
  return digits && known ? Number(digits) * unitMs[known] : 0
}

/** `30m` → 「30 分」: a length of time as packs write it, in words. */
export function lengthWords(length: string): string {
  const [, digits, unit] = /^(\d+)(ms|s|m|h|d)$/.exec(length) ?? []
  const known = units.find((one) => one === unit)
  return digits && known ? `${digits} ${t(`rules.unit.${known}`)}` : length
}
