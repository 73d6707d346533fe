import type { UseQueryResult } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext } from 'react'
import { ApiError } from '../../ui/api.ts'
import { useNow } from '../../ui/clock.ts'
import { clockTime, duration } from '../../ui/format.ts'
import { lang } from '../../ui/t.ts'
import { t } from '../t.ts'
import { ageOf } from './age.ts'
import { useFault } from './fault.ts'
import { Guard } from './guard.tsx'

/** The moment the figures of the panel around were counted, ms; null: it has none yet. */
const CountedAt = createContext<number | null>(null)

/**
 * When the figures of a panel were counted; past a minute and a half in an inverse tag with their age: they may be wrong by now. `also`: when what
 * stands beside them was counted; the older of both is said.
 */
export function DataAge({ also }: { also?: string | undefined }): ReactNode {
  const counted = useContext(CountedAt)
  const now = useNow()
  if (counted === null) return null
  const at = also === undefined ? counted : Math.min(counted, Date.parse(also))
  const { ms, old } = ageOf(at, now)
  return old ? (
    <span className="tag ink age-old">{t('panel.old', { length: duration(ms, lang(), 60_000) })}</span>
  ) : (
    <time className="age-at">{clockTime(at, true)}</time>
  )
}

/** The head of a panel: its title, what stands beside it, and how old its figures are. */
export function PanelHead({ title, note }: { title: ReactNode; note?: ReactNode }): ReactNode {
  return (
    <h2>
      {title}
      {note && <small>{note}</small>}
      <DataAge />
    </h2>
  )
}

function Broken({ title, error, onRetry }: { title: string; error: Error; onRetry: () => void }): ReactNode {
  return (
    <section className="wp broken" role="alert">
      <h2>{title}</h2>
      <p className="t2">{error instanceof ApiError ? error.message : t('panel.broken')}</p>
      <p className="code">{t('panel.code', { code: error instanceof ApiError ? error.code : error.name })}</p>
      <button type="button" className="wall-btn" onClick={onRetry}>
        {t('panel.retry')}
      </button>
    </section>
  )
}

/** A part of an answer that could not be read this time, in its own panel; the others of the same answer are there. */
export function PartUnread({ title, onRetry }: { title: string; onRetry: () => void }): ReactNode {
  return (
    <section className="wp broken" role="alert">
      <h2>
        {title}
        <DataAge />
      </h2>
      <p className="t2">{t('panel.unread')}</p>
      <button type="button" className="wall-btn" onClick={onRetry}>
        {t('panel.retry')}
      </button>
    </section>
  )
}

type PanelProps<T> = {
  title: string
  query: UseQueryResult<T>
  /** the moment the figures were counted */
  at: (data: T) => string
  /** a panel without figures takes its room all the same */
  grow?: boolean
  children: (data: T) => ReactNode
}

/**
 * One panel of a wall with data of its own. What fails in it, reading or drawing, is said in it, with the reason and a way to try again;
 * the panels beside it go on. Old figures stay, pale, with their age.
 */
export function Panel<T>({ title, query, at, grow = false, children }: PanelProps<T>): ReactNode {
  const { data } = query
  const fault = useFault(query)
  const again = () => void query.refetch()
  if (data === undefined)
    return fault ? (
      <Broken title={title} error={fault} onRetry={again} />
    ) : (
      <section className={grow ? 'wp grow' : 'wp'} aria-busy="true">
        <h2>{title}</h2>
      </section>
    )
  const broken = (error: Error, retry: () => void) => (
    <Broken
      title={title}
      error={error}
      onRetry={() => {
        again()
        retry()
      }}
    />
  )
  return (
    <Guard again={query.dataUpdatedAt} fallback={broken}>
      <Counted data={data} at={at}>
        {children}
      </Counted>
    </Guard>
  )
}

function Counted<T>({ data, at, children }: Pick<PanelProps<T>, 'at' | 'children'> & { data: T }): ReactNode {
  const moment = Date.parse(at(data))
  return <CountedAt.Provider value={Number.isFinite(moment) ? moment : null}>{children(data)}</CountedAt.Provider>
}
