import type { ReactNode } from 'react'
import { t } from '../../messages.ts'

/** What a replay cannot know, folded away: it is the same each time. */
export function Limits({ words }: { words: readonly string[] }): ReactNode {
  return (
    <details>
      <summary className="meta">{t('rules.trial.limits')}</summary>
      <ul className="meta whys">
        {words.map((one) => (
          <li key={one}>{one}</li>
        ))}
      </ul>
    </details>
  )
}
