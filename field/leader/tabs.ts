import type { NavItem } from '../../ui/nav-link.ts'
import { l } from './messages.ts'

/** Two places only: what is now, and me. */
export const tabs = (): NavItem[] => [
  { id: 'now', label: l('tab.now'), icon: 'alert', href: '#/' },
  { id: 'me', label: l('tab.me'), icon: 'user', href: '#/me' },
]
