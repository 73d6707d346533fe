import type { ReactNode } from 'react'
import type { WallVital } from '../../contract/wall-vitals.ts'
import { useNow } from '../../ui/clock.ts'
import { dateTime, NONE, numberFixed } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { t } from '../t.ts'

type Locked = NonNullable<NonNullable<WallVital['figure']>['locked']>
type Shown = { locked: Locked; value: number | null; decimals: number }

/** A closed period says so: by whom, when, by which version; and where the number is or would be another one, which. */
export function LockedPeriod({ locked: { area, at, before, version, now: anew }, value, decimals }: Shown): ReactNode {
  const now = useNow()
  const text = (one: number | null): string => (one === null ? NONE : numberFixed(one, decimals))
  const words = [
    t('vital.locked-by', { area, at: dateTime(at, now, lang()) }),
    t('vital.by-version', { n: version }),
    text(before) === text(value) ? '' : t('vital.locked-then', { value: text(before) }),
    anew ? t('vital.locked-now', { n: anew.version, value: text(anew.value) }) : '',
  ]
  return (
    <span>
      <span className="tag">{t('vital.locked')}</span> {words.filter(Boolean).join(' · ')}
    </span>
  )
}
