import { z } from 'zod'
import { HazardNew } from '../../../../contract/hazard.ts'
import { objectById } from '../../../city/object/store.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { inScope } from '../../../city/permit/scope.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { plainText } from '../../../kernel/plain-text.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { openHazardEvent } from './open-hazard.ts'

const Opened = z.object({ event: z.uuid(), no: z.string() }).meta({ id: 'HazardOpened' })

/** An officer registers what they stand before: a hazard at an object of their areas. */
export async function hazardRoutes(app: App, deps: { spine: Spine; packs: Packs; zone: string }): Promise<void> {
  const { spine, packs } = deps
  app.post(
    '/api/v1/hazards',
    {
      schema: { summary: '登记隐患', body: HazardNew, response: { 200: Opened, ...errors } },
      config: { permit: 'event.open' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { object, type, what, grade, note } = request.body
        const thing = await objectById(tx, object)
        if (!thing || !inScope(callerOf(request).scope, thing.area)) throw new RefusalError({ code: 'thing.not-found' })
        const found = packs.typeOf(type)
        if (!found?.type.hazard || found.pack.id !== thing.pack)
          throw new RefusalError(malformed('/type', 'name.unknown', { name: type }))
        if (!found.type.plan.clocks[grade]) throw new RefusalError(malformed('/grade', 'unfit'))
        const words = plainText(what)
        const opened = await openHazardEvent(tx, deps, {
          ...{ object, type, grade, what: { zh: words, en: words }, note: note ? plainText(note) : null, files: [] },
          ...{ by: 'officer', at: tx.now, from: { plan: null, item: null, inspection: null, sets: null } },
        })
        return { event: opened.id, no: opened.no }
      }),
  )
}
