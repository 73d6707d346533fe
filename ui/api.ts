import { takeAhead } from './ahead.ts'
import { apiUrl, headersIn, type Query } from './ask.ts'
import { lang } from './t.ts'

/** What a refusal carries beside its words: numbers and names of the catalogue entry, or field paths of a refused body. */
export type Details = Readonly<Record<string, unknown>>

/**
 * A request that did not succeed. `code` is a code of the problem catalogue (`work-order.already-accepted`), or one of ours:
 * `network.offline` (status 0: nothing came back), `network.aborted`, `http.error` (an answer without a problem body).
 * `message` is in the language of the screens and fit to be shown.
 */
export class ApiError extends Error {
  readonly status: number
  readonly code: string
  readonly details: Details
  constructor(status: number, code: string, message: string, details: Details = {}) {
    super(message)
    this.name = 'ApiError'
    this.status = status
    this.code = code
    this.details = details
  }
}

/** True when nothing came back: the network is gone or the server is down. The request may or may not have arrived. */
export const isOffline = (error: unknown): boolean => error instanceof ApiError && error.status === 0

/** Headers every request of ours carries: the language of refusals, and the demo session of the tab when there is one. */
export const ownHeaders = (): Record<string, string> => headersIn(lang())

export type Send = {
  query?: Query
  /** Sent as JSON, or as it is when it is a Blob (photo chunks). */
  body?: unknown
  /** Makes a repeat safe; required on every POST of the field app. Same key, same receipt. */
  idempotencyKey?: string
  headers?: Readonly<Record<string, string>>
  signal?: AbortSignal
}

function bodyOf(send: Send): { body?: BodyInit; headers: Record<string, string> } {
  const key: Record<string, string> = send.idempotencyKey ? { 'idempotency-key': send.idempotencyKey } : {}
  if (send.body === undefined) return { headers: key }
  if (send.body instanceof Blob)
    return { body: send.body, headers: { ...key, 'content-type': send.body.type || 'application/octet-stream' } }
  return { body: JSON.stringify(send.body), headers: { ...key, 'content-type': 'application/json' } }
}

/**
 * A decision just pressed arrives even when its page is left or closed the next moment. Browsers keep bodies of 64 KB alive at once
 * (Fetch standard, "inflight keepalive bytes"), so only short ones: a sheet or a photo is waited for by its form.
 */
const outlivesPage = (method: string, body: BodyInit | undefined): boolean =>
  method !== 'GET' && (body === undefined || (typeof body === 'string' && body.length <= 4_096))

async function readJson(answer: Response): Promise<unknown> {
  const text = await answer.text()
  if (!text) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined // a proxy's page instead of ours: told apart by the status below
  }
}

const isRecord = (x: unknown): x is Record<string, unknown> => typeof x === 'object' && x !== null && !Array.isArray(x)

/** Reads a problem body (`{code, message, details}`, or `message` as `{zh, en}`) into an error. Exported for its test. */
export function problemOf(status: number, body: unknown, english: boolean): ApiError {
  const problem = isRecord(body) ? (isRecord(body.problem) ? body.problem : body) : {}
  const code = typeof problem.code === 'string' ? problem.code : 'http.error'
  const said = problem.message ?? problem.title
  const words = isRecord(said) ? said[english ? 'en' : 'zh'] : (problem[english ? 'en' : 'zh'] ?? said)
  const fallback = english ? `The server answered ${status}` : `服务器回答 ${status}`
  return new ApiError(
    status,
    code,
    typeof words === 'string' ? words : fallback,
    isRecord(problem.details) ? problem.details : {},
  )
}

/**
 * One request to our own server. Cookies go along (same origin), JSON both ways. Throws ApiError and nothing else.
 * The answer's type is what the caller says it is: the contract's schemas are checked on the server, both ways.
 */
export async function request<T>(method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE', path: string, send: Send = {}): Promise<T> {
  const { body, headers } = bodyOf(send)
  const url = apiUrl(path, send.query)
  const ahead = await takeAhead(method, url)
  let answer: Response
  try {
    answer =
      ahead ??
      (await fetch(url, {
        method,
        credentials: 'same-origin',
        headers: { ...ownHeaders(), ...headers, ...send.headers },
        keepalive: outlivesPage(method, body),
        ...(body === undefined ? {} : { body }),
        ...(send.signal ? { signal: send.signal } : {}),
      }))
  } catch (cause) {
    const aborted = cause instanceof DOMException && cause.name === 'AbortError'
    const words = lang() === 'en' ? 'No connection to the server' : '连不上服务器'
    throw new ApiError(0, aborted ? 'network.aborted' : 'network.offline', words)
  }
  const json = await readJson(answer)
  if (!answer.ok) throw problemOf(answer.status, json, lang() === 'en')
  return json as T
}

/** GET. `await get<EventPage>('/events', { area, state: 'open' })`. */
export const get = <T>(path: string, query?: Query, signal?: AbortSignal): Promise<T> =>
  request<T>('GET', path, { ...(query ? { query } : {}), ...(signal ? { signal } : {}) })

/** POST with a JSON body. */
export const post = <T>(path: string, body?: unknown, send: Omit<Send, 'body'> = {}): Promise<T> =>
  request<T>('POST', path, { ...send, body })
