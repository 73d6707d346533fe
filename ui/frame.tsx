import { type ReactNode, useEffect, useRef } from 'react'
import { ConnectionLight, OfflineBanner } from './banner.tsx'
import { clockRate, useNow } from './clock.ts'
import { dateTime } from './format.ts'
import { Icon } from './icons.tsx'
import { KeyBar, type KeyHint } from './key-help.tsx'
import { capsOf } from './keys.ts'
import { type Go, linkGo, type NavItem } from './nav-link.ts'
import { lang, t } from './t.ts'
import { Keys, Tag } from './tag.tsx'

function Rail({
  nav,
  current,
  go,
  onHelp,
}: {
  nav: readonly NavItem[]
  current: string
  go: Go | undefined
  onHelp: (() => void) | undefined
}): ReactNode {
  const places = useRef<HTMLDivElement>(null)
  // in large letters the places scroll: the one that is open is never out of sight
  useEffect(() => {
    if (current) places.current?.querySelector('[aria-current=page]')?.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  }, [current])
  return (
    <nav className="rail" aria-label={t('frame.nav')}>
      <div className="logo" aria-hidden="true">
        智
      </div>
      <div className="places" ref={places}>
        {nav.map((item) => (
          <a
            key={item.id}
            href={item.href}
            onClick={linkGo(item.href, go)}
            aria-current={item.id === current ? 'page' : undefined}
          >
            <Icon name={item.icon} size={20} />
            {item.label}
            {item.count ? <em>{item.count > 99 ? '99+' : item.count}</em> : null}
          </a>
        ))}
      </div>
      {onHelp && (
        <button type="button" onClick={onHelp}>
          <Icon name="help" size={20} />
          {t('frame.help')}
        </button>
      )}
    </nav>
  )
}

function Clock(): ReactNode {
  const now = useNow()
  const rate = clockRate()
  return (
    <span className="row nw wide">
      <time>{dateTime(now, now, lang(), true)}</time>
      {rate !== 1 && <Tag kind="strong">{t('frame.rate', { n: rate })}</Tag>}
    </span>
  )
}

export type FrameProps = {
  nav: readonly NavItem[]
  current: string
  go?: Go
  /** the area switcher */
  area: ReactNode
  onSearch: () => void
  onHelp?: () => void
  /** published warnings in force, the sound control, what else belongs in the top bar */
  top?: ReactNode
  duty?: { name: string; post: string }
  account?: ReactNode
  keys: readonly KeyHint[]
  keyNote?: ReactNode
  children: ReactNode
}

/** The console's frame: rail 56, top bar 48 (area, search, connection, clock, duty person), content, key bar 32. Works down to 320 px. */
export function Frame(props: FrameProps): ReactNode {
  return (
    <div className="frame">
      <a className="skip" href="#content">
        {t('frame.skip')}
      </a>
      <Rail nav={props.nav} current={props.current} go={props.go} onHelp={props.onHelp} />
      <header className="bar-top">
        {props.area}
        <button type="button" className="find" onClick={props.onSearch}>
          <Icon name="search" size={14} />
          <span className="grow el">{t('frame.search')}</span>
          <Keys caps={capsOf('search')} />
        </button>
        <span className="grow" />
        {props.top}
        <ConnectionLight />
        <Clock />
        {props.duty && (
          <span className="row nw wide">
            <span className="t2">{t('frame.duty')}</span>
            <b className="b">{props.duty.name}</b>
            <span className="t2">{props.duty.post}</span>
          </span>
        )}
        {props.account}
      </header>
      <div className="content">
        <OfflineBanner />
        <main id="content" tabIndex={-1}>
          {props.children}
        </main>
      </div>
      <KeyBar hints={props.keys} {...(props.keyNote === undefined ? {} : { note: props.keyNote })} />
    </div>
  )
}

/** Head of a screen: title, what it stands on, and at the right its one action. */
export function PageHead({ title, children }: { title: ReactNode; children?: ReactNode }): ReactNode {
  return (
    <div className="phead">
      <h1>{title}</h1>
      {children}
    </div>
  )
}
