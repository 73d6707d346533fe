import { z } from 'zod'
import { BaselineSheetLook, BaselineSheetTaken } from '../../../contract/baseline-sheet.ts'
import { type SheetSubject, sheetDoors } from '../../city/sheet/doors.ts'
import { cityDay } from '../../kernel/calendar.ts'
import type { App } from '../../kernel/http.ts'
import { type BaselineDeps, mustCarry } from './baseline-ground.ts'
import { type BaselinePlan, planBaselines } from './plan-baselines.ts'
import { setBaseline } from './set-baseline.ts'
import { districtsWithin } from './store-baseline.ts'
import type { District } from './types.ts'

const Asked = z.strictObject({ pack: z.string().max(60) })
type Planned = BaselinePlan & { own: District[] }

/** Baselines of several districts as a sheet. */
export const baselineSheetRoutes = (app: App, deps: BaselineDeps): Promise<void> => sheetDoors(app, deps, baselineSheets(deps))

const baselineSheets = ({ spine, packs, zone }: BaselineDeps): SheetSubject<z.infer<typeof Asked>, Planned> => ({
  path: '/api/v1/haulage-baseline-sheets',
  permit: 'pack.tune',
  // A row a district.
  mostBytes: 1_048_576,
  summaries: { look: '预览导入启用前基线', errors: '导入基线的错误表', take: '导入预览过的基线' },
  asked: Asked,
  answers: { look: BaselineSheetLook, taken: BaselineSheetTaken },
  async plan({ caller, asked: { pack }, bytes }) {
    mustCarry(packs, pack)
    const own = await districtsWithin(spine, caller.scope)
    return { ...(await planBaselines(spine, { pack, own, today: cityDay(spine.clock.now(), zone) }, bytes)), own }
  },
  previewed: ({ set, unchanged }) => ({ set: set.length, unchanged }),
  async take({ caller, asked: { pack }, plan: { set, unchanged, own } }) {
    await spine.transaction(caller.actor, async (tx) => {
      for (const said of set)
        await setBaseline(tx, caller, { pack, district: own.find(({ code }) => code === said.district)!, said })
    })
    return { set: set.length, unchanged }
  },
  moved: 'object.sheet-moved',
})
