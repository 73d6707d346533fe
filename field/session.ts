import type { Session } from '../contract/person.ts'
import { ApiError } from '../ui/api.ts'
import { demoSession, setDemoSession } from '../ui/ask.ts'
import { syncClock } from '../ui/clock.ts'
import { endSession } from '../ui/sign-out.ts'
import { createStore } from '../ui/store.ts'
import { whoAmI } from '../ui/who-am-i.ts'
import { hurry } from './outbox/outbox.ts'
import { signedOut } from './outbox/sender.ts'
import { endPush } from './shell/push.ts'

const WHO = 'zhili.field.session'
const TAB = 'zhili.field.demo-session'

function kept(): Session | null {
  try {
    return JSON.parse(localStorage.getItem(WHO) ?? 'null') as Session | null
  } catch {
    return null
  }
}

/** Who uses this phone; kept on it, so that the app opens without a network. Null: nobody is signed in. */
export const session = createStore<Session | null>(kept())

/**
 * Takes over who signed in. A demo session is kept for the next start too (a session of the tab would die with the app);
 * it goes in a header, not in a cookie, and exists in demo mode only.
 */
export function signedIn(next: Session): void {
  const { tabSession, ...who } = next
  localStorage.setItem(WHO, JSON.stringify(who))
  if (tabSession) localStorage.setItem(TAB, tabSession)
  else localStorage.removeItem(TAB)
  session.set(who)
  signedOut.set(false)
  void hurry()
}

/** At the start: the demo session of the last time, then asks the server who we are. Without a network the phone's copy holds. */
export async function confirmSession(): Promise<void> {
  const last = localStorage.getItem(TAB)
  if (!demoSession() && last) setDemoSession(last)
  if (!session.get()) return
  try {
    const who = await whoAmI()
    syncClock(who.now, who.rate)
    localStorage.setItem(WHO, JSON.stringify(who))
    session.set(who)
    signedOut.set(false)
  } catch (error) {
    if (error instanceof ApiError && error.status === 401) signedOut.set(true)
  }
}

/** Leaves: what was read is forgotten, what is unsent stays on the phone under its person's name. */
export async function signOut(): Promise<void> {
  await endPush().catch(() => undefined)
  const next = await endSession().catch(() => null)
  setDemoSession(null)
  localStorage.removeItem(WHO)
  localStorage.removeItem(TAB)
  await globalThis.caches?.delete('zhili-answers')
  session.set(null)
  signedOut.set(false)
  if (next) location.assign(next)
}
