import { z } from 'zod'
import { PublisherBody, PublisherDone, PublisherList } from '../../../contract/packs.ts'
import { keyId, publicKeyOf } from '../../city/pack/file/sealed.ts'
import { isWhole } from '../../city/permit/scope.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { orNone } from './find.ts'
import { mayDecide, type PublisherVerb, publisherActs, stateAfter } from './rules/may-decide.ts'
import { askForPublisher, decidePublisher, lockPublisher, publishers } from './store-publishers.ts'

const Key = z.object({ key: z.string().regex(/^[0-9a-f]{16}$/) })
const kinds = { confirm: 'publisher.trusted', refuse: 'publisher.refused', withdraw: 'publisher.withdrawn' } as const
const summaries = { confirm: '确认信任发布者', refuse: '不同意信任发布者', withdraw: '不再信任发布者' } as const

/** Whose signature counts: asked for by one administrator, confirmed by another. Their list is the city's. */
export async function publisherRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.get(
    '/api/v1/pack-publishers',
    { schema: { summary: '可信发布者', response: { 200: PublisherList, ...errors } }, config: { permit: 'admin.read' } },
    async (request) => {
      const caller = ofCity(callerOf(request))
      const rows = (await publishers(spine)).map(({ publicKey: _, askedBy, ...row }) => ({
        ...row,
        askedAt: row.askedAt.toISOString(),
        decidedAt: row.decidedAt?.toISOString() ?? null,
        allowed: publisherActs({ ...row, askedBy }, caller),
      }))
      return { rows, mayAsk: caller.permits.has('admin.people') }
    },
  )

  app.post(
    '/api/v1/pack-publishers',
    {
      schema: { summary: '提请信任发布者', body: PublisherBody, response: { 200: PublisherDone, ...errors } },
      config: { permit: 'admin.people' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = ofCity(callerOf(request))
        const { name, publicKey } = request.body
        const open = publicKeyOf(publicKey)
        if (!open) throw new RefusalError({ code: 'publisher.key' })
        const one = { key: keyId(open), name, publicKey: open.export({ type: 'spki', format: 'pem' }).toString() }
        if (!(await askForPublisher(tx, { ...one, by: caller.person }))) throw new RefusalError({ code: 'publisher.known' })
        await tx.record({ kind: 'publisher.asked', subject: one.key, area: null, body: { key: one.key, name } })
        return { key: one.key, state: 'waiting' as const }
      }),
  )

  for (const verb of ['confirm', 'refuse', 'withdraw'] as const) decideRoute(app, spine, verb)
}

function decideRoute(app: App, spine: Spine, verb: PublisherVerb): void {
  app.post(
    `/api/v1/pack-publishers/:key/${verb}`,
    {
      schema: { summary: summaries[verb], params: Key, body: z.strictObject({}), response: { 200: PublisherDone, ...errors } },
      config: { permit: 'admin.security' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = ofCity(callerOf(request))
        const row = orNone(await lockPublisher(tx, request.params.key))
        orRefuse(mayDecide(verb, row, caller))
        const { key, name } = row
        await decidePublisher(tx, key, stateAfter[verb], caller.person)
        await tx.record({ kind: kinds[verb], subject: key, area: null, body: { key, name } })
        return { key, state: stateAfter[verb] }
      }),
  )
}

/** Packs are the whole city's: an administrator of a district decides nothing about them. */
function ofCity(caller: Caller): Caller {
  if (!isWhole(caller.scope)) throw new RefusalError({ code: 'thing.not-found' })
  return caller
}
