import { randomBytes } from 'node:crypto'
import { answerChallenge } from '../../../../protocols/digest.ts'
import { readViid } from '../../../../protocols/gat1400/read.ts'
import type { ViidObject } from '../../../../protocols/gat1400/types.ts'
import { viidType } from '../../../../protocols/gat1400/write.ts'
import { boundedBody } from '../../../kernel/bounded-body.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import type { Refusal } from '../../../kernel/result.ts'
import { tellsOfSomebody } from './label-in.ts'

/** `us` and `password` prove who asks; `stop` ends it early. */
export type LibraryAsk = {
  address: string
  method: 'POST' | 'PUT' | 'DELETE'
  path: string
  body: string | null
  us: string
  password: string | null
  patienceMs: number
  stop: AbortSignal
}
export type LibraryAnswer = { kind: 'granted' } | { kind: 'refused' | 'away'; refusal: Refusal }

const mostBytes = 65_536

/**
 * Asks a view library one thing at the address it was given, and nowhere else: what points elsewhere is not followed. One challenge is
 * answered, by digest only: the password itself is never sent. `away`: it may answer another time (silence, a fault of its own).
 */
export async function askLibrary(ask: LibraryAsk): Promise<LibraryAnswer> {
  const slow = AbortSignal.timeout(ask.patienceMs)
  const signal = AbortSignal.any([slow, ask.stop])
  try {
    const first = await send(ask, signal, null)
    if (first.status !== 401) return await judge(first)
    const proof = answerChallenge(first.headers.get('www-authenticate') ?? '', {
      ...{ username: ask.us, password: ask.password ?? '', method: ask.method, uri: ask.path },
      cnonce: randomBytes(8).toString('hex'),
    })
    await first.body?.cancel()
    if (proof === null || ask.password === null) return refused({ code: 'pull.status', details: { status: 401 } })
    return await judge(await send(ask, signal, proof))
  } catch {
    return { kind: 'away', refusal: { code: slow.aborted ? 'pull.slow' : 'pull.away' } }
  }
}

const refused = (refusal: Refusal): LibraryAnswer => ({ kind: 'refused', refusal })

function send({ address, method, path, body, us }: LibraryAsk, signal: AbortSignal, proof: string | null): Promise<Response> {
  const headers = {
    'user-identify': us,
    ...(body === null ? {} : { 'content-type': viidType }),
    ...(proof === null ? {} : { authorization: proof }),
  }
  return fetch(`${address}${path}`, { method, headers, body, signal, redirect: 'manual' })
}

async function judge(answer: Response): Promise<LibraryAnswer> {
  const { status } = answer
  const said = status >= 200 && status < 300 ? await boundedBody(answer, mostBytes) : null
  if (said !== null) return judgeWords(said.toString('utf8'), status)
  await answer.body?.cancel().catch(() => undefined)
  if (status >= 300 && status < 400) return refused({ code: 'pull.elsewhere' })
  if (status >= 200 && status < 300) return refused({ code: 'library.unread', details: { status } })
  return { kind: status >= 500 ? 'away' : 'refused', refusal: { code: 'pull.status', details: { status } } }
}

/** Its first status says what it makes of it. */
function judgeWords(said: string, status: number): LibraryAnswer {
  const read = readViid(said)
  const item: ViidObject | undefined = !read.ok ? undefined : 'item' in read.value ? read.value.item : read.value.items[0]
  const code = item?.StatusCode
  if (typeof code !== 'number') return refused({ code: 'library.unread', details: { status } })
  if (code === 0) return { kind: 'granted' }
  const words = typeof item?.StatusString === 'string' ? plainText(item.StatusString).replace(/\s+/g, ' ').slice(0, 80) : ''
  return refused({ code: 'library.refused', details: { code, said: words === '' || tellsOfSomebody(words) ? '–' : words } })
}
