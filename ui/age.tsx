import type { ReactNode } from 'react'
import { useNow } from './clock.ts'
import { ago, dateTime, duration, NONE } from './format.ts'
import { lang, t } from './t.ts'

/**
 * How old a value is. Every number on a screen has one. Past `oldAfterS` seconds it says "断线 26 分" in bold: that value no longer counts.
 * Null: nothing was ever received.
 */
export function Age({
  at,
  oldAfterS,
  short = true,
}: {
  at: string | number | null
  oldAfterS?: number
  short?: boolean
}): ReactNode {
  const now = useNow()
  if (at === null) return <span className="age old">{NONE}</span>
  const past = now - (typeof at === 'number' ? at : Date.parse(at))
  const old = oldAfterS !== undefined && past > oldAfterS * 1000
  const iso = typeof at === 'number' ? new Date(at).toISOString() : at
  return (
    <time className={old ? 'age old' : 'age'} dateTime={iso} title={dateTime(at, now, lang(), true)}>
      {old ? t('age.broken', { length: duration(past, lang(), 60_000) }) : ago(at, now, lang(), short)}
    </time>
  )
}

/** A point in time, in the city's zone: "4月10日 09:42", the exact second as a tip. */
export function When({ at, seconds = false }: { at: string | number; seconds?: boolean }): ReactNode {
  const now = useNow()
  const iso = typeof at === 'number' ? new Date(at).toISOString() : at
  return (
    <time className="nw" dateTime={iso} title={dateTime(at, now, lang(), true)}>
      {dateTime(at, now, lang(), seconds)}
    </time>
  )
}
