import type { Session } from '../../contract/person.ts'
import type { Signal } from '../../contract/signal.ts'
import { askAhead } from '../../ui/ahead.ts'
import { apiUrl, headersIn } from '../../ui/ask.ts'
import { keptLang } from '../../ui/kept-lang.ts'
import { orderInbox } from '../screens/inbox/order-inbox.ts'
import { areaSearch, inboxSearch, readSearch } from '../search.ts'
import { type Ask, sessionAsk, signalAsk, signalsAsk } from './asks.ts'

/** Where a page is opened, and whether the list and one of its rows stand side by side there. */
export type Opened = { pathname: string; search: string; beside: boolean }

/** undefined: refused, or without words (nobody is signed in). */
const ask = async <T>({ path, query }: Ask): Promise<T | undefined> =>
  (await askAhead(apiUrl(path, query), headersIn(keptLang()))) as T | undefined

/**
 * Asks in turn what the first screen shows (who is there, the rows, the first of them) while its scripts are still coming: the app asks
 * the same, each after the one before was drawn, and finds the answers here. Nothing is asked that would be refused.
 */
export async function askFirst({ pathname, search, beside }: Opened): Promise<void> {
  if (pathname === '/sign-in') return
  const session = await ask<Session>(sessionAsk)
  if (!session?.permits.includes('signal.read') || (pathname !== '/inbox' && pathname !== '/')) return
  const raw = readSearch(search)
  const wish = pathname === '/inbox' ? inboxSearch(raw) : {}
  const page = await ask<{ rows: Signal[] }>(signalsAsk({ ...wish, ...areaSearch(raw) }))
  const id = wish.id ?? (page && beside ? orderInbox(page.rows)[0]?.id : undefined)
  if (id) await ask(signalAsk(id))
}
