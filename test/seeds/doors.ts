import { Agent, request } from 'node:http'
import type { Way } from './schedule.ts'
import type { World } from './world.ts'

export type Reply = { status: number; body: Record<string, unknown> }
export type Asking = { method: 'GET' | 'POST' | 'PUT'; url: string; body?: unknown; headers?: Record<string, string> }

const agent = new Agent({ keepAlive: false })

/** One request; null when no answer came. `half` breaks off in the body, `answer-lost` throws the answer away when it arrives. */
function sendOnce(
  port: number,
  { method, url, body, headers = {} }: Asking,
  how: 'whole' | 'half' | 'answer-lost',
): Promise<Reply | null> {
  const payload = body === undefined ? undefined : Buffer.isBuffer(body) ? body : Buffer.from(JSON.stringify(body))
  const type = Buffer.isBuffer(body) ? 'application/octet-stream' : 'application/json'
  const own = payload ? { 'content-type': type, 'content-length': payload.length } : {}
  return new Promise((resolve) => {
    const sent = request({ port, host: '127.0.0.1', method, path: url, agent, headers: { ...own, ...headers } }, (answer) => {
      const chunks: Buffer[] = []
      answer.on('data', (chunk: Buffer) => chunks.push(chunk))
      answer.on('error', () => resolve(null))
      answer.on('end', () => {
        const text = Buffer.concat(chunks).toString()
        const given = text.startsWith('{') ? (JSON.parse(text) as Record<string, unknown>) : { text }
        resolve(how === 'answer-lost' ? null : { status: answer.statusCode!, body: given })
      })
    })
    sent.on('error', () => resolve(null))
    if (how === 'half' && payload) sent.write(payload.subarray(0, payload.length >> 1), () => sent.destroy())
    else sent.end(payload)
  })
}

/**
 * Asks until there is an answer that is not "try again", as every client of ours does; while the database is away it gives up and answers
 * null. `seen` hears every answer. A body that is sent again carries the same idempotency key.
 */
export async function ask(
  world: World,
  asking: Asking,
  way: Way = 'once',
  seen: (reply: Reply) => void = () => undefined,
): Promise<Reply | null> {
  const heard = async (how: 'whole' | 'half' | 'answer-lost'): Promise<Reply | null> => {
    const reply = await sendOnce(world.port(), asking, how)
    if (reply) seen(reply)
    return reply
  }
  if (way === 'half' || way === 'answer-lost') await heard(way)
  if (way === 'twice') return best(await (world.faulty() ? inTurn(heard) : Promise.all([heard('whole'), heard('whole')])))
  return settled(await heard('whole'))
}

/** While a fault is at work one comes after the other: at which message it strikes must not hang on who was quicker. */
async function inTurn(heard: (how: 'whole') => Promise<Reply | null>): Promise<(Reply | null)[]> {
  const first = await heard('whole')
  return [first, await heard('whole')]
}

/** Of two answers to the same request the better one, whichever was first. */
const best = (replies: (Reply | null)[]): Reply | null =>
  replies
    .map(settled)
    .filter((reply) => reply !== null)
    .toSorted((a, b) => a.status - b.status)[0] ?? null

/** Busy, full or down is no answer yet. */
const settled = (reply: Reply | null): Reply | null => (reply && ![503, 507].includes(reply.status) ? reply : null)
