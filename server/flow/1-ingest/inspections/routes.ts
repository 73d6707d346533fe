import { InspectionIn, InspectionPlans, InspectionReceipt } from '../../../../contract/inspection-desk.ts'
import { plansOf } from '../../../city/inspection/plans-of.ts'
import { objectKindsOf } from '../../../city/pack/object-kinds.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { needFreshSession } from '../../../city/sign-in/identify.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { receiveInspection } from './receive.ts'

export type InspectionDeps = { spine: Spine; packs: Packs; zone: string }
const config = { permit: 'inspection.do' } as const

/** What is looked at on objects, and what was found (检查、巡查). */
export async function inspectionRoutes(app: App, { spine, packs, zone }: InspectionDeps): Promise<void> {
  app.get(
    '/api/v1/inspection-plans',
    { schema: { summary: '检查项目', response: { 200: InspectionPlans, ...errors } }, config: { permit: 'session' } },
    async () => ({
      rows: plansOf(packs.all()).map(({ pack, kind, inspection: { id, name, every, season, items } }) => ({
        ...{ pack, kind, id, name, every, season: season ?? null, items },
        kindName: objectKindsOf(packs.all()).find((one) => one.kind === kind)!.name,
      })),
      at: spine.clock.now().toISOString(),
    }),
  )
  app.post(
    '/api/v1/inspections',
    {
      schema: { summary: '提交检查', body: InspectionIn, response: { 200: InspectionReceipt, ...errors } },
      config,
      preHandler: needFreshSession,
    },
    (request) =>
      write(spine, request, async (tx) => {
        const done = await receiveInspection(tx, { packs, zone }, callerOf(request), request.body)
        return { ...done, doneAt: done.doneAt.toISOString() }
      }),
  )
}
