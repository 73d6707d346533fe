import assert from 'node:assert/strict'
import type { StoryServer } from './story-server.ts'

/** `bytes`: the body as it came, for files. */
export type Answer<T = Record<string, unknown>> = { status: number; body: T; bytes: Buffer }

export type Person = {
  get<T = Record<string, unknown>>(url: string): Promise<Answer<T>>
  post<T = Record<string, unknown>>(url: string, body?: unknown, headers?: Record<string, string>): Promise<Answer<T>>
  put<T = Record<string, unknown>>(url: string, body: unknown): Promise<Answer<T>>
  /** the one open event this person sees, in full */
  event(): Promise<SeenEvent>
}

type SeenEvent = Record<string, unknown> & {
  id: string
  state: string
  workOrders: { id: string; unit: string; state: string; role: string; allowed: string[] }[]
  allowed: string[]
}

export type Method = 'GET' | 'POST' | 'PUT'
export type Asked = { method: Method; url: string; body?: unknown; headers?: Record<string, string> }

/** One request, and everything it sets off. */
export async function ask<T>(server: StoryServer, { method, url, body, headers = {} }: Asked): Promise<Answer<T>> {
  const given =
    body === undefined
      ? {}
      : {
          payload: Buffer.isBuffer(body) ? body : JSON.stringify(body),
          headers: { 'content-type': Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json', ...headers },
        }
  const answer = await server.zhili.app.inject({ method, url, headers, ...given })
  await server.settle()
  const text = answer.body
  const bytes = answer.rawPayload
  return { bytes, status: answer.statusCode, body: (text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text) as T }
}

/** Everybody with an account, signed in when first needed. */
export function createPeople(server: StoryServer): (account: string) => Person {
  const sessions = new Map<string, string>()

  async function sessionOf(account: string): Promise<string> {
    const known = sessions.get(account)
    if (known) return known
    const answer = await ask<{ tabSession: string }>(server, {
      method: 'POST',
      url: '/api/v1/demo/session',
      body: { account, tab: true },
    })
    assert.equal(answer.status, 200, `${account} cannot sign in: ${JSON.stringify(answer.body)}`)
    sessions.set(account, answer.body.tabSession)
    return answer.body.tabSession
  }

  const signed = async (account: string, asked: Asked): Promise<Asked> => ({
    ...asked,
    headers: { ...asked.headers, 'x-demo-session': await sessionOf(account) },
  })

  /** Sessions idle out while a story lets hours pass: signs in anew when that happened. */
  async function askAs<T>(account: string, asked: Asked): Promise<Answer<T>> {
    const answer = await ask<T>(server, await signed(account, asked))
    if (answer.status !== 401) return answer
    sessions.delete(account)
    return ask<T>(server, await signed(account, asked))
  }

  return (account) => personOf(account, (asked) => askAs(account, asked))
}

function personOf(account: string, askAs: <T>(asked: Asked) => Promise<Answer<T>>): Person {
  return {
    get: (url) => askAs({ method: 'GET', url }),
    post: (url, body = {}, headers = {}) => askAs({ method: 'POST', url, body, headers }),
    put: (url, body) => askAs({ method: 'PUT', url, body }),
    async event() {
      const list = await askAs<{ rows: { id: string }[] }>({ method: 'GET', url: '/api/v1/events?view=open' })
      assert.equal(list.body.rows.length, 1, `${account} sees ${list.body.rows.length} open events`)
      return (await askAs<SeenEvent>({ method: 'GET', url: `/api/v1/events/${list.body.rows[0]!.id}` })).body
    },
  }
}
