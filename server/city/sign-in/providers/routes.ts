import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import { system } from '../../../../contract/actor.ts'
import { BeginSignIn, ProviderList } from '../../../../contract/person.ts'
import type { ProblemCode } from '../../../../contract/problem.ts'
import type { Config } from '../../../kernel/config.ts'
import { type App, errors } from '../../../kernel/http.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { createSlidingWindow, senderOf } from '../../../kernel/sliding-window.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { cookieOf } from '../identify.ts'
import { startSession } from '../open-session.ts'
import { addressLimit } from '../rules/failures.ts'
import { accountByName } from '../store.ts'
import type { ProviderClient } from './client.ts'
import { refusedAt, safeBack } from './rules/way-back.ts'
import { openBegun, sealBegun } from './seal.ts'
import type { Begun, Known } from './types.ts'

type Deps = { spine: Spine; config: Config; providers: Map<string, ProviderClient> }

const Id = z.object({ id: z.string().max(40) })
/** What a provider sends back holds a code of its own making, which may be long. */
const Answer = z.record(z.string(), z.union([z.string().max(8_000), z.array(z.string().max(8_000))]))
const begunCookie = 'zhili_provider'
const begunMinutes = 10

/** 统一身份登录: the browser goes to the provider and comes back with a code. An account is found, never made. */
export async function providerRoutes(app: App, deps: Deps): Promise<void> {
  const { spine, config, providers } = deps
  const window = createSlidingWindow(addressLimit)
  const path = '/api/v1/session/providers'
  const cookie = (value: string, maxAge: number): string =>
    // Lax, or it would not come back with who comes from the provider.
    `${begunCookie}=${value}; Path=${path}; HttpOnly; SameSite=Lax; Max-Age=${maxAge}${config.TLS_CERT ? '; Secure' : ''}`
  const counted = (sender: string): void => {
    const seconds = window.take(sender, spine.clock.now())
    if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
  }

  app.get(
    path,
    { schema: { summary: '统一身份登录的入口', response: { 200: ProviderList, ...errors } }, config: { permit: 'public' } },
    async () => ({ rows: [...providers.values()].map(({ provider: { id, name } }) => ({ id, name })) }),
  )

  app.post(
    `${path}/:id`,
    {
      schema: {
        summary: '开始统一身份登录',
        params: Id,
        body: BeginSignIn,
        response: { 200: z.object({ url: z.string() }), ...errors, 429: errors[400], 502: errors[400] },
      },
      config: { permit: 'public', evenWhenFull: true },
    },
    async (request, reply) => {
      const client = providers.get(request.params.id)
      if (!client) throw new RefusalError({ code: 'thing.not-found' })
      const sender = senderOf(request.ip)
      counted(sender)
      const begun = newBegun(spine, client, request.body.back)
      const url = await client.begin(begun)
      window.giveBack(sender)
      void reply.header('set-cookie', cookie(sealBegun(client.provider, begun), begunMinutes * 60))
      return { url }
    },
  )

  app.get(
    `${path}/:id/callback`,
    { schema: { hide: true, params: Id, querystring: Answer }, config: { permit: 'public', evenWhenFull: true } },
    async (request, reply) => {
      void reply.header('cache-control', 'no-store').header('set-cookie', cookie('', 0))
      const sealed = cookieOf(request, begunCookie) ?? ''
      const client = providers.get(request.params.id)
      const begun = client ? openBegun(client.provider, sealed) : null
      const sender = senderOf(request.ip)
      try {
        counted(sender)
        if (!client || !begun || begun.until < spine.clock.now().getTime()) throw new RefusalError({ code: 'provider.stale' })
        const known = await client.redeem(new URL(request.url, 'http://here.invalid').searchParams, begun)
        const session = await enter(deps, known, { provider: client.provider.id, sender })
        window.giveBack(sender)
        void reply.header('set-cookie', session)
        return reply.redirect(begun.back)
      } catch (error) {
        return reply.redirect(refusedAt(begun?.back ?? '/', codeOf(error)))
      }
    },
  )
}

function newBegun(spine: Spine, { provider }: ProviderClient, back: string | undefined): Begun {
  // Wall time whatever the demo's rate: a person types a password no faster in it.
  const ms = begunMinutes * 60_000 * spine.clock.rate()
  return {
    provider: provider.id,
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    verifier: oauth.generateRandomCodeVerifier(),
    back: safeBack(back),
    until: spine.clock.now().getTime() + ms,
  }
}

/** Opens the session of an account that is there; who has none is told so, and it is a fact. Answers with the cookie. */
async function enter(
  { spine, config }: Deps,
  { account, idToken }: Known,
  by: { provider: string; sender: string },
): Promise<string> {
  const row = await accountByName(spine, account)
  if (row) {
    const opening = { post: null, kind: 'person' as const, sender: by.sender, provider: { id: by.provider, idToken } }
    return (await startSession({ spine, config }, row, opening)).cookie
  }
  await spine.transaction(system, (tx) =>
    tx.record({
      kind: 'session.unknown',
      subject: by.provider,
      area: null,
      body: { account: account.slice(0, 80), provider: by.provider },
    }),
  )
  throw new RefusalError({ code: 'provider.no-account' })
}

/** A browser stands here, not a program: whatever it was, a page must say it. Faults of ours go on to the log. */
function codeOf(error: unknown): ProblemCode {
  if (error instanceof RefusalError) return error.refusal.code
  throw error
}
