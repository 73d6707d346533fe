import type { FastifyRequest } from 'fastify'
import { z } from 'zod'
import { system } from '../../../contract/actor.ts'
import { DemoSignIn, Session, SignedOut, SignIn } from '../../../contract/person.ts'
import type { Config } from '../../kernel/config.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../kernel/sliding-window.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { createTurns } from '../../kernel/turns.ts'
import type { PortalSettings } from '../channel/types.ts'
import { endedCookie, sessionIdOf, toCaller } from './identify.ts'
import { describeSession, startSession } from './open-session.ts'
import { hashPassword, verifyPassword } from './password.ts'
import { portalSignInRoute } from './portal/routes.ts'
import type { ProviderClient } from './providers/client.ts'
import { providerRoutes } from './providers/routes.ts'
import { addressLimit, afterFailure, isLocked, lineFullSeconds, slowLine, usualLine } from './rules/failures.ts'
import {
  type AccountRow,
  accountByName,
  closeSession,
  failSignIn,
  isUsualPlace,
  lockAccount,
  postsOf,
  replaceFirstPassword,
  scopeOfUnit,
  switchPost,
} from './store.ts'

type Deps = { spine: Spine; config: Config; providers: Map<string, ProviderClient>; portal: PortalSettings | null }

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
      const { session, cookie } = await startSession(deps, row, { post: post ?? null, kind: 'person', sender })
      void reply.header('set-cookie', cookie)
      return session
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
      const { session, cookie, id } = await startSession(deps, row, { post: null, kind: 'demo', sender: null })
      if (request.body.tab) return { ...session, tabSession: id }
      void reply.header('set-cookie', cookie)
      return session
    },
  )
  app.get(
    '/api/v1/session',
    { schema: { summary: '我是谁', response: { 200: Session, 204: z.null(), ...errors } }, config: { permit: 'public' } },
    async ({ caller }, reply) => {
      // Whoever opens a page signed out asks too: that is an answer, not a fault.
      if (!caller || caller.session === 'key') return reply.status(204).send(null)
      return describeSession(deps, caller)
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
      return describeSession(
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
    {
      schema: { summary: '退出', response: { 200: SignedOut, 204: z.null(), ...errors } },
      config: { permit: 'session', evenWhenFull: true },
    },
    async (request, reply) => {
      const next = await signOut(deps, request)
      void reply.header('set-cookie', endedCookie)
      return next ? { next } : reply.status(204).send(null)
    },
  )
  await providerRoutes(app, deps)
  await portalSignInRoute(app, deps)
}

/** Closes the session here, whatever a provider says; answers where to sign out at the provider it came by. */
async function signOut({ spine, config, providers }: Deps, request: FastifyRequest): Promise<string | null> {
  const id = sessionIdOf(request, config.DEMO)
  if (!id) return null
  const came = await spine.transaction(callerOf(request).actor, async (tx) => {
    const came = await closeSession(tx, id)
    await tx.record({ kind: 'session.closed', subject: callerOf(request).person, area: null, body: { account: '' } })
    return came
  })
  const provider = came?.provider ? providers.get(came.provider) : undefined
  return provider && came?.idToken ? provider.leave(came.idToken) : null
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
