import { z } from 'zod'
import { DutyPhone, DutyPhoneBody } from '../../../contract/duty.ts'
import { lockUnit } from '../../city/person/store.ts'
import { isPrivate, setDutyPhone } from '../../city/person/store-phone.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import type { Spine } from '../../kernel/spine.ts'
import { isOver } from './page.ts'

const Id = z.object({ id: z.string().max(80) })

/** 值班电话 of a unit: entered by whoever arranges its duty, read by everybody who is told to ask there. It is never somebody's own number. */
export async function phoneRoute(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.post(
    '/api/v1/duty/units/:id/phone',
    {
      schema: { summary: '登记单位值班电话', params: Id, body: DutyPhoneBody, response: { 200: DutyPhone, ...errors } },
      config: { permit: 'duty.arrange' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const { phone } = request.body
        const unit = await lockUnit(tx, request.params.id)
        if (!unit || (unit.valid_to && unit.valid_to <= tx.now) || !isOver(callerOf(request), unit.paths))
          throw new RefusalError({ code: 'thing.not-found' })
        if (phone !== null && (await isPrivate(tx, phone))) throw new RefusalError({ code: 'duty.phone-private' })
        await setDutyPhone(tx, unit.id, phone)
        const body = { unit: unit.id, unitName: unit.name, number: phone }
        await tx.record({ kind: 'duty.phone-set', subject: unit.id, area: unit.paths[0] ?? null, unit: unit.id, body })
        return { unit: unit.id, phone }
      }),
  )
}
