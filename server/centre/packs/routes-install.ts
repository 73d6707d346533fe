import { z } from 'zod'
import type { PackFault } from '../../../contract/pack-fault.ts'
import { packLimits } from '../../../contract/pack-file.ts'
import { Decisions, PackLook, ReleaseDone } from '../../../contract/packs.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { insertRelease } from '../../city/pack/store-releases.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Deps } from './find.ts'
import { openFile } from './open-file.ts'

const Query = z.strictObject({
  /** JSON: which side each conflict is decided for */
  decisions: z.string().max(20_000).default('{}'),
})
const Ask = Query.extend({ note: z.string().trim().min(1).max(500) })

/** A pack file is looked at, then asked for; it comes into force when a second person publishes it. */
export async function installRoutes(app: App, deps: Deps): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    fileRoutes(scope, deps)
  })
}

function fileRoutes(app: App, { spine, packs }: Deps): void {
  const post = { config: { permit: 'rule.draft' } as const, bodyLimit: packLimits.bytes + 1 }
  const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

  app.post(
    '/api/v1/pack-files/look',
    {
      schema: {
        summary: '查看场景包文件：签名、样例、带来什么、与现行的差别',
        querystring: Query,
        response: { 200: PackLook, ...errors },
      },
      ...post,
    },
    async (request) => {
      await followRules(spine, packs)
      const given = { bytes: bytesOf(request.body), decisions: decisionsOf(request.query.decisions) }
      const { found, faults } = await openFile(spine, packs, given)
      return { faults, brings: found?.brings ?? null }
    },
  )

  app.post(
    '/api/v1/pack-files/ask',
    { schema: { summary: '提请启用场景包文件', querystring: Ask, response: { 200: ReleaseDone, ...errors } }, ...post },
    async (request) => {
      await followRules(spine, packs)
      const bytes = bytesOf(request.body)
      const { found, faults } = await openFile(spine, packs, { bytes, decisions: decisionsOf(request.query.decisions) })
      refuseFaulty(faults)
      const { pack, rules, open, publisher, key, basedOn, rulesOn } = found!
      if (open.length > 0) throw new RefusalError({ code: 'pack.undecided', details: { rule: open[0]!, count: open.length } })
      const { note } = request.query
      const askedBy = callerOf(request).person
      return write(spine, request, async (tx) => {
        const no = await insertRelease(tx, {
          ...{ pack: pack.id, version: pack.version, body: pack, rules, file: bytes.toString('utf8') },
          ...{ key, publisher, note, basedOn, rulesOn, askedBy },
        })
        if (no === null) throw new RefusalError({ code: 'pack.waiting' })
        const body = { pack: pack.id, name: pack.name.zh, no, version: pack.version, note }
        await tx.record({ kind: 'pack.asked', subject: pack.id, area: null, body })
        return { pack: pack.id, no, version: pack.version, state: 'waiting' as const }
      })
    },
  )
}

function decisionsOf(text: string): Decisions {
  try {
    return Decisions.parse(JSON.parse(text))
  } catch {
    throw new RefusalError(malformed('/decisions', 'json.broken'))
  }
}

/** Refuses with the first of some faults, its place and how many there are. */
export function refuseFaulty(faults: PackFault[]): void {
  const [first] = faults
  if (!first) return
  const place = [first.part, first.path].filter(Boolean).join(' · ')
  throw new RefusalError({
    code: 'pack.faulty',
    details: { fault: first.code, faultZh: first.words.zh, faultEn: first.words.en, place, count: faults.length },
  })
}
