import type { ReactNode } from 'react'
import { t } from './t.ts'

/** Where a stored photograph is read; the server checks that the reader may see the event. */
export const fileUrl = (id: string, size: 'full' | 'small' = 'full'): string =>
  `/api/v1/files/${encodeURIComponent(id)}${size === 'small' ? '?size=small' : ''}`

/** One photograph with its caption; decorative frame while it has no file yet. */
export function Photo({
  src,
  caption,
  label,
  onPress,
}: {
  src: string | null
  caption?: string
  label: string
  onPress?: () => void
}): ReactNode {
  const inside = (
    <>
      {src ? <img src={src} alt={label} loading="lazy" decoding="async" /> : <span className="vh">{label}</span>}
      {caption && <em>{caption}</em>}
    </>
  )
  if (!onPress) return <span className="pic">{inside}</span>
  return (
    <button
      type="button"
      className="pic"
      aria-label={[t('evidence.open', { label }), caption].filter(Boolean).join(' ')}
      onClick={onPress}
    >
      {inside}
    </button>
  )
}
