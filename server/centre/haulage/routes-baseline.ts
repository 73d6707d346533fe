import { HaulBaselineIn, HaulBaselineSet } from '../../../contract/haul-effect.ts'
import { cityDay } from '../../kernel/calendar.ts'
import { type App, callerOf, errors } from '../../kernel/http.ts'
import { write } from '../../kernel/idempotency.ts'
import { RefusalError } from '../../kernel/result.ts'
import { type BaselineDeps, mustCarry } from './baseline-ground.ts'
import { baselineSheetRoutes } from './routes-baseline-sheet.ts'
import { faultOfBaseline } from './rules/read-baseline-row.ts'
import { setBaseline } from './set-baseline.ts'
import { districtsWithin } from './store-baseline.ts'

/** 基线: a district says what was before the platform, from its papers; the newest counts, the others are kept. One by one, or as a sheet. */
export async function baselineRoutes(app: App, deps: BaselineDeps): Promise<void> {
  const { spine, packs, zone } = deps
  app.post(
    '/api/v1/haulage-baselines',
    {
      schema: { summary: '填启用前的基线', body: HaulBaselineIn, response: { 200: HaulBaselineSet, ...errors } },
      config: { permit: 'pack.tune' },
    },
    (request) =>
      write(spine, request, async (tx) => {
        const caller = callerOf(request)
        const { pack, ...said } = request.body
        const district = (await districtsWithin(tx, caller.scope)).find(({ code }) => code === said.district)
        if (!district) throw new RefusalError({ code: 'thing.not-found' })
        mustCarry(packs, pack)
        const fault = faultOfBaseline(said, cityDay(tx.now, zone))
        if (fault) throw new RefusalError(fault)
        await setBaseline(tx, caller, { pack, district, said })
        return { district: district.code }
      }),
  )
  await baselineSheetRoutes(app, deps)
}
