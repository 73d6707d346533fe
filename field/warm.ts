import type { QueryClient } from '@tanstack/react-query'
import type { Session } from '../contract/person.ts'
import { plansQuery } from './inspections/due.ts'
import { outlinesQuery } from './place/outlines.ts'
import { kindsQuery } from './report/kinds.ts'

/**
 * Reads once what a report needs, so that it stands on the phone before the network goes: the kinds, and the outlines of the city and
 * of the person's own areas. Failing is no harm; the screens ask again.
 */
export async function warm(who: Session, client: QueryClient): Promise<void> {
  const codes = who.home.path.split('/').filter(Boolean).slice(0, 3)
  await Promise.allSettled([
    client.prefetchQuery(kindsQuery),
    client.prefetchQuery(plansQuery),
    ...codes.map((code) => client.prefetchQuery(outlinesQuery(code))),
  ])
}
