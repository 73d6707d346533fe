import { z } from 'zod'
import { TicketSheetLook, TicketSheetTaken } from '../../../../contract/ticket-sheet.ts'
import type { Packs } from '../../../city/pack/packs.ts'
import { type SheetSubject, sheetDoors } from '../../../city/sheet/doors.ts'
import type { App, Caller } from '../../../kernel/http.ts'
import { malformed, RefusalError } from '../../../kernel/result.ts'
import type { Spine } from '../../../kernel/spine.ts'
import { planTicketSheet, type TicketPlan } from './plan-sheet.ts'
import type { Told } from './take.ts'
import { takeTicketSheet } from './take-sheet.ts'

type Deps = { spine: Spine; packs: Packs; demo: boolean; zone: string }
const Asked = z.strictObject({ pack: z.string().max(60) })
type Asked = z.infer<typeof Asked>

/** Sheets of tickets no gate told. */
export const ticketSheetRoutes = (app: App, deps: Deps): Promise<void> => sheetDoors(app, deps, ticketSheets(deps))

const ticketSheets = (deps: Deps): SheetSubject<Asked, TicketPlan> => ({
  path: '/api/v1/ticket-sheets',
  // Whoever voids what was written by mistake also enters what no gate told.
  permit: 'feed.repair',
  // 5,000 tickets are about a tenth of it.
  mostBytes: 5 * 1_048_576,
  summaries: { look: '预览导入联单：开出、闭合多少', errors: '导入联单的错误表', take: '导入预览过的联单' },
  asked: Asked,
  answers: { look: TicketSheetLook, taken: TicketSheetTaken },
  plan: ({ caller, asked, bytes }) => planTicketSheet(deps, toldBy(deps, caller, asked), bytes),
  previewed: ({ opened, closed, righted, unchanged }) => ({ opened, closed, righted, unchanged }),
  take: ({ caller, asked, plan, name }) =>
    takeTicketSheet(
      deps.spine,
      { plan, told: toldBy(deps, caller, asked) },
      { actor: caller.actor, name, area: caller.scope[0] ?? null },
    ),
  moved: 'object.sheet-moved',
})

function toldBy({ packs, demo }: Deps, { actor, scope }: Caller, { pack }: Asked): Told {
  const haulage = packs.all().find(({ id }) => id === pack)?.haulage
  if (!haulage) throw new RefusalError(malformed('/pack', 'name.unknown', { name: pack }))
  return { pack, haulage, by: actor.id, scope, demo }
}
