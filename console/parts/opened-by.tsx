import type { ReactNode } from 'react'
import type { OpenedBy } from '../../contract/catalogue.ts'
import { Panel } from '../../ui/panel.tsx'
import { t } from '../messages.ts'
import { milestoneWords } from './limit-words.ts'

/** The condition of the catalogue a case was opened by: its limit, and what must be so before it may be closed. */
export function OpenedByPanel({ by }: { by: OpenedBy | null }): ReactNode {
  if (!by) return null
  const limit = by.milestones.length > 0 ? t('filing.limit', { limit: milestoneWords(by.milestones) }) : t('filing.by-plan')
  return (
    <Panel title={t('filing.title')} note={t('filing.note', { version: by.version })}>
      <p className="b">
        {by.id} {by.major} · {by.name}
      </p>
      <p className="said">{by.text}</p>
      <p>{limit}</p>
      {by.close && <p>{t('filing.close', { text: by.close })}</p>}
      {by.unit && <p className="meta">{t('filing.owner', { unit: by.unit })}</p>}
    </Panel>
  )
}
