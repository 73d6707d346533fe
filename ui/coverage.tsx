import type { ReactNode } from 'react'
import { number } from './format.ts'
import { t } from './t.ts'

/** How much of a whole has data: a thin bar and "接入 2,356/3,439". `words` replaces the sentence ("41 个中心中 40 个有数"). */
export function Coverage({ have, total, words }: { have: number; total: number; words?: string }): ReactNode {
  const share = total > 0 ? Math.min(1, have / total) : 0
  return (
    <span className="cov">
      <span className="bar" aria-hidden="true">
        <i style={{ width: `${(share * 100).toFixed(1)}%` }} />
      </span>
      {words ?? t('coverage.label', { have: number(have), total: number(total) })}
    </span>
  )
}
