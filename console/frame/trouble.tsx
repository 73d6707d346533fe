import { Link, useRouter } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { ApiError } from '../../ui/api.ts'
import { Failed, Loading, Refused, useTitle } from '../../ui/screen.tsx'
import { t } from '../messages.ts'

/** While it is asked who is there. */
export function Door(): ReactNode {
  return <Loading />
}

/** A screen that could not be drawn at all: what failed, the code, another try. */
export function Broken({ error: thrown }: { error: unknown }): ReactNode {
  const router = useRouter()
  const error = thrown instanceof Error ? thrown : new Error(String(thrown))
  useTitle(t('trouble.title'))
  if (error instanceof ApiError && error.status === 403) return <Refused error={error} />
  return <Failed error={error} onRetry={() => void router.invalidate()} />
}

/** An address that leads nowhere. */
export function NoSuchPlace(): ReactNode {
  useTitle(t('trouble.nowhere'))
  return (
    <div className="state" role="alert">
      <h1>{t('trouble.nowhere')}</h1>
      <p className="t2">{t('trouble.nowhere-why')}</p>
      <Link to="/" className="btn">
        {t('trouble.home')}
      </Link>
    </div>
  )
}
