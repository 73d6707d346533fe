import type { FastifyReply, FastifyRequest } from 'fastify'
import type { Config } from '../../kernel/config.ts'
import type { Caller, Identify } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { postKinds } from '../permit/permits.ts'
import { fromOf, identifySeat, seatCookie } from '../wall-seat/seat-caller.ts'
import { keyBySecret, type PostRow, postsOf, type SessionRow, scopeOfUnit, sessionById, touchSession } from './store.ts'

export const cookieName = 'zhili_session'
/** Takes the cookie of a session that is over out of the browser. */
export const endedCookie = `${cookieName}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0`

/** Session id of a request: the per-tab demo header first, else the cookie. */
export function sessionIdOf(request: FastifyRequest, demo: boolean): string | null {
  const header = request.headers['x-demo-session']
  if (demo && typeof header === 'string' && header) return header
  return cookieOf(request, cookieName)
}

/** The value of a cookie the browser sent, empty or not; null when it sent none of this name. */
export function cookieOf(request: FastifyRequest, name: string): string | null {
  const cookie = request.headers.cookie?.split(/;\s*/).find((part) => part.startsWith(`${name}=`))
  return cookie === undefined ? null : cookie.slice(name.length + 1)
}

/**
 * For doors that are open to everybody: who brings a session that has ended is told so, and is not taken for a stranger. A report sent
 * again from a phone would else become a second one, of nobody. The stale cookie goes, so that the next try is a stranger's.
 */
export async function needFreshSession(request: FastifyRequest, reply: FastifyReply): Promise<void> {
  if (request.caller || sessionIdOf(request, true) === null) return
  void reply.header('set-cookie', endedCookie)
  throw new RefusalError({ code: 'session.none' })
}

/** Tells who calls: a session (cookie or demo tab) or an API key (`Authorization: Bearer id.secret`). The live stream does not keep a session awake. */
export function createIdentify(spine: Spine, config: Config): Identify {
  return async (request) => {
    const bearer = /^Bearer ([^.\s]+)\.(\S+)$/.exec(request.headers.authorization ?? '')
    if (bearer) return keyCaller(spine, bearer[1]!, bearer[2]!)
    const id = sessionIdOf(request, config.DEMO)
    const person = id ? await personCaller(request, id) : null
    // A person at the machine of a wall is that person; without one it is the wall.
    const key = person ? null : cookieOf(request, seatCookie)
    return key ? identifySeat(spine, key, fromOf(request)) : person
  }

  async function personCaller(request: FastifyRequest, id: string): Promise<Caller | null> {
    // Idle time is wall time whatever the demo's rate: a person at the desk does not think faster.
    const now = spine.clock.now()
    const idleMs = config.SESSION_IDLE_MINUTES * 60_000 * spine.clock.rate()
    const session = await sessionById(spine, id, new Date(now.getTime() - idleMs))
    if (!session) return null
    const isStream = request.routeOptions.url === '/api/v1/live'
    if (!isStream && spine.hasRoom() && now.getTime() - session.seen_at.getTime() > 15_000) await touchSession(spine, id, now)
    return callerOfSession(spine, session, now)
  }
}

async function callerOfSession(spine: Spine, session: SessionRow, now: Date): Promise<Caller | null> {
  const posts = await postsOf(spine, session.person, now)
  const post = posts.find((held) => held.post === session.post) ?? posts[0]
  if (!post) return null
  return toCaller(session, post, await scopeOfUnit(spine, post.unit))
}

/** A caller from a person and the post they act as. */
export function toCaller(session: Pick<SessionRow, 'person' | 'name' | 'kind'>, post: PostRow, scope: string[]): Caller {
  const rights = postKinds[post.post_kind] ?? { permits: [], sight: 'case' as const }
  return {
    actor: {
      kind: 'person',
      id: session.person,
      name: session.name,
      post: post.post,
      postName: post.post_name,
      unit: post.unit,
      unitName: post.unit_name,
    },
    person: session.person,
    post: post.post,
    postKind: post.post_kind,
    unit: post.unit,
    scope,
    sight: rights.sight,
    permits: new Set(rights.permits),
    session: session.kind,
    until: post.until,
  }
}

async function keyCaller(spine: Spine, id: string, secret: string): Promise<Caller | null> {
  const key = await keyBySecret(spine, id, secret)
  if (!key) return null
  return {
    actor: { kind: 'key', id: key.id, name: key.name },
    person: `key:${key.id}`,
    post: '',
    postKind: `key-${key.kind}`,
    unit: key.unit ?? '',
    scope: [],
    sight: 'case',
    permits: new Set(),
    session: 'key',
  }
}
