import type { PackPage } from '../../../contract/packs.ts'
import { duration } from '../../../ui/format.ts'
import { lang } from '../../../ui/t.ts'

type Setting = PackPage['settings'][number]
type Value = Setting['value']

const unitMs: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000, d: 86_400_000 }

/** Milliseconds of `45s`, `10m`, `2h`, `3d`; null: it is no length of time. */
export function lengthMs(text: string): number | null {
  const parts = /^(\d+)(ms|s|m|h|d)$/.exec(text.trim())
  return parts ? Number(parts[1]) * unitMs[parts[2]!]! : null
}

/** A value as people read it: a length in words, a number with its unit. */
export function lengthWords(value: Value, unit: string): string {
  if (typeof value === 'number') return unit ? `${value} ${unit}` : String(value)
  const ms = lengthMs(value)
  return ms === null ? value : duration(ms, lang(), 60_000)
}

/** What is written as the server takes it; empty takes the change back. */
export const settingValue = ({ value }: Setting, text: string): Value | null => {
  const plain = text.trim()
  if (plain === '') return null
  return typeof value === 'number' ? Number(plain) : plain
}

/** May it be sent? The server says it again. */
export function isFit(setting: Setting, text: string): boolean {
  const value = settingValue(setting, text)
  if (value === null) return true
  const weight = (one: Value): number | null => (typeof one === 'number' ? one : lengthMs(one))
  const [now, min, max] = [weight(value), weight(setting.min), weight(setting.max)]
  return now !== null && Number.isFinite(now) && min !== null && max !== null && now >= min && now <= max
}
