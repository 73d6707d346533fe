import { useNavigate } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { Button } from '../../../ui/button.tsx'
import { useNow } from '../../../ui/clock.ts'
import { Segmented } from '../../../ui/segmented.tsx'
import { dayAfter, dayOf } from '../../rules/city-day.ts'
import { type KpiPeriodWord, kpiPeriods } from '../../search-evaluate.ts'
import { t } from './words.ts'

/** Day, week … year, and the one before or after; `shown`: first and last day of what is shown now. */
export function Periods({
  shown,
  period,
}: {
  shown: { from: string; to: string } | undefined
  period: KpiPeriodWord
}): ReactNode {
  const navigate = useNavigate({ from: '/evaluate' })
  const today = dayOf(useNow())
  const go = (day: string) => void navigate({ search: (before) => ({ ...before, day }), replace: true })
  return (
    <span className="row">
      <Segmented
        label={t('kpi.period')}
        items={kpiPeriods.map((id) => ({ id, label: t(`kpi.period.${id}`) }))}
        value={period}
        onChange={(id) => void navigate({ search: (before) => ({ ...before, period: id as KpiPeriodWord }), replace: true })}
      />
      <Button
        small
        icon="left"
        label={t('kpi.previous')}
        off={shown ? null : t('kpi.loading')}
        onPress={() => shown && go(dayAfter(shown.from, -1))}
      />
      <Button
        small
        icon="right"
        label={t('kpi.next')}
        off={!shown || shown.to >= today ? t('kpi.now') : null}
        onPress={() => shown && go(dayAfter(shown.to, 1))}
      />
    </span>
  )
}
