import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Segmented } from '../../../ui/segmented.tsx'
import type { AreaSearch } from '../../search.ts'
import type { EvaluateSearch } from '../../search-evaluate.ts'
import { r } from '../reviews/words.ts'
import { h } from './handling-words.ts'
import { t } from './words.ts'

/** What of the evaluation is shown: how cases were handled, the indicators, or whether the day adds up. */
export function Views({ view }: { view: 'handling' | 'balance' | 'kpi' | 'reviews' }): ReactNode {
  const navigate = useNavigate()
  return (
    <Segmented
      label={t('place.evaluate')}
      items={[
        { id: 'handling', label: h('title') },
        { id: 'kpi', label: t('kpi.title') },
        { id: 'balance', label: t('evaluate.balance') },
        { id: 'reviews', label: r('title') },
      ]}
      value={view}
      onChange={(id) =>
        id === 'reviews'
          ? void navigate({ to: '/reviews' })
          : void navigate({
              to: '/evaluate',
              search: (before: { area?: string; day?: string }): EvaluateSearch & AreaSearch => ({
                ...(before.area ? { area: before.area } : {}),
                ...(before.day ? { day: before.day } : {}),
                ...(id === 'kpi' || id === 'balance' ? { view: id } : {}),
              }),
            })
      }
    />
  )
}
