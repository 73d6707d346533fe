import * as oauth from 'oauth4webapi'
import { boundedBody } from '../../../kernel/bounded-body.ts'
import { RefusalError } from '../../../kernel/result.ts'
import { isSafeUrl } from '../../../kernel/safe-url.ts'
import type { Spine } from '../../../kernel/spine.ts'
import type { Begun, Known, Provider, SignInSettings } from './types.ts'

/** What a provider publishes of itself is looked at anew after this; a key nobody knows makes us look again, at most once a minute. */
const [metadataMs, keysMs] = [3_600_000, 60_000]
/** One answer of a provider: a person waits for it at the screen. */
const [waitMs, mostBytes] = [5_000, 262_144]
/** Clocks of two houses differ; tokens live for minutes. */
const toleranceS = 30

/** One provider as the routes ask it. Everything it refuses or does not answer is a RefusalError `provider.…`. */
export type ProviderClient = {
  provider: Provider
  /** where the browser goes to sign in */
  begin(begun: Begun): Promise<string>
  /** who came back, when everything the provider signed fits what was begun */
  redeem(answer: URLSearchParams, begun: Begun): Promise<Known>
  /** where the browser goes to sign out there too; null when the provider has no such place or is away */
  leave(idToken: string): Promise<string | null>
}

/** `keysAt`: when its keys were last forgotten on purpose. */
type Found = { as: oauth.AuthorizationServer; at: number; keysAt: number }
type Asking = { [oauth.customFetch]: typeof boundedFetch; [oauth.allowInsecureRequests]: boolean }
/** What all requests to one provider share. Tokens are judged by the time of the world, whatever a demo's clock says. */
type Line = { provider: Provider; client: oauth.Client; redirectUri: string; options: Asking }

export function createProviderClient(spine: Spine, provider: Provider, address: string): ProviderClient {
  const line: Line = {
    provider,
    client: { client_id: provider.clientId, [oauth.clockTolerance]: toleranceS },
    redirectUri: `${address}/api/v1/session/providers/${provider.id}/callback`,
    options: { [oauth.customFetch]: boundedFetch, [oauth.allowInsecureRequests]: isPlain(provider.issuer) },
  }
  const metadata = keepMetadata(spine, line)
  const orRefuse = <T>(asked: Promise<T>): Promise<T> => asked.catch((error: Error) => refuse(spine, provider, error))
  const redeem = async (answer: URLSearchParams, begun: Begun): Promise<Known> => {
    const found = await metadata()
    return readTokens(line, found, { answer, begun, now: spine.clock.now().getTime() })
  }
  return {
    provider,
    begin: (begun) => orRefuse(metadata().then(({ as }) => signInUrl(as, line, begun))),
    redeem: (answer, begun) => orRefuse(redeem(answer, begun)),
    async leave(idToken) {
      const endpoint = await metadata().then(
        ({ as }) => as.end_session_endpoint,
        () => undefined,
      )
      return endpoint ? signOutUrl(endpoint, { provider, address, idToken }) : null
    },
  }
}

/** What the provider publishes of itself, in memory for an hour; many at once ask once. */
function keepMetadata(spine: Spine, { provider, options }: Line): () => Promise<Found> {
  let found: Found | null = null
  let asking: Promise<Found> | null = null
  const discover = async (): Promise<Found> => {
    const issuer = new URL(provider.issuer)
    const as = await oauth.processDiscoveryResponse(issuer, await oauth.discoveryRequest(issuer, options))
    const at = spine.clock.now().getTime()
    return { as: { ...as, id_token_signing_alg_values_supported: provider.algorithms }, at, keysAt: at }
  }
  return async () => {
    if (found && spine.clock.now().getTime() - found.at < metadataMs) return found
    asking ??= discover().finally(() => {
      asking = null
    })
    found = await asking
    return found
  }
}

type Coming = { answer: URLSearchParams; begun: Begun; now: number }

/** Hands the code in and reads the tokens. Throws unless everything fits what was begun. */
async function readTokens({ provider, client, redirectUri, options }: Line, found: Found, coming: Coming): Promise<Known> {
  const { answer, begun, now } = coming
  const params = oauth.validateAuthResponse(found.as, client, answer, begun.state)
  const secret = authentication(found.as, provider.secret)
  const got = await oauth.authorizationCodeGrantRequest(found.as, client, secret, params, redirectUri, begun.verifier, options)
  const expected = { expectedNonce: begun.nonce, requireIdToken: true }
  const tokens = await oauth.processAuthorizationCodeResponse(found.as, client, got, expected)
  await checkSignature(got, found, { options, now })
  const claims = oauth.getValidatedIdTokenClaims(tokens)!
  const said = claimOf(claims, provider.claim)
  if (said) return { account: said, idToken: tokens.id_token! }
  // Some providers tell more than the name only where the user's own data stand.
  if (!found.as.userinfo_endpoint) throw new RefusalError({ code: 'provider.no-claim' })
  const user = await oauth.userInfoRequest(found.as, client, tokens.access_token, options)
  const account = claimOf(await oauth.processUserInfoResponse(found.as, client, claims.sub, user), provider.claim)
  if (!account) throw new RefusalError({ code: 'provider.no-claim' })
  return { account, idToken: tokens.id_token! }
}

/** By the published keys; new ones may have come into use since they were read. */
async function checkSignature(got: Response, found: Found, { options, now }: { options: Asking; now: number }): Promise<void> {
  try {
    await oauth.validateApplicationLevelSignature(found.as, got, options)
  } catch (error) {
    if (isAway(error) || now - found.keysAt < keysMs) throw error
    // The library keeps keys per object: another one has none yet.
    Object.assign(found, { as: { ...found.as }, keysAt: now })
    await oauth.validateApplicationLevelSignature(found.as, got, options)
  }
}

/** Every provider of the settings by its id. */
export const createProviders = (spine: Spine, { address, providers }: SignInSettings): Map<string, ProviderClient> =>
  new Map(providers.map((provider) => [provider.id, createProviderClient(spine, provider, address)]))

/** The way the provider takes the secret: its head, as is usual, unless it says that it takes only the body. */
function authentication(as: oauth.AuthorizationServer, secret: string): oauth.ClientAuth {
  const ways = as.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  return ways.includes('client_secret_basic') ? oauth.ClientSecretBasic(secret) : oauth.ClientSecretPost(secret)
}

async function signInUrl(as: oauth.AuthorizationServer, { provider, redirectUri }: Line, begun: Begun): Promise<string> {
  const url = publicUrl(as.authorization_endpoint)
  const params = {
    response_type: 'code',
    client_id: provider.clientId,
    redirect_uri: redirectUri,
    scope: provider.scope,
    state: begun.state,
    nonce: begun.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(begun.verifier),
    code_challenge_method: 'S256',
  }
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  return url.href
}

type Leaving = { provider: Provider; address: string; idToken: string }

/** RP-initiated log-out: the provider sends the browser back to our sign-in page. */
function signOutUrl(endpoint: string, { provider, address, idToken }: Leaving): string {
  const url = publicUrl(endpoint)
  url.searchParams.set('client_id', provider.clientId)
  url.searchParams.set('id_token_hint', idToken)
  url.searchParams.set('post_logout_redirect_uri', `${address}/sign-in`)
  return url.href
}

/** A browser is sent there: a page of the web, never a script. */
function publicUrl(text: string | undefined): URL {
  if (text === undefined || !isSafeUrl(text)) throw new Error('no endpoint')
  return new URL(text)
}

/** Only an issuer on this machine may be asked in plain text at all (`isSafeUrl` of the settings). */
const isPlain = (issuer: string): boolean => new URL(issuer).protocol === 'http:'

/** A claim that can name an account. */
function claimOf(claims: Readonly<Record<string, unknown>>, name: string): string | null {
  const value = Object.hasOwn(claims, name) ? claims[name] : null
  return (typeof value === 'string' || typeof value === 'number') && String(value).trim() ? String(value).trim() : null
}

/** A provider that does not answer, as opposed to one that says no. */
class AwayError extends Error {}

const isAway = (error: unknown): boolean =>
  error instanceof AwayError || (error instanceof Error && ['TimeoutError', 'AbortError'].includes(error.name))

type Asked = { method: string; headers: Record<string, string>; body?: BodyInit | null | undefined }

/** A provider must not hold us up nor fill our memory; what it answers with 5xx is no answer. */
async function boundedFetch(url: string, { method, headers: sent, body }: Asked): Promise<Response> {
  const signal = AbortSignal.timeout(waitMs)
  const answer = await fetch(url, { method, headers: sent, body: body ?? null, redirect: 'manual', signal }).catch(
    (error: Error) => {
      throw new AwayError('no connection', { cause: error })
    },
  )
  const read = await boundedBody(answer, mostBytes)
  if (!read) throw new Error('answer too large')
  if (answer.status >= 500) throw new AwayError(`HTTP ${answer.status}`)
  const { status, headers } = answer
  return new Response(status === 204 || status === 304 ? null : new Uint8Array(read), { status, headers })
}

/** What was wrong is for the log: a stranger learns nothing from it, and it holds no token. */
function refuse(spine: Spine, provider: Provider, error: Error): never {
  if (error instanceof RefusalError) throw error
  const { code, message } = error as Error & { code?: string }
  spine.log.warn({ provider: provider.id, code, why: message }, 'sign-in by a provider failed')
  throw new RefusalError({ code: isAway(error) ? 'provider.away' : 'provider.refused' })
}
