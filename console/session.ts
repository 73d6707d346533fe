import { type QueryClient, queryOptions } from '@tanstack/react-query'
import { useRouteContext } from '@tanstack/react-router'
import type { Permit } from '../contract/permit.ts'
import type { Session } from '../contract/person.ts'
import { aheadAt } from '../ui/ahead.ts'
import { ApiError, post, request } from '../ui/api.ts'
import { apiUrl, setDemoSession } from '../ui/ask.ts'
import { syncClock } from '../ui/clock.ts'
import { endSession } from '../ui/sign-out.ts'
import { whoAmI } from '../ui/who-am-i.ts'
import { sessionAsk } from './ahead/asks.ts'

/** Who is signed in. Also brings the server's clock and its rate. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: async ({ signal }) => {
    const ahead = aheadAt(apiUrl(sessionAsk.path))
    const session = await whoAmI(signal)
    return take(session, ahead?.heardAt ?? undefined)
  },
  staleTime: Number.POSITIVE_INFINITY,
})

function take(session: Session, heardAt?: number): Session {
  syncClock(session.now, session.rate, heardAt)
  return session
}

/** The session of the screens behind the door. */
export const useSession = (): Session => useRouteContext({ from: '/app' }).session

/** Does the post held now have this permit? Only for what is offered (rail, commands): the server decides. */
export const may = (session: Session, ...permits: readonly Permit[]): boolean => permits.some((p) => session.permits.includes(p))

/** Signs in with account and password, and with a new one in the place of a first one; the session cookie is the browser's. Throws ApiError. */
export async function signIn(
  client: QueryClient,
  given: { account: string; password: string; newPassword?: string },
): Promise<Session> {
  setDemoSession(null)
  return enter(client, await post<Session>('/session', given))
}

/** Signs in by the token the staff's portal gave its user. Throws ApiError. */
export async function signInByPortal(client: QueryClient, token: string): Promise<Session> {
  setDemoSession(null)
  return enter(client, await post<Session>('/session/portal', { token }))
}

/** Enters as a demo person in this tab only, so that two people fit into one browser. Throws ApiError. */
export async function enterDemo(client: QueryClient, account: string): Promise<Session> {
  const session = await post<Session>('/demo/session', { account, tab: true })
  setDemoSession(session.tabSession ?? null)
  return enter(client, session)
}

function enter(client: QueryClient, session: Session): Session {
  client.clear()
  client.setQueryData(sessionQuery.queryKey, take(session))
  return session
}

/** Acts as another post of the same person. Throws ApiError. */
export async function actAs(client: QueryClient, post: string): Promise<Session> {
  return enter(client, await request<Session>('PUT', '/session/post', { body: { post } }))
}

/** Leaves. What was read is forgotten at once, whatever the server answers. Answers where to sign out at the provider, if one came by any. */
export async function signOut(client: QueryClient): Promise<string | null> {
  try {
    return await endSession()
  } catch (error) {
    if (!(error instanceof ApiError)) throw error
    return null
  } finally {
    setDemoSession(null)
    client.clear()
  }
}

/** Calls `onOut` whenever a read or an action was refused because nobody is signed in. */
export function signedOut(client: QueryClient, onOut: () => void): void {
  const look = (error: unknown) => {
    if (error instanceof ApiError && error.status === 401) onOut()
  }
  client.getQueryCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error)
  })
  client.getMutationCache().subscribe((event) => {
    if (event.type === 'updated' && event.action.type === 'error') look(event.action.error)
  })
}
