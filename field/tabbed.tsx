import type { ReactNode } from 'react'
import type { NavItem } from '../ui/nav-link.ts'
import { PhoneFrame } from '../ui/phone-frame.tsx'
import { Insecure } from './insecure.tsx'
import { pending } from './outbox/machine.ts'
import { outbox } from './outbox/outbox.ts'
import { hrefOf } from './route.ts'
import { session } from './session.ts'
import { t } from './t.ts'

type Tab = 'today' | 'report' | 'outbox' | 'me'

function useTabs(): NavItem[] {
  const items = outbox.use()
  const { waiting, refused } = pending(items, session.use()?.person.id ?? '')
  const count = waiting + refused
  return [
    { id: 'today', label: t('tab.today'), icon: 'home', href: hrefOf({ at: 'today' }) },
    { id: 'report', label: t('tab.report'), icon: 'photo', href: hrefOf({ at: 'report' }) },
    { id: 'outbox', label: t('tab.outbox'), icon: 'upload', href: hrefOf({ at: 'outbox' }), ...(count ? { count } : {}) },
    { id: 'me', label: t('tab.me'), icon: 'user', href: hrefOf({ at: 'me' }) },
  ]
}

/** A screen of the bottom navigation. */
export function Tabbed({
  title,
  current,
  right,
  foot,
  children,
}: {
  title: string
  current: Tab
  right?: ReactNode
  foot?: ReactNode
  children: ReactNode
}): ReactNode {
  return (
    <PhoneFrame title={title} tabs={useTabs()} current={current} right={right} foot={foot}>
      <Insecure />
      {children}
    </PhoneFrame>
  )
}
