import type { Query } from '../../ui/ask.ts'
import type { InboxSearch } from '../search.ts'

/** A question to the server: what stands behind `/api/v1`. */
export type Ask = { path: string; query?: Query }

export type InboxWish = {
  area?: string | undefined
  view?: InboxSearch['view'] | undefined
  source?: InboxSearch['source'] | undefined
}

/** Who is signed in here. */
export const sessionAsk: Ask = { path: '/session' }

/** The rows of the inbox. */
export const signalsAsk = ({ area, view = 'inbox', source }: InboxWish): Ask => ({
  path: '/signals',
  query: { area, view, source, limit: 100 },
})

/** One signal with all that is known. */
export const signalAsk = (id: string): Ask => ({ path: `/signals/${encodeURIComponent(id)}` })
