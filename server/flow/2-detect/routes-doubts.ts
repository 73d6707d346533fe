import { z } from 'zod'
import { type Doubt, DoubtDone, DoubtEnd, DoubtList } from '../../../contract/doubt.ts'
import type { Packs } from '../../city/pack/packs.ts'
import { inScope } from '../../city/permit/scope.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { plainText } from '../../kernel/plain-text.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { doubtHandlers } from './on-doubt.ts'
import { type DoubtRow, doubtsUnder, lockDoubt } from './store-doubts.ts'

const Id = z.object({ id: z.uuid() })

/** 误报记忆: sensors that are believed less since an alarm of theirs was false; a repair ends it before its days are over. */
export async function doubtRoutes(app: App, { spine, packs }: { spine: Spine; packs: Packs }): Promise<void> {
  const { believe } = doubtHandlers({ packs })
  app.get(
    '/api/v1/doubts',
    { schema: { summary: '误报记忆', response: { 200: DoubtList, ...errors } }, config: { permit: 'alarm.read' } },
    async (request) => {
      const caller = callerOf(request)
      const rows = await doubtsUnder(spine, [...caller.scope])
      return { rows: rows.map((row) => viewOf(row, caller)), at: spine.clock.now().toISOString() }
    },
  )
  app.post(
    '/api/v1/doubts/:id/end',
    {
      schema: { summary: '传感器已修复，恢复采信', params: Id, body: DoubtEnd, response: { 200: DoubtDone, ...errors } },
      config: { permit: 'alarm.mute' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const doubt = await lockDoubt(tx, request.params.id)
        if (!doubt || !inScope(callerOf(request).scope, doubt.area)) throw new RefusalError({ code: 'thing.not-found' })
        await believe(tx, doubt, 'repaired', plainText(request.body.reason))
        return { id: doubt.id }
      }),
  )
}

const viewOf = (row: DoubtRow, caller: Caller): Doubt => ({
  ...{ id: row.id, device: row.device, deviceName: row.device_name, object: row.object, objectName: row.object_name },
  ...{ pack: row.pack, family: row.family, cap: row.cap, reason: row.reason, event: row.event, eventNo: row.event_no },
  ...{ since: row.since.toISOString(), until: row.until.toISOString() },
  ...{ endedAt: row.ended_at?.toISOString() ?? null, endedWhy: row.ended_why },
  mayEnd: row.ended_at === null && caller.permits.has('alarm.mute') && inScope(caller.scope, row.area),
})
