import { boundedBody } from '../../../kernel/bounded-body.ts'
import { orRefuse, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { signWebhook } from '../../channel/rules/sign.ts'
import type { PortalSettings } from '../../channel/types.ts'
import { hashOf } from '../store.ts'
import { readAnswer } from './rules/read-answer.ts'

/** A person waits at the screen; the answer is one name. */
const [waitMs, mostBytes] = [5_000, 16_384]

type Line = Pick<PortalSettings, 'secret'> & { exchange: string }

/**
 * Asks the portal, from server to server and signed, whose a token is. Throws `portal.away` when it does not answer, `portal.refused` when
 * it says no or nothing that names somebody. The token stands in no log and no table.
 */
export async function accountOf(spine: Spine, { exchange, secret }: Line, token: string): Promise<string> {
  const [now, body] = [spine.clock.now(), JSON.stringify({ token })]
  // The same question has the same id: a portal that is asked twice can tell.
  const signed = signWebhook(secret, { id: `sign-in:${hashOf(token).toString('hex')}`, at: now, body })
  const headers = { 'content-type': 'application/json', ...signed }
  const text = await asked(exchange, { headers, body }).catch((error: Error) => {
    if (error instanceof RefusalError) throw error
    spine.log.warn({ why: error.message }, 'the portal does not say whose a token is')
    throw new RefusalError({ code: 'portal.away' })
  })
  return orRefuse(readAnswer(text, now))
}

async function asked(url: string, { headers, body }: { headers: Record<string, string>; body: string }): Promise<string> {
  const signal = AbortSignal.timeout(waitMs)
  const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
  const read = await boundedBody(answer, mostBytes)
  if (!read) throw new Error('answer too large')
  if (answer.status >= 500) throw new Error(`HTTP ${answer.status}`)
  if (!answer.ok) throw new RefusalError({ code: 'portal.refused' })
  return read.toString('utf8')
}
