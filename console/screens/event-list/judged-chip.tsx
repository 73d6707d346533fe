import type { ReactNode } from 'react'
import { lateParts, measures, readJudged, spreads } from '../../../contract/evaluation-kinds.ts'
import { FilterChip } from '../../../ui/chip.tsx'
import { say } from '../../messages.ts'
import { h } from '../evaluate/handling-words.ts'
import { t } from '../evaluate/words.ts'

/** The list is that of a figure of 办理评价: which, and of what. */
export function JudgedChip({ judged, onRemove }: { judged: string; onRemove: () => void }): ReactNode {
  return <FilterChip name={h('chip')} value={wordsOf(judged)} onRemove={onRemove} />
}

function wordsOf(text: string): string {
  const judged = readJudged(text)
  if (!judged) return text
  const { figure, part } = judged
  const day = h('part.span', { day: judged.day, period: t(`kpi.period.${judged.period}`) })
  if (figure === 'late') {
    const name = (lateParts as Record<string, { zh: string; en: string }>)[part]
    return [h('late'), name && say(name), day].filter(Boolean).join(' · ')
  }
  if (figure in spreads) return [say(spreads[figure as keyof typeof spreads]), day].join(' · ')
  const name = say(measures[figure as keyof typeof measures])
  return [name, part === 'hit' || part === 'miss' ? h(`part.${part}`) : null, day].filter(Boolean).join(' · ')
}
