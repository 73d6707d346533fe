import type { PullSource } from '../../../city/channel/types.ts'
import { boundedBody } from '../../../kernel/bounded-body.ts'
import type { Refusal, Result } from '../../../kernel/result.ts'
import { mostBytes } from './bring-file.ts'
import type { Seen } from './types.ts'

/** How long a source may take to answer with everything it has. */
const patienceMs = 20_000

/** What a source answered; `data` is null while it says that nothing has changed. */
export type Fetched = { data: Uint8Array | null; seen: Seen }

/**
 * Asks a source of CHANNELS_FILE for what lies behind a path of it. Only that scheme and host is ever spoken to: a path cannot lead
 * elsewhere, and an answer that points elsewhere is refused.
 */
export async function fetchFile(source: PullSource, path: string, seen: Seen): Promise<Result<Fetched>> {
  const url = new URL(path, source.origin)
  if (url.origin !== source.origin) return refused({ code: 'pull.elsewhere' })
  const asked = {
    ...(seen.etag ? { 'if-none-match': seen.etag } : {}),
    ...(seen.modified ? { 'if-modified-since': seen.modified } : {}),
  }
  const stop = AbortSignal.timeout(patienceMs)
  try {
    const answer = await fetch(url, { headers: { ...source.headers, ...asked }, redirect: 'manual', signal: stop })
    if (answer.status === 304) return dropped(answer, { ok: true, value: { data: null, seen } })
    if (answer.status >= 300 && answer.status < 400) return dropped(answer, refused({ code: 'pull.elsewhere' }))
    if (answer.status !== 200) return dropped(answer, refused({ code: 'pull.status', details: { status: answer.status } }))
    const data = await boundedBody(answer, mostBytes)
    if (!data) return refused({ code: 'input.too-large', details: { limit: '20 MB' } })
    return { ok: true, value: { data, seen: seenOf(answer.headers) } }
  } catch {
    return refused({ code: stop.aborted ? 'pull.slow' : 'pull.away' })
  }
}

const refused = (refusal: Refusal): Result<never> => ({ ok: false, refusal })

/** What nobody reads must not hold the connection. */
async function dropped<T>(answer: Response, result: T): Promise<T> {
  await answer.body?.cancel()
  return result
}

/** Validators as they were said, unless they are too long to be any. */
function seenOf(headers: Headers): Seen {
  const text = (name: string): string | undefined => {
    const value = headers.get(name)
    return value && value.length <= 200 ? value : undefined
  }
  const [etag, modified] = [text('etag'), text('last-modified')]
  return { ...(etag ? { etag } : {}), ...(modified ? { modified } : {}) }
}
