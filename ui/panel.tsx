import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { Icon } from './icons.tsx'
import { t } from './t.ts'

/**
 * One surface with a title. `note` stands right of the title (source · age). When its own data fail, the panel says so and the rest of the
 * screen goes on (`error`, with `onRetry`).
 */
export function Panel({
  title,
  note,
  lead,
  error,
  onRetry,
  level = 3,
  flush = false,
  children,
}: {
  title: ReactNode
  note?: ReactNode
  lead?: boolean
  error?: string | null
  onRetry?: () => void
  level?: 2 | 3
  flush?: boolean
  children?: ReactNode
}): ReactNode {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section className={lead ? 'pn lead' : 'pn'}>
      <Heading className="pn-h">
        {title}
        {note && <small>{note}</small>}
      </Heading>
      <div className={flush ? '' : 'in'}>
        {error ? (
          <p className="row t2 wrap">
            <Icon name="alert" size={14} />
            {error}
            <span className="meta">{t('error.partial')}</span>
            {onRetry && (
              <Button small onPress={onRetry}>
                {t('action.retry')}
              </Button>
            )}
          </p>
        ) : (
          children
        )}
      </div>
    </section>
  )
}
