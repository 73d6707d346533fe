import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { mostDocumentBytes } from '../../../contract/document-kinds.ts'
import { TargetEvidence } from '../../../contract/target.ts'
import { type Kept, keepPaper } from '../../city/file/keep-paper.ts'
import { attachFile, insertKept } from '../../city/file/store.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { RefusalError } from '../../kernel/result.ts'
import { createSlidingWindow } from '../../kernel/sliding-window.ts'
import type { Tx } from '../../kernel/spine.ts'
import { found, type TargetDeps } from './routes.ts'
import { holdForSaying, keepSaid } from './say.ts'
import { sameEvidence } from './store.ts'

/** Papers one person may bring in ten minutes. */
const bringLimit = { limit: 200, ms: 600_000 }

/** 佐证 as the paper itself: its bytes are the body, PDF or a photo; what it is stands in the address. Said and kept in one transaction. */
export async function targetEvidenceRoutes(app: App, deps: TargetDeps & { filesDir: string }): Promise<void> {
  const { spine, filesDir } = deps
  const window = createSlidingWindow(bringLimit)
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    scope.post(
      '/api/v1/target-plans/:plan/evidence',
      {
        schema: {
          ...{ summary: '上传一个事项或指标的佐证', params: z.object({ plan: z.string().max(60) }) },
          ...{ querystring: TargetEvidence, response: { 200: z.object({ id: z.string() }), ...errors } },
        },
        config: { permit: 'target.tell' },
        bodyLimit: mostDocumentBytes,
      },
      async (request) => {
        const caller = callerOf(request)
        const seconds = window.take(caller.person, spine.clock.now())
        if (seconds > 0) throw new RefusalError({ code: 'input.too-many', details: { seconds } })
        const { plan } = request.params
        await found(spine, caller, plan)
        const kept = await keepPaper(filesDir, Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0))
        return spine.transaction(caller.actor, (tx) => bring(tx, deps, caller, { plan, ...request.query, kept }))
      },
    )
  })
}

type Brought = z.infer<typeof TargetEvidence> & { plan: string; kept: Kept }

async function bring(tx: Tx, deps: TargetDeps, caller: Caller, { plan, subject, quarter, kept, ...given }: Brought) {
  const id = randomUUID()
  const words = plainText(given.words)
  const said = { kind: 'evidence' as const, words, day: given.day ?? null, file: { id, type: kept.kind, size: kept.size } }
  const held = await holdForSaying(tx, deps, caller, { plan, subject, quarter, said })
  // The same bytes under the same words change nothing the second time: no idempotency key is needed.
  const known = await sameEvidence(tx, plan, { subject, quarter, words, sha256: kept.sha256 })
  if (known) return { id: known }
  await insertKept(tx, { id, owner: caller.person, ...kept })
  await attachFile(tx, id, { plan })
  return keepSaid(tx, caller, held)
}
