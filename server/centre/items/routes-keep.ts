import { z } from 'zod'
import { ChangeItem, ItemDone, RegisterItem } from '../../../contract/business-item.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import { changeItem, registerItem } from './keep-item.ts'
import { type ItemDeps, seenBy } from './routes.ts'
import { readItemLine } from './store.ts'

const config = { permit: 'item.change' } as const
const response = { 200: ItemDone, ...errors }

/** One item by a form, beside sheets: registered, changed, stopped. */
export async function keepRoutes(app: App, deps: ItemDeps): Promise<void> {
  const { spine, packs, demo } = deps
  app.post(
    '/api/v1/business-items',
    { schema: { summary: '登记一项业务事项', body: RegisterItem, response }, config },
    (request) => {
      const { scope } = callerOf(request)
      return write(spine, request, (tx) => registerItem(tx, request.body, { packs, scope, now: tx.now, demo }))
    },
  )
  app.post(
    '/api/v1/business-items/:code',
    {
      schema: { summary: '变更、停用一项业务事项', params: z.object({ code: z.string().max(40) }), body: ChangeItem, response },
      config,
    },
    (request) => {
      const caller = callerOf(request)
      const { code } = request.params
      return write(spine, request, async (tx) => {
        // What one does not see is not there, whoever it belongs to.
        if (!(await readItemLine(tx, await seenBy(deps, caller, undefined), code)))
          throw new RefusalError({ code: 'thing.not-found' })
        return changeItem(tx, { code, ...request.body }, { packs, scope: caller.scope, now: tx.now, demo })
      })
    },
  )
}
