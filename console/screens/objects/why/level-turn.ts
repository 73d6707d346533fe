import type { Risk } from '../../../../contract/scales.ts'
import { riskWord } from '../../../../ui/risk-badge.tsx'
import { t } from './words.ts'

/** The level before and after a change; `to` null: it is being rated. */
export function levelTurn({ from, to }: { from: Risk | null; to: Risk | null }): string {
  if (to === null) return t('level-soon')
  return from === to ? t('level-same', { to: riskWord(to) }) : t('level', { from: riskWord(from), to: riskWord(to) })
}
