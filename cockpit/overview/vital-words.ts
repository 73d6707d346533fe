import { periodWords } from '../../contract/period-words.ts'
import type { VitalRow } from '../../contract/vital.ts'
import { bothText, isKnown, say, standingWords, valueText } from './vital-text.ts'

/** A vital in one line: its value, how it stands to its range, and of which period the value is. */
export function vitalWords(row: VitalRow): { words: string; off: boolean } {
  const { words, off } = standingWords({ ...row, here: true })
  const value = isKnown(row) ? `${valueText(row)} ${say(row.unit)}`.trim() : ''
  const period = row.cell && !row.cell.stale ? say(periodWords(row.cell.period)) : ''
  return { words: [value, words, period, bothText(row)].filter(Boolean).join(' · '), off }
}
