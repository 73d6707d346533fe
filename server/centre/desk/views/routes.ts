import { z } from 'zod'
import { ChangeView, MoveView, type SavedView, SavedViews, SaveView } from '../../../../contract/saved-view.ts'
import { type App, type Caller, callerOf, errors } from '../../../kernel/http.ts'
import { write } from '../../../kernel/idempotency.ts'
import { RefusalError } from '../../../kernel/result.ts'
import type { Spine, Tx } from '../../../kernel/spine.ts'
import { deleteView, insertView, lockView, type Owner, ownedBy, placeViews, saveView, type ViewRow, viewsOf } from './store.ts'

/** Tabs a list still has room for. */
const mostViews = 12
const Id = z.object({ id: z.string().max(80) })
const Done = z.object({ id: z.string() })
const config = { permit: 'event.read' } as const
const response = { 200: Done, ...errors }

/** Saved views of the list of events: kept, changed, moved and thrown away by who owns them; those of a unit by who may share. */
export async function savedViewRoutes(app: App, { spine }: { spine: Spine }): Promise<void> {
  app.get(
    '/api/v1/event-views',
    { schema: { summary: '保存的事件视图', response: { 200: SavedViews, ...errors } }, config },
    async (request) => {
      const caller = callerOf(request)
      return { rows: (await viewsOf(spine, caller)).map((row) => viewOf(row, caller)) }
    },
  )
  app.post('/api/v1/event-views', { schema: { summary: '保存事件视图', body: SaveView, response }, config }, (request) =>
    write(spine, request, (tx) => keep(tx, callerOf(request), request.body)),
  )
  app.post(
    '/api/v1/event-views/:id/change',
    { schema: { summary: '改事件视图的名称或筛选', params: Id, body: ChangeView, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const view = await owned(tx, callerOf(request), request.params.id)
        const { name = view.name, filter = view.filter } = request.body
        const next = { ...view, name, filter }
        const others = (await ownedBy(tx, ownerOf(view))).filter(({ id }) => id !== view.id)
        if (others.some(({ name }) => name === next.name)) throw taken(next.name)
        await saveView(tx, next)
        if (view.name !== next.name) await tell(tx, 'event-view.renamed', next)
        return { id: view.id }
      }),
  )
  app.post(
    '/api/v1/event-views/:id/move',
    { schema: { summary: '移动事件视图', params: Id, body: MoveView, response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const view = await owned(tx, callerOf(request), request.params.id)
        const ids = (await ownedBy(tx, ownerOf(view))).map(({ id }) => id)
        const at = ids.indexOf(view.id)
        const to = Math.min(ids.length - 1, Math.max(0, at + (request.body.to === 'front' ? -1 : 1)))
        ids.splice(to, 0, ...ids.splice(at, 1))
        await placeViews(tx, ids)
        return { id: view.id }
      }),
  )
  app.post(
    '/api/v1/event-views/:id/delete',
    { schema: { summary: '删除事件视图', params: Id, body: z.strictObject({}), response }, config },
    (request) =>
      write(spine, request, async (tx) => {
        const view = await owned(tx, callerOf(request), request.params.id)
        await deleteView(tx, view.id)
        await tell(tx, 'event-view.deleted', view)
        return { id: view.id }
      }),
  )
}

const taken = (name: string) => new RefusalError({ code: 'view.name-taken', details: { name } })
const sharer = (caller: Caller): boolean => caller.permits.has('view.share')
const ownerOf = ({ person, unit }: ViewRow): Owner => (unit === null ? { person: person!, unit: null } : { person: null, unit })
const viewOf = ({ id, name, unit, filter }: ViewRow, caller: Caller): SavedView => ({
  ...{ id, name, filter, shared: unit !== null, mine: unit === null || sharer(caller) },
})

async function keep(tx: Tx, caller: Caller, { name, shared, filter }: z.infer<typeof SaveView>): Promise<{ id: string }> {
  if (shared && !sharer(caller)) throw new RefusalError({ code: 'permit.missing', details: { permit: 'view.share' } })
  const owner: Owner = shared ? { person: null, unit: caller.unit } : { person: caller.person, unit: null }
  const held = await ownedBy(tx, owner)
  if (held.length >= mostViews) throw new RefusalError({ code: 'view.too-many', details: { max: mostViews } })
  const view = { ...owner, id: tx.newId(), name, filter, place: (held.at(-1)?.place ?? 0) + 1 }
  if (!(await insertView(tx, view))) throw taken(name)
  await tell(tx, 'event-view.saved', view)
  return { id: view.id }
}

/** A view the caller may change. One they only see is refused with what is missing; one they do not see looks as if it were not there. */
async function owned(tx: Tx, caller: Caller, id: string): Promise<ViewRow> {
  const view = await lockView(tx, id, caller)
  if (!view) throw new RefusalError({ code: 'thing.not-found' })
  if (view.unit !== null && !sharer(caller)) throw new RefusalError({ code: 'permit.missing', details: { permit: 'view.share' } })
  return view
}

/** What a unit works by is a fact; what one keeps for oneself is nobody's business. */
async function tell(
  tx: Tx,
  kind: 'event-view.saved' | 'event-view.renamed' | 'event-view.deleted',
  { id, unit, name }: Pick<ViewRow, 'id' | 'unit' | 'name'>,
): Promise<void> {
  if (unit !== null) await tx.record({ kind, subject: id, area: null, body: { view: id, unit, name } })
}
