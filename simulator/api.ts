import { createHash } from 'node:crypto'
import { FileState } from '../contract/report.ts'

type Method = 'GET' | 'POST' | 'PUT'
export type Answer = { status: number; body: unknown }
export type Asked = {
  account?: string | undefined
  key?: string | undefined
  bearer?: string
  json?: unknown
  bytes?: Buffer | undefined
}

/** The server's HTTP door, as any app uses it. Never throws on a refusal: the status tells. Status 0: not reached. */
export type Api = {
  send(method: Method, path: string, asked?: Asked): Promise<Answer>
  /** Uploads a picture in chunks; null when it was refused. */
  upload(bytes: Buffer, account?: string): Promise<string | null>
}

const maxAtOnce = 6
const timeoutMs = 20_000
const chunkBytes = 256 * 1024
/** Sessions kept at a time; the oldest is forgotten and signed in again when needed. */
const maxSessions = 300

type Send = Api['send']

export function createApi(url: string): Api {
  const sessions = new Map<string, string>()
  const inTurn = createTurns()

  async function signIn(account: string): Promise<string | null> {
    const asked = { json: { account, tab: true }, session: null }
    const { status, body } = await once(url, { method: 'POST', path: '/api/v1/demo/session', ...asked })
    const token = status < 300 ? (body as { tabSession?: string }).tabSession : undefined
    if (!token) return null
    const oldest = sessions.keys().next().value
    if (sessions.size >= maxSessions && oldest !== undefined) sessions.delete(oldest)
    sessions.set(account, token)
    return token
  }

  const send: Send = (method, path, asked = {}) =>
    inTurn(async () => {
      const session = asked.account ? (sessions.get(asked.account) ?? (await signIn(asked.account))) : null
      if (asked.account && !session) return { status: 401, body: null }
      const answer = await once(url, { method, path, session, ...asked })
      if (answer.status !== 401 || !asked.account) return answer
      const fresh = await signIn(asked.account)
      return fresh ? once(url, { method, path, session: fresh, ...asked }) : answer
    }).catch(() => ({ status: 0, body: null })) // not reached: the caller tries again in its own time

  return { send, upload: (bytes, account) => uploadInChunks(send, bytes, account) }
}

/** Lets so many through at a time; the others wait in a queue. */
function createTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let running = 0
  const queue: (() => void)[] = []
  return async (work) => {
    if (running >= maxAtOnce) await new Promise<void>((go) => queue.push(go))
    running++
    try {
      return await work()
    } finally {
      running--
      queue.shift()?.()
    }
  }
}

/** One request as it goes over the line. */
async function once(url: string, asked: Asked & { method: Method; path: string; session: string | null }): Promise<Answer> {
  const { method, path, session } = asked
  const headers: Record<string, string> = {}
  if (session) headers['x-demo-session'] = session
  if (asked.bearer) headers.authorization = `Bearer ${asked.bearer}`
  if (asked.key) headers['idempotency-key'] = asked.key
  if (asked.json !== undefined) headers['content-type'] = 'application/json'
  if (asked.bytes) headers['content-type'] = 'application/octet-stream'
  const body = asked.bytes ? new Uint8Array(asked.bytes) : asked.json === undefined ? null : JSON.stringify(asked.json)
  const response = await fetch(`${url}${path}`, { method, headers, body, signal: AbortSignal.timeout(timeoutMs) })
  const text = await response.text()
  return { status: response.status, body: text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : text }
}

async function uploadInChunks(send: Send, bytes: Buffer, account?: string): Promise<string | null> {
  const sha256 = createHash('sha256').update(bytes).digest('hex')
  const started = await send('POST', '/api/v1/files', { account, json: { size: bytes.length, sha256 } })
  let state = FileState.safeParse(started.body).data
  while (state && !state.complete) {
    const from = state.received
    const part = bytes.subarray(from, from + chunkBytes)
    const answer = await send('PUT', `/api/v1/files/${state.id}?offset=${from}`, { account, bytes: part })
    const next = FileState.safeParse(answer.body).data
    if (!next || (!next.complete && next.received <= from)) return null
    state = next
  }
  return state?.id ?? null
}
