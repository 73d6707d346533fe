import { type ReactNode, useEffect, useState } from 'react'
import * as permitWords from '../contract/permit-words.ts'
import { ApiError, type Details } from './api.ts'
import { Banner } from './banner.tsx'
import { Button } from './button.tsx'
import { dateTime } from './format.ts'
import { Icon } from './icons.tsx'
import { connection, isDown } from './live.ts'
import { type ScreenQuery, screenState } from './screen-state.ts'
import { lang, lookup, t } from './t.ts'

/** The three kinds of empty: nothing yet (how to begin), nothing matches (clear filters), all done (last done, when). */
export type Empty = {
  kind: 'nothing-yet' | 'no-match' | 'all-done'
  title: string
  note?: string
  action?: { label: string; onPress: () => void }
}

type ScreenProps<T> = {
  query: ScreenQuery<T>
  /** names the thing first: "塔山公园公厕 沼气超标 · 事件"; becomes the document title */
  title: string
  empty?: (data: T) => Empty | null
  /** bones of the real layout, shown from 200 ms on */
  skeleton?: ReactNode
  /** who can grant the missing permit, when the screen knows better than "the administrator" */
  granter?: string
  children: (data: T, old: boolean) => ReactNode
}

const product = () => (lang() === 'en' ? 'Zhili' : '智理')

/** Sets the title of the browser tab while shown. */
export function useTitle(title: string): void {
  useEffect(() => {
    document.title = `${title} · ${product()}`
  }, [title])
}

function useAfter(delayMs: number): boolean {
  const [passed, setPassed] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setPassed(true), delayMs)
    return () => clearTimeout(timer)
  }, [delayMs])
  return passed
}

/** Nothing for 200 ms, then bones, after 5 s words and a way out. */
export function Loading({ skeleton, onCancel }: { skeleton?: ReactNode; onCancel?: () => void }): ReactNode {
  const shown = useAfter(200)
  const long = useAfter(5000)
  return (
    <div aria-busy="true" className="loading-box">
      <span className="vh" role="status">
        {t(long ? 'load.still' : 'load.busy')}
      </span>
      {shown &&
        (skeleton ?? (
          <div className="loading">
            {[70, 100, 86, 94, 60].map((w) => (
              <span key={w} className="sk" style={{ width: `${w}%` }} />
            ))}
          </div>
        ))}
      {long && (
        <p className="meta state" aria-hidden="true">
          {t('load.still')}
        </p>
      )}
      {long && onCancel && (
        <div className="state">
          <Button small onPress={onCancel}>
            {t('action.retry')}
          </Button>
        </div>
      )}
    </div>
  )
}

/** One of the three empty states. */
export function EmptyState({ empty }: { empty: Empty }): ReactNode {
  return (
    <div className="state">
      <h2>{empty.title}</h2>
      {empty.note && <p className="t2">{empty.note}</p>}
      {empty.action && <Button onPress={empty.action.onPress}>{empty.action.label}</Button>}
    </div>
  )
}

const named = (details: Details, key: string): string | null => (typeof details[key] === 'string' ? details[key] : null)

/** A permit in words; one this build does not know by its code. */
const permitOf = (code: string): string => lookup({ 'zh-CN': permitWords.zh, en: permitWords.en }, code) ?? code

/** No permission: which permit it takes and who can grant it; never a blank 403. */
export function Refused({ error, granter }: { error: Error; granter?: string | undefined }): ReactNode {
  const details = error instanceof ApiError ? error.details : {}
  const code = named(details, 'permit')
  return (
    <div className="state" role="alert">
      <h2>
        <Icon name="lock" size={14} />
        <span>{t('permit.title', { permit: code ? permitOf(code) : t('permit.unknown') })}</span>
      </h2>
      {error instanceof ApiError && error.code !== 'permit.missing' && <p className="t2">{error.message}</p>}
      <p className="t2">{t('permit.who', { who: granter ?? named(details, 'granter') ?? t('permit.admin') })}</p>
      {error instanceof ApiError && <p className="code">{t('error.code', { code: error.code })}</p>}
    </div>
  )
}

/** A read refused as malformed can only come from a wrong address: for the reader it is simply not there. */
const isMalformed = (error: Error): boolean => error instanceof ApiError && error.status === 400

/** What failed in one sentence, the code to read out on the telephone, and a retry. A missing permit says so instead. */
export function Failed({ error, onRetry, missing = false }: { error: Error; onRetry: () => void; missing?: boolean }): ReactNode {
  if (error instanceof ApiError && error.status === 403) return <Refused error={error} />
  return (
    <div className="state" role="alert">
      <h2>{missing ? t('error.none') : t('error.title')}</h2>
      <p className="t2">{missing && isMalformed(error) ? t('error.none-why') : error.message}</p>
      <p className="code">{t('error.code', { code: error instanceof ApiError ? error.code : error.name })}</p>
      {!missing && <Button onPress={onRetry}>{t('action.retry')}</Button>}
    </div>
  )
}

type Reread = Pick<ScreenQuery<unknown>, 'error' | 'dataUpdatedAt' | 'refetch'>

/** Above data that could not be read again: when they were read, and a way to try once more. Nothing while reading works. */
export function OldNote({ query: { error, dataUpdatedAt, refetch } }: { query: Reread }): ReactNode {
  if (!error) return null
  return (
    <Banner icon="history" action={{ label: t('action.retry'), onPress: () => void refetch() }}>
      {t('error.old', { time: dateTime(dataUpdatedAt, dataUpdatedAt, lang()) })}{' '}
      <span className="meta">{error instanceof ApiError ? error.code : ''}</span>
    </Banner>
  )
}

/** In place of data that were never read: what failed, or bones. Data that are there stay (`OldNote`). */
export function Unread({ query: { error, refetch } }: { query: Pick<Reread, 'error' | 'refetch'> }): ReactNode {
  return error ? <Failed error={error} onRetry={() => void refetch()} /> : <Loading />
}

/**
 * Owns the states of every screen (ux: states), so that none can forget one: loading, three kinds of empty, failed, partial (by `Panel`),
 * no permission, offline or old (last good data stay, greyed, with their time). Conflicts are shown by `Conflict` where the action was.
 */
export function Screen<T>({ query, title, empty, skeleton, granter, children }: ScreenProps<T>): ReactNode {
  useTitle(title)
  const line = connection.use()
  const status = query.error ? (query.error instanceof ApiError ? query.error.status : 500) : null
  const state = screenState(query.data !== undefined, status, isDown(line))
  if (state === 'waiting') return <Loading skeleton={skeleton} onCancel={() => query.refetch()} />
  if (query.data === undefined) {
    const error = query.error ?? new Error(t('error.title'))
    if (state === 'refused') return <Refused error={error} granter={granter} />
    return <Failed error={error} missing={state === 'missing'} onRetry={() => query.refetch()} />
  }
  const nothing = empty?.(query.data) ?? null
  const old = state === 'shown-old'
  return (
    <>
      <OldNote query={query} />
      {nothing ? (
        <EmptyState empty={nothing} />
      ) : (
        <div className={query.error ? 'screen-in stale' : 'screen-in'}>{children(query.data, old)}</div>
      )}
    </>
  )
}

/** Someone was faster: what they did and when, what I wrote (kept), and the next sensible step. */
export function Conflict({
  title,
  theirs,
  mine,
  next,
}: {
  title: string
  theirs: ReactNode
  mine: ReactNode
  next?: { label: string; onPress: () => void }
}): ReactNode {
  return (
    <div className="state" role="alert">
      <h2>{title}</h2>
      <div className="cmp">
        <div>
          <b className="b">{t('conflict.theirs')}</b>
          <br />
          {theirs}
        </div>
        <div>
          <b className="b">{t('conflict.mine')}</b>
          <br />
          {mine}
          <br />
          <span className="meta">{t('conflict.kept')}</span>
        </div>
      </div>
      {next && (
        <Button small onPress={next.onPress}>
          {next.label}
        </Button>
      )}
    </div>
  )
}
