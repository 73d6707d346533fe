import { GivenUpError } from '../../kernel/outbox.ts'

/** What was addressed is not there any more. */
export class Gone extends GivenUpError {}

/** Shorter than the outbox's lease, so that a slow receiver is not asked twice at the same time. */
const waitMs = 10_000
const mostBytes = 65_536

export type Parcel = { url: string; method?: 'POST' | 'PUT'; headers: Record<string, string>; body: string | Buffer }

/**
 * Hands something over to the one address that was configured: no redirect is followed. Throws when it was not taken; a GivenUpError
 * when asking again makes no sense. Returns the beginning of the answer.
 */
export async function handOver({ url, method = 'POST', headers, body }: Parcel): Promise<string> {
  const answer = await fetch(url, {
    method,
    headers,
    body: typeof body === 'string' ? body : new Uint8Array(body),
    redirect: 'manual',
    signal: AbortSignal.timeout(waitMs),
  })
  const text = await beginning(answer)
  if (answer.ok) return text
  const said = `HTTP ${answer.status} ${text.slice(0, 200)}`
  // Too early, too many, too slow: those may be asked again.
  const again = answer.status >= 500 || [408, 425, 429].includes(answer.status)
  if (again) throw new Error(said)
  throw answer.status === 404 || answer.status === 410 ? new Gone(said) : new GivenUpError(said)
}

/** No more of an answer than anybody needs: a receiver must not fill our memory. */
async function beginning(answer: Response): Promise<string> {
  const parts: Uint8Array[] = []
  let bytes = 0
  for await (const part of answer.body ?? []) {
    parts.push(part)
    bytes += part.length
    if (bytes >= mostBytes) break
  }
  return Buffer.concat(parts).subarray(0, mostBytes).toString('utf8')
}
