import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { AreaSearch, EventFilter, RiskSearch, VitalSearch } from '../../search.ts'

/** Where a figure opens its rows: a list with the same filter, or a part of the sheet. */
export type Way =
  | { to: '/events'; search: EventFilter & AreaSearch }
  | { to: '/vitals'; search: VitalSearch & AreaSearch }
  | { to: '/risk'; search: RiskSearch & AreaSearch }
  | { part: string }

export function Go({ way, label, children }: { way: Way; label: string; children: ReactNode }): ReactNode {
  if ('part' in way)
    return (
      <a href={`#${way.part}`} aria-label={label}>
        {children}
      </a>
    )
  if (way.to === '/events')
    return (
      <Link to="/events" search={way.search} aria-label={label}>
        {children}
      </Link>
    )
  if (way.to === '/vitals')
    return (
      <Link to="/vitals" search={way.search} aria-label={label}>
        {children}
      </Link>
    )
  return (
    <Link to="/risk" search={way.search} aria-label={label}>
      {children}
    </Link>
  )
}
