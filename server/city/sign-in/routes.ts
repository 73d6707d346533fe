import type { FastifyReply, FastifyRequest } from 'fastify'
import { z } from 'zod'
import type { Actor } from '../../../contract/actor.ts'
import { system } from '../../../contract/actor.ts'
import { DemoSignIn, Session, SignIn } from '../../../contract/person.ts'
import type { Config } from '../../kernel/config.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { sessionId } from '../../kernel/ids.ts'
import { RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../kernel/sliding-window.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { createTurns } from '../../kernel/turns.ts'
import { cookieName, endedCookie, sessionIdOf, toCaller } from './identify.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { addressLimit, afterFailure, isLocked, lineFullSeconds, slowLine, usualLine } from './rules/failures.ts'
import {
  type AccountRow,
  accountByName,
  closeSession,
  failSignIn,
  homeOf,
  isUsualPlace,
  keepPlace,
  lockAccount,
  openSession,
  type PostRow,
  postsOf,
  replaceFirstPassword,
  scopeOfUnit,
  switchPost,
} from './store.ts'

type Deps = { spine: Spine; config: Config }

/** 登录、退出、换岗. The cookie is HttpOnly and SameSite=Strict; only the id's hash is stored. */
export async function signInRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, config } = deps
  const counted = countGuesses(spine)
  app.post(
    '/api/v1/session',
    {
      schema: { summary: '登录', body: SignIn, response: { 200: Session, ...errors, 423: errors[400], 429: errors[400] } },
      config: { permit: 'public', evenWhenFull: true },
    },
    async (request, reply) => {
      const { post, newPassword, ...guess } = request.body
      const sender = senderOf(request.ip)
      const row = await counted(sender, guess)
      if (row.first_password) await replaceFirst(spine, row, { old: guess.password, chosen: newPassword })
      return start(deps, row, { post: post ?? null, kind: 'person', tab: false, sender }, reply)
    },
  )
  app.post(
    '/api/v1/demo/session',
    {
      schema: { summary: '演示账号一键进入', body: DemoSignIn, response: { 200: Session, ...errors } },
      config: { permit: 'public', evenWhenFull: true },
    },
    async (request, reply) => {
      const row = config.DEMO ? await accountByName(spine, request.body.account) : null
      if (!row?.demo) throw new RefusalError({ code: 'demo.off' })
      return start(deps, row, { post: null, kind: 'demo', tab: request.body.tab, sender: null }, reply)
    },
  )
  app.get(
    '/api/v1/session',
    { schema: { summary: '我是谁', response: { 200: Session, 204: z.null(), ...errors } }, config: { permit: 'public' } },
    async ({ caller }, reply) => {
      // Whoever opens a page signed out asks too: that is an answer, not a fault.
      if (!caller || caller.session === 'key') return reply.status(204).send(null)
      return describe(deps, caller)
    },
  )
  app.put(
    '/api/v1/session/post',
    {
      schema: { summary: '换岗', body: z.strictObject({ post: z.string() }), response: { 200: Session, ...errors } },
      config: { permit: 'session', evenWhenFull: true },
    },
    async (request) => {
      const caller = callerOf(request)
      const held = (await postsOf(spine, caller.person, spine.clock.now())).find((post) => post.post === request.body.post)
      if (!held) throw new RefusalError({ code: 'session.no-post' })
      await spine.transaction(caller.actor, (tx) => switchPost(tx, sessionIdOf(request, config.DEMO)!, held.post))
      return describe(
        deps,
        toCaller(
          { person: caller.person, name: caller.actor.name ?? '', kind: caller.session as 'person' },
          held,
          await scopeOfUnit(spine, held.unit),
        ),
      )
    },
  )
  app.delete(
    '/api/v1/session',
    { schema: { summary: '退出', response: { 204: z.null(), ...errors } }, config: { permit: 'session', evenWhenFull: true } },
    async (request, reply) => {
      await signOut(deps, request)
      void reply.header('set-cookie', endedCookie)
      return reply.status(204).send(null)
    },
  )
}

async function signOut({ spine, config }: Deps, request: FastifyRequest): Promise<void> {
  const id = sessionIdOf(request, config.DEMO)
  if (!id) return
  await spine.transaction(callerOf(request).actor, async (tx) => {
    await closeSession(tx, id)
    await tx.record({ kind: 'session.closed', subject: callerOf(request).person, area: null, body: { account: '' } })
  })
}

type Guess = { account: string; password: string }

async function checkPassword(spine: Spine, { account, password }: Guess): Promise<AccountRow> {
  const row = await accountByName(spine, account)
  if (row) refuseLocked(row.locked_until, spine.clock.now())
  // An unknown account costs the same time as a wrong password, so that names cannot be tried out.
  const right = await verifyPassword(password, row?.password_hash ?? null)
  if (row && (await spine.transaction(system, (tx) => countGuess(tx, row, right)))) return row
  throw new RefusalError({ code: 'session.wrong' })
}

/** Counts a wrong password, or starts anew after a right one. Many may come at once: what counts is the account as it stands now, not as it was before the hash. */
async function countGuess(tx: Tx, { person, account }: AccountRow, right: boolean): Promise<boolean> {
  const before = await lockAccount(tx, person)
  refuseLocked(before.locked_until, tx.now)
  if (right) {
    if (before.failures > 0 || before.locked_until) await failSignIn(tx, person, 0, null)
    return true
  }
  const after = afterFailure(before.failures, tx.now)
  await failSignIn(tx, person, after.failures, after.lockedUntil)
  const about = { subject: person, area: null }
  await tx.record({ kind: 'session.refused', ...about, body: { account, failures: after.failures } })
  const until = after.lockedUntil?.toISOString()
  if (until) await tx.record({ kind: 'account.locked', ...about, body: { account, until } })
  return false
}

/** A first password opens nothing: somebody else has seen it. It only lets its owner choose their own. */
async function replaceFirst(spine: Spine, row: AccountRow, given: { old: string; chosen: string | undefined }): Promise<void> {
  if (given.chosen === undefined || given.chosen === given.old) throw new RefusalError({ code: 'session.first-password' })
  const hash = await hashPassword(given.chosen)
  await spine.transaction(system, async (tx) => {
    if (!(await replaceFirstPassword(tx, row, hash))) throw new RefusalError({ code: 'session.wrong' })
    await tx.record({ kind: 'account.password-set', subject: row.person, area: null, body: { account: row.account } })
  })
}

function refuseLocked(until: Date | null, now: Date): void {
  if (until && isLocked(until, now)) throw new RefusalError({ code: 'session.locked', details: { until: until.toISOString() } })
}

const tooMany = (seconds: number): RefusalError => new RefusalError({ code: 'input.too-many', details: { seconds } })

/**
 * Only failures count for an address, but each guess takes its place beforehand: a thousand sent at once are a thousand guesses. Beyond
 * the limit only accounts that are at home there are judged at all.
 */
function countGuesses(spine: Spine) {
  const window = createSlidingWindow(addressLimit)
  const [usual, slow] = [createTurns(usualLine), createTurns(slowLine)]
  return async (sender: string, guess: Guess): Promise<AccountRow> => {
    const seconds = window.take(sender, spine.clock.now())
    if (seconds > 0 && !(await isUsualPlace(spine, guess.account, sender))) throw tooMany(seconds)
    const turn = (seconds > 0 ? slow : usual).take(() => checkPassword(spine, guess))
    if (!turn) throw tooMany(lineFullSeconds)
    try {
      const row = await turn
      if (seconds === 0) window.giveBack(sender)
      return row
    } catch (error) {
      const wrong = error instanceof RefusalError && error.refusal.code === 'session.wrong'
      throw wrong && seconds > 0 ? tooMany(seconds) : error
    }
  }
}

/** `sender`: from where, if a password was given. */
type Opening = { post: string | null; kind: 'person' | 'demo'; tab: boolean; sender: string | null }

async function start(deps: Deps, row: AccountRow, opening: Opening, reply: FastifyReply): Promise<Session> {
  const { spine, config } = deps
  const posts = await postsOf(spine, row.person, spine.clock.now())
  const post = opening.post ? posts.find((held) => held.post === opening.post) : posts[0]
  if (!post) throw new RefusalError({ code: 'session.no-post' })
  const id = sessionId()
  const actor: Actor = {
    kind: 'person',
    id: row.person,
    name: row.name,
    post: post.post,
    postName: post.post_name,
    unit: post.unit,
    unitName: post.unit_name,
  }
  await spine.transaction(actor, async (tx) => {
    if (opening.sender !== null) await keepPlace(tx, row, opening.sender)
    await openSession(tx, { id, person: row.person, post: post.post, kind: opening.kind })
    await tx.record({
      kind: 'session.opened',
      subject: row.person,
      area: null,
      unit: post.unit,
      body: { account: row.account, post: post.post },
    })
  })
  const session = await describe(
    deps,
    toCaller({ person: row.person, name: row.name, kind: opening.kind }, post, await scopeOfUnit(spine, post.unit)),
  )
  if (opening.tab) return { ...session, tabSession: id }
  void reply.header('set-cookie', `${cookieName}=${id}; Path=/; HttpOnly; SameSite=Strict${config.TLS_CERT ? '; Secure' : ''}`)
  return session
}

async function describe({ spine, config }: Deps, caller: Caller): Promise<Session> {
  const posts = await postsOf(spine, caller.person, spine.clock.now())
  const post = posts.find((held) => held.post === caller.post) as PostRow
  return {
    person: { id: caller.person, name: caller.actor.name ?? '' },
    post: { id: post.post, name: post.post_name, kind: post.post_kind, side: post.side },
    posts: posts.map((held) => ({ id: held.post, name: held.post_name, unitName: held.unit_name })),
    unit: { id: post.unit, name: post.unit_name, shortName: post.unit_short, tier: post.unit_tier },
    scope: caller.scope,
    home: await homeOf(spine, caller.scope[0] ?? '50/'),
    sight: caller.sight,
    permits: [...caller.permits],
    demo: config.DEMO,
    idleMinutes: config.SESSION_IDLE_MINUTES,
    now: spine.clock.now().toISOString(),
    rate: spine.clock.rate(),
  }
}
