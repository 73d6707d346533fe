import type { VitalRow } from '../../contract/vital.ts'
import { bothText, isKnown, say, standingWords, valueText } from './vital-text.ts'

/** A vital in one line: its value, how it stands to its range, and of which period the value is. */
export function vitalWords(row: VitalRow, now: number): { words: string; off: boolean } {
  const { words, off } = standingWords({ ...row, here: true }, now)
  const value = isKnown(row) ? `${valueText(row)} ${say(row.unit)}`.trim() : ''
  return { words: [value, words, row.cell?.period ?? '', bothText(row)].filter(Boolean).join(' · '), off }
}
