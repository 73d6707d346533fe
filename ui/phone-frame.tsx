import type { ReactNode } from 'react'
import { OfflineBanner } from './banner.tsx'
import { Icon } from './icons.tsx'
import { type Go, linkGo, type NavItem } from './nav-link.ts'
import { t } from './t.ts'

export type PhoneFrameProps = {
  title: ReactNode
  /** address to go back to; without it no back arrow */
  back?: string
  /** a cross instead of the arrow: leaving a draft, which is kept */
  cross?: boolean
  go?: Go
  /** right end of the title bar: the "2 待上传" pill, "草稿已存" */
  right?: ReactNode
  tabs?: readonly NavItem[]
  current?: string
  /** whether what is done without a network waits on the phone; the banner says so */
  queues?: boolean
  /** the one main button, at thumb height */
  foot?: ReactNode
  children: ReactNode
}

/** A phone screen: title bar, body that scrolls, main button or tabs at the bottom. Nothing smaller than 48 px to touch. */
export function PhoneFrame({
  title,
  back,
  cross = false,
  go,
  right,
  tabs,
  current,
  queues = true,
  foot,
  children,
}: PhoneFrameProps): ReactNode {
  return (
    <div className="phone">
      <header className="nav">
        {back !== undefined && (
          <a className="icobtn" href={back} onClick={linkGo(back, go)} aria-label={t(cross ? 'action.close' : 'action.back')}>
            <Icon name={cross ? 'x' : 'back'} size={24} />
          </a>
        )}
        <h1 className="grow el">{title}</h1>
        {right}
      </header>
      <OfflineBanner work={queues} />
      <main className="body" id="content">
        {children}
      </main>
      {foot && <footer className="foot">{foot}</footer>}
      {tabs && (
        <nav className="tabbar" aria-label={t('phone.tabs')}>
          {tabs.map((item) => (
            <a
              key={item.id}
              href={item.href}
              onClick={linkGo(item.href, go)}
              aria-current={item.id === current ? 'page' : undefined}
            >
              <Icon name={item.icon} size={24} />
              {item.label}
              {item.count ? <span className="vh"> {item.count}</span> : null}
            </a>
          ))}
        </nav>
      )}
    </div>
  )
}

/** The count of unsent things as a pill: said once, then only a number. */
export function Pill({ href, go, children }: { href: string; go?: Go; children: ReactNode }): ReactNode {
  return (
    <a className="pill" href={href} onClick={linkGo(href, go)}>
      <Icon name="upload" size={18} />
      {children}
    </a>
  )
}
