import type { ReactNode } from 'react'
import { Button } from './button.tsx'
import { useNow } from './clock.ts'
import { clockTime, duration } from './format.ts'
import { Icon, type IconName } from './icons.tsx'
import { connection } from './live.ts'
import { WALL_BANNER, WALL_OLD, wallSilence } from './old-after.ts'
import { lang, t } from './t.ts'

/** A bar over the page. `ink` = the page cannot act (offline); plain = notice. One sentence, one next step. */
export function Banner({
  ink = false,
  icon,
  action,
  children,
}: {
  ink?: boolean
  icon?: IconName
  action?: { label: string; onPress: () => void }
  children: ReactNode
}): ReactNode {
  return (
    <div className={ink ? 'ban ink' : 'ban'} role="status">
      {icon && <Icon name={icon} />}
      <span className="grow">{children}</span>
      {action && (
        <Button small onPress={action.onPress}>
          {action.label}
        </Button>
      )}
    </div>
  )
}

/** "离线 · 数据截至 09:42" while the line is down; nothing while it is up. `work` = work goes on (field app), else actions are paused. */
export function OfflineBanner({ work = false }: { work?: boolean }): ReactNode {
  const line = connection.use()
  const now = useNow()
  if (line.state === 'expired') return <ExpiredBanner work={work} />
  if (line.state !== 'offline') return null
  const retry = line.retryAt === null ? null : Math.max(0, Math.ceil((line.retryAt - now) / 1000))
  // a phone that was started without a network shows what it kept, with its own time on it
  const never = work ? '' : t('offline.never')
  const since = line.lastAt === null ? never : t(work ? 'age.data' : 'offline.since', { time: clockTime(line.lastAt) })
  return (
    <div className="ban ink" role="status">
      <Icon name="off" />
      <b className="b">{work ? t('offline.field') : t('offline.title')}</b>
      <span className="grow">{since}</span>
      {retry !== null && !work && (
        <span className="nw" aria-hidden="true">
          {t('offline.retry', { n: retry })}
        </span>
      )}
    </div>
  )
}

/** The line is there, the session is over: the way back is the door, which the app shows when it starts anew. */
function ExpiredBanner({ work }: { work: boolean }): ReactNode {
  return (
    <Banner ink icon="lock" action={{ label: t('expired.sign-in'), onPress: () => location.reload() }}>
      <b className="b">{t('expired.title')}</b>
      {work && ` · ${t('expired.kept')}`}
    </Banner>
  )
}

/**
 * Round the wall: a hatched edge after 60 s without data, a banner after 5 minutes. Never a stale number without a mark. `unanswered`: for how long
 * (ms) no question was answered.
 */
export function WallAge({ unanswered, children }: { unanswered: () => number; children: ReactNode }): ReactNode {
  const line = connection.use()
  const now = useNow()
  const silence = wallSilence(now, line.lastAt, unanswered())
  return (
    <div className={silence > WALL_OLD ? 'wall-age old-edge' : 'wall-age'}>
      {silence > WALL_BANNER && (
        <div className="ban ink" role="status">
          <Icon name="off" size={24} />
          {t('offline.wall', { length: duration(silence, lang(), 60_000) })}
        </div>
      )}
      {children}
    </div>
  )
}

/** The connection light of the top bar: icon and word, no colour. */
export function ConnectionLight(): ReactNode {
  const { state } = connection.use()
  return (
    <span className="row nw t2">
      <Icon name={state === 'connected' ? 'wifi' : 'off'} size={14} />
      <span>{t(`link.${state}`)}</span>
    </span>
  )
}
