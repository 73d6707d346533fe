import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Segmented } from '../../../ui/segmented.tsx'
import { t } from './words.ts'

/** What of the evaluation is shown: whether the day adds up, or the indicators. */
export function Views({ view }: { view: 'balance' | 'kpi' }): ReactNode {
  const navigate = useNavigate({ from: '/evaluate' })
  return (
    <Segmented
      label={t('place.evaluate')}
      items={[
        { id: 'balance', label: t('evaluate.balance') },
        { id: 'kpi', label: t('kpi.title') },
      ]}
      value={view}
      onChange={(id) =>
        void navigate({ search: ({ view: _, period: __, ...before }) => (id === 'kpi' ? { ...before, view: 'kpi' } : before) })
      }
    />
  )
}
