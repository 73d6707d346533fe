import { z } from 'zod'
import { SuppliesBody, SuppliesDone } from '../../../../contract/mute.ts'
import { objectById } from '../../../city/object/store.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { feedingAmong, foreignAmong, replaceSupplies } from './store-supplies.ts'

const Id = z.object({ id: z.string().max(80) })

/** What hangs below a power box, a gateway or a network node: the whole list at once, so that sending it again changes nothing. */
export async function supplyRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.put(
    '/api/v1/supplies/:id',
    {
      schema: { summary: '登记上游供给（整份）', params: Id, body: SuppliesBody, response: { 200: SuppliesDone, ...errors } },
      config: { permit: 'feed.repair' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { scope, sight } = callerOf(request)
        const { kind, objects } = request.body
        const supply = await objectById(tx, request.params.id)
        // Administrators repair feeds and see no objects.
        if (!supply || sight !== 'area' || !inScope(scope, supply.area)) throw new RefusalError({ code: 'thing.not-found' })
        const [foreign] = await foreignAmong(tx, objects, { scope, supply: supply.id })
        if (foreign !== undefined) throw new RefusalError(malformed('/objects', 'name.unknown', { name: foreign }))
        const feeding = await feedingAmong(tx, supply.id, objects)
        if (feeding !== null) throw new RefusalError(malformed('/objects', 'supply.round', { name: feeding }))
        await replaceSupplies(tx, { supply: supply.id, kind, objects })
        await tx.record({
          kind: 'supply.set',
          subject: supply.id,
          area: supply.area,
          body: { supply: supply.id, label: supply.name, below: objects.length },
        })
        return { supply: supply.id, below: objects.length }
      }),
  )
}
