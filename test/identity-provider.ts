import { generateKeyPairSync, type KeyObject, sign } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { TestContext } from 'node:test'
import Provider from 'oidc-provider'

export const clientId = 'zhili'
export const clientSecret = 'a-secret-of-both-houses-that-is-long'

type Claims = Record<string, unknown>
type Signer = (header: object, claims: Claims) => string

/** An identity provider nobody here wrote (oidc-provider), on a port of this machine, with a page that asks for a name. */
export type IdentityProvider = {
  issuer: string
  /** requests by path, the newest last */
  asked: string[]
  /** other keys from now on, under another id unless it is named */
  rotate(kid?: string): void
  /** does not answer (503) until told otherwise */
  away(is: boolean): void
  /** changes the next ID tokens before they are handed over; `sign` signs as the provider does */
  tamper(change: ((claims: Claims, sign: Signer, token: string) => string) | null): void
}

type Options = {
  /** where our platform stands */
  address: string
  /** employee numbers by the name at the provider */
  numbers: Record<string, string>
}

export async function startIdentityProvider(test: Pick<TestContext, 'after'>, options: Options): Promise<IdentityProvider> {
  let keys = newKeys('first')
  let handler: (request: IncomingMessage, response: ServerResponse) => void = () => undefined
  let isAway = false
  let change: Parameters<IdentityProvider['tamper']>[0] = null
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(new URL(request.url!, 'http://here').pathname)
    if (isAway) return void response.writeHead(503).end()
    if (request.url === '/token' && change) exchangeToken(response, (claims, token) => change!(claims, keys.sign, token))
    handler(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  test.after(() => new Promise((resolve) => server.close(resolve).closeAllConnections()))
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const begin = (): void => {
    const provider = new Provider(issuer, configuration(options, keys.jwk))
    const usual = provider.callback()
    handler = (request, response) =>
      request.url!.startsWith('/interaction/')
        ? void interact(provider, request, response).catch((error: Error) => response.writeHead(500).end(String(error)))
        : usual(request, response)
  }
  begin()
  return {
    issuer,
    asked,
    rotate(kid = 'second') {
      keys = newKeys(kid)
      begin()
    },
    away(is) {
      isAway = is
    },
    tamper(next) {
      change = next
    },
  }
}

function newKeys(kid: string) {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = { ...privateKey.export({ format: 'jwk' }), kid, alg: 'ES256', use: 'sig' }
  return { jwk, sign: signBy(privateKey, kid) }
}

const base64url = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

const signBy =
  (key: KeyObject, kid: string): Signer =>
  (header, claims) => {
    const text = `${base64url({ alg: 'ES256', kid, ...header })}.${base64url(claims)}`
    return `${text}.${sign('sha256', Buffer.from(text), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url')}`
  }

const configuration = ({ address, numbers }: Options, jwk: object): object => ({
  jwks: { keys: [jwk] },
  ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
  cookies: { keys: ['only for tests'] },
  clients: [
    {
      client_id: clientId,
      client_secret: clientSecret,
      id_token_signed_response_alg: 'ES256',
      redirect_uris: ['number', 'name'].map((id) => `${address}/api/v1/session/providers/${id}/callback`),
      post_logout_redirect_uris: [`${address}/sign-in`],
    },
  ],
  claims: { openid: ['sub'], profile: ['employee_number'] },
  findAccount: (_: unknown, id: string) => ({
    accountId: id,
    claims: () => ({ sub: id, ...(numbers[id] ? { employee_number: numbers[id] } : {}) }),
  }),
  interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
  features: {
    devInteractions: { enabled: false },
    rpInitiatedLogout: {
      // The page that asks whether to sign out presses its own button.
      logoutSource: (ctx: { body: string }, form: string) => {
        ctx.body = `<!doctype html><html lang="zh"><title>退出</title><body>${form}<button form="op.logoutForm" name="logout" value="yes">退出统一身份</button></body></html>`
      },
    },
  },
})

const page = `<!doctype html><html lang="zh"><meta charset="utf-8"><title>市统一身份认证</title>
<form method="get"><label>姓名拼音 <input name="who" autofocus></label><button>进入</button></form></html>`

/** Asks for a name; whoever says one is that person, and agrees to everything. */
async function interact(provider: Provider, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { prompt, params, session } = await provider.interactionDetails(request, response)
  const who = new URL(request.url!, 'http://here').searchParams.get('who')
  if (prompt.name === 'login')
    return who
      ? provider.interactionFinished(request, response, { login: { accountId: who } })
      : void response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(page)
  const grant = new provider.Grant({ accountId: session!.accountId, clientId: params.client_id! })
  grant.addOIDCScope('openid profile')
  const consent = { grantId: await grant.save() }
  await provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
}

/** The answer of the token endpoint goes out with another ID token in it. */
function exchangeToken(response: ServerResponse, change: (claims: Claims, token: string) => string): void {
  const end = response.end.bind(response)
  const changed = (body: unknown): ServerResponse => {
    const said = JSON.parse(String(body)) as { id_token?: string }
    if (said.id_token) {
      const claims = JSON.parse(Buffer.from(said.id_token.split('.')[1]!, 'base64url').toString()) as Claims
      said.id_token = change(claims, said.id_token)
    }
    const text = JSON.stringify(said)
    response.setHeader('content-length', Buffer.byteLength(text))
    return end(text)
  }
  response.end = changed as ServerResponse['end']
}
