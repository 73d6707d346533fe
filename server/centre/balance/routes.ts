import { z } from 'zod'
import { Balance, Day } from '../../../contract/balance.ts'
import { addSheets, sheetView } from '../../flow/7-evaluate/rules/balance.ts'
import { cityDay } from '../../flow/7-evaluate/rules/ticks-of.ts'
import { readSheets, sealOf } from '../../flow/7-evaluate/store-balance.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'

const Asked = z.object({ area: z.string().max(80).optional(), day: Day.optional() })

/** The balance sheet of an area and a day. */
export async function balanceRoutes(app: App, { spine, zone }: { spine: Spine; zone: string }): Promise<void> {
  app.get(
    '/api/v1/balance',
    {
      schema: { summary: '平衡表', querystring: Asked, response: { 200: Balance, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const now = spine.clock.now()
      const day = request.query.day ?? cityDay(now, zone)
      const scope = orNotFound(narrowed(callerOf(request).scope, await readPrefixes(spine, request.query.area)))
      const sheets = await readSheets(spine, scope, { day, zone })
      const sealed = await sealOf(spine, day)
      return {
        day,
        total: sheetView(addSheets(sheets)),
        towns: sheets.map((sheet) => ({ area: sheet.area, ...sheetView(sheet) })),
        sealed: sealed && { at: sealed.at.toISOString(), differences: sealed.differences },
        at: now.toISOString(),
      }
    },
  )
}
