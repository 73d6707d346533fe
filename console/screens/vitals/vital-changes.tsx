import type { ReactNode } from 'react'
import type { VitalChange } from '../../../contract/vital-registry.ts'
import { fieldWords, t } from './registry-words.ts'

/** What a version changed: field by field, before and after. */
export function Changes({ changes, none }: { changes: readonly VitalChange[]; none: string }): ReactNode {
  if (changes.length === 0) return <p className="meta">{none}</p>
  return (
    <ul className="k10-steps">
      {changes.map(({ field, from, to }) => (
        <li key={field} className="wrap-anywhere">
          <span className="meta">{fieldWords(field)}</span> {from ?? t('entry.empty')} → <b>{to ?? t('entry.empty')}</b>
        </li>
      ))}
    </ul>
  )
}
