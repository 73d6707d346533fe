import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Segmented } from '../../../ui/segmented.tsx'
import { h } from './handling-words.ts'
import { t } from './words.ts'

/** What of the evaluation is shown: how cases were handled, the indicators, or whether the day adds up. */
export function Views({ view }: { view: 'handling' | 'balance' | 'kpi' }): ReactNode {
  const navigate = useNavigate({ from: '/evaluate' })
  return (
    <Segmented
      label={t('place.evaluate')}
      items={[
        { id: 'handling', label: h('title') },
        { id: 'kpi', label: t('kpi.title') },
        { id: 'balance', label: t('evaluate.balance') },
      ]}
      value={view}
      onChange={(id) =>
        void navigate({
          search: ({ view: _, ...before }) => (id === 'kpi' || id === 'balance' ? { ...before, view: id } : before),
        })
      }
    />
  )
}
