import type { ReactNode } from 'react'
import type { VitalConfirmed, VitalMark } from '../../../contract/vital.ts'
import { When } from '../../../ui/age.tsx'
import { say } from '../../messages.ts'
import { t } from './task-words.ts'

/** What checks said of a value: the vitals by their names, their codes small beside. */
export function Marks({ marks }: { marks: readonly VitalMark[] }): ReactNode {
  return marks.map((mark) => (
    <span key={mark.zh} className="wide wrap-anywhere">
      {say(mark)} {mark.codes.length > 0 && <small className="meta">{mark.codes.join(' · ')}</small>}
    </span>
  ))
}

/** Somebody looked at a doubted value, and it is right. */
export function Confirmed({ confirmed }: { confirmed: VitalConfirmed | null }): ReactNode {
  if (!confirmed) return null
  const { at, byName, reason } = confirmed
  return (
    <span className="meta wide wrap-anywhere">
      {t('doubt.confirmed', { who: byName ?? '—', reason })} <When at={at} />
    </span>
  )
}
