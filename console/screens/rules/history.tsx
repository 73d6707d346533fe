import type { ReactNode } from 'react'
import type { RulesVersion } from '../../../contract/rules.ts'
import { When } from '../../../ui/age.tsx'
import { t } from '../../messages.ts'

/** Who did what with a version when, oldest first. */
export function History({ turns }: { turns: RulesVersion['history'] }): ReactNode {
  if (turns.length === 0) return <p className="t2">{t('rules.no-history')}</p>
  return (
    <ol className="turns">
      {turns.map((turn) => (
        <li key={`${turn.at} ${turn.act}`} className="row wrap base">
          <When at={turn.at} seconds />
          <b className="b">{turn.byName ?? '—'}</b>
          <span>{t(`rules.turn.${turn.act}`)}</span>
          {turn.note && <span className="t2 wrap-any">{turn.note}</span>}
        </li>
      ))}
    </ol>
  )
}
