import { VitalValues, VitalValuesTaken } from '../../../../contract/vital.ts'
import { type App, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { toProblem } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { lockRoutes } from './locks/routes.ts'
import { valueSheetRoutes } from './sheets/routes.ts'
import type { LiveTree } from './store-live-tree.ts'
import { type Said, takeValues } from './take-values.ts'

export type ToldDeps = { spine: Spine; zone: string; tree: LiveTree }

/** 报数: values that are told, each taken or refused by itself, so that one bad row never holds back a thousand good ones. */
export async function toldRoutes(app: App, deps: ToldDeps): Promise<void> {
  const { spine, zone, tree } = deps
  app.post(
    '/api/v1/vitals/values',
    {
      schema: { summary: '报体征指标的数', body: VitalValues, response: { 200: VitalValuesTaken, ...errors } },
      config: { permit: 'vital.tell' } as const,
    },
    async (request) => {
      const { scope, actor } = callerOf(request)
      const teller = { tree: await tree.read(), scope, zone, actor: actor.id, source: 'api' as const }
      return write(spine, request, async (tx) => {
        const { taken, refused, marked } = await takeValues(tx, request.body.values, teller)
        const said = ({ at, refusal }: Said) => {
          const { code, zh, en } = toProblem(refusal, zone)
          return { row: at + 1, code, zh, en }
        }
        return { taken, refused: refused.map(said), marked: marked.map(said) }
      })
    },
  )
  await valueSheetRoutes(app, deps)
  await lockRoutes(app, deps)
}
