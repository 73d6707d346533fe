import type { ReactNode } from 'react'
import { Icon } from './icons.tsx'
import { t } from './t.ts'

/** Calls someone. `phone` null: the server hid the number (masked); the button stays and says so. */
export function CallButton({
  name,
  phone,
  small = false,
  words,
}: {
  name: string
  phone: string | null
  small?: boolean
  words?: string
}): ReactNode {
  const className = small ? 'btn sm' : 'btn'
  const called = t('call.label', { name })
  // Whoever says aloud what stands on the button must hit it.
  const label = words === undefined || called.includes(words) ? called : `${called} ${words}`
  const inside = (
    <>
      <Icon name="phone" size={small ? 13 : 16} />
      {words ?? t('call.do')}
    </>
  )
  if (!phone || phone.includes('*'))
    return (
      <button
        type="button"
        className={`${className} off`}
        aria-disabled="true"
        aria-label={`${label}：${t('call.masked')}`}
        title={t('call.masked')}
      >
        {inside}
      </button>
    )
  return (
    <a className={className} href={`tel:${phone.replace(/[^\d+]/g, '')}`} aria-label={label} title={phone}>
      {inside}
    </a>
  )
}
