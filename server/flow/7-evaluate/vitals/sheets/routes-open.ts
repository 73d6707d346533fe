import { z } from 'zod'
import { VitalSheetOpen, VitalSheetsOpen } from '../../../../../contract/vital-sheet.ts'
import { type App, type Caller, callerOf, errors } from '../../../../kernel/http.ts'
import { write } from '../../../../kernel/idempotency.ts'
import { orRefuse, RefusalError } from '../../../../kernel/result.ts'
import type { Spine, Tx } from '../../../../kernel/spine.ts'
import type { LiveTree } from '../store-live-tree.ts'
import type { TreeRead } from '../types.ts'
import { answersFor, mayStop, type Who } from './rules/may-stop.ts'
import { openOf } from './sheet-view.ts'
import { anySheetLocked, openSheets, stopSheet } from './store.ts'
import { pathOf } from './take-sheet.ts'

const Id = z.object({ id: z.string().regex(/^[A-Za-z0-9-]{8,64}$/) })
const config = { permit: 'vital.tell' } as const
/** So many are listed, of so many days: what stands still for longer is sent anew. */
const shown = 20
/** So many are looked at for those of the caller: of a whole city few are ever open. */
const looked = 500
const days = 30
const dayMs = 86_400_000

/** 没收完的报数表: which sheets are being taken or stand still, and 停止 for who sent one or a desk of their area. */
export function openSheetRoutes(app: App, { spine, tree }: { spine: Spine; tree: LiveTree }): void {
  app.get(
    '/api/v1/vital-value-sheets',
    { schema: { summary: '没收完的报数表', response: { 200: VitalSheetsOpen, ...errors } }, config },
    async (request) => {
      const who = whoIs(callerOf(request), await tree.read())
      const now = spine.clock.now()
      const open = await openSheets(spine, new Date(now.getTime() - days * dayMs), looked)
      const seen = open.filter((sheet) => answersFor(sheet, who)).slice(0, shown)
      return { rows: seen.map((sheet) => openOf(sheet, who)), at: now.toISOString() }
    },
  )
  app.post(
    '/api/v1/vital-value-sheets/:id/stop',
    { schema: { summary: '停止收报数表', params: Id, response: { 200: VitalSheetOpen, ...errors } }, config },
    async (request) => {
      const read = await tree.read()
      const who = whoIs(callerOf(request), read)
      return write(spine, request, (tx) => stop(tx, request.params.id, who, read))
    },
  )
}

const whoIs = ({ person, scope }: Caller, tree: TreeRead): Who => ({ person, covers: (area) => tree.covers(scope, area) })

/** The part that is being taken is waited for: it is taken whole, and the next one is not. */
async function stop(tx: Tx, id: string, who: Who, tree: TreeRead): Promise<VitalSheetOpen> {
  const sheet = await anySheetLocked(tx, id)
  if (!sheet) throw new RefusalError({ code: 'thing.not-found' })
  orRefuse(mayStop(sheet, who))
  await stopSheet(tx, id, who.person)
  const { done, rows, taken, refused, atRow, senderName } = sheet
  await tx.record({
    ...{ kind: 'vital-sheet.stopped', subject: id, area: pathOf(tree, sheet.area) },
    body: { sheet: id, done, rows, taken, refused, atRow, senderName: sheet.person === who.person ? null : senderName },
  })
  return openOf((await anySheetLocked(tx, id))!, who)
}
