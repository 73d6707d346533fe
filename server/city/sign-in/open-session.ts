import type { Actor } from '../../../contract/actor.ts'
import { withoutOwn } from '../../../contract/own-place.ts'
import type { Session } from '../../../contract/person.ts'
import type { Config } from '../../kernel/config.ts'
import { positionText, safePosition } from '../../kernel/facts.ts'
import type { Caller } from '../../kernel/http.ts'
import { sessionId } from '../../kernel/ids.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { cookieName, toCaller } from './identify.ts'
import { type AccountRow, type CameBy, homeOf, keepPlace, openSession, type PostRow, postsOf, scopeOfUnit } from './store.ts'

type Deps = { spine: Spine; config: Config }

/**
 * `sender`: from where, if its owner proved to be there. `provider`: who says so instead of a password, with its token, which the
 * provider wants to see again at the end.
 */
export type Opening = {
  post: string | null
  kind: 'person' | 'demo'
  sender: string | null
  provider?: CameBy
}
/** `id`: known to its owner alone; `cookie`: the header that hands it to a browser. */
export type Started = { session: Session; id: string; cookie: string }

/** Opens a session of a person at a post they hold, with its fact. Throws a RefusalError when they hold none. */
export async function startSession(deps: Deps, row: AccountRow, opening: Opening): Promise<Started> {
  const { spine, config } = deps
  const posts = await postsOf(spine, row.person, spine.clock.now())
  const post = opening.post ? posts.find((held) => held.post === opening.post) : posts[0]
  if (!post) throw new RefusalError({ code: 'session.no-post' })
  const id = sessionId()
  await spine.transaction(actorOf(row, post), async (tx) => {
    if (opening.sender !== null) await keepPlace(tx, row, opening.sender)
    const provider = opening.provider ?? null
    await openSession(tx, { id, person: row.person, post: post.post, kind: opening.kind, provider })
    await tx.record({
      kind: 'session.opened',
      subject: row.person,
      area: null,
      unit: post.unit,
      body: { account: row.account, post: post.post, provider: provider?.id ?? null },
    })
  })
  const caller = toCaller({ person: row.person, name: row.name, kind: opening.kind }, post, await scopeOfUnit(spine, post.unit))
  const session = await describeSession(deps, caller)
  const cookie = `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Strict${config.TLS_CERT ? '; Secure' : ''}`
  return { session, id, cookie }
}

const actorOf = (row: AccountRow, post: PostRow): Actor => ({
  kind: 'person',
  id: row.person,
  name: row.name,
  post: post.post,
  postName: post.post_name,
  unit: post.unit,
  unitName: post.unit_name,
})

/** Who somebody is, as which post, seeing what: the answer of every sign-in. */
export async function describeSession({ spine, config }: Deps, caller: Caller): Promise<Session> {
  const posts = await postsOf(spine, caller.person, spine.clock.now())
  const post = posts.find((held) => held.post === caller.post) as PostRow
  return {
    person: { id: caller.person, name: caller.actor.name ?? '' },
    post: { id: post.post, name: post.post_name, kind: post.post_kind, side: post.side },
    posts: posts.map((held) => ({ id: held.post, name: held.post_name, unitName: held.unit_name })),
    unit: { id: post.unit, name: post.unit_name, shortName: post.unit_short, tier: post.unit_tier },
    scope: withoutOwn(caller.scope),
    home: await homeOf(spine, caller.scope),
    sight: caller.sight,
    permits: [...caller.permits],
    demo: config.DEMO,
    idleMinutes: config.SESSION_IDLE_MINUTES,
    now: spine.clock.now().toISOString(),
    rate: spine.clock.rate(),
    position: positionText(await safePosition(spine)),
  }
}
