import { z } from 'zod'
import type { Pack } from '../../../contract/pack.ts'
import { packLimits } from '../../../contract/pack-file.ts'
import { Decisions, PackLook, ReleaseDone, ShippedAsk, ShippedLook } from '../../../contract/packs.ts'
import { followRules } from '../../city/pack/live-rules.ts'
import { refuseFaulty } from '../../city/pack/refuse-faulty.ts'
import { insertRelease } from '../../city/pack/store-releases.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../kernel/result.ts'
import type { Spine, Tx } from '../../kernel/spine.ts'
import { type Deps, Of, orNone, packOf, type TiersOf } from './find.ts'
import { asMerged, type Installable, type Opening, openFile, openShipped } from './open-file.ts'
import { reachOf } from './reach.ts'
import { undecidedOf } from './rules/undecided.ts'

const Query = z.strictObject({
  /** JSON: which side each conflict is decided for */
  decisions: z.string().max(20_000).default('{}'),
})
/** `area`: code of a place, for who would get it there. */
const Look = Query.extend({ area: z.string().max(20).optional() })
const Ask = Query.extend({ note: z.string().trim().min(1).max(500) })

/** A pack file is looked at, then asked for; it comes into force when a second person publishes it. */
export async function installRoutes(app: App, deps: Deps): Promise<void> {
  await app.register(async (plain) => {
    const scope = plain as unknown as App
    scope.removeAllContentTypeParsers()
    scope.addContentTypeParser('*', { parseAs: 'buffer' }, (_request, body, done) => done(null, body))
    fileRoutes(scope, deps)
  })
  shippedRoutes(app, deps)
}

function fileRoutes(app: App, { spine, packs, tiersOf }: Deps): void {
  const post = { config: { permit: 'rule.draft' } as const, bodyLimit: packLimits.bytes + 1 }
  const bytesOf = (body: unknown): Buffer => (Buffer.isBuffer(body) ? body : Buffer.alloc(0))

  app.post(
    '/api/v1/pack-files/look',
    {
      schema: {
        summary: '查看场景包文件：签名、样例、带来什么、与现行的差别',
        querystring: Look,
        response: { 200: PackLook, ...errors },
      },
      ...post,
    },
    async (request) => {
      await followRules(spine, packs)
      const given = { bytes: bytesOf(request.body), decisions: decisionsOf(request.query.decisions) }
      const { found, faults } = await openFile(spine, packs, given)
      return lookOf(spine, { found, faults }, { code: request.query.area, caller: callerOf(request), tiersOf })
    },
  )

  app.post(
    '/api/v1/pack-files/ask',
    { schema: { summary: '提请启用场景包文件', querystring: Ask, response: { 200: ReleaseDone, ...errors } }, ...post },
    async (request) => {
      await followRules(spine, packs)
      const bytes = bytesOf(request.body)
      const decisions = decisionsOf(request.query.decisions)
      const { found, faults } = await openFile(spine, packs, { bytes, decisions })
      refuseFaulty(faults)
      const asked = { note: request.query.note, by: callerOf(request).person, decisions, file: bytes.toString('utf8') }
      return write(spine, request, (tx) => askFor(tx, found!, asked))
    },
  )
}

/** A newer version that came with the platform is never taken by itself where another was installed: it is offered, looked at and asked for. */
function shippedRoutes(app: App, { spine, packs, tiersOf }: Deps): void {
  const config = { permit: 'rule.draft' } as const
  const given = (id: string): Pack => {
    const pack = orNone(packs.withPlatform(id))
    const before = packOf(packs, id).version
    if (pack.version <= before) throw new RefusalError({ code: 'pack.old', details: { version: pack.version, before } })
    return pack
  }

  app.post(
    '/api/v1/packs/:pack/shipped/look',
    {
      schema: { summary: '查看随平台带来的新版', params: Of, body: ShippedLook, response: { 200: PackLook, ...errors } },
      config,
    },
    async (request) => {
      await followRules(spine, packs)
      const { decisions, area: code } = request.body
      const opened = await openShipped(spine, packs, { pack: given(request.params.pack), decisions })
      return lookOf(spine, opened, { code, caller: callerOf(request), tiersOf })
    },
  )

  app.post(
    '/api/v1/packs/:pack/shipped/ask',
    {
      schema: { summary: '提请启用随平台带来的新版', params: Of, body: ShippedAsk, response: { 200: ReleaseDone, ...errors } },
      config,
    },
    async (request) => {
      await followRules(spine, packs)
      const { decisions, note } = request.body
      const { found, faults } = await openShipped(spine, packs, { pack: given(request.params.pack), decisions })
      refuseFaulty(faults)
      const asked = { note, by: callerOf(request).person, decisions, file: null }
      return write(spine, request, (tx) => askFor(tx, found!, asked))
    },
  )
}

type Wish = { code: string | undefined; caller: Caller; tiersOf: TiersOf }

/** What a pack says, and at a place who would get what it opens, by the plans as they are merged. */
async function lookOf(spine: Spine, { found, faults }: Opening, { code, caller, tiersOf }: Wish): Promise<PackLook> {
  const merged = found && asMerged(found.pack, found.rules, found.plans)
  const reach = merged && code !== undefined ? await reachOf(spine, merged, { code, caller, tiersOf }) : null
  return { faults, brings: found?.brings ?? null, reach }
}

type Asked = { note: string; by: string; decisions: Decisions; file: string | null }

/** A release that waits for its second person; refused while anything is undecided. */
async function askFor(tx: Tx, found: Installable, { note, by, decisions, file }: Asked) {
  const { brings, pack, rules, plans, shifts, publisher, key, basedOn, rulesOn, plansOn } = found
  const [first, ...more] = undecidedOf(brings)
  if (first)
    throw new RefusalError({
      code: 'pack.undecided',
      details: { rule: first.zh, ruleZh: first.zh, ruleEn: first.en, count: more.length + 1 },
    })
  const no = await insertRelease(tx, {
    ...{ pack: pack.id, version: pack.version, body: pack, rules, file, publisher, key, note, askedBy: by },
    ...{ basedOn, rulesOn, plans, plansOn, tunings: shifts, decisions },
  })
  if (no === null) throw new RefusalError({ code: 'pack.waiting' })
  const body = { pack: pack.id, name: pack.name.zh, no, version: pack.version, note }
  await tx.record({ kind: 'pack.asked', subject: pack.id, area: null, body })
  return { pack: pack.id, no, version: pack.version, state: 'waiting' as const }
}

function decisionsOf(text: string): Decisions {
  try {
    return Decisions.parse(JSON.parse(text))
  } catch {
    throw new RefusalError(malformed('/decisions', 'json.broken'))
  }
}
