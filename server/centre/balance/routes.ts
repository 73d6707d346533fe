import { z } from 'zod'
import { Balance, BalanceDifferences, Day } from '../../../contract/balance.ts'
import { addSheets, sheetView } from '../../flow/7-evaluate/rules/balance.ts'
import { compareBalance, readSheets, sealOf } from '../../flow/7-evaluate/store-balance.ts'
import { cityDay } from '../../kernel/calendar.ts'
import { type App, type Caller, callerOf, errors } from '../../kernel/http.ts'
import type { Spine } from '../../kernel/spine.ts'
import { narrowed, orNotFound, readPrefixes } from '../desk/store-sight.ts'
import { namesOf, titlesOf } from './store.ts'

const Asked = z.object({ area: z.string().max(80).optional(), day: Day.optional() })

/** The balance sheet of an area and a day, and what of it differs from a fresh count. */
export async function balanceRoutes(app: App, { spine, zone }: { spine: Spine; zone: string }): Promise<void> {
  const scopeOf = async (caller: Caller, area: string | undefined): Promise<readonly string[]> =>
    orNotFound(narrowed(caller.scope, await readPrefixes(spine, area)))

  app.get(
    '/api/v1/balance',
    {
      schema: { summary: '平衡表', querystring: Asked, response: { 200: Balance, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const now = spine.clock.now()
      const day = request.query.day ?? cityDay(now, zone)
      const sheets = await readSheets(spine, await scopeOf(callerOf(request), request.query.area), { day, zone })
      const sealed = await sealOf(spine, day)
      const nameOf = await namesOf(
        spine,
        sheets.map(({ area }) => area),
      )
      return {
        day,
        total: sheetView(addSheets(sheets)),
        towns: sheets.map((sheet) => ({ area: sheet.area, areaName: nameOf(sheet.area), ...sheetView(sheet) })),
        sealed: sealed && { at: sealed.at.toISOString(), differences: sealed.differences },
        at: now.toISOString(),
      }
    },
  )

  app.get(
    '/api/v1/balance/differences',
    {
      schema: { summary: '平衡表与重算的差异', querystring: Asked, response: { 200: BalanceDifferences, ...errors } },
      config: { permit: 'feed.read' },
    },
    async (request) => {
      const now = spine.clock.now()
      const day = request.query.day ?? cityDay(now, zone)
      const scope = await scopeOf(callerOf(request), request.query.area)
      const here = await compareBalance(spine, zone, { from: day, to: day }, scope)
      const nameOf = await namesOf(
        spine,
        here.map(({ area }) => area),
      )
      const titled = new Map(
        (
          await titlesOf(
            spine,
            here.map(({ id }) => id),
          )
        ).map((one) => [one.id, one]),
      )
      const rows = here.map(({ of, id, area, stored, counted }) => {
        const thing = titled.get(id)
        return { of, id, area, areaName: nameOf(area), title: thing?.title ?? null, event: thing?.event ?? null, stored, counted }
      })
      return { day, rows, at: now.toISOString() }
    },
  )
}
